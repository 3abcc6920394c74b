"""The waiting time: learnt from the kitchen, and told before anybody commits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from catalog.database import Database
from catalog.shop import Hours
from configurator.orders.models import Order
from configurator.orders.promise import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    USUAL_PACE,
    Wait,
    pace_of,
    queue_length,
    ready_at,
    waiting,
    waiting_minutes,
)
from configurator.orders.states import MAKING, PLACED, READY
from configurator.publishing.lead_times import Lead
from tests.orders.diner import DINER, NOON


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def add_order(
    session: Session,
    placed_at: datetime,
    state: str = PLACED,
    waited: float | None = None,
    ahead: int = 0,
    wanted_at: datetime | None = None,
    shop_id: str = "diner",
) -> None:
    """An order whose making takes ten minutes, ready after `waited` more."""
    session.add(
        Order(
            shop_id=shop_id,
            state=state,
            currency="KRW",
            language="en",
            created_at=placed_at,
            changed_at=placed_at,
            placed_at=placed_at,
            ready_at=None if waited is None else placed_at + minutes(10 + waited),
            wanted_at=wanted_at,
            lead_minutes=10,
            ahead=ahead,
        )
    )


def test_without_orders_the_usual_pace_counts() -> None:
    assert pace_of([]) == USUAL_PACE


def test_the_pace_follows_what_orders_saw() -> None:
    slow = [Wait(12, 1)] * 30
    assert 5.0 < pace_of(slow) < 6.0
    quick = [Wait(0, 3)] * 30
    assert pace_of(quick) < 0.5


def test_the_latest_orders_weigh_most() -> None:
    slow, quick = Wait(20, 1), Wait(1, 1)
    assert pace_of([slow] * 5 + [quick] * 5) > pace_of([quick] * 5 + [slow] * 5)


def test_one_odd_order_does_not_turn_the_promise_over() -> None:
    assert pace_of([Wait(600, 0)]) <= (USUAL_PACE * 4 + LONGEST_WAIT) / 5


def test_an_order_that_was_ready_early_is_no_negative_wait() -> None:
    assert pace_of([Wait(-8, 0)] * 20) >= 0


def test_a_shop_without_orders_promises_the_usual_wait(database: Database) -> None:
    with database.reading() as session:
        assert waiting_minutes(session, "diner", NOON) == 2


def test_each_order_in_the_queue_makes_the_wait_longer(database: Database) -> None:
    waits = []
    for _ in range(4):
        with database.writing() as session:
            waits.append(waiting_minutes(session, "diner", NOON))
            add_order(session, NOON - minutes(1))
    assert waits == sorted(set(waits))


def test_a_slow_kitchen_is_learnt_and_a_quick_one_again(database: Database) -> None:
    with database.writing() as session:
        before = waiting_minutes(session, "diner", NOON)
        for number in range(10):
            add_order(session, NOON - minutes(90 - number), READY, waited=15)
        slow = waiting_minutes(session, "diner", NOON)
        for number in range(20):
            add_order(session, NOON - minutes(60 - number), READY, waited=1)
        quick = waiting_minutes(session, "diner", NOON)
    assert slow > before
    assert quick < slow


def test_the_promise_grows_while_the_kitchen_stands_still(database: Database) -> None:
    with database.writing() as session:
        for _ in range(3):
            add_order(session, NOON, MAKING)
        now, later = (
            waiting_minutes(session, "diner", NOON + minutes(passed)) for passed in (1, 45)
        )
    assert later > 2 * now


def test_what_was_forgotten_is_no_queue(database: Database) -> None:
    with database.writing() as session:
        add_order(session, NOON - FORGOTTEN_AFTER - minutes(1))
        assert queue_length(session, DINER, NOON) == 0


def test_an_order_for_later_joins_the_queue_when_it_is_its_turn(database: Database) -> None:
    with database.writing() as session:
        add_order(session, NOON, wanted_at=NOON + minutes(180))
        assert queue_length(session, DINER, NOON) == 0
        assert queue_length(session, DINER, NOON + minutes(160)) == 1


def test_an_order_for_later_teaches_nothing_of_the_pace(database: Database) -> None:
    with database.writing() as session:
        before = waiting_minutes(session, "diner", NOON)
        add_order(session, NOON - minutes(300), READY, waited=240, wanted_at=NOON)
        assert waiting_minutes(session, "diner", NOON) == before


def test_another_shop_s_kitchen_is_its_own(database: Database) -> None:
    with database.writing() as session:
        for _ in range(9):
            add_order(session, NOON, shop_id="other")
        assert queue_length(session, DINER, NOON) == 0


def test_the_wait_is_never_beyond_all_measure(database: Database) -> None:
    with database.writing() as session:
        for _ in range(40):
            add_order(session, NOON - minutes(200), MAKING, ahead=0)
        assert waiting_minutes(session, "diner", NOON) == LONGEST_WAIT


def test_ready_times_are_full_minutes_and_never_too_early() -> None:
    assert ready_at(DINER, NOON, Lead(minutes=12)) == NOON + minutes(12)
    assert ready_at(DINER, NOON + timedelta(seconds=1), Lead(minutes=12)) == NOON + minutes(13)


WORKSHOP = replace(
    DINER,
    made_in="workshop",
    stores=(
        replace(DINER.stores[0], hours=tuple(Hours(day, 10 * 60, 18 * 60) for day in range(5))),
    ),
)
"""Open from Monday to Friday; noon of the tests is on a Saturday, so that Monday is the next."""


def test_working_days_skip_the_days_on_which_the_store_is_closed() -> None:
    saturday = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    friday = saturday - timedelta(days=1)
    assert f"{ready_at(WORKSHOP, friday, Lead(days=1)):%a %d %H:%M}" == "Mon 23 10:00"
    assert f"{ready_at(WORKSHOP, friday, Lead(days=6, minutes=90)):%a %d %H:%M}" == "Mon 30 11:30"
    assert f"{ready_at(WORKSHOP, saturday, Lead(days=1)):%a %d}" == "Tue 24"


def test_what_takes_longer_than_the_day_is_ready_when_the_store_closes() -> None:
    friday = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    assert f"{ready_at(WORKSHOP, friday, Lead(days=1, minutes=900)):%a %H:%M}" == "Mon 18:00"


def test_a_workshop_promises_days_by_the_length_of_its_queue(database: Database) -> None:
    with database.writing() as session:
        assert waiting(session, WORKSHOP, NOON) == Lead()
        for _ in range(16):
            add_order(session, NOON - minutes(5))
        assert waiting(session, WORKSHOP, NOON) == Lead(days=2)


def test_a_slow_workshop_is_learnt_in_working_days(database: Database) -> None:
    with database.writing() as session:
        for week in range(1, 7):
            placed_at = NOON - timedelta(days=7 * week + 1)
            add_order(session, placed_at, READY, waited=5 * 24 * 60)
        assert waiting(session, WORKSHOP, NOON).days >= 1
        assert waiting(session, DINER, NOON).days == 0
