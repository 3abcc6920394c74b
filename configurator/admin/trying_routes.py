"""Trying one's changes in the shopper's own builder, before anybody else sees them."""

from flask import Blueprint, abort, redirect, session, url_for
from flask.typing import ResponseReturnValue

from configurator.accounts.access import staff_required
from configurator.admin.pages import live_or_404, my_change_set, product_or_404
from configurator.builder.trying import stop_trying, trying_key
from configurator.database import read_session

bp = Blueprint("trying", __name__, url_prefix="/<shop_id>/staff/try")


@bp.post("/<product_id>")
@staff_required("editor")
def start(shop_id: str, product_id: str) -> ResponseReturnValue:
    """From here on this browser's builder shows one's changes."""
    product = product_or_404(live_or_404(shop_id).shop, product_id)
    if not product.on_menu:
        abort(404)
    mine = my_change_set(read_session(), shop_id)
    if mine is None:
        # Published or thrown away in another tab: the page says so.
        return redirect(url_for("changes.changes", shop_id=shop_id), 303)
    session[trying_key(shop_id)] = mine.id
    return redirect(f"/{shop_id}/{product_id}/build", 303)


@bp.post("/stop")
@staff_required("editor")
def stop(shop_id: str) -> ResponseReturnValue:
    """The builder shows what is live again."""
    stop_trying(shop_id)
    return redirect(url_for("changes.changes", shop_id=shop_id), 303)
