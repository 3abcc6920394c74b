"""A budget as shoppers type it, and as the address carries it."""

import re
from dataclasses import replace
from decimal import Decimal

from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

from configurator.builder.address import Address
from configurator.publishing.live import LiveProduct

MOST = 10**12
"""No budget is larger, in the currency's smallest unit."""

_NUMBER = re.compile(
    r"[^\d.,+-]{0,4}(\d{1,3}(?:[, \u00a0]\d{3})+|\d{1,15})(?:\.(\d{1,6}))?"
    r"\s*(만)?\s*([^\d.,+-]{0,8})"
)
_UNITS = frozenset({"", "원", "won", "달러", "불", "dollar", "dollars"})
"""What may follow a number besides the currency: of anything else (1억, 1.5k) nobody knows how
much it makes of it."""


def read_money(text: str, currency: str) -> int | None:
    """An amount as it is written in Korean and English, in the currency's smallest unit.

    `1,500`, `1500.00`, `$1,500`, `1,500,000원`, `150만 원`. None where it is not one, or has more
    decimals than the currency.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    whole, decimals, ten_thousands, unit = found.groups()
    if not _is_unit(unit, currency):
        return None
    amount = Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
    minor = (amount * (10_000 if ten_thousands else 1)).scaleb(get_currency_precision(currency))
    return int(minor) if minor == int(minor) and minor <= MOST else None


def _is_unit(word: str, currency: str) -> bool:
    """Whether it says no more than what is paid with."""
    symbols = (get_currency_symbol(currency, language) for language in ("en", "ko"))
    known = _UNITS.union({currency.casefold()}, (symbol.casefold() for symbol in symbols))
    return word.strip().casefold() in known


def money_text(minor: int, currency: str, language: str) -> str:
    """How an amount stands in a field: without currency, and without decimals that are nought."""
    digits = get_currency_precision(currency)
    amount = Decimal(minor).scaleb(-digits)
    whole = amount == int(amount)
    pattern = "#,##0" if whole else "#,##0." + "0" * digits
    return format_decimal(amount, pattern, locale=language)


def with_budget(live: LiveProduct, address: Address) -> Address:
    """The address with the budget that was typed; one that cannot be read stays as it was typed.

    Without a budget there is no aim either: the field for it is on the page all the same. One that
    was said in another currency than prices are in now is none: it is never converted.
    """
    aims = [aim.id for aim in live.product.aims]
    if not aims:
        return replace(address, aim=None, budget=None, typed=None, budget_in="")
    currency = live.price_list.currency
    said_in = "" if currency == live.shop.currency else currency
    budget, typed = address.budget, address.typed
    if address.budget_in != said_in:
        budget = None
    if typed is not None:
        budget = read_money(typed, currency)
        typed = None if budget is not None or not typed.strip() else typed
    if budget is None and typed is None:
        return replace(address, aim=None, budget=None, typed=None, budget_in="")
    aim = address.aim if address.aim in aims else aims[0]
    return replace(address, aim=aim, budget=budget, typed=typed, budget_in=said_in)
