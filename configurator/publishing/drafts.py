"""A product as an editor's unpublished changes would have it, ready to be tried."""

import hashlib

from sqlalchemy.orm import Session

from catalog.shop import Shop
from configurator.publishing.caching import Cache
from configurator.publishing.change_sets import changed_fields, draft
from configurator.publishing.live import (
    LiveProduct,
    LiveShop,
    assemble,
    live_shop,
    product_on_menu,
)
from configurator.publishing.models import ChangeSet

_drafts: Cache[tuple[str, int, str, str], LiveProduct] = Cache(8)


def draft_product(
    session: Session, shop_id: str, change_set_id: int, product_id: str
) -> LiveProduct | None:
    """The product with a change set on top of what is live; None where either is gone.

    Raises `RuleTextError` and `CompileBudgetExceeded` as compiling does.
    """
    change_set = session.get(ChangeSet, change_set_id)
    live = live_shop(session, shop_id)
    if live is None or change_set is None:
        return None
    if change_set.state != "open" or change_set.shop_id != shop_id:
        return None
    key = (shop_id, live.revision, _fingerprint(change_set), product_id)
    found = _drafts.get(key)
    if found is None:
        found = _assembled(live, draft(live.shop, change_set), product_id)
        if found is not None:
            _drafts.keep(key, found)
    return found


def _assembled(live: LiveShop, shop: Shop, product_id: str) -> LiveProduct | None:
    product = product_on_menu(shop, product_id)
    if product is None:
        return None
    return assemble(LiveShop(shop, live.revision, live.pictures), product, None)


def _fingerprint(change_set: ChangeSet) -> str:
    fields = "\n".join(f"{path}={after}" for path, after in changed_fields(change_set))
    return hashlib.sha256(fields.encode()).hexdigest()
