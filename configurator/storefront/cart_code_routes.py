"""Codes of a cart: typing one, and taking one out."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalog.shop import CustomerGroup
from configurator.database import current_database, forget_read_session, read_session
from configurator.extensions import limiter
from configurator.orders.cart import find_cart, locked_cart
from configurator.orders.codes import Unkept, drop_code, type_code
from configurator.orders.coupons import Judged, typed_coupons
from configurator.orders.reviewing import review
from configurator.publishing.live import LiveShop
from configurator.storefront.cart_code_words import (
    missing_code_words,
    refusal_words,
    too_many_codes_words,
    unknown_code_words,
)
from configurator.storefront.cart_routes import cart_page
from configurator.storefront.cart_session import cart_token
from configurator.storefront.finding import shop_or_404

bp = Blueprint("cart_codes", __name__, url_prefix="/<shop_id>/cart/codes")

LONGEST_CODE = 40


@bp.post("")
@limiter.limit("20 per minute")
def add(shop_id: str) -> ResponseReturnValue:
    """Keep a code that was typed; where it cannot be, the cart as it was, and why."""
    shop = shop_or_404(shop_id)
    typed = request.form.get("code", "").strip()
    now = datetime.now(UTC)

    def work(session: Session) -> Judged | CustomerGroup | Unkept | None:
        cart = locked_cart(session, shop_id, cart_token(shop_id))
        return type_code(session, shop.shop, cart, typed, now) if cart is not None else None

    outcome = current_database().in_transaction(work)
    forget_read_session()
    wrong = _wrong(shop, outcome, typed, now)
    if wrong:
        return cart_page(shop, code=typed[:LONGEST_CODE], code_wrong=wrong), 422
    return redirect(url_for("cart.cart", shop_id=shop_id, _anchor="codes"), 303)


@bp.post("/remove")
def remove(shop_id: str) -> ResponseReturnValue:
    """Take a code out of the cart."""
    shop_or_404(shop_id)

    def work(session: Session) -> None:
        cart = locked_cart(session, shop_id, cart_token(shop_id))
        if cart is not None:
            drop_code(cart, request.form.get("id", ""), datetime.now(UTC))

    current_database().in_transaction(work)
    return redirect(url_for("cart.cart", shop_id=shop_id, _anchor="codes"), 303)


def _wrong(
    shop: LiveShop, outcome: Judged | CustomerGroup | Unkept | None, typed: str, now: datetime
) -> str:
    """Why a code was not kept; nothing where it was."""
    cart = find_cart(read_session(), shop.shop.id, cart_token(shop.shop.id))
    match outcome:
        case "missing":
            return missing_code_words()
        case "unknown":
            return unknown_code_words(typed)
        case "too many":
            return too_many_codes_words()
        case Judged() if cart is not None and outcome.coupon.id not in typed_coupons(cart):
            return refusal_words(shop.shop, review(read_session(), cart, now), outcome)
        case _:
            return ""
