"""The kitchen's screen: the oldest first, one big button, and the way back for a mistake."""

import hashlib
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from catalog.database import canonical_json
from configurator.accounts.access import staff_required
from configurator.admin.order_views import order_view
from configurator.admin.pages import live_or_404
from configurator.database import read_session
from configurator.extensions import htmx
from configurator.i18n import language
from configurator.orders.board import Board, board

bp = Blueprint("kitchen", __name__, url_prefix="/<shop_id>/staff/kitchen")


@bp.get("")
@staff_required("kitchen")
def kitchen(shop_id: str) -> ResponseReturnValue:
    """What is to be made now; polled, it answers 304 while nothing is new."""
    live = live_or_404(shop_id)
    now = datetime.now(UTC)
    found = board(read_session(), shop_id, now)
    missed = request.args.get("missed", "")[:12]
    tag = _tag(found, now)
    if htmx and request.if_none_match.contains(tag):
        return _private(Response(status=304), tag)
    fragment = htmx and not htmx.history_restore_request
    page = "kitchen/_kitchen.html" if fragment else "kitchen/kitchen.html"
    columns = {
        name: [order_view(each, live.shop.time_zone, now) for each in orders]
        for name, orders in (
            ("orders", found.now),
            ("later", found.later),
            ("ready", found.ready),
        )
    }
    shown = render_template(page, live=live, missed=missed, tag=tag, **columns)
    return _private(make_response(shown), tag)


def _tag(found: Board, now: datetime) -> str:
    """A name for everything on the screen, ages in minutes included."""
    orders = [[each.id, each.version] for each in (*found.now, *found.later, *found.ready)]
    minute = now.replace(second=0, microsecond=0).isoformat()
    shown = canonical_json([orders, minute, language()])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _private(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Cookie", "HX-Request"))
    return response
