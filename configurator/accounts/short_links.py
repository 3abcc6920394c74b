"""Configurations under short names: a few letters that are easy to hand on, read out or print."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog.database import canonical_json
from configurator.accounts.models import ShortLink

# 0 and o, 1, i and l are left out: they are read, and heard, as each other. 31 ** 8 names are too
# many to find one by trying, and nothing personal is under any of them.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 8

KEPT = timedelta(days=366)
"""How long a link is kept that nobody opens: to the next season, and a little longer."""

NOTED_EVERY = timedelta(days=1)
"""How exactly it is known when a link was opened last: a page opened often is no cause to write."""


@dataclass(frozen=True)
class Shared:
    """A configuration to be handed on: its canonical query string, made under a revision."""

    shop_id: str
    product_id: str
    query: str
    revision: int


def shorten(session: Session, shared: Shared, now: datetime) -> str:
    """The code that leads to a configuration: the one that it has, else a new one."""
    digest = hashlib.sha256(_canonical(shared)).hexdigest()
    while True:
        known = session.scalar(select(ShortLink.code).where(ShortLink.digest == digest))
        if known is not None:
            return known
        link = ShortLink(
            code="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
            digest=digest,
            shop_id=shared.shop_id,
            product_id=shared.product_id,
            query=shared.query,
            revision=shared.revision,
            opened_at=now,
        )
        try:
            with session.begin_nested():
                session.add(link)
        except IntegrityError:
            # Somebody shared the same at the same moment, or the code leads elsewhere already.
            continue
        return link.code


def find_link(session: Session, code: str) -> ShortLink | None:
    """Where a code leads; None where there is none, or nobody opened it for long."""
    return session.get(ShortLink, code.lower())


def note_opened(session: Session, code: str, now: datetime) -> None:
    """Remember the day on which a link was opened, so that it is kept."""
    link = find_link(session, code)
    if link is not None and link.opened_at < now - NOTED_EVERY:
        link.opened_at = now


def forget_unopened_links(session: Session, now: datetime) -> None:
    """A chore: delete the links that nobody has opened for a long time."""
    session.execute(delete(ShortLink).where(ShortLink.opened_at < now - KEPT))


def _canonical(shared: Shared) -> bytes:
    parts = [shared.shop_id, shared.product_id, shared.query, shared.revision]
    return canonical_json(parts).encode()
