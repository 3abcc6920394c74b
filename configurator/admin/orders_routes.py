"""The staff's list of orders: where each stands, moving it on, and what was paid."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from configurator.accounts.access import current_staff, staff_required
from configurator.admin.order_views import order_view
from configurator.admin.pages import live_or_404
from configurator.database import current_database, read_session
from configurator.orders.board import orders_of_day, staff_order
from configurator.orders.hours import local
from configurator.orders.ledger import record_at_counter
from configurator.orders.models import Order
from configurator.orders.states import CANCELLED, DONE, move

bp = Blueprint("staff_orders", __name__, url_prefix="/<shop_id>/staff/orders")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@bp.get("")
@staff_required("kitchen")
def orders(shop_id: str) -> ResponseReturnValue:
    """The orders of a day: those still to do first, then those that are over."""
    live = live_or_404(shop_id)
    now = datetime.now(UTC)
    day = _day(request.args.get("day", ""), local(now, live.shop.time_zone).date())
    found = [
        order_view(each, live.shop.time_zone, now)
        for each in orders_of_day(read_session(), shop_id, day.isoformat())
    ]
    return render_template(
        "kitchen/orders.html",
        live=live,
        day=day,
        open=[each for each in reversed(found) if each.state not in (DONE, CANCELLED)],
        over=[each for each in found if each.state in (DONE, CANCELLED)],
        missed=request.args.get("missed", "")[:12],
    )


@bp.post("/<int:order_id>/move")
@staff_required("kitchen")
def change(shop_id: str, order_id: int) -> ResponseReturnValue:
    """Move an order on, from the state that the page showed; else say that it had moved."""
    shown, to = request.form.get("from", ""), request.form.get("to", "")
    actor, now = current_staff().email, datetime.now(UTC)

    def work(session: Session, order: Order) -> bool:
        return order.state == shown and move(session, order, to, actor, now)

    number, moved = _with_order(shop_id, order_id, work)
    return _back(shop_id, "" if moved else number)


@bp.post("/<int:order_id>/paid")
@staff_required("kitchen")
def paid(shop_id: str, order_id: int) -> ResponseReturnValue:
    """Note that what was due has been paid, or given back, over the counter."""
    actor, now = current_staff().email, datetime.now(UTC)

    def work(session: Session, order: Order) -> bool:
        return bool(record_at_counter(session, order, actor, now).minor)

    number, noted = _with_order(shop_id, order_id, work)
    return _back(shop_id, "" if noted else number)


@bp.get("/<int:order_id>/ticket")
@staff_required("kitchen")
def ticket(shop_id: str, order_id: int) -> ResponseReturnValue:
    """One order for the printer, in the order of assembly."""
    live = live_or_404(shop_id)
    order = staff_order(read_session(), shop_id, order_id) or abort(404)
    return render_template(
        "kitchen/ticket.html",
        live=live,
        order=order_view(order, live.shop.time_zone, datetime.now(UTC)),
    )


def _with_order(
    shop_id: str, order_id: int, work: Callable[[Session, Order], bool]
) -> tuple[str, bool]:
    """The number of the order, and what `work` made of it in a transaction."""

    def in_session(session: Session) -> tuple[str, bool]:
        order = staff_order(session, shop_id, order_id) or abort(404)
        return order.number or "", work(session, order)

    return current_database().in_transaction(in_session)


def _back(shop_id: str, missed: str) -> ResponseReturnValue:
    """Where the button stood; with the order that had changed before it was pressed."""
    endpoint = "kitchen.kitchen" if request.form.get("at") == "kitchen" else "staff_orders.orders"
    return redirect(url_for(endpoint, shop_id=shop_id, missed=missed or None), 303)


def _day(typed: str, today: date) -> date:
    """The day asked for; today where that is none."""
    if not _DAY.fullmatch(typed):
        return today
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today
