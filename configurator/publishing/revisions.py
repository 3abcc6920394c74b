"""From a shop to an immutable revision: prepared outside the database, published inside it."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.database import canonical_json
from catalog.documents import shop_to_document
from catalog.pictures import MEDIA_TYPES
from catalog.shop import Shop
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.storage import store
from configurator.publishing.engine_model import engine_model
from configurator.publishing.models import (
    LiveRevision,
    Revision,
    RevisionDiagram,
    StoredDiagram,
    StoredPicture,
)


class NoSuchRevisionError(Exception):
    """A revision was asked for that the shop does not have."""

    def __init__(self, shop_id: str, number: int) -> None:
        super().__init__(shop_id, number)
        self.shop_id = shop_id
        self.number = number

    def __str__(self) -> str:
        return f"shop {self.shop_id} has no revision {self.number}"


class LiveRevisionMovedError(Exception):
    """Somebody published in the meantime: what was prepared stands on a revision no longer live."""

    def __init__(self, expected: int, live: int) -> None:
        super().__init__(expected, live)
        self.expected = expected
        self.live = live

    def __str__(self) -> str:
        return f"prepared on revision {self.expected}, but {self.live} is live"


@dataclass(frozen=True)
class Prepared:
    """A shop ready to be published: its document, its compiled products, its new pictures.

    `pictures` are the bytes by name; `kept_pictures` the hashes of those that are stored already.
    """

    shop: Shop
    document: str
    diagrams: Mapping[str, bytes]
    pictures: Mapping[str, bytes]
    kept_pictures: Mapping[str, str]


def prepare(
    shop: Shop,
    pictures: Mapping[str, bytes] | None = None,
    kept_pictures: Mapping[str, str] | None = None,
    compiled: Mapping[str, Compiled] | None = None,
) -> Prepared:
    """Compile every product on the menu. Slow, and touches no database.

    `compiled` holds, by id, products of this very shop that have been compiled already.
    Raises `RuleTextError` for a rule that cannot be read, and `CompileBudgetExceeded` where a
    product is too large to compile.
    """
    known = compiled or {}
    diagrams = {
        product.id: store(known.get(product.id) or compile_model(engine_model(shop, product)))
        for product in shop.products
        if product.on_menu
    }
    return Prepared(
        shop,
        json.dumps(shop_to_document(shop), ensure_ascii=False, separators=(",", ":")),
        diagrams,
        pictures or {},
        kept_pictures or {},
    )


def publish(
    session: Session, prepared: Prepared, by: str, note: str = "", on: int | None = None
) -> Revision:
    """Make what was prepared the live revision of its shop, at once and as a whole.

    `on` is the revision that it was prepared on top of: raises `LiveRevisionMovedError` where
    another is live by now. None publishes whatever is live.
    """
    shop_id = prepared.shop.id
    live = lock_live(session, shop_id)
    if on is not None and live.number != on:
        raise LiveRevisionMovedError(on, live.number)
    revision = Revision(
        shop_id=shop_id,
        number=_next_number(session, shop_id),
        document=prepared.document,
        pictures=canonical_json({**prepared.kept_pictures, **_keep_pictures(session, prepared)}),
        published_at=datetime.now(UTC),
        published_by=by,
        note=note,
    )
    session.add(revision)
    session.flush()
    for product_id, body in prepared.diagrams.items():
        _keep_diagram(session, revision, product_id, body)
    live.number = revision.number
    return revision


def roll_back(session: Session, shop_id: str, number: int, by: str, note: str = "") -> Revision:
    """Publish an old revision again, as a new one. Raises `NoSuchRevisionError`."""
    live = lock_live(session, shop_id)
    old = session.get(Revision, (shop_id, number))
    if old is None:
        raise NoSuchRevisionError(shop_id, number)
    revision = Revision(
        shop_id=shop_id,
        number=_next_number(session, shop_id),
        document=old.document,
        pictures=old.pictures,
        published_at=datetime.now(UTC),
        published_by=by,
        note=note,
        republishes=number,
    )
    session.add(revision)
    for diagram in session.scalars(
        select(RevisionDiagram).where(
            RevisionDiagram.shop_id == shop_id, RevisionDiagram.number == number
        )
    ).all():
        session.add(
            RevisionDiagram(
                shop_id=shop_id,
                number=revision.number,
                product_id=diagram.product_id,
                sha256=diagram.sha256,
            )
        )
    live.number = revision.number
    return revision


def history(session: Session, shop_id: str, limit: int = 50) -> list[Revision]:
    """The revisions of a shop, the newest first."""
    return list(
        session.scalars(
            select(Revision)
            .where(Revision.shop_id == shop_id)
            .order_by(Revision.number.desc())
            .limit(limit)
        )
    )


def lock_live(session: Session, shop_id: str) -> LiveRevision:
    """The row that says what is live, locked: who publishes or changes drafts waits their turn."""
    live = session.get(LiveRevision, shop_id, with_for_update=True)
    if live is None:
        live = LiveRevision(shop_id=shop_id, number=0)
        session.add(live)
        session.flush()
    return live


def _next_number(session: Session, shop_id: str) -> int:
    highest = session.scalar(select(func.max(Revision.number)).where(Revision.shop_id == shop_id))
    return (highest or 0) + 1


def _keep_pictures(session: Session, prepared: Prepared) -> dict[str, str]:
    hashes = {}
    for name, body in prepared.pictures.items():
        sha256 = hashlib.sha256(body).hexdigest()
        hashes[name] = sha256
        if session.get(StoredPicture, sha256) is None:
            media_type = MEDIA_TYPES[name.rpartition(".")[2]]
            session.add(StoredPicture(sha256=sha256, media_type=media_type, body=body))
            session.flush()
    return hashes


def _keep_diagram(session: Session, revision: Revision, product_id: str, body: bytes) -> None:
    sha256 = hashlib.sha256(body).hexdigest()
    if session.get(StoredDiagram, sha256) is None:
        session.add(StoredDiagram(sha256=sha256, body=zlib.compress(body, 6)))
        session.flush()
    session.add(
        RevisionDiagram(
            shop_id=revision.shop_id,
            number=revision.number,
            product_id=product_id,
            sha256=sha256,
        )
    )
