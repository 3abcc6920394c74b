"""What is still to be done outside a request: messages to send, and jobs to run."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from catalog.database import Base, JsonText


class Task:
    """A row that a worker leases and finishes. It is done when the row says so, never before.

    `key` names what the task is for: the same key is never accepted twice. A worker that dies
    leaves its lease to run out, and the task is done again: every task bears being repeated.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        return (UniqueConstraint("key"), Index(None, "done_at", "gave_up_at", "due_at"))


class OutboxMessage(Task, Base):
    """A message, written in the transaction that caused it and sent afterwards."""

    __tablename__ = "outbox_message"

    channel: Mapped[str]
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]


class Job(Task, Base):
    """Work by the name of its handler, with what the handler needs to know."""

    __tablename__ = "job"

    name: Mapped[str]
    payload: Mapped[dict[str, object]] = mapped_column(JsonText)
