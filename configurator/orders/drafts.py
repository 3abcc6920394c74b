"""What was typed for a line that is not in the cart yet: kept while something else is changed."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from configurator.orders.freezing import canonical_texts, read_kept_texts
from configurator.orders.models import Order, TypedDraft
from configurator.publishing.typed_texts import Texts

KEPT = timedelta(days=1)
"""How long a draft waits: what is typed is personal, and nobody goes on with it next week."""

NEW_LINE = 0
"""In place of a line's number: for a line that is not in the cart yet."""


def keep_draft(
    session: Session, cart: Order, product_id: str, line_id: int, texts: Texts, now: datetime
) -> None:
    """Keep what was typed, instead of what was kept before. Of a line in the cart also nothing."""
    forget_draft(session, cart, product_id, line_id)
    if texts or line_id != NEW_LINE:
        session.add(
            TypedDraft(
                order_id=cart.id,
                product_id=product_id,
                line_id=line_id,
                texts=canonical_texts(texts),
                kept_at=now,
            )
        )


def find_draft(
    session: Session, cart: Order, product_id: str, line_id: int, now: datetime
) -> Texts | None:
    """What was typed and kept, where that was not too long ago."""
    draft = session.get(TypedDraft, (cart.id, product_id, line_id))
    if draft is None or draft.kept_at < now - KEPT:
        return None
    return read_kept_texts(draft.texts)


def forget_draft(session: Session, cart: Order, product_id: str, line_id: int) -> None:
    """Forget what was typed: it is in the cart now, or something newer takes its place."""
    session.execute(
        delete(TypedDraft).where(
            TypedDraft.order_id == cart.id,
            TypedDraft.product_id == product_id,
            TypedDraft.line_id == line_id,
        )
    )


def forget_old_drafts(session: Session, now: datetime) -> None:
    """Delete what nobody came back for in time."""
    session.execute(delete(TypedDraft).where(TypedDraft.kept_at < now - KEPT))
