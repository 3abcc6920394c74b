"""The check page: everything once more before it goes into the cart."""

from datetime import UTC, datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from configurator.builder.check_views import check
from configurator.i18n import clock
from configurator.orders.promise import ready_at
from configurator.storefront.builder_routes import read_request
from configurator.storefront.finding import circumstances, shop_of, shown_product

bp = Blueprint("check", __name__)


@bp.get("/<shop_id>/<product_id>/check")
def check_page(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show a configuration to be looked over, with a Change link for each group."""
    live = shown_product(shop_id, product_id)
    address = read_request(live)
    view = check(live, address, circumstances(live))
    ready = ready_at(datetime.now(UTC), view.totals.minutes, 0)
    page = render_template(
        "storefront/check.html",
        shop=shop_of(live),
        check=view,
        ready_at=clock(ready, live.shop.time_zone),
    )
    return page, 400 if address.malformed else 200
