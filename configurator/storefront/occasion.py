"""The occasion of a request: what decides which of the shop's price lists are in force."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from flask import g, session
from sqlalchemy.orm import Session

from catalog.shop import Shop, Times
from configurator.database import current_database, read_session
from configurator.orders.cart import find_cart, locked_cart, pay_in
from configurator.orders.models import Order
from configurator.orders.offering import cart_occasion, offer
from configurator.orders.reviewing import cart_lead
from configurator.publishing.lead_times import Lead, slowest
from configurator.publishing.occasions import Occasion
from configurator.storefront.cart_session import cart_token

_AT_ONCE = Lead()


def occasion_of(shop: Shop, lead: Lead = _AT_ONCE) -> Occasion:
    """The occasion on which this browser orders something that takes `lead` to make.

    It is that of the browser's cart: the time that it wants, else when everything would be ready;
    its customer group, and the currency that was chosen here.
    """
    known = cast(dict[tuple[str, Lead], Occasion], g.setdefault("occasions", {}))
    key = (shop.id, lead)
    if key not in known:
        known[key] = _occasion(shop, lead)
    return known[key]


def chosen_currency(shop: Shop) -> str:
    """The currency that this browser pays in: as chosen, while the shop takes it."""
    chosen = session.get(f"currency:{shop.id}")
    return chosen if chosen in shop.currencies else shop.currency


def remember_currency(shop: Shop, currency: str) -> bool:
    """Let this browser pay in a currency, its cart too; False where the shop does not take it."""
    if currency not in (shop.currency, *shop.currencies):
        return False
    session[f"currency:{shop.id}"] = currency
    token = cart_token(shop.id)

    def work(writing: Session) -> None:
        cart = locked_cart(writing, shop.id, token)
        if cart is not None and pay_in(cart, currency):
            cart.version += 1

    current_database().in_transaction(work)
    g.pop("occasions", None)
    return True


def _occasion(shop: Shop, lead: Lead) -> Occasion:
    now = datetime.now(UTC)
    found = find_cart(read_session(), shop.id, cart_token(shop.id)) if shop.price_lists else None
    cart = found or Order(currency="", customer_group="", wanted_at=None)
    if all(each.times == Times() for each in shop.price_lists):
        # Prices do not depend on it: nobody has to work out when it would be ready.
        return Occasion(
            now,
            shop.stores[0].id if shop.stores else "",
            customers=frozenset({cart.customer_group} - {""}),
            currency=chosen_currency(shop),
        )
    whole = slowest((lead, cart_lead(read_session(), cart))) if found else lead
    offered = offer(read_session(), shop, whole, now)
    return replace(cart_occasion(shop, cart, offered, now), currency=chosen_currency(shop))
