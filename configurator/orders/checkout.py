"""From a cart to a placed order: what is asked, and placing it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from catalog.shop import Shop, Store
from configurator.orders import hours, promise
from configurator.orders.cart import keep, locked_order
from configurator.orders.contact import Contact, read_contact
from configurator.orders.models import Order
from configurator.orders.numbers import next_place, spoken_number
from configurator.orders.reviewing import ReviewedCart, review
from configurator.orders.states import CART, PLACED, move
from configurator.publishing.lead_times import Lead

SHOPPER = "shopper"
"""Who placed an order, in its history."""

AS_SOON_AS_POSSIBLE = "asap"
AT_THE_COUNTER, AT_A_TABLE = "counter", "table"


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


@dataclass(frozen=True)
class Details:
    """What the shopper said. `wanted_at` None is as soon as possible; `table` is empty at the
    counter."""

    contact: Contact
    wanted_at: datetime | None
    table: str


@dataclass(frozen=True)
class Placed:
    """An order that stands. `again` says that it stood before: nothing was done."""

    order: Order
    again: bool = False


@dataclass(frozen=True)
class NotPlaced:
    """The cart as it is now: it is not what the shopper saw, or something in it cannot be had."""

    cart: ReviewedCart


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


def read_details(
    form: Mapping[str, str], offered: Offer
) -> tuple[Details | None, Mapping[str, str]]:
    """What a checkout form says, or for each field in the order of the page what is wrong."""
    problems: dict[str, str] = {}
    contact, contact_problems = read_contact(
        form.get("name", ""), form.get("email", ""), form.get("phone", "")
    )
    table, table_problem = _read_table(form, offered)
    wanted_at, when_problem = (None, "") if table else _read_when(form.get("when", ""), offered)
    problems.update(contact_problems)
    if table_problem:
        # Without a choice of tables on the page, the time is what can be mended.
        problems["table" if offered.tables else "when"] = table_problem
    if when_problem:
        problems["when"] = when_problem
    return (None if problems else Details(contact, wanted_at, table)), problems


def place_order(
    session: Session, shop: Shop, token: str, details: Details, seen: str, now: datetime
) -> Placed | NotPlaced | None:
    """Place the cart of that token, once: whoever comes second finds the order that stands.

    It is placed only as the shopper saw it: `seen` names the lines and prices on the page. None
    where there is no such cart.
    """
    order = locked_order(session, shop.id, token)
    if order is None:
        return None
    if order.state != CART:
        return Placed(order, again=True)
    cart = review(session, order)
    if not cart.holds or cart.seen != seen:
        return NotPlaced(cart)
    _freeze_lines(cart)
    _fill_in(session, shop, cart, details, now)
    if not move(session, order, PLACED, SHOPPER, now):
        raise RuntimeError(f"order {order.id} was moved while it was locked")
    return Placed(order)


def _freeze_lines(cart: ReviewedCart) -> None:
    for each in cart.lines:
        if each.frozen is not None and each.live is not None:
            keep(each.line, each.frozen, each.live.revision)


def _fill_in(
    session: Session, shop: Shop, cart: ReviewedCart, details: Details, now: datetime
) -> None:
    order = cart.order
    lead = cart.lead
    waiting = promise.waiting(session, shop, now)
    order.day = hours.local(now, shop.time_zone).date().isoformat()
    order.place_in_day = next_place(session, shop.id, order.day)
    order.number = spoken_number(order.place_in_day)
    order.revision = max(each.line.revision for each in cart.lines)
    order.store_id = shop.stores[0].id
    order.total = cart.total.minor
    order.contact_name = details.contact.name
    order.contact_email = details.contact.email
    order.contact_phone = details.contact.phone
    order.table_name = details.table
    order.wanted_at = details.wanted_at
    order.lead_days, order.lead_minutes = lead.days, lead.minutes
    order.ahead = promise.queue_length(session, shop, now)
    order.promised_at = details.wanted_at or promise.ready_at(shop, now, lead + waiting)
    order.placed_at = now


def _read_table(form: Mapping[str, str], offered: Offer) -> tuple[str, str]:
    """The table, empty for the counter; and what is wrong with it."""
    where = form.get("where", AT_THE_COUNTER)
    if where == AT_THE_COUNTER or (where == "" and not offered.tables):
        return "", ""
    if where != AT_A_TABLE:
        return "", "where-unknown"
    if not offered.tables:
        return "", "closed-now"
    table = form.get("table", "")
    return (table, "") if table in offered.tables else ("", "table-missing")


def _read_when(typed: str, offered: Offer) -> tuple[datetime | None, str]:
    """The pickup time, None for as soon as possible; and what is wrong with it."""
    if typed == AS_SOON_AS_POSSIBLE:
        return None, "" if offered.ready else "closed-now"
    if not typed:
        return None, "when-missing"
    times = {each.isoformat(): each for each in offered.slots}
    return (times[typed], "") if typed in times else (None, "when-past")
