"""What a shop offers at a moment: when an order would be ready, and where it can go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from catalog.shop import Shop, Store
from configurator.orders import hours, promise
from configurator.orders.models import Order
from configurator.publishing.lead_times import Lead
from configurator.publishing.occasions import Occasion


@dataclass(frozen=True)
class Offer:
    """What the shop offers at this moment: when an order would be ready, and where it can go.

    `ready` is None while the store is closed and nothing takes days; then only `slots` of its next
    opening are left.
    """

    store: Store
    open_now: bool
    ready: datetime | None
    slots: tuple[datetime, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that can be ordered to: only while somebody can sit at them."""
        return self.store.tables if self.open_now else ()

    @property
    def first(self) -> datetime | None:
        """The earliest time that can be had; None where nothing can this week."""
        return self.ready or next(iter(self.slots), None)


def offer(session: Session, shop: Shop, lead: Lead, now: datetime) -> Offer:
    """When an order that takes `lead` to make could be picked up."""
    store = shop.stores[0]
    whole = lead + promise.waiting(session, shop, now)
    ready = promise.ready_at(shop, now, whole)
    open_now = hours.is_open(store, shop.time_zone, now)
    if whole.days:
        return Offer(store, open_now, ready, tuple(hours.day_slots(store, shop.time_zone, ready)))
    slots = tuple(hours.slots(store, shop.time_zone, ready, now))
    return Offer(store, open_now, ready if open_now else None, slots)


def promised_time(order: Order, offered: Offer, now: datetime) -> datetime:
    """The time that a cart is priced for: as it was wanted, while that can be had; else the first
    that can."""
    first = offered.first or now
    return first if order.wanted_at is None else max(order.wanted_at, first)


def cart_occasion(shop: Shop, order: Order, offered: Offer, now: datetime) -> Occasion:
    """When, where and for whom a cart is sold. A currency that is taken no more gives way."""
    known = order.currency in (shop.currency, *shop.currencies)
    return Occasion(
        at=promised_time(order, offered, now),
        store=offered.store.id,
        channel="web",
        customers=frozenset({order.customer_group} - {""}),
        currency=order.currency if known else shop.currency,
    )
