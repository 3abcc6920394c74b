"""Checkout: everything on one page, and placing the order once."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.database import current_database, forget_read_session, read_session
from configurator.extensions import htmx, limiter
from configurator.i18n import language
from configurator.messages.outbox import send
from configurator.orders.checkout import (
    Details,
    Offer,
    Placed,
    offer,
    place_order,
    read_details,
)
from configurator.orders.models import Order
from configurator.orders.reviewing import ReviewedCart, review
from configurator.orders.states import CART
from configurator.publishing.live import LiveShop
from configurator.storefront.cart_session import cart_token, placed_token, remember_placed
from configurator.storefront.cart_views import cart_view
from configurator.storefront.checkout_words import problem_words
from configurator.storefront.finding import shop_or_404
from configurator.storefront.order_mail import placed_mail
from configurator.storefront.profile_cookie import read_profile

bp = Blueprint("checkout", __name__, url_prefix="/<shop_id>/checkout")


@bp.get("")
def checkout(shop_id: str) -> ResponseReturnValue:
    """The whole cost and the time first, then who orders; after placing, what became of it."""
    shop = shop_or_404(shop_id)
    order = _order(shop_id, cart_token(shop_id))
    if order is None or order.state != CART or not order.lines:
        return _nothing_to_place(shop)
    reviewed = review(read_session(), order)
    if not reviewed.holds:
        return redirect(url_for("cart.cart", shop_id=shop_id), 303)
    return _page(shop, reviewed, _offer(shop, reviewed), {}, {})


@bp.post("")
@limiter.limit("20 per minute")
def place(shop_id: str) -> ResponseReturnValue:
    """Place the order that the page showed; whoever comes again is led to the one that stands."""
    shop = shop_or_404(shop_id)
    order = _order(shop_id, request.form.get("cart") or cart_token(shop_id))
    if order is None:
        return _nothing_to_place(shop)
    if order.state != CART:
        return _to_order(shop_id, order.token)
    reviewed = review(read_session(), order)
    offered = _offer(shop, reviewed)
    details, problems = read_details(request.form, offered)
    if details is None:
        return _page(shop, reviewed, offered, request.form, problems), 422
    token, seen = order.token, request.form.get("seen", "")
    outcome = current_database().in_transaction(
        lambda session: _place(session, shop, token, details, seen)
    )
    if not outcome:
        forget_read_session()
        return _changed_page(shop, token)
    return _to_order(shop_id, token)


def _place(session: Session, shop: LiveShop, token: str, details: Details, seen: str) -> bool:
    """Place the cart and have its mail sent; False where it is not as it was seen."""
    now = datetime.now(UTC)
    placed = place_order(session, shop.shop, token, details, seen, now)
    if not isinstance(placed, Placed):
        return False
    if not placed.again:
        placed.order.language = language()
        if placed.order.contact_email:
            subject, body = placed_mail(shop.shop, placed.order)
            key = f"order-placed-{placed.order.id}"
            recipient = placed.order.contact_email
            send(session, recipient=recipient, subject=subject, body=body, key=key, now=now)
    return True


def _changed_page(shop: LiveShop, token: str) -> ResponseReturnValue:
    """The cart as it is now, with every answer kept, for the shopper to look at again."""
    order = _order(shop.shop.id, token)
    if order is None or order.state != CART:
        return _nothing_to_place(shop)
    reviewed = review(read_session(), order)
    page = _page(shop, reviewed, _offer(shop, reviewed), request.form, {}, changed=True)
    return page, 422


def _page(
    shop: LiveShop,
    reviewed: ReviewedCart,
    offered: Offer,
    entered: Mapping[str, str],
    problems: Mapping[str, str],
    changed: bool = False,
) -> str:
    return render_template(
        "orders/_checkout.html" if htmx else "orders/checkout.html",
        shop=shop,
        fragment=bool(htmx),
        cart=cart_view(reviewed, read_profile(shop.shop)),
        token=reviewed.order.token,
        offer=offered,
        entered=entered,
        changed=changed,
        errors=problem_words(problems),
    )


def _nothing_to_place(shop: LiveShop) -> ResponseReturnValue:
    """What Back finds after placing: the order, and that nothing was done twice."""
    last = _order(shop.shop.id, placed_token(shop.shop.id))
    if last is None:
        return redirect(url_for("cart.cart", shop_id=shop.shop.id), 303)
    return render_template("orders/already_placed.html", shop=shop, order=last)


def _to_order(shop_id: str, token: str) -> ResponseReturnValue:
    """On to the order's page; with htmx as a page of its own, so that Back finds checkout."""
    remember_placed(shop_id, token)
    address = url_for("order.order", shop_id=shop_id, token=token)
    return Response(headers={"HX-Redirect": address}) if htmx else redirect(address, 303)


def _offer(shop: LiveShop, reviewed: ReviewedCart) -> Offer:
    return offer(read_session(), shop.shop, reviewed.lead, datetime.now(UTC))


def _order(shop_id: str, token: str | None) -> Order | None:
    if not token:
        return None
    return read_session().scalar(
        select(Order).where(Order.token == token, Order.shop_id == shop_id)
    )
