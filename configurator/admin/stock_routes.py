"""Sold out in two taps: open the page, tap the item. In force everywhere with the next click."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.shop import Shop
from catalog.stock import bring_back, sell_out, sold_out
from configurator.accounts.access import staff_required
from configurator.admin.pages import editor, live_or_404
from configurator.database import current_database, read_session

bp = Blueprint("stock", __name__, url_prefix="/<shop_id>/staff/stock")


@bp.get("")
@staff_required("kitchen")
def stock(shop_id: str) -> ResponseReturnValue:
    """Every item, those that are sold out first, with the options that each takes along."""
    live = live_or_404(shop_id)
    missing = {row.item_id: row for row in sold_out(read_session(), shop_id)}
    items = sorted(live.shop.items, key=lambda item: item.id not in missing)
    return render_template(
        "admin/stock.html",
        live=live,
        items=items,
        missing=missing,
        used_by=_used_by(live.shop),
    )


@bp.post("/<item_id>/sold-out")
@staff_required("kitchen")
def mark_sold_out(shop_id: str, item_id: str) -> ResponseReturnValue:
    """The item is gone, until it is said to be back, or until tomorrow's opening."""
    shop = _shop_with_item(shop_id, item_id)
    until = _tomorrow(shop) if request.form.get("until") == "tomorrow" else None
    current_database().in_transaction(
        lambda session: sell_out(session, shop_id, item_id, editor(), until)
    )
    return redirect(url_for("stock.stock", shop_id=shop_id, _anchor=f"item-{item_id}"), 303)


@bp.post("/<item_id>/in-stock")
@staff_required("kitchen")
def mark_in_stock(shop_id: str, item_id: str) -> ResponseReturnValue:
    """The item is back."""
    _shop_with_item(shop_id, item_id)
    current_database().in_transaction(lambda session: bring_back(session, shop_id, item_id))
    return redirect(url_for("stock.stock", shop_id=shop_id, _anchor=f"item-{item_id}"), 303)


def _shop_with_item(shop_id: str, item_id: str) -> Shop:
    shop = live_or_404(shop_id).shop
    if item_id not in {item.id for item in shop.items}:
        abort(404)
    return shop


def _tomorrow(shop: Shop) -> datetime:
    """Four in the morning of the next day, where the shop is: after closing, before opening."""
    local = datetime.now(ZoneInfo(shop.time_zone))
    start = local.replace(hour=4, minute=0, second=0, microsecond=0)
    return (start if local < start else start + timedelta(days=1)).astimezone(UTC)


def _used_by(shop: Shop) -> dict[str, list[dict[str, str]]]:
    """The names of the options that use each item, without repetition."""
    found: dict[str, list[dict[str, str]]] = {}
    for product in shop.products:
        for group in product.groups:
            for option in group.options:
                for item_id in option.items or {}:
                    names = found.setdefault(item_id, [])
                    if dict(option.name) not in names:
                        names.append(dict(option.name))
    return found
