"""What is due and what was paid, from the ledger alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.orders.ledger import (
    COUNTER,
    PaymentState,
    balance_due,
    payment_state,
    record_at_counter,
)
from configurator.orders.models import Order, Payment
from configurator.orders.states import CANCELLED, CART, DONE, PLACED
from pricing.money import Money
from tests.orders.diner import NOON


def order_with(state: str, total: int, *amounts: int) -> Order:
    return Order(
        shop_id="diner",
        state=state,
        total=total,
        currency="KRW",
        language="en",
        version=0,
        created_at=NOON,
        changed_at=NOON,
        payments=[
            Payment(amount=each, currency="KRW", way=COUNTER, at=NOON, actor="kim")
            for each in amounts
        ],
    )


@pytest.mark.parametrize(
    ("state", "total", "amounts", "payment", "due"),
    [
        (CART, 9000, (), "nothing due", 0),
        (PLACED, 0, (), "nothing due", 0),
        (PLACED, 9000, (), "due", 9000),
        (PLACED, 9000, (4000,), "due", 5000),
        (DONE, 9000, (9000,), "paid", 0),
        (CANCELLED, 9000, (), "nothing due", 0),
        (CANCELLED, 9000, (9000,), "paid", -9000),
        (CANCELLED, 9000, (9000, -9000), "refunded", 0),
        (DONE, 9000, (9000, -2000), "part refunded", 0),
    ],
)
def test_the_state_of_payment_follows_from_the_ledger(
    state: str, total: int, amounts: tuple[int, ...], payment: PaymentState, due: int
) -> None:
    order = order_with(state, total, *amounts)
    assert payment_state(order) == payment
    assert balance_due(order) == Money(due, "KRW")


def kept(database: Database, state: str, *amounts: int) -> int:
    with database.writing() as session:
        order = order_with(state, 9000, *amounts)
        session.add(order)
        session.flush()
        return order.id


def record(session: Session, order_id: int) -> Money:
    return record_at_counter(session, session.get_one(Order, order_id), "kim", NOON)


def ledger(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(Payment.amount).order_by(Payment.id)))


def test_paying_at_the_counter_is_noted_once(database: Database) -> None:
    order_id = kept(database, PLACED)
    with database.writing() as session:
        assert record(session, order_id) == Money(9000, "KRW")
        assert record(session, order_id) == Money(0, "KRW")
    assert ledger(database) == [9000]


def test_eight_hurried_presses_take_the_money_once(database: Database) -> None:
    order_id = kept(database, PLACED)

    def press(_: int) -> int:
        return database.in_transaction(lambda session: record(session, order_id)).minor

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(press, range(8))) == [0] * 7 + [9000]
    assert ledger(database) == [9000]


def test_a_cancelled_order_that_was_paid_gives_the_money_back(database: Database) -> None:
    order_id = kept(database, CANCELLED, 9000)
    with database.writing() as session:
        assert record(session, order_id) == Money(-9000, "KRW")
        assert payment_state(session.get_one(Order, order_id)) == "refunded"
    assert ledger(database) == [9000, -9000]
