"""Transactions: nothing lost, nothing half done, readers never write, writers wait their turn."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from catalog.database import ATTEMPTS, Database, canonical_json, has_wal_defect, is_passing
from catalog.stock import sell_out, sold_out_items
from configurator.accounts.models import SignIn, StaffMember
from configurator.accounts.staff import Role, add_staff
from configurator.database import current_database, forget_read_session, read_session
from configurator.messages.models import Job
from configurator.messages.outbox import enqueue

SEOUL = timezone(timedelta(hours=9))


def emails(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(StaffMember.email).order_by(StaffMember.email)))


def test_what_a_transaction_did_is_kept_whole(database: Database) -> None:
    database.in_transaction(lambda session: add_staff(session, "a@b.c", Role.OWNER))
    assert emails(database) == ["a@b.c"]


def test_what_a_failed_transaction_did_is_undone(database: Database) -> None:
    def fails(session: Session) -> None:
        add_staff(session, "a@b.c", Role.OWNER)
        raise LookupError

    with pytest.raises(LookupError):
        database.in_transaction(fails)
    assert emails(database) == []


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError):
        add_staff(session, "a@b.c", Role.OWNER)
    assert emails(database) == []


def test_a_reading_session_sees_one_state(database: Database) -> None:
    with database.reading() as session:
        before = session.scalars(select(StaffMember.id)).all()
        database.in_transaction(lambda other: add_staff(other, "a@b.c", Role.OWNER))
        assert session.scalars(select(StaffMember.id)).all() == before
    assert emails(database) == ["a@b.c"]


def test_a_moment_comes_back_as_it_was_in_utc(database: Database) -> None:
    moment = datetime(2026, 11, 21, 21, 4, 5, 678901, tzinfo=SEOUL)
    database.in_transaction(lambda session: enqueue(session, "x", {}, key="x", due_at=moment))
    with database.reading() as session:
        due_at = session.scalars(select(Job.due_at)).one()
    assert due_at == moment
    assert due_at.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    naive = datetime.now(UTC).replace(tzinfo=None)
    with pytest.raises(StatementError, match="time zone"):
        database.in_transaction(lambda session: enqueue(session, "x", {}, key="x", due_at=naive))


def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    now = datetime.now(UTC)
    row = SignIn(staff_id=99, token_hash="t", code_hash="c", asked_at=now, expires_at=now)
    with pytest.raises(IntegrityError):
        database.in_transaction(lambda session: session.add(row))


def test_values_are_stored_in_one_way(database: Database) -> None:
    payload = {"나": [1, {"b": None, "a": True}], "가": "é"}
    database.in_transaction(lambda session: enqueue(session, "x", payload, key="x"))
    with database.reading() as session:
        assert session.scalars(select(Job.payload)).one() == payload
        stored = session.execute(text("SELECT payload FROM job")).scalar_one()
    assert stored == '{"가":"é","나":[1,{"a":true,"b":null}]}'


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


def test_many_writers_lose_nothing(database: Database) -> None:
    """Each adds one to the same row, having read it first: without a lock most would be lost."""
    database.in_transaction(lambda session: enqueue(session, "count", {"n": 0}, key="count"))

    def add_one(session: Session) -> None:
        job = session.scalars(select(Job).with_for_update()).one()
        job.payload = {"n": int(str(job.payload["n"])) + 1}

    def add_many() -> None:
        for _ in range(10):
            database.in_transaction(add_one)

    threads = [threading.Thread(target=add_many) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalars(select(Job.payload)).one() == {"n": 60}


class TestATransactionThatOthersStandInTheWayOf:
    @staticmethod
    def busy() -> OperationalError:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        return OperationalError("UPDATE ...", None, error)

    def test_is_run_again_until_it_succeeds(self, database: Database) -> None:
        tried: list[int] = []

        def work(session: Session) -> str:
            tried.append(1)
            add_staff(session, f"{len(tried)}@b.c", Role.OWNER)
            if len(tried) < 3:
                raise self.busy()
            return "done"

        assert database.in_transaction(work) == "done"
        assert emails(database) == ["3@b.c"]

    def test_is_given_up_after_some_tries(self, database: Database) -> None:
        tried: list[int] = []

        def work(session: Session) -> None:
            tried.append(1)
            raise self.busy()

        with pytest.raises(OperationalError):
            database.in_transaction(work)
        assert len(tried) == ATTEMPTS

    def test_finds_the_row_that_another_made_after_it_had_looked(self, database: Database) -> None:
        """Two who sell out the same item: neither sees a failure, and it is sold out once."""
        both_looked = threading.Barrier(2 if database.engine.dialect.name == "postgresql" else 1)
        failures: list[BaseException] = []

        def sell() -> None:
            tried: list[int] = []

            def work(session: Session) -> None:
                sell_out(session, "deli", "rye", "me")
                tried.append(1)
                if len(tried) == 1:
                    both_looked.wait(timeout=5)

            try:
                database.in_transaction(work)
            except (DBAPIError, threading.BrokenBarrierError) as error:
                failures.append(error)

        threads = [threading.Thread(target=sell) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        with database.reading() as session:
            assert sold_out_items(session, "deli") == {"rye"}

    def test_is_not_run_again_for_a_mistake_of_ours(self, database: Database) -> None:
        tried: list[int] = []

        def work(session: Session) -> None:
            tried.append(1)
            session.execute(text("SELECT nothing FROM nowhere"))

        with pytest.raises(DBAPIError) as raised:
            database.in_transaction(work)
        assert len(tried) == 1
        assert not is_passing(raised.value)


def test_sqlite_keeps_what_it_has_committed(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


@pytest.mark.parametrize(
    ("version", "defect"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 54, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_releases_of_sqlite_with_the_known_defect_are_told_apart(
    version: tuple[int, int, int], defect: bool
) -> None:
    assert has_wal_defect(version) == defect


def test_deadlocks_on_postgresql_are_shown_to_nobody(postgresql_database: Database) -> None:
    """Two writers lock two rows in opposite order, again and again."""
    database = postgresql_database
    with database.writing() as session:
        for email in ("a@b.c", "b@b.c"):
            add_staff(session, email, Role.OWNER)
    both_hold_one = threading.Barrier(2, timeout=1)

    def lock_in_order(first: str, second: str) -> None:
        def work(session: Session) -> None:
            for email in (first, second):
                session.scalars(
                    select(StaffMember).where(StaffMember.email == email).with_for_update()
                ).one().language = "ko"
                if email == first and not both_hold_one.broken:
                    meet(both_hold_one)

        database.in_transaction(work)

    threads = [
        threading.Thread(target=lock_in_order, args=order)
        for order in (("a@b.c", "b@b.c"), ("b@b.c", "a@b.c"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert set(session.scalars(select(StaffMember.language))) == {"ko"}


def meet(barrier: threading.Barrier) -> None:
    """Wait for the other thread, once; a repeated transaction finds nobody waiting."""
    try:
        barrier.wait()
        barrier.abort()
    except threading.BrokenBarrierError:
        return


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("request_context")
def test_a_request_reads_in_one_session_until_it_asks_for_news() -> None:
    reading = read_session()
    assert read_session() is reading
    assert reading.scalars(select(StaffMember.email)).all() == []
    current_database().in_transaction(lambda session: add_staff(session, "a@b.c", Role.OWNER))
    forget_read_session()
    assert read_session().scalars(select(StaffMember.email)).all() == ["a@b.c"]
