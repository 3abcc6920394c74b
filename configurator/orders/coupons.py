"""Coupons of a cart: which of them count, for what, and why one does not."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from catalog.database import canonical_json
from catalog.shop import Coupon, CustomerGroup, Shop
from configurator.engine.model import Choice
from configurator.orders.contact import clean
from configurator.orders.coupon_uses import is_used_up, is_used_up_by
from configurator.orders.in_force import standing
from configurator.orders.models import Order
from configurator.publishing.configurations import matched_presets
from configurator.publishing.live import LiveProduct
from pricing.order_terms import Discount

MOST_CODES = 5
"""How many codes one cart keeps."""

Hindrance: TypeAlias = Literal[
    "not yet", "over", "other time", "needs more", "used up", "used by you", "not for these"
]


@dataclass(frozen=True)
class Sold:
    """A line as discounts see it: `price` is what all its pieces cost."""

    key: str
    quantity: int
    price: int
    live: LiveProduct
    complete: tuple[Choice, ...]

    @property
    def unit_price(self) -> int:
        return self.price // self.quantity


@dataclass(frozen=True)
class Judged:
    """A coupon and how it stands to a cart: it counts for `pieces`, or there is a hindrance.

    `missing` is what the lines still have to be worth more, in smallest units.
    """

    coupon: Coupon
    hindrance: Hindrance | None = None
    pieces: Mapping[str, int] = field(default_factory=dict)
    missing: int = 0

    @property
    def discount(self) -> Discount:
        coupon = self.coupon
        return Discount(
            coupon.id,
            "coupon",
            self.pieces,
            amount=coupon.amount,
            share=Fraction(coupon.percent or 0) / 100,
            least=coupon.least,
            exclusive=coupon.exclusive,
        )


def typed_coupons(order: Order) -> tuple[str, ...]:
    """The ids of the coupons whose codes were typed in a cart, in that order."""
    return tuple(json.loads(order.coupons))


def keep_typed_coupons(order: Order, coupon_ids: Iterable[str]) -> None:
    order.coupons = canonical_json(list(coupon_ids))


def find_code(shop: Shop, typed: str) -> Coupon | CustomerGroup | None:
    """What a typed code stands for; how it is spelled in capitals or small letters is one."""
    code = clean(typed).casefold()
    coded: tuple[Coupon | CustomerGroup, ...] = (*shop.coupons, *shop.customers)
    found = (each for each in coded if each.code.casefold() == code)
    return next(found, None) if code else None


def coupons_in_question(shop: Shop, order: Order) -> tuple[Coupon, ...]:
    """Those that need no code and those whose code was typed, in the order of the shop."""
    typed = typed_coupons(order)
    return tuple(each for each in shop.coupons if not each.code or each.id in typed)


def judge(
    session: Session,
    shop: Shop,
    coupon: Coupon,
    sold: Sequence[Sold],
    at: datetime,
    customers: Collection[str] = (),
) -> Judged:
    """How a coupon stands to a cart that is promised for `at`.

    `customers` are the names of who orders, as `customer_keys` makes them; without them what one
    customer may use is not judged.
    """
    times = standing(coupon.times, at, shop.time_zone)
    if times in ("over", "not yet"):
        return Judged(coupon, times)
    if is_used_up(session, shop.id, coupon):
        return Judged(coupon, "used up")
    if is_used_up_by(session, shop.id, coupon, customers):
        return Judged(coupon, "used by you")
    if times == "other time":
        return Judged(coupon, "other time")
    pieces = {each.key: each.quantity for each in sold if applies(coupon, each)}
    if not pieces:
        return Judged(coupon, "not for these")
    worth = sum(each.price for each in sold)
    if worth < coupon.least:
        return Judged(coupon, "needs more", missing=coupon.least - worth)
    return Judged(coupon, pieces=pieces)


def applies(coupon: Coupon, sold: Sold) -> bool:
    """Whether a coupon is for a line."""
    return _is_for(coupon, sold) and (not coupon.condition or _meets(coupon, sold))


def _is_for(coupon: Coupon, sold: Sold) -> bool:
    """Whether a line is of what the coupon names; one that names nothing is for everything."""
    if not coupon.products and not coupon.presets:
        return True
    if sold.live.product.id in coupon.products:
        return True
    matched = {each.id for each in matched_presets(sold.live, sold.complete)}
    return not matched.isdisjoint(coupon.presets)


def _meets(coupon: Coupon, sold: Sold) -> bool:
    """Whether a line of the coupon's only product meets the condition, which is about that."""
    condition = sold.live.reader.condition(coupon.condition)
    return sold.live.judge.evaluate(condition, sold.complete) is True
