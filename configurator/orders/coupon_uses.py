"""How often coupons were used: counted while an order is placed, so that no limit is passed."""

import hashlib
from collections.abc import Collection, Iterable

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from catalog.shop import Coupon
from configurator.orders.contact import Contact
from configurator.orders.models import CouponUse, Order
from configurator.orders.states import CANCELLED

_LAST_DIGITS = 9
"""Of a phone number these tell people apart, with or without the code of the country."""

_TURN = text(
    "INSERT INTO coupon_turn (shop_id, coupon_id, turns) VALUES (:shop_id, :coupon_id, 1) "
    "ON CONFLICT (shop_id, coupon_id) DO UPDATE SET turns = coupon_turn.turns + 1"
)


def customer_keys(contact: Contact) -> tuple[str, ...]:
    """Names for whoever is reached so, the same for each spelling; they do not say who it is."""
    local, _, domain = contact.email.casefold().rpartition("@")
    digits = "".join(each for each in contact.phone if each.isdigit())
    reached = (
        f"email:{local.partition('+')[0]}@{domain}" if domain else "",
        f"phone:{digits[-_LAST_DIGITS:]}" if digits else "",
    )
    return tuple(hashlib.sha256(each.encode()).hexdigest()[:32] for each in reached if each)


def take_turns(session: Session, shop_id: str, coupons: Iterable[Coupon]) -> None:
    """Let nobody else place an order with these coupons until this transaction has ended.

    Only those with a limit need it. They are taken in one order, so that nobody waits in a circle.
    """
    for coupon_id in sorted(each.id for each in coupons if each.uses or each.uses_each):
        session.execute(_TURN, {"shop_id": shop_id, "coupon_id": coupon_id})


def is_used_up(session: Session, shop_id: str, coupon: Coupon) -> bool:
    """Whether as many orders as it may stand with it; one that was cancelled gives it back."""
    return bool(coupon.uses) and _orders_with(session, shop_id, coupon.id) >= coupon.uses


def is_used_up_by(
    session: Session, shop_id: str, coupon: Coupon, customers: Collection[str]
) -> bool:
    """Whether one of these names of a customer has used it as often as one may."""
    return bool(coupon.uses_each) and any(
        _orders_with(session, shop_id, coupon.id, each) >= coupon.uses_each for each in customers
    )


def note_uses(
    order: Order, coupon_ids: Iterable[str], customers: Collection[str]
) -> list[CouponUse]:
    """The rows that say that the order was placed with these coupons by this customer."""
    return [
        CouponUse(order_id=order.id, coupon_id=coupon, customer=customer, shop_id=order.shop_id)
        for coupon in coupon_ids
        for customer in customers
    ]


def _orders_with(session: Session, shop_id: str, coupon_id: str, customer: str = "") -> int:
    found = (
        select(func.count(func.distinct(CouponUse.order_id)))
        .join(Order, CouponUse.order_id == Order.id)
        .where(
            CouponUse.shop_id == shop_id,
            CouponUse.coupon_id == coupon_id,
            Order.state != CANCELLED,
        )
    )
    if customer:
        found = found.where(CouponUse.customer == customer)
    return session.scalar(found) or 0
