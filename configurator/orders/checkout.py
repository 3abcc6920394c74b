"""From a cart to a placed order: what is asked, and placing it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from catalog.shop import Shop, Way
from configurator.orders import hours, promise
from configurator.orders.cart import keep, locked_order
from configurator.orders.contact import Contact, read_contact
from configurator.orders.coupon_uses import customer_keys, note_uses, take_turns
from configurator.orders.coupons import coupons_in_question
from configurator.orders.explaining_price import check_explained
from configurator.orders.models import Order
from configurator.orders.numbers import next_place, spoken_number
from configurator.orders.offering import Offer
from configurator.orders.order_freezing import freeze_order
from configurator.orders.reviewing import ReviewedCart, review
from configurator.orders.states import CART, PLACED, move
from configurator.orders.tips import read_tip
from configurator.publishing.live import live_shop

SHOPPER = "shopper"
"""Who placed an order, in its history."""

AS_SOON_AS_POSSIBLE = "asap"
AT_THE_COUNTER, AT_A_TABLE = "counter", "table"


@dataclass(frozen=True)
class Wishes:
    """How an order is to be had, and what of it cannot be read: a code for each field.

    `wanted_at` None is as soon as possible; `table` is empty at the counter; `tip` is as an order
    keeps it.
    """

    wanted_at: datetime | None
    way: Way
    table: str
    tip: str
    problems: Mapping[str, str]


@dataclass(frozen=True)
class Details:
    """What the shopper said. `wanted_at` None is as soon as possible; `table` is empty at the
    counter."""

    contact: Contact
    wanted_at: datetime | None
    table: str
    tip: str = ""

    @property
    def wishes(self) -> Wishes:
        way: Way = "table" if self.table else "pickup"
        return Wishes(self.wanted_at, way, self.table, self.tip, {})


@dataclass(frozen=True)
class Placed:
    """An order that stands. `again` says that it stood before: nothing was done."""

    order: Order
    again: bool = False


@dataclass(frozen=True)
class NotPlaced:
    """The cart as it is now: it is not what the shopper saw, or something in it cannot be had."""

    cart: ReviewedCart


def read_wishes(
    form: Mapping[str, str], shop: Shop, offered: Offer, currency: str, goods: int
) -> Wishes:
    """How an order is to be had, as a checkout form says it, and for each field what is wrong.

    `goods` is what the things in the cart cost.
    """
    table, table_problem = _read_table(form, offered)
    at_a_table = form.get("where") == AT_A_TABLE and bool(offered.tables)
    wanted_at, when_problem = (
        (None, "") if at_a_table else _read_when(form.get("when", ""), offered)
    )
    tip, tip_problem = read_tip(form, shop, currency, goods)
    # Without a choice of tables on the page, the time is what can be mended.
    where_problem = ("table" if offered.tables else "when", table_problem)
    problems = (("when", when_problem), where_problem, ("tip", tip_problem))
    return Wishes(
        wanted_at,
        "table" if at_a_table else "pickup",
        table,
        tip,
        {field: code for field, code in problems if code},
    )


def read_details(
    form: Mapping[str, str], wishes: Wishes
) -> tuple[Details | None, Mapping[str, str]]:
    """What a checkout form says in all, or for each field what is wrong, as the page has them."""
    contact, contact_problems = read_contact(
        form.get("name", ""), form.get("email", ""), form.get("phone", "")
    )
    problems = {**wishes.problems, **contact_problems}
    if problems:
        return None, problems
    return Details(contact, wishes.wanted_at, wishes.table, wishes.tip), problems


def wish(order: Order, wishes: Wishes) -> None:
    """Let a cart be priced for how it is to be had. What was wrong stays as it was."""
    if "when" not in wishes.problems:
        order.wanted_at = wishes.wanted_at
    order.way, order.table_name = wishes.way, wishes.table
    if "tip" not in wishes.problems:
        order.tip = wishes.tip


def place_order(
    session: Session, shop: Shop, token: str, details: Details, seen: str, now: datetime
) -> Placed | NotPlaced | None:
    """Place the cart of that token, once: whoever comes second finds the order that stands.

    It is placed only as the shopper saw it: `seen` names the lines and prices on the page. None
    where there is no such cart. Raises `UnexplainedPriceError` where the lines do not come to the
    total: what nobody can explain is never charged.
    """
    order = locked_order(session, shop.id, token)
    if order is None:
        return None
    if order.state != CART:
        return Placed(order, again=True)
    live = live_shop(session, shop.id)
    # What is live now may be newer than what the page was made of.
    shop = shop if live is None else live.shop
    wish(order, details.wishes)
    customers = customer_keys(details.contact)
    take_turns(session, shop.id, coupons_in_question(shop, order))
    cart = review(session, order, now, customers=customers)
    if not cart.holds or cart.seen != seen or cart.price is None:
        return NotPlaced(cart)
    _freeze_lines(cart)
    order.currency = cart.currency
    order.quote = freeze_order(shop, cart.price.quote)
    check_explained(order)
    session.add_all(note_uses(order, cart.price.coupons_taken, customers))
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
