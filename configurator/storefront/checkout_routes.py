"""Checkout: everything on one page, and placing the order once."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.database import current_database, forget_read_session, read_session
from configurator.extensions import htmx, limiter
from configurator.i18n import language
from configurator.messages.outbox import send
from configurator.orders.cart import locked_cart
from configurator.orders.checkout import (
    Details,
    Placed,
    Wishes,
    place_order,
    read_details,
    read_wishes,
    wish,
)
from configurator.orders.coupon_uses import customer_keys
from configurator.orders.models import Order
from configurator.orders.reviewing import ReviewedCart, review
from configurator.orders.states import CART
from configurator.publishing.live import LiveShop
from configurator.storefront.cart_changes import changes, shown
from configurator.storefront.cart_code_words import codes_view
from configurator.storefront.cart_session import cart_token, placed_token, remember_placed
from configurator.storefront.cart_views import cart_view
from configurator.storefront.checkout_answers import (
    depends_on_wishes,
    kept_answers,
    tips_view,
)
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
    now = datetime.now(UTC)
    reviewed = review(read_session(), order, now)
    if not reviewed.holds:
        return redirect(url_for("cart.cart", shop_id=shop_id), 303)
    return _page(shop, reviewed, now, kept_answers(order, shop.shop), {})


@bp.post("")
@limiter.limit("60 per minute")
def place(shop_id: str) -> ResponseReturnValue:
    """Place the order that the page showed; whoever comes again is led to the one that stands.

    Asked only to look, it shows what the order costs as it is to be had, and places nothing.
    """
    shop = shop_or_404(shop_id)
    order = _order(shop_id, request.form.get("cart") or cart_token(shop_id))
    if order is None:
        return _nothing_to_place(shop)
    if order.state != CART:
        return _to_order(shop_id, order.token)
    wishes = _wishes(shop, order)
    if request.form.get("do") == "look":
        _in_cart(shop_id, order.token, lambda cart: wish(cart, wishes))
        wrong = wishes.problems.get("tip", "")
        return _page_again(shop, order.token, {"tip": wrong} if wrong else {})
    details, problems = read_details(request.form, wishes)
    if details is None:
        _in_cart(shop_id, order.token, lambda cart: wish(cart, wishes))
        return _page_again(shop, order.token, problems, status=422)
    token, seen = order.token, request.form.get("seen", "")
    outcome = current_database().in_transaction(
        lambda session: _place(session, shop, token, details, seen)
    )
    if not outcome:
        return _page_again(shop, token, {}, details, status=422)
    return _to_order(shop_id, token)


def _wishes(shop: LiveShop, order: Order) -> Wishes:
    """How the order is to be had, as the form says it."""
    reviewed = review(read_session(), order, datetime.now(UTC))
    if reviewed.offer is None:
        return Wishes(None, "pickup", "", "", {"when": "when-past"})
    goods = sum(each.price for each in reviewed.lines if each.holds)
    return read_wishes(request.form, shop.shop, reviewed.offer, reviewed.currency, goods)


def _in_cart(shop_id: str, token: str, work: Callable[[Order], None]) -> None:
    """Change a cart, if it still is one."""

    def in_session(session: Session) -> None:
        cart = locked_cart(session, shop_id, token)
        if cart is not None:
            work(cart)

    current_database().in_transaction(in_session)


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


def _page_again(
    shop: LiveShop,
    token: str,
    problems: Mapping[str, str],
    details: Details | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The cart as it is now, with every answer kept, and what changed since it was shown."""
    forget_read_session()
    order = _order(shop.shop.id, token)
    if order is None or order.state != CART:
        return _nothing_to_place(shop)
    now = datetime.now(UTC)
    customers = customer_keys(details.contact) if details else ()
    reviewed = review(read_session(), order, now, customers=customers)
    changed = status != 200 and not problems
    return _page(shop, reviewed, now, request.form, problems, changed), status


def _page(
    shop: LiveShop,
    reviewed: ReviewedCart,
    now: datetime,
    entered: Mapping[str, str],
    problems: Mapping[str, str],
    changed: bool = False,
) -> str:
    cart = cart_view(shop.shop, reviewed, read_profile(shop.shop), now)
    looked = request.form.get("do") == "look"
    return render_template(
        "orders/_checkout.html" if htmx else "orders/checkout.html",
        shop=shop,
        fragment=bool(htmx),
        cart=cart,
        codes=codes_view(shop.shop, reviewed),
        token=reviewed.order.token,
        offer=reviewed.offer,
        entered=entered,
        tips=tips_view(shop.shop, reviewed, entered),
        depends=depends_on_wishes(shop.shop),
        shown=shown(cart),
        changes=changes(request.form.get("shown", ""), cart, looked),
        changed=changed,
        looked=looked,
        errors=problem_words(problems, reviewed),
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


def _order(shop_id: str, token: str | None) -> Order | None:
    if not token:
        return None
    return read_session().scalar(
        select(Order).where(Order.token == token, Order.shop_id == shop_id)
    )
