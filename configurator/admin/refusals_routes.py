"""What shoppers wanted and could not have, and because of which rules."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.naming import group_words, option_words, say
from catalog.shop import Shop
from configurator.accounts.access import staff_required
from configurator.admin.cause_words import CauseWords, cause_words, find_flat
from configurator.admin.pages import live_or_404
from configurator.database import read_session
from configurator.i18n import language
from configurator.insight.refusals import Refusal, refused

bp = Blueprint("refusals", __name__, url_prefix="/<shop_id>/staff/refusals")

DAYS = 30


@dataclass(frozen=True)
class Row:
    """One refusal in words."""

    product: str
    group: str
    option: str
    causes: tuple[CauseWords, ...]
    times: int
    last_at: datetime


@bp.get("")
@staff_required("editor")
def refusals(shop_id: str) -> ResponseReturnValue:
    """The refusals of the last thirty days, the most wanted first."""
    live = live_or_404(shop_id)
    rows = [
        _row(live.shop, each.refusal, each.times, each.last_at)
        for each in refused(read_session(), shop_id, DAYS)
    ]
    return render_template(
        "admin/refusals.html", live=live, rows=rows, days=DAYS, total=sum(r.times for r in rows)
    )


def _row(shop: Shop, refusal: Refusal, times: int, last_at: datetime) -> Row:
    product = next((each for each in shop.products if each.id == refusal.product_id), None)
    flat = find_flat(shop, product, refusal.path)
    return Row(
        product=say(product.name, language()) if product else refusal.product_id,
        group=group_words(shop, flat, language()) if flat else refusal.path,
        option=option_words(flat, refusal.option, language()) if flat else refusal.option,
        causes=tuple(cause_words(shop, product, cause) for cause in refusal.causes),
        times=times,
        last_at=last_at,
    )
