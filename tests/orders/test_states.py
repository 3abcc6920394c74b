"""The states of an order, and what happens when several people change one at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.orders.models import HistoryEntry, Order
from configurator.orders.states import (
    CANCELLED,
    CART,
    DONE,
    MAKING,
    PLACED,
    READY,
    TRANSITIONS,
    may_move,
    move,
)
from tests.orders.diner import NOON

STATES = (CART, PLACED, MAKING, READY, DONE, CANCELLED)

ALLOWED = {
    (CART, PLACED),
    (PLACED, MAKING),
    (PLACED, CANCELLED),
    (MAKING, READY),
    (MAKING, PLACED),
    (MAKING, CANCELLED),
    (READY, DONE),
    (READY, MAKING),
    (READY, CANCELLED),
    (DONE, READY),
}


def order_in(database: Database, state: str) -> int:
    with database.writing() as session:
        order = Order(
            shop_id="diner",
            state=state,
            currency="KRW",
            language="en",
            created_at=NOON,
            changed_at=NOON,
        )
        session.add(order)
        session.flush()
        return order.id


def test_the_table_speaks_of_every_state() -> None:
    assert set(TRANSITIONS) == set(STATES)


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_an_order_moves_as_the_table_allows_and_never_otherwise(before: str, after: str) -> None:
    assert may_move(before, after) is ((before, after) in ALLOWED)


def test_a_move_is_kept_with_its_time_and_who_did_it(database: Database) -> None:
    order_id = order_in(database, PLACED)
    with database.writing() as session:
        order = session.get_one(Order, order_id)
        assert move(session, order, MAKING, "kim@diner", NOON)
    with database.reading() as session:
        order = session.get_one(Order, order_id)
        assert (order.state, order.changed_at, order.version) == (MAKING, NOON, 1)
        entry = order.history[0]
        assert (entry.at, entry.actor) == (NOON, "kim@diner")
        assert (entry.from_state, entry.to_state) == (PLACED, MAKING)


def test_a_move_that_the_table_does_not_allow_leaves_nothing_behind(database: Database) -> None:
    order_id = order_in(database, CANCELLED)
    with database.writing() as session:
        order = session.get_one(Order, order_id)
        assert not move(session, order, MAKING, "kim@diner", NOON)
        assert (order.state, order.version, order.history) == (CANCELLED, 0, [])


def test_an_order_read_before_another_change_does_not_move(database: Database) -> None:
    order_id = order_in(database, PLACED)
    with database.reading() as session:
        stale = session.get_one(Order, order_id)
        session.expunge(stale)
    with database.writing() as session:
        move(session, session.get_one(Order, order_id), CANCELLED, "shopper", NOON)
    with database.writing() as session:
        session.add(stale)
        assert not move(session, stale, MAKING, "kim@diner", NOON)
        assert stale.state == CANCELLED


def test_the_first_time_an_order_is_ready_stays_when_it_is_taken_back(database: Database) -> None:
    order_id = order_in(database, MAKING)
    with database.writing() as session:
        order = session.get_one(Order, order_id)
        for minutes, state in enumerate((READY, MAKING, READY)):
            assert move(session, order, state, "kim@diner", NOON + timedelta(minutes=minutes))
        assert order.ready_at == NOON


def test_of_fifty_racing_changes_one_wins_and_writes_one_line_of_history(
    database: Database,
) -> None:
    order_id = order_in(database, PLACED)

    def change(session: Session, number: int) -> bool:
        order = session.get_one(Order, order_id)
        to = (MAKING, CANCELLED)[number % 2]
        return order.state == PLACED and move(session, order, to, f"staff {number}", NOON)

    def click(number: int) -> bool:
        return database.in_transaction(lambda session: change(session, number))

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(click, range(50)))
    with database.reading() as session:
        entries = session.scalar(select(func.count()).select_from(HistoryEntry))
        assert (sum(won), entries) == (1, 1)
        assert session.get_one(Order, order_id).version == 1
