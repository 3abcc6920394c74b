"""The check page: everything once more before it goes into the cart."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from configurator.builder.address import Address
from configurator.builder.check_views import NOTHING_TYPED, check
from configurator.builder.text_views import Typed
from configurator.database import current_database, read_session
from configurator.i18n import language
from configurator.orders.cart import find_cart, find_line, open_cart
from configurator.orders.drafts import NEW_LINE, find_draft, keep_draft
from configurator.orders.freezing import read_kept_texts
from configurator.orders.models import Order
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import Texts
from configurator.storefront.builder_routes import read_request
from configurator.storefront.cart_posts import read_line, read_typed
from configurator.storefront.cart_session import cart_token, remember_cart
from configurator.storefront.finding import (
    circumstances_for_anyone,
    priced_for,
    shop_of,
    shown_product,
)
from configurator.storefront.promises import promise_words

bp = Blueprint("check", __name__)

MOST_TOO_MANY = 200
"""How many characters are kept of a text beyond those that it takes."""


@bp.get("/<shop_id>/<product_id>/check")
def check_page(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show a configuration to be looked over, with a Change link for each group."""
    live = shown_product(shop_id, product_id)
    address = read_request(live)
    page = checked(live, address, _typed_so_far(live, address))
    return page, 400 if address.malformed else 200


@bp.post("/<shop_id>/<product_id>/typed")
def keep_typed(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Keep what was typed on the check page while something else of it is changed."""
    live = shown_product(shop_id, product_id)
    texts = _bounded(live, read_typed(request.form))
    line = read_line(request.form.get("line", ""))

    def work(session: Session) -> str:
        now = datetime.now(UTC)
        cart = open_cart(session, live.shop, cart_token(shop_id), language(), now)
        keep_draft(session, cart, product_id, _line_in(cart, line), texts, now)
        return cart.token

    remember_cart(shop_id, current_database().in_transaction(work))
    return redirect(_builder_href(live, request.form.get("to", "")), 303)


def checked(live: LiveProduct, address: Address, typed: Typed, quantity: int = 1) -> str:
    """The check page of a configuration, its form filled in as far as it was."""
    live = priced_for(live, address.choices)
    view = check(live, address, circumstances_for_anyone(live), typed)
    return render_template(
        "storefront/check.html",
        shop=shop_of(live),
        check=view,
        quantity=quantity,
        malformed=address.malformed,
        promise=promise_words(live.shop, view.totals.lead),
    )


def _typed_so_far(live: LiveProduct, address: Address) -> Typed:
    """What was typed and kept on the way; else what the line holds that is being changed."""
    cart = find_cart(read_session(), live.shop.id, cart_token(live.shop.id))
    if cart is None:
        return NOTHING_TYPED
    number = _line_in(cart, read_line(address.line or ""))
    kept = find_draft(read_session(), cart, live.product.id, number, datetime.now(UTC))
    if kept is not None:
        return Typed(kept)
    line = find_line(cart, number)
    if line is None or line.product_id != live.product.id:
        return NOTHING_TYPED
    return Typed(read_kept_texts(line.texts))


def _line_in(cart: Order, line_id: int | None) -> int:
    """The number of a line of this cart; what is none stands for a new line."""
    return NEW_LINE if line_id is None or find_line(cart, line_id) is None else line_id


def _bounded(live: LiveProduct, typed: Texts) -> Texts:
    """What was typed for questions of the product: what is too long as well, to be told so."""
    asked = {flat.path: flat.group.max_length + MOST_TOO_MANY for flat, _condition in live.texts}
    return {path: typed[path][:most] for path, most in asked.items() if typed.get(path)}


def _builder_href(live: LiveProduct, to: str) -> str:
    """Where a Change button leads: into this product's builder, and nowhere else."""
    path = f"/{live.shop.id}/{live.product.id}/build"
    return to if to.startswith(f"{path}?") and to.isprintable() and " " not in to else path
