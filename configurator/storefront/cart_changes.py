"""What changed between two prices, line by line, so that it is told before anybody pays."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from configurator.builder.translating import gettext as _
from configurator.i18n import language
from configurator.storefront.cart_line_changes import ChangeView, line_changes
from configurator.storefront.cart_totals import AmountLine
from configurator.storefront.cart_views import CartView
from pricing.money import Money

TIP, TOTAL = "tip", "total"


def shown(cart: CartView) -> str:
    """What a page shows of a cart's price, signed, to be told apart from what it is later."""
    rows = [
        [each.key, each.words, each.amount.minor, [[e.words, e.amount.minor] for e in each.lines]]
        for each in _rows(cart)
    ]
    return _signer().dumps([language(), cart.price.total.currency, rows])


def changes(before: str, cart: CartView, looked: bool) -> tuple[ChangeView, ...]:
    """What is another amount now than on the page that was shown; the total comes last.

    Nothing where what was shown is not known, or was in another currency; nor, to a shopper who
    only `looked`, where it is their tip alone.
    """
    known = _read(before)
    currency = cart.price.total.currency
    if known is None or known[1] != currency:
        return ()
    same_words = known[0] == language()
    earlier: dict[str, Any] = {row[0]: row for row in known[2]}
    later = {each.key: each for each in _rows(cart)}
    found: dict[str, ChangeView] = {}
    lines = dict.fromkeys(each for each in (*later, *earlier) if each != TOTAL)
    for key in (*lines, TOTAL):
        old, new = earlier.get(key), later.get(key)
        was = None if old is None else Money(old[2], currency)
        now = None if new is None else new.amount
        if was != now:
            details = (
                line_changes(old[3], new.lines, currency) if old and new and same_words else ()
            )
            words = new.words if new else old[1] if old else ""
            found[key] = ChangeView(words, was, now, details, total=key == TOTAL)
    return () if looked and found.keys() <= {TIP, TOTAL} else tuple(found.values())


@dataclass(frozen=True)
class _Row:
    key: str
    words: str
    amount: Money
    lines: tuple[AmountLine, ...] = ()


def _rows(cart: CartView) -> list[_Row]:
    """The lines, the charges, and the total, each under a name that stays."""
    lines = [
        _Row(f"line {each.id}", f"{each.quantity} × {each.title}", each.price, each.receipt)
        for each in cart.lines
    ]
    charges = [
        _Row(TIP if each.kind == TIP else f"charge {each.words}", each.words, each.amount)
        for each in cart.price.charges
    ]
    return [*lines, *charges, _Row(TOTAL, _("In all"), cart.price.total)]


def _read(signed: str) -> list[Any] | None:
    try:
        known: list[Any] = _signer().loads(signed)
    except BadSignature:
        return None
    return known


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="price shown")
