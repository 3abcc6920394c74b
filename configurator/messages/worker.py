"""The worker: it does what the database says is due, and can be killed at any moment."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import delete
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.messages.leasing import anything_due, finish, lease, postpone
from configurator.messages.mail import Carrier
from configurator.messages.models import Job, OutboxMessage

log = structlog.get_logger()

T = TypeVar("T", OutboxMessage, Job)

Handler = Callable[[Database, Mapping[str, object]], None]
"""Runs a job; it may be run again, so it looks first at what is already done."""

Chore = Callable[[Session, datetime], None]
"""Housekeeping in one transaction, done about once an hour by every worker."""

PAUSE_S = 1.0
BETWEEN_CHORES = timedelta(hours=1)
KEPT_WHEN_DONE = timedelta(days=30)


@dataclass
class Worker:
    """Carries messages and runs jobs of one database."""

    database: Database
    carriers: Mapping[str, Carrier]
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    chores: Mapping[str, Chore] = field(default_factory=dict)
    stopping: bool = False
    _chores_due: datetime | None = None

    def run(self) -> None:
        """Work until `stopping` is set; what was begun is finished first."""
        while not self.stopping:
            if not self.work(datetime.now(UTC)):
                time.sleep(PAUSE_S)

    def work(self, now: datetime) -> bool:
        """Do one message, one job and the chores that are due; whether anything was."""
        sent = self._do_one(OutboxMessage, self._carry, now)
        ran = self._do_one(Job, self._run_job, now)
        self._do_chores(now)
        return sent or ran

    def _do_one(self, kind: type[T], perform: Callable[[T], None], now: datetime) -> bool:
        with self.database.reading() as session:
            # Looking first keeps an idle worker from taking SQLite's only write lock.
            if not anything_due(session, kind, now):
                return False
        task = self.database.in_transaction(partial(_lease_detached, kind=kind, now=now))
        if task is None:
            return False
        try:
            perform(task)
        # One task must not stop the others, whatever it raises: it is written down and retried.
        except Exception as error:
            log.exception("task failed", kind=kind.__tablename__, id=task.id)
            trouble = f"{type(error).__name__}: {error}"
            self.database.in_transaction(
                lambda session: postpone(session, kind, task.id, now, trouble)
            )
        else:
            self.database.in_transaction(lambda session: finish(session, kind, task.id, now))
        return True

    def _carry(self, message: OutboxMessage) -> None:
        self.carriers[message.channel].deliver(message)

    def _run_job(self, job: Job) -> None:
        self.handlers[job.name](self.database, job.payload)

    def _do_chores(self, now: datetime) -> None:
        if self._chores_due is not None and now < self._chores_due:
            return
        self._chores_due = now + BETWEEN_CHORES
        for name, chore in self.chores.items():
            try:
                self.database.in_transaction(partial(_do_chore, chore=chore, now=now))
            # A chore that fails is tried again in an hour, and must not keep mail waiting.
            except Exception:
                log.exception("chore failed", chore=name)


def forget_done_tasks(session: Session, now: datetime) -> None:
    """A chore: messages hold personal data, and are not kept once they are long sent."""
    for kind in (OutboxMessage, Job):
        session.execute(delete(kind).where(kind.done_at < now - KEPT_WHEN_DONE))


def _lease_detached(session: Session, kind: type[T], now: datetime) -> T | None:
    task = lease(session, kind, now)
    session.flush()
    if task is not None:
        session.refresh(task)
        session.expunge(task)
    return task


def _do_chore(session: Session, chore: Chore, now: datetime) -> None:
    chore(session, now)
