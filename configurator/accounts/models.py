"""Who works for a shop, how they have signed in, and what somebody saved to come back to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.database import Base, UtcDateTime


class StaffMember(Base):
    """A person who may do what their role may, in one shop or (`shop_id` None) in all."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    shop_id: Mapped[str | None]
    language: Mapped[str]
    added_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class SignIn(Base):
    """One message asked for: a link and a code, either of which signs in, once.

    Neither is kept: the table holds what they hash to.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffSession(Base):
    """One browser in which a member of staff is signed in, until it ends or is ended."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ShortLink(Base):
    """A configuration under a short name, to be handed on: nothing personal is in it.

    `query` is its canonical query string, made under `revision`. `digest` is that of all it leads
    to, so that sharing the same twice gives the same link. `opened_at` is when it was opened last,
    to the day; at first, when it was made.
    """

    __tablename__ = "short_link"
    __table_args__ = (Index("ix_short_link_opened_at", "opened_at"),)

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    shop_id: Mapped[str] = mapped_column(String(64))
    product_id: Mapped[str] = mapped_column(String(64))
    query: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
