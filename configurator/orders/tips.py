"""Tips: never chosen for the shopper, never taxed, and not less for a coupon."""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from babel.numbers import get_currency_precision

from catalog.shop import Shop
from pricing.rounding import EXACT

OWN = "own"
"""The answer to how much: an amount that is typed beside it."""

_SHARE = re.compile(r"([0-9]{1,3})%")
_AMOUNT = re.compile(r"[0-9]{1,12}")
# Separators of thousands only where they separate thousands: "1,50" is no 150.
_TYPED = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,6}))?")


def tip_amount(tip: str, goods: int) -> int:
    """What a kept tip comes to: a share of what the things cost before discounts, or an amount.

    Things that cost less than nothing count as nothing.
    """
    share = _SHARE.fullmatch(tip)
    if share:
        return EXACT.nearest(Fraction(int(share[1]) * max(0, goods), 100))
    return int(tip) if _AMOUNT.fullmatch(tip) else 0


def still_taken(tip: str, shop: Shop) -> str:
    """A kept tip, or none where the shop has stopped to offer it meanwhile."""
    is_share = _SHARE.fullmatch(tip) is not None
    offered = tip in _shares(shop) if is_share else bool(shop.tips)
    return tip if offered else ""


def read_tip(form: Mapping[str, str], shop: Shop, currency: str, goods: int) -> tuple[str, str]:
    """A tip as it is kept ("": none), and what is wrong with what was typed: a code, or nothing.

    `goods` is what the things cost: a tip of more is taken for a slip of the hand.
    """
    chosen = form.get("tip", "")
    if not shop.tips or chosen == "":
        return "", ""
    if chosen in _shares(shop):
        return chosen, ""
    if chosen != OWN:
        return "", "tip-odd"
    typed = unicodedata.normalize("NFKC", form.get("tip_own", "")).strip()
    if not typed:
        return "", ""
    if typed.startswith(("-", "\u2212")) and typed[1:].strip()[:1].isdigit():
        return "", "tip-negative"
    amount = _smallest_units(typed, currency)
    if amount is None:
        return "", "tip-odd"
    if amount > max(0, goods):
        return "", "tip-large"
    return (str(amount) if amount else ""), ""


def _shares(shop: Shop) -> frozenset[str]:
    return frozenset(f"{each}%" for each in shop.tips)


def _smallest_units(typed: str, currency: str) -> int | None:
    """An amount typed in plain digits, in smallest units; None where it is none."""
    found = _TYPED.fullmatch(typed)
    digits = get_currency_precision(currency)
    if not found or not typed.isascii() or len(found[2] or "") > digits:
        return None
    return int(found[1].replace(",", "") + (found[2] or "").ljust(digits, "0"))
