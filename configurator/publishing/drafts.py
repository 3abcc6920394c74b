"""A product as an editor's unpublished changes would have it, ready to be tried."""

import hashlib
from threading import Lock

from sqlalchemy.orm import Session

from catalog.shop import Shop
from configurator.publishing.change_sets import changed_fields, draft
from configurator.publishing.live import LiveProduct, LiveShop, assemble, live_shop
from configurator.publishing.models import ChangeSet

_KEPT = 8
_lock = Lock()
_drafts: dict[tuple[int, str, str], LiveProduct] = {}


def draft_product(
    session: Session, shop_id: str, change_set_id: int, product_id: str
) -> LiveProduct | None:
    """The product with a change set on top of what is live; None where either is gone.

    Raises `RuleTextError` and `CompileBudgetExceeded` as compiling does.
    """
    change_set = session.get(ChangeSet, change_set_id)
    live = live_shop(session, shop_id)
    if live is None or change_set is None or change_set.state != "open":
        return None
    if change_set.shop_id != shop_id:
        return None
    key = (live.revision, _fingerprint(change_set), product_id)
    found = _drafts.get(key)
    if found is None:
        found = _assembled(live, draft(live.shop, change_set), product_id)
        if found is not None:
            _keep(key, found)
    return found


def _assembled(live: LiveShop, shop: Shop, product_id: str) -> LiveProduct | None:
    product = next((each for each in shop.products if each.id == product_id), None)
    if product is None or not product.on_menu:
        return None
    return assemble(LiveShop(shop, live.revision, live.pictures), product, None)


def _fingerprint(change_set: ChangeSet) -> str:
    fields = "\n".join(f"{path}={after}" for path, after in changed_fields(change_set))
    return hashlib.sha256(fields.encode()).hexdigest()


def _keep(key: tuple[int, str, str], value: LiveProduct) -> None:
    with _lock:
        _drafts[key] = value
        while len(_drafts) > _KEPT:
            del _drafts[next(iter(_drafts))]
