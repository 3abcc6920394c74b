"""Carts that nobody came back for are forgotten; what was placed is kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from configurator.orders.models import Order
from configurator.orders.states import CART

KEPT = timedelta(days=90)
"""How long a cart waits untouched: long enough to find it again next season."""


def forget_old_carts(session: Session, now: datetime) -> None:
    """Delete carts that nothing was done to for a long time, with their lines."""
    session.execute(delete(Order).where(Order.state == CART, Order.changed_at < now - KEPT))
