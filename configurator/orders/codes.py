"""Typing a code into a cart, and taking it out again."""

from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from catalog.shop import CustomerGroup, Shop
from configurator.orders.coupons import (
    MOST_CODES,
    Judged,
    find_code,
    keep_typed_coupons,
    typed_coupons,
)
from configurator.orders.models import Order
from configurator.orders.reviewing import review

Unkept: TypeAlias = Literal["missing", "unknown", "too many"]

_NEVER_AGAIN = ("over", "used up")
"""What hinders a coupon for good: its code is not kept."""


def type_code(
    session: Session, shop: Shop, cart: Order, typed: str, now: datetime
) -> Judged | CustomerGroup | Unkept:
    """Keep a code in the cart; or, changing nothing, why it cannot be.

    A coupon that does not count as the cart is now is kept, and counts as soon as it does; one that
    is over or used up is not. A code that stands there already stays once.
    """
    if not typed.strip():
        return "missing"
    found = find_code(shop, typed)
    if found is None:
        return "unknown"
    if isinstance(found, CustomerGroup):
        cart.customer_group = found.id
        _changed(cart, now)
        return found
    before = typed_coupons(cart)
    if found.id not in before and len(before) >= MOST_CODES:
        return "too many"
    keep_typed_coupons(cart, dict.fromkeys((*before, found.id)))
    price = review(session, cart, now).price
    now_judged = {each.coupon.id: each for each in price.judged} if price else {}
    judged = now_judged.get(found.id, Judged(found, "not for these"))
    if judged.hindrance in _NEVER_AGAIN:
        keep_typed_coupons(cart, before)
    else:
        _changed(cart, now)
    return judged


def drop_code(cart: Order, dropped: str, now: datetime) -> None:
    """Take the coupon, or the customer group, of that id out of the cart."""
    keep_typed_coupons(cart, (each for each in typed_coupons(cart) if each != dropped))
    if cart.customer_group == dropped:
        cart.customer_group = ""
    _changed(cart, now)


def _changed(cart: Order, now: datetime) -> None:
    cart.version += 1
    cart.changed_at = now
