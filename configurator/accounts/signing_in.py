"""Signing in without passwords: a link and a code, either of which works once, on any device."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from configurator.accounts.models import SignIn, StaffMember
from configurator.accounts.staff import Staff, as_staff, find_staff

LIFETIME = timedelta(minutes=20)
PRINTED_LIFETIME = timedelta(hours=24)
"""A link that an operator prints is carried by hand, and so may take longer."""

MOST_AN_HOUR = 5
MOST_WRONG_CODES = 5
CODE_DIGITS = 8
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Invitation:
    """What reaches the person: the token of the link, and the code. Neither is stored."""

    staff: Staff
    token: str
    code: str


def invite(
    session: Session, member: StaffMember, key: str, now: datetime, lifetime: timedelta = LIFETIME
) -> Invitation:
    """A new link and code for a member of staff; earlier ones keep working until they expire."""
    token = secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    session.add(
        SignIn(
            staff_id=member.id,
            token_hash=hash_token(token),
            code_hash=_hash_code(code, member.id, key),
            asked_at=now,
            expires_at=now + lifetime,
        )
    )
    return Invitation(as_staff(member), token, code)


def ask(session: Session, email: str, key: str, now: datetime) -> Invitation | None:
    """An invitation for whoever has that address; None for strangers and for too many requests.

    The page says the same in every case, so that nobody learns who works here.
    """
    member = find_staff(session, email)
    if member is None:
        return None
    # Locking the member keeps parallel requests from all being the fifth.
    session.get_one(StaffMember, member.id, with_for_update=True)
    recent = session.scalar(
        select(func.count())
        .select_from(SignIn)
        .where(SignIn.staff_id == member.id, SignIn.asked_at > now - timedelta(hours=1))
    )
    return invite(session, member, key, now) if (recent or 0) < MOST_AN_HOUR else None


def token_works(session: Session, token: str, now: datetime) -> bool:
    """Whether the link can still sign somebody in; looking at it does not use it up."""
    return session.scalar(select(SignIn.id).where(*_usable(token, now))) is not None


def use_token(session: Session, token: str, now: datetime) -> Staff | None:
    """Who signs in with the link; None once it has been used or has expired."""
    used = session.execute(update(SignIn).where(*_usable(token, now)).values(used_at=now))
    if not isinstance(used, CursorResult) or used.rowcount != 1:
        return None
    staff_id = session.scalars(
        select(SignIn.staff_id).where(SignIn.token_hash == hash_token(token))
    ).one()
    return _signed_in(session, staff_id, now)


def use_code(session: Session, email: str, code: str, key: str, now: datetime) -> Staff | None:
    """Who signs in with the code; a wrong one counts against every code still waiting.

    A code is dead after a few wrong tries; the link in the same message still works.
    """
    member = find_staff(session, email)
    if member is None:
        return None
    waiting = session.scalars(
        select(SignIn)
        .where(
            SignIn.staff_id == member.id,
            SignIn.used_at.is_(None),
            SignIn.expires_at > now,
            SignIn.wrong_codes < MOST_WRONG_CODES,
        )
        .order_by(SignIn.id)
        .with_for_update()
    ).all()
    hashed = _hash_code("".join(code.split()), member.id, key)
    if any(hmac.compare_digest(each.code_hash, hashed) for each in waiting):
        return _signed_in(session, member.id, now)
    for each in waiting:
        each.wrong_codes += 1
    return None


def forget_old_sign_ins(session: Session, now: datetime) -> None:
    """A chore: what has expired is of no use to anybody."""
    old = or_(SignIn.expires_at < now - KEPT, SignIn.used_at < now - KEPT)
    session.execute(delete(SignIn).where(old))


def hash_token(token: str) -> str:
    """Tokens have 256 bits of their own, so a plain hash cannot be turned round."""
    return hashlib.sha256(token.encode()).hexdigest()


def _signed_in(session: Session, staff_id: int, now: datetime) -> Staff | None:
    """One sign-in uses up everything that was still waiting for the same person."""
    session.execute(
        update(SignIn)
        .where(SignIn.staff_id == staff_id, SignIn.used_at.is_(None))
        .values(used_at=now)
    )
    member = session.get_one(StaffMember, staff_id)
    return as_staff(member) if member.left_at is None else None


def _usable(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        SignIn.token_hash == hash_token(token),
        SignIn.used_at.is_(None),
        SignIn.expires_at > now,
    )


def _hash_code(code: str, staff_id: int, key: str) -> str:
    """Codes are short, so their hash is keyed: the table alone does not give them away."""
    return hmac.new(key.encode(), f"{staff_id}:{code}".encode(), hashlib.sha256).hexdigest()
