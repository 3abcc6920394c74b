"""Which items are sold out now: a fact of the counter, in force the moment it is said."""

from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from catalog.database import Base, UtcDateTime


class SoldOutItem(Base):
    """An item that cannot be had, until a time or until it is said to be back."""

    __tablename__ = "sold_out_item"

    shop_id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by: Mapped[str]


def sold_out(session: Session, shop_id: str, now: datetime | None = None) -> list[SoldOutItem]:
    """What is sold out at `now`, the longest missing first."""
    at = now or datetime.now(UTC)
    rows = session.scalars(
        select(SoldOutItem)
        .where(SoldOutItem.shop_id == shop_id)
        .order_by(SoldOutItem.since, SoldOutItem.item_id)
    )
    return [row for row in rows if row.until is None or row.until > at]


def sold_out_items(session: Session, shop_id: str, now: datetime | None = None) -> frozenset[str]:
    """The ids of the items that cannot be had at `now`."""
    return frozenset(row.item_id for row in sold_out(session, shop_id, now))


def sell_out(
    session: Session, shop_id: str, item_id: str, by: str, until: datetime | None = None
) -> None:
    """Say that an item cannot be had, at once everywhere. Saying it again changes the time."""
    now = datetime.now(UTC)
    row = session.get(SoldOutItem, (shop_id, item_id), with_for_update=True)
    if row is None:
        row = SoldOutItem(shop_id=shop_id, item_id=item_id, since=now)
        session.add(row)
    elif row.until is not None and row.until <= now:
        row.since = now
    row.until = until
    row.by = by


def bring_back(session: Session, shop_id: str, item_id: str) -> None:
    """Say that an item can be had again; nothing happens where it could."""
    session.execute(
        delete(SoldOutItem).where(SoldOutItem.shop_id == shop_id, SoldOutItem.item_id == item_id)
    )
