"""The first page after signing in: what there is to do."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.stock import sold_out
from configurator.accounts.access import staff_required
from configurator.admin.pages import live_or_404, my_change_set
from configurator.database import read_session
from configurator.insight.refusals import refused

bp = Blueprint("dashboard", __name__, url_prefix="/<shop_id>/staff")


@bp.get("/")
@staff_required("kitchen")
def dashboard(shop_id: str) -> ResponseReturnValue:
    """Links to the work, each with the figure that says whether to look."""
    live = live_or_404(shop_id)
    session = read_session()
    mine = my_change_set(session, shop_id)
    return render_template(
        "admin/dashboard.html",
        live=live,
        sold_out=len(sold_out(session, shop_id)),
        rules=sum(len(product.rules) for product in live.shop.products),
        changes=len(mine.changes) if mine is not None else 0,
        refusals=sum(each.times for each in refused(session, shop_id, days=7)),
    )
