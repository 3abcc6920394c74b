"""The page of a placed order, under its unguessable link."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from configurator.database import read_session
from configurator.extensions import htmx
from configurator.i18n import language
from configurator.orders.ledger import balance_due, payment_state
from configurator.orders.models import Order
from configurator.orders.states import CART
from configurator.publishing.live import LiveShop, live_shop
from configurator.storefront.cart_totals import order_total
from configurator.storefront.cart_views import order_view
from configurator.storefront.order_words import (
    STEPS,
    headline,
    is_late,
    state_words,
    time_words,
    what_to_do,
)

bp = Blueprint("order", __name__, url_prefix="/<shop_id>/orders")


@bp.get("/<token>")
def order(shop_id: str, token: str) -> ResponseReturnValue:
    """Number, state, time and what to do; polled, it answers 304 while nothing is new."""
    shop = live_shop(read_session(), shop_id) or abort(404)
    found = read_session().scalar(
        select(Order).where(Order.token == token, Order.shop_id == shop_id, Order.state != CART)
    )
    if found is None:
        abort(404)
    now = datetime.now(UTC)
    tag = f"{found.version}-{language()}-{'late' if is_late(found, now) else 'in-time'}"
    if htmx and request.if_none_match.contains(tag):
        return _private(Response(status=304), tag)
    fragment = htmx and not htmx.history_restore_request
    page = "orders/_order.html" if fragment else "orders/order.html"
    return _private(make_response(render_template(page, **_values(shop, found, now, tag))), tag)


def _values(shop: LiveShop, found: Order, now: datetime, tag: str) -> dict[str, object]:
    return {
        "shop": shop,
        "order": found,
        "lines": order_view(found),
        "price": order_total(found),
        "headline": headline(found, shop.shop),
        "time": time_words(found, shop.shop.time_zone, now),
        "todo": what_to_do(found),
        "steps": [(state, state_words(state)) for state in STEPS],
        "payment": payment_state(found),
        "due": balance_due(found),
        "tag": tag,
        "fragment": bool(htmx),
    }


def _private(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Cookie", "HX-Request"))
    return response
