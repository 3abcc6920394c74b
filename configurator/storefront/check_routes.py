"""The check page: everything once more before it goes into the cart."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from configurator.builder.check_views import check
from configurator.storefront.builder_routes import read_request
from configurator.storefront.finding import circumstances, shop_of, shown_product
from configurator.storefront.promises import promise_words

bp = Blueprint("check", __name__)


@bp.get("/<shop_id>/<product_id>/check")
def check_page(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show a configuration to be looked over, with a Change link for each group."""
    live = shown_product(shop_id, product_id)
    address = read_request(live)
    view = check(live, address, circumstances(live))
    page = render_template(
        "storefront/check.html",
        shop=shop_of(live),
        check=view,
        malformed=address.malformed,
        promise=promise_words(live.shop, view.totals.minutes),
    )
    return page, 400 if address.malformed else 200
