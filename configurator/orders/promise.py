"""How long an order waits before it is made: learnt from what the kitchen did lately.

An order placed behind `ahead` others is ready after its own lead and a wait for its turn. The pace
is that wait for each turn, its own included; recent orders weigh more, and a few imagined orders at
a usual pace keep the first real ones from saying too much.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.orders.models import Order
from configurator.orders.states import OPEN

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


@dataclass(frozen=True)
class Wait:
    """What one order saw: it waited `minutes` beyond its own lead, behind `ahead` others."""

    minutes: float
    ahead: int


@dataclass(frozen=True)
class _Seen:
    """What the promise reads of one order."""

    state: str
    placed_at: datetime
    ready_at: datetime | None
    wanted_at: datetime | None
    lead_minutes: int
    ahead: int

    def is_queued(self, now: datetime) -> bool:
        begins = turn(self.placed_at, self.wanted_at)
        return self.state in OPEN and begins <= now < begins + FORGOTTEN_AFTER

    def wait(self, now: datetime) -> Wait | None:
        """What the order waited; None where that says nothing of the pace.

        One still in the kitchen counts once it is late: the promise grows while the kitchen stands
        still, and not only afterwards.
        """
        if self.wanted_at is not None:
            return None
        until = self.ready_at or now
        wait = Wait((until - self.placed_at) / timedelta(minutes=1) - self.lead_minutes, self.ahead)
        late = self.is_queued(now) and wait.minutes > USUAL_PACE * (self.ahead + 1)
        return wait if self.ready_at or late else None


def turn(placed_at: datetime, wanted_at: datetime | None) -> datetime:
    """When an order joins the queue: at once, or in time for when it is wanted."""
    return placed_at if wanted_at is None else max(placed_at, wanted_at - JOINS_BEFORE)


def pace_of(waits: Iterable[Wait]) -> float:
    """Minutes a turn takes, from what orders saw, the latest first."""
    weight, minutes, turns = 1.0, USUAL_PACE * IMAGINED_TURNS, IMAGINED_TURNS
    for wait in waits:
        minutes += weight * min(max(wait.minutes, 0.0), LONGEST_WAIT)
        turns += weight * (wait.ahead + 1)
        weight *= KEPT_FROM_ORDER_TO_ORDER
    return minutes / turns


def waiting_minutes(session: Session, shop_id: str, now: datetime) -> int:
    """Minutes until the kitchen begins on an order placed now; never below 0."""
    orders = _recent(session, shop_id, now)
    waits = (order.wait(now) for order in orders)
    pace = pace_of(wait for wait in waits if wait is not None)
    return min(LONGEST_WAIT, math.ceil(pace * (_queued(orders, now) + 1)))


def queue_length(session: Session, shop_id: str, now: datetime) -> int:
    """How many orders would be before one that is placed now."""
    return _queued(_recent(session, shop_id, now), now)


def _queued(orders: Iterable[_Seen], now: datetime) -> int:
    return sum(order.is_queued(now) for order in orders)


def ready_at(now: datetime, lead: int, waiting: int) -> datetime:
    """When an order placed now is ready, on the full minute."""
    ready = now + timedelta(minutes=lead + waiting)
    whole = ready.replace(second=0, microsecond=0)
    return whole if whole == ready else whole + timedelta(minutes=1)


def _recent(session: Session, shop_id: str, now: datetime) -> list[_Seen]:
    """The latest orders, newest first: one query along the index of placing times."""
    found = session.execute(
        select(
            Order.state,
            Order.placed_at,
            Order.ready_at,
            Order.wanted_at,
            Order.lead_minutes,
            Order.ahead,
        )
        .where(Order.shop_id == shop_id, Order.placed_at > now - REMEMBERED)
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .limit(LEARNT_FROM)
    )
    return [
        _Seen(row.state, row.placed_at, row.ready_at, row.wanted_at, row.lead_minutes, row.ahead)
        for row in found
        if row.placed_at is not None
    ]
