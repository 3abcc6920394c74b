"""The fulfilment of an order: one table of what may follow what, and the one way to move."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from configurator.orders.models import HistoryEntry, Order

CART, PLACED, MAKING, READY, DONE, CANCELLED = (
    "cart",
    "placed",
    "making",
    "ready",
    "done",
    "cancelled",
)

TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    CART: (PLACED,),
    PLACED: (MAKING, CANCELLED),
    MAKING: (READY, PLACED, CANCELLED),
    READY: (DONE, MAKING, CANCELLED),
    DONE: (READY,),
    CANCELLED: (),
}
"""What may follow each state. The way forward comes first, then the way back for a mistake."""

OPEN = (PLACED, MAKING)
"""The states in which the kitchen still has work with an order."""


def may_move(from_state: str, to_state: str) -> bool:
    return to_state in TRANSITIONS.get(from_state, ())


def move(session: Session, order: Order, to: str, actor: str, now: datetime) -> bool:
    """Bring an order from the state it was read in to `to`; False where that cannot be.

    Of changes that race from the same state one wins: the others find the order moved, and leave
    nothing behind. The first time an order becomes ready is kept, also when it is taken back.
    """
    came_from = order.state
    if not may_move(came_from, to):
        return False
    session.flush()
    values = {"state": to, "version": Order.version + 1, "changed_at": now}
    if to == READY and order.ready_at is None:
        values["ready_at"] = now
    moved = session.execute(
        update(Order)
        .where(Order.id == order.id, Order.state == came_from)
        .values(values)
        .execution_options(synchronize_session=False)
        .returning(Order.id)
    ).first()
    session.expire(order)
    if moved is None:
        return False
    entry = HistoryEntry(at=now, actor=actor, from_state=came_from, to_state=to)
    order.history.append(entry)
    return True
