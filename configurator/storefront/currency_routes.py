"""Choosing the currency to pay in, where a shop has given its prices in several."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from babel.numbers import get_currency_name, get_currency_symbol
from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from catalog.shop import Shop
from configurator.i18n import language
from configurator.storefront.finding import shop_or_404
from configurator.storefront.language_routes import page_on_this_site
from configurator.storefront.occasion import chosen_currency, remember_currency

bp = Blueprint("currency", __name__)

_IN_MONEY = frozenset({"budget", "budget:text"})
"""Parameters of an address that are amounts: in another currency they would mean another."""


@dataclass(frozen=True)
class CurrencyLine:
    """What a page shows of currencies: each with its words, and whether prices are in it now.

    `next_page` is where choosing one leads back to.
    """

    currencies: tuple[tuple[str, str, bool], ...]
    next_page: str


@bp.app_template_global("currency_line")
def currency_line(shop: Shop) -> CurrencyLine | None:
    """The currencies of a shop; None where it has only one."""
    if not shop.currencies:
        return None
    now = chosen_currency(shop)
    known = tuple((each, _words(each), each == now) for each in (shop.currency, *shop.currencies))
    page = request.full_path if request.method == "GET" else f"/{shop.id}/"
    return CurrencyLine(known, without_amounts(page))


@bp.post("/<shop_id>/currency")
def choose(shop_id: str) -> ResponseReturnValue:
    """Remember the currency and come back to the same page."""
    shop = shop_or_404(shop_id).shop
    if not remember_currency(shop, request.form.get("currency", "")):
        abort(400)
    asked = page_on_this_site(request.form.get("next", ""))
    return redirect(without_amounts(asked) if asked != "/" else f"/{shop.id}/", 303)


def _words(currency: str) -> str:
    """The name of a currency with its sign: 미국 달러 (US$)."""
    here = language()
    name = get_currency_name(currency, locale=here)
    return f"{name} ({get_currency_symbol(currency, locale=here)})"


def without_amounts(page: str) -> str:
    """The address of a page without a budget: an amount is never carried into another currency."""
    parts = urlsplit(page)
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _IN_MONEY
    ]
    return f"{parts.path}?{urlencode(kept, safe=':,')}" if kept else parts.path
