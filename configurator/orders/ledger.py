"""What has been paid: a ledger of entries, and the payment state that follows from it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.orders.models import Order, Payment
from configurator.orders.states import CANCELLED, CART
from pricing.money import Money

PaymentState: TypeAlias = Literal["nothing due", "due", "paid", "part refunded", "refunded"]

COUNTER = "counter"
"""The way to pay that needs no key: cash or card, over the counter."""


def balance_due(order: Order) -> Money:
    """What is still to be paid; negative where money has to be given back.

    Money given back of an order that stands is not due again: it was a part of the price let off.
    """
    taken, returned = _sums(each.amount for each in order.payments)
    if order.state == CANCELLED:
        return Money(returned - taken, order.currency)
    return Money(0 if order.state == CART else order.total - taken, order.currency)


def payment_state(order: Order) -> PaymentState:
    """Where payment stands, from the ledger alone."""
    taken, returned = _sums(each.amount for each in order.payments)
    if returned:
        return "refunded" if returned >= taken else "part refunded"
    if taken and taken >= order.total:
        return "paid"
    return "due" if balance_due(order).minor > 0 else "nothing due"


def record_at_counter(session: Session, order: Order, actor: str, now: datetime) -> Money:
    """Note that what was due has changed hands at the counter; the amount noted.

    Zero where nothing was due: pressing the button twice takes the money once. A cancelled order
    that had been paid gives the money back.
    """
    session.execute(select(Order.id).where(Order.id == order.id).with_for_update())
    session.expire(order)
    due = balance_due(order)
    if due.minor:
        order.payments.append(
            Payment(amount=due.minor, currency=due.currency, way=COUNTER, at=now, actor=actor)
        )
        order.version += 1
        order.changed_at = now
    return due


def _sums(amounts: Iterable[int]) -> tuple[int, int]:
    """What was taken, and what was given back as a positive number."""
    known = list(amounts)
    return sum(each for each in known if each > 0), -sum(each for each in known if each < 0)
