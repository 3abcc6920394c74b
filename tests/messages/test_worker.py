"""The worker: everything due is done, nothing is lost, and others never wait for one failure."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.messages.leasing import FIRST_PAUSE, LEASE, MOST_ATTEMPTS, lease
from configurator.messages.models import Job, OutboxMessage
from configurator.messages.outbox import EMAIL, enqueue, send
from configurator.messages.worker import KEPT_WHEN_DONE, Worker, forget_done_tasks
from tests.support.web import ROOT

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Notebook:
    """A way to carry messages that writes them down, and can be told to fail."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.delivered: list[str] = []

    def deliver(self, message: OutboxMessage) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the mail server is away")
        self.delivered.append(message.subject)


def put(database: Database, *subjects: str, now: datetime = NOW) -> None:
    with database.writing() as session:
        for subject in subjects:
            send(
                session,
                recipient="jin@example.com",
                subject=subject,
                body="...",
                key=subject,
                now=now,
            )


def work_through(worker: Worker, now: datetime = NOW) -> None:
    while worker.work(now):
        pass


def rows(database: Database) -> list[OutboxMessage]:
    with database.reading() as session:
        return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_every_message_is_sent_once_in_order(database: Database) -> None:
    put(database, "first", "second", "first")
    notebook = Notebook()
    worker = Worker(database, {EMAIL: notebook})
    work_through(worker)
    work_through(worker)
    assert notebook.delivered == ["first", "second"]


def test_a_message_of_a_transaction_that_failed_is_never_sent(database: Database) -> None:
    def fails(session: Session) -> None:
        send(session, recipient="a@b", subject="x", body="", key="x")
        raise LookupError

    with pytest.raises(LookupError):
        database.in_transaction(fails)
    assert rows(database) == []


def test_a_failure_is_tried_again_later_and_holds_up_nobody(database: Database) -> None:
    put(database, "first", "second")
    notebook = Notebook(failures=1)
    worker = Worker(database, {EMAIL: notebook})
    work_through(worker)
    assert notebook.delivered == ["second"]
    assert "the mail server is away" in rows(database)[0].trouble
    work_through(worker, NOW + FIRST_PAUSE)
    assert notebook.delivered == ["second", "first"]


def test_a_message_is_given_up_after_many_failures(database: Database) -> None:
    put(database, "first")
    worker = Worker(database, {EMAIL: Notebook(failures=100)})
    now = NOW
    for _ in range(MOST_ATTEMPTS + 5):
        work_through(worker, now)
        now += timedelta(hours=3)
    [row] = rows(database)
    assert row.attempts == MOST_ATTEMPTS
    assert row.gave_up_at is not None


def test_what_a_dead_worker_leased_is_done_by_another(database: Database) -> None:
    put(database, "first")
    with database.writing() as session:
        assert lease(session, OutboxMessage, NOW) is not None
    notebook = Notebook()
    worker = Worker(database, {EMAIL: notebook})
    work_through(worker)
    assert notebook.delivered == []
    work_through(worker, NOW + LEASE)
    assert notebook.delivered == ["first"]


def test_two_workers_never_send_the_same_message(database: Database) -> None:
    put(database, *(f"message {number}" for number in range(30)))
    notebooks = [Notebook(), Notebook()]
    threads = [
        threading.Thread(target=work_through, args=(Worker(database, {EMAIL: notebook}),))
        for notebook in notebooks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    delivered = [subject for notebook in notebooks for subject in notebook.delivered]
    assert sorted(delivered) == sorted(f"message {number}" for number in range(30))


def test_a_job_runs_with_what_it_was_given_when_it_is_due(database: Database) -> None:
    ran: list[Mapping[str, object]] = []
    database.in_transaction(
        lambda session: enqueue(
            session, "count", {"수": 3}, key="once", due_at=NOW + timedelta(minutes=5)
        )
    )
    worker = Worker(database, {}, {"count": lambda _, payload: ran.append(payload)})
    work_through(worker)
    assert ran == []
    work_through(worker, NOW + timedelta(minutes=5))
    work_through(worker, NOW + timedelta(minutes=6))
    assert ran == [{"수": 3}]


def test_a_job_that_nobody_knows_is_written_down_and_kept(database: Database) -> None:
    database.in_transaction(
        lambda session: enqueue(session, "unheard of", {}, key="once", due_at=NOW)
    )
    Worker(database, {}).work(NOW)
    with database.reading() as session:
        job = session.scalars(select(Job)).one()
        assert "unheard of" in job.trouble
        assert job.done_at is None


def test_messages_long_sent_are_forgotten(database: Database) -> None:
    put(database, "old", now=NOW - KEPT_WHEN_DONE - timedelta(days=2))
    worker = Worker(database, {EMAIL: Notebook()})
    work_through(worker, NOW - KEPT_WHEN_DONE - timedelta(days=1))
    put(database, "new")
    work_through(worker)
    database.in_transaction(lambda session: forget_done_tasks(session, NOW))
    assert [row.subject for row in rows(database)] == ["new"]


def test_a_failing_chore_does_not_stop_the_others(database: Database) -> None:
    done: list[datetime] = []

    def fails(session: object, now: datetime) -> None:
        raise LookupError

    worker = Worker(database, {}, chores={"a": fails, "b": lambda _, now: done.append(now)})
    worker.work(NOW)
    worker.work(NOW + timedelta(minutes=5))
    worker.work(NOW + timedelta(minutes=61))
    assert done == [NOW, NOW + timedelta(minutes=61)]


def test_a_killed_worker_loses_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    """A real worker is killed in the middle of its work; another one finishes it."""
    count = 60
    put(sqlite_database, *(f"message {number}" for number in range(count)))
    environment = os.environ | {
        "DATABASE_URL": str(sqlite_database.engine.url),
        "CONFIGURATOR_VAR": str(tmp_path),
        "SECRET_KEY": "a key for tests only",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "worker"]
    first = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    wait_for_mail(tmp_path, 3)
    first.send_signal(signal.SIGKILL)
    first.wait()
    # The dead worker's lease has run out by then.
    with sqlite_database.writing() as session:
        for row in session.scalars(select(OutboxMessage)):
            row.leased_until = None
    second = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    wait_for_mail(tmp_path, count)
    second.terminate()
    assert second.wait(timeout=10) == 0
    assert all(row.done_at for row in rows(sqlite_database))


def wait_for_mail(folder: Path, count: int) -> None:
    deadline = time.monotonic() + 30
    while len(list(folder.glob("mail/*.eml"))) < count:
        assert time.monotonic() < deadline, "the worker is too slow"
        time.sleep(0.01)
