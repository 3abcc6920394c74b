"""What publishing keeps: revisions, their diagrams and pictures, and the change sets on the way."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.database import Base, UtcDateTime


class LiveRevision(Base):
    """Which revision of a shop is live. The row of a shop is what publishing locks."""

    __tablename__ = "live_revision"

    shop_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class Revision(Base):
    """One immutable published state of a shop.

    `document` is the shop as JSON, its maps in the order of the shop; `republishes` is the number
    of the revision that a rollback brought back.
    """

    __tablename__ = "revision"

    shop_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    pictures: Mapped[str] = mapped_column(Text)
    """JSON: the name of each picture and the SHA-256 of its bytes."""
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    republishes: Mapped[int | None]


class RevisionDiagram(Base):
    """Which stored diagram answers for a product of a revision."""

    __tablename__ = "revision_diagram"

    shop_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_diagram.sha256"))


class StoredDiagram(Base):
    """A compiled product, addressed by the hash of its uncompressed bytes."""

    __tablename__ = "stored_diagram"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class StoredPicture(Base):
    """A picture, addressed by the hash of its bytes; never changed, so cached for ever."""

    __tablename__ = "stored_picture"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeSet(Base):
    """An editor's named changes on top of what is live, published by itself or discarded."""

    __tablename__ = "change_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(default="open")
    """`open`, `published` or `discarded`."""
    revision: Mapped[int | None]
    """The revision that it became."""
    changes: Mapped[list["Change"]] = relationship(
        back_populates="change_set", cascade="all, delete-orphan", order_by="Change.id"
    )


class Change(Base):
    """One field of the shop's document set to a value; the last word on each field stands.

    `path` is a JSON list: keys, and ids of list members. `before` and `after` are JSON, or null
    where the field was or shall be absent.
    """

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("change_set_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    path: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    change_set: Mapped[ChangeSet] = relationship(back_populates="changes")
