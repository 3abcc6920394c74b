"""The check page: everything once more before it goes into the cart."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from configurator.builder.address import Address
from configurator.builder.check_views import NOTHING_TYPED, check
from configurator.builder.text_views import Typed
from configurator.database import read_session
from configurator.orders.cart import find_cart, find_line
from configurator.orders.freezing import read_kept_texts
from configurator.publishing.live import LiveProduct
from configurator.storefront.builder_routes import read_request
from configurator.storefront.cart_session import cart_token
from configurator.storefront.finding import circumstances_for_anyone, shop_of, shown_product
from configurator.storefront.promises import promise_words

bp = Blueprint("check", __name__)


@bp.get("/<shop_id>/<product_id>/check")
def check_page(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show a configuration to be looked over, with a Change link for each group."""
    live = shown_product(shop_id, product_id)
    address = read_request(live)
    page = checked(live, address, _typed_in_line(live, address))
    return page, 400 if address.malformed else 200


def checked(live: LiveProduct, address: Address, typed: Typed, quantity: int = 1) -> str:
    """The check page of a configuration, its form filled in as far as it was."""
    view = check(live, address, circumstances_for_anyone(live), typed)
    return render_template(
        "storefront/check.html",
        shop=shop_of(live),
        check=view,
        quantity=quantity,
        malformed=address.malformed,
        promise=promise_words(live.shop, view.totals.lead),
    )


def _typed_in_line(live: LiveProduct, address: Address) -> Typed:
    """What the line of this browser's cart holds that is being changed; nothing for a new one."""
    if not address.line or not address.line.isdigit():
        return NOTHING_TYPED
    cart = find_cart(read_session(), live.shop.id, cart_token(live.shop.id))
    line = find_line(cart, int(address.line)) if cart else None
    if line is None or line.product_id != live.product.id:
        return NOTHING_TYPED
    return Typed(read_kept_texts(line.texts))
