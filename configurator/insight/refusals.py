"""The wish ledger's first page: what was wanted and could not be had, and because of what."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from catalog.database import canonical_json
from configurator.insight.models import RefusalCount


@dataclass(frozen=True)
class Refusal:
    """An option of a product that was wanted and refused, and the causes, by name."""

    shop_id: str
    product_id: str
    path: str
    option: str
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """How often a refusal happened in a period, and when last."""

    refusal: Refusal
    times: int
    last_at: datetime


def count_refusal(session: Session, refusal: Refusal, now: datetime | None = None) -> None:
    """Count one refusal, anonymously, on today's row of its kind."""
    at = now or datetime.now(UTC)
    causes = canonical_json(sorted(refusal.causes))
    counted = session.execute(
        update(RefusalCount)
        .where(
            RefusalCount.shop_id == refusal.shop_id,
            RefusalCount.day == at.date(),
            RefusalCount.product_id == refusal.product_id,
            RefusalCount.path == refusal.path,
            RefusalCount.option == refusal.option,
            RefusalCount.causes == causes,
        )
        .values(times=RefusalCount.times + 1, last_at=at)
        .returning(RefusalCount.id)
    )
    if not counted.all():
        # Two first refusals at the same moment may each add a row; the report adds them up.
        session.add(_first(refusal, causes, at))


def refused(session: Session, shop_id: str, days: int = 30, limit: int = 100) -> list[Refused]:
    """What was refused in the last days, the most wanted first."""
    since: date = datetime.now(UTC).date() - timedelta(days=days)
    times = func.sum(RefusalCount.times)
    rows = session.execute(
        select(
            RefusalCount.product_id,
            RefusalCount.path,
            RefusalCount.option,
            RefusalCount.causes,
            times,
            func.max(RefusalCount.last_at, type_=RefusalCount.last_at.type),
        )
        .where(RefusalCount.shop_id == shop_id, RefusalCount.day >= since)
        .group_by(
            RefusalCount.product_id, RefusalCount.path, RefusalCount.option, RefusalCount.causes
        )
        .order_by(times.desc(), RefusalCount.path, RefusalCount.option, RefusalCount.causes)
        .limit(limit)
    )
    return [
        Refused(
            Refusal(shop_id, product_id, path, option, tuple(json.loads(causes))), count, last_at
        )
        for product_id, path, option, causes, count, last_at in rows
    ]


def _first(refusal: Refusal, causes: str, at: datetime) -> RefusalCount:
    return RefusalCount(
        shop_id=refusal.shop_id,
        day=at.date(),
        product_id=refusal.product_id,
        path=refusal.path,
        option=refusal.option,
        causes=causes,
        times=1,
        last_at=at,
    )
