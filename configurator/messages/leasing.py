"""Leasing tasks, so that several workers never do the same one at the same time."""

from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from configurator.messages.models import Job, OutboxMessage

T = TypeVar("T", OutboxMessage, Job)

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=2)


def anything_due(session: Session, kind: type[T], now: datetime) -> bool:
    """Whether there is a task to lease."""
    return session.scalar(select(kind.id).where(*_due(kind, now)).limit(1)) is not None


def lease(session: Session, kind: type[T], now: datetime) -> T | None:
    """The task that is due longest and leased by nobody, now leased to the caller."""
    task = session.scalar(
        select(kind)
        .where(*_due(kind, now))
        .order_by(kind.due_at, kind.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if task is not None:
        task.leased_until = now + LEASE
        task.attempts += 1
    return task


def finish(session: Session, kind: type[T], task_id: int, now: datetime) -> None:
    """The task is done and will not be leased again."""
    task = session.get_one(kind, task_id)
    task.done_at = now
    task.leased_until = None
    task.trouble = ""


def postpone(session: Session, kind: type[T], task_id: int, now: datetime, trouble: str) -> None:
    """The task failed: it is due again after a pause that doubles, until it is given up."""
    task = session.get_one(kind, task_id)
    task.leased_until = None
    task.trouble = trouble[:1000]
    task.due_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (task.attempts - 1))
    if task.attempts >= MOST_ATTEMPTS:
        task.gave_up_at = now


def _due(kind: type[T], now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        kind.done_at.is_(None),
        kind.gave_up_at.is_(None),
        kind.due_at <= now,
        or_(kind.leased_until.is_(None), kind.leased_until <= now),
    )
