"""How long an order waits before it is made: learnt from what was made lately.

A kitchen counts in minutes, a workshop in working days. An order placed behind `ahead` others is
ready after its own lead and a wait for its turn. The pace is that wait for each turn, its own
included; recent orders weigh more, and a few imagined orders at a usual pace keep the first real
ones from saying too much.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.shop import Shop, Store
from configurator.orders.hours import working_day, working_days_between
from configurator.orders.models import Order
from configurator.orders.states import OPEN
from configurator.publishing.lead_times import Lead

USUAL_PACE = 1.5
"""Minutes a turn takes where nothing has been learnt yet."""

IMAGINED_TURNS = 4.0
KEPT_FROM_ORDER_TO_ORDER = 0.9
LEARNT_FROM = 40
LONGEST_WAIT = 90
FORGOTTEN_AFTER = timedelta(hours=4)
REMEMBERED = timedelta(days=14)
# An order for later joins the queue when it has to be begun soon.
JOINS_BEFORE = timedelta(minutes=30)

USUAL_DAYS = 0.125
"""Working days a turn takes in a workshop where nothing has been learnt yet."""

LONGEST_WAIT_DAYS = 20
REMEMBERED_BY_WORKSHOP = timedelta(days=60)


@dataclass(frozen=True)
class Wait:
    """What one order saw: it waited `time` beyond its own lead, behind `ahead` others.

    The time is in minutes of a kitchen, or in working days of a workshop.
    """

    time: float
    ahead: int


@dataclass(frozen=True)
class _Seen:
    """What the promise reads of one order."""

    state: str
    placed_at: datetime
    ready_at: datetime | None
    wanted_at: datetime | None
    lead: Lead
    ahead: int

    def is_queued(self, now: datetime) -> bool:
        begins = turn(self.placed_at, self.wanted_at)
        return self.state in OPEN and begins <= now < begins + FORGOTTEN_AFTER

    def is_queued_in_workshop(self, now: datetime) -> bool:
        return self.state in OPEN and now < self.placed_at + REMEMBERED_BY_WORKSHOP

    def days_waited(self, store: Store, time_zone: str) -> Wait | None:
        """What it waited in a workshop; None while it is not ready, or where its day was chosen."""
        if self.ready_at is None or self.wanted_at is not None:
            return None
        days = working_days_between(store, time_zone, self.placed_at, self.ready_at)
        return Wait(days - self.lead.days, self.ahead)

    def wait(self, now: datetime) -> Wait | None:
        """What the order waited; None where that says nothing of the pace.

        One still in the kitchen counts once it is late: the promise grows while the kitchen stands
        still, and not only afterwards.
        """
        if self.wanted_at is not None:
            return None
        until = self.ready_at or now
        wait = Wait((until - self.placed_at) / timedelta(minutes=1) - self.lead.minutes, self.ahead)
        late = self.is_queued(now) and wait.time > USUAL_PACE * (self.ahead + 1)
        return wait if self.ready_at or late else None


def turn(placed_at: datetime, wanted_at: datetime | None) -> datetime:
    """When an order joins the queue: at once, or in time for when it is wanted."""
    return placed_at if wanted_at is None else max(placed_at, wanted_at - JOINS_BEFORE)


def pace_of(
    waits: Iterable[Wait], usual: float = USUAL_PACE, longest: float = LONGEST_WAIT
) -> float:
    """How long a turn takes, from what orders saw, the latest first; in the unit of the waits."""
    weight, time, turns = 1.0, usual * IMAGINED_TURNS, IMAGINED_TURNS
    for wait in waits:
        time += weight * min(max(wait.time, 0.0), longest)
        turns += weight * (wait.ahead + 1)
        weight *= KEPT_FROM_ORDER_TO_ORDER
    return time / turns


def waiting(session: Session, shop: Shop, now: datetime) -> Lead:
    """What passes before making begins on an order placed now: minutes, or days in a workshop."""
    if shop.made_in == "workshop" and shop.stores:
        return Lead(days=waiting_days(session, shop, now))
    return Lead(minutes=waiting_minutes(session, shop.id, now))


def waiting_minutes(session: Session, shop_id: str, now: datetime) -> int:
    """Minutes until the kitchen begins on an order placed now; never below 0."""
    orders = _recent(session, shop_id, now)
    waits = (order.wait(now) for order in orders)
    pace = pace_of(wait for wait in waits if wait is not None)
    return min(LONGEST_WAIT, math.ceil(pace * (_queued(orders, now) + 1)))


def waiting_days(session: Session, shop: Shop, now: datetime) -> int:
    """Working days until the workshop begins on an order placed now; never below 0."""
    orders = _recent(session, shop.id, now, REMEMBERED_BY_WORKSHOP)
    waits = (order.days_waited(shop.stores[0], shop.time_zone) for order in orders)
    pace = pace_of((wait for wait in waits if wait), USUAL_DAYS, LONGEST_WAIT_DAYS)
    queued = sum(order.is_queued_in_workshop(now) for order in orders)
    return min(LONGEST_WAIT_DAYS, math.floor(pace * (queued + 1)))


def queue_length(session: Session, shop: Shop, now: datetime) -> int:
    """How many orders would be before one that is placed now."""
    if shop.made_in == "workshop":
        orders = _recent(session, shop.id, now, REMEMBERED_BY_WORKSHOP)
        return sum(order.is_queued_in_workshop(now) for order in orders)
    return _queued(_recent(session, shop.id, now), now)


def _queued(orders: Iterable[_Seen], now: datetime) -> int:
    return sum(order.is_queued(now) for order in orders)


def ready_at(shop: Shop, now: datetime, lead: Lead) -> datetime:
    """When an order placed now is ready that takes `lead` in all, on the full minute.

    Working days are those on which the first store opens; the minutes count from its opening on
    the last of them.
    """
    day = working_day(shop.stores[0], shop.time_zone, now, lead.days) if lead.days else None
    if day is not None:
        return min(day.opens + timedelta(minutes=lead.minutes), day.closes)
    ready = now + timedelta(days=lead.days, minutes=lead.minutes)
    whole = ready.replace(second=0, microsecond=0)
    return whole if whole == ready else whole + timedelta(minutes=1)


def _recent(
    session: Session, shop_id: str, now: datetime, remembered: timedelta = REMEMBERED
) -> list[_Seen]:
    """The latest orders, newest first: one query along the index of placing times."""
    found = session.execute(
        select(
            Order.state,
            Order.placed_at,
            Order.ready_at,
            Order.wanted_at,
            Order.lead_days,
            Order.lead_minutes,
            Order.ahead,
        )
        .where(Order.shop_id == shop_id, Order.placed_at > now - remembered)
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .limit(LEARNT_FROM)
    )
    return [
        _Seen(
            row.state,
            row.placed_at,
            row.ready_at,
            row.wanted_at,
            Lead(row.lead_days, row.lead_minutes),
            row.ahead,
        )
        for row in found
        if row.placed_at is not None
    ]
