"""Putting messages and jobs into the database, in the transaction that causes them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.messages.models import Job, OutboxMessage

EMAIL = "email"


def send(
    session: Session,
    *,
    recipient: str,
    subject: str,
    body: str,
    key: str,
    channel: str = EMAIL,
    now: datetime | None = None,
) -> None:
    """Have a message sent once this transaction is committed. A known `key` changes nothing."""
    if session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)) is None:
        session.add(
            OutboxMessage(
                key=key,
                channel=channel,
                recipient=recipient,
                subject=" ".join(subject.split()),
                body=body,
                due_at=now or datetime.now(UTC),
            )
        )


def enqueue(
    session: Session,
    name: str,
    payload: Mapping[str, object],
    *,
    key: str,
    due_at: datetime | None = None,
) -> None:
    """Have a job run once this transaction is committed. A known `key` changes nothing."""
    if session.scalar(select(Job.id).where(Job.key == key)) is None:
        session.add(
            Job(key=key, name=name, payload=dict(payload), due_at=due_at or datetime.now(UTC))
        )
