"""The browsers in which staff are signed in; ending one works at once, everywhere."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from configurator.accounts.models import StaffMember, StaffSession
from configurator.accounts.signing_in import hash_token
from configurator.accounts.staff import Staff, as_staff

LIFETIME = timedelta(days=14)


def begin_session(session: Session, staff: Staff, now: datetime) -> str:
    """Sign a browser in; what it shows from then on is the returned token."""
    token = secrets.token_urlsafe(32)
    session.add(
        StaffSession(
            staff_id=staff.id,
            token_hash=hash_token(token),
            began_at=now,
            expires_at=now + LIFETIME,
        )
    )
    return token


def staff_of_session(session: Session, token: str, now: datetime) -> Staff | None:
    """Who is signed in with that token; None once it has ended, or they have left."""
    member = session.scalar(
        select(StaffMember)
        .join(StaffSession, StaffSession.staff_id == StaffMember.id)
        .where(
            StaffSession.token_hash == hash_token(token),
            StaffSession.ended_at.is_(None),
            StaffSession.expires_at > now,
            StaffMember.left_at.is_(None),
        )
    )
    return None if member is None else as_staff(member)


def end_session(session: Session, token: str, now: datetime) -> None:
    """Sign one browser out."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.token_hash == hash_token(token), StaffSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_all_sessions(session: Session, staff_id: int, now: datetime) -> None:
    """Sign somebody out everywhere."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def forget_old_sessions(session: Session, now: datetime) -> None:
    """A chore: sessions long over are not kept."""
    session.execute(delete(StaffSession).where(StaffSession.expires_at < now - LIFETIME))
