"""The orders that staff have before them: what is to be made, handed over, and was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from configurator.orders.models import Order
from configurator.orders.promise import turn
from configurator.orders.states import CART, OPEN, READY

Urgency: TypeAlias = Literal["fresh", "soon", "late"]

SOON = timedelta(minutes=5)


@dataclass(frozen=True)
class Board:
    """The kitchen's orders: to make now, the oldest first; for later; and waiting to be fetched."""

    now: tuple[Order, ...]
    later: tuple[Order, ...]
    ready: tuple[Order, ...]


def board(session: Session, shop_id: str, now: datetime) -> Board:
    """Everything that is placed and not handed over."""
    orders = session.scalars(
        select(Order)
        .where(Order.shop_id == shop_id, Order.state.in_((*OPEN, READY)))
        .options(selectinload(Order.lines))
    ).all()
    to_make = sorted((each for each in orders if each.state in OPEN), key=_turn)
    waiting = sorted((each for each in orders if each.state == READY), key=_turn)
    return Board(
        tuple(each for each in to_make if begins(each) <= now),
        tuple(each for each in to_make if begins(each) > now),
        tuple(waiting),
    )


def orders_of_day(session: Session, shop_id: str, day: str) -> Sequence[Order]:
    """Every order placed on a day of the shop, the latest first. `day` is an ISO date."""
    return session.scalars(
        select(Order)
        .where(Order.shop_id == shop_id, Order.day == day, Order.state != CART)
        .options(
            selectinload(Order.lines),
            selectinload(Order.payments),
            selectinload(Order.history),
        )
        .order_by(Order.place_in_day.desc())
    ).all()


def staff_order(session: Session, shop_id: str, order_id: int) -> Order | None:
    """A placed order of this shop."""
    return session.scalar(
        select(Order).where(Order.id == order_id, Order.shop_id == shop_id, Order.state != CART)
    )


def begins(order: Order) -> datetime:
    """When it is the order's turn: at once, or in time for when it is wanted."""
    return turn(order.placed_at or order.created_at, order.wanted_at)


def urgency(order: Order, now: datetime) -> Urgency:
    """How an order stands against what its shopper was promised."""
    if order.promised_at is None or now < order.promised_at - SOON:
        return "fresh"
    return "soon" if now <= order.promised_at else "late"


def minutes_since(moment: datetime, now: datetime) -> int:
    """Whole minutes, never below 0."""
    return max(0, int((now - moment) / timedelta(minutes=1)))


def _turn(order: Order) -> tuple[datetime, int]:
    return begins(order), order.id
