"""What the merchant's pages share: the live shop of the address, and one's own change set."""

from flask import abort
from sqlalchemy.orm import Session

from catalog.shop import Product, Shop
from configurator.accounts.access import current_staff
from configurator.database import read_session
from configurator.publishing.change_sets import draft, open_change_set, open_change_set_of
from configurator.publishing.live import LiveProduct, LiveShop, live_shop, product_at
from configurator.publishing.models import ChangeSet
from configurator.publishing.revisions import lock_live


def live_or_404(shop_id: str) -> LiveShop:
    """The live shop of the address."""
    live = live_shop(read_session(), shop_id)
    return live if live is not None else abort(404)


def product_or_404(shop: Shop, product_id: str) -> Product:
    for product in shop.products:
        if product.id == product_id:
            return product
    abort(404)


def editor() -> str:
    """Who is editing, as change sets and revisions name them."""
    return current_staff().email


def my_change_set(session: Session, shop_id: str) -> ChangeSet | None:
    """The open change set of whoever is signed in; None before the first change."""
    return open_change_set_of(session, shop_id, editor())


def my_locked_change_set(session: Session, shop_id: str) -> ChangeSet | None:
    """The same to be changed: until the transaction ends, nobody changes or publishes anything."""
    lock_live(session, shop_id)
    return my_change_set(session, shop_id)


def my_change_set_or_new(session: Session, shop_id: str) -> ChangeSet:
    """The same, begun where there is none."""
    found = my_locked_change_set(session, shop_id)
    return found or open_change_set(session, shop_id, editor(), editor())


def my_shop(live: LiveShop) -> tuple[Shop, ChangeSet | None]:
    """The shop with one's own changes on top of what is live, and those changes."""
    change_set = my_change_set(read_session(), live.shop.id)
    if change_set is None:
        return live.shop, None
    return draft(live.shop, change_set), change_set


def live_products(live: LiveShop) -> dict[str, LiveProduct]:
    """The live products on the menu, by id."""
    found = (
        product_at(read_session(), live.shop.id, product.id, live.revision)
        for product in live.shop.products
        if product.on_menu
    )
    return {each.product.id: each for each in found if each is not None}
