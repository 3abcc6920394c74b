"""What shoppers wanted and could not have, and because of which rules."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.naming import group_words, option_words, say
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import Product, Shop
from configurator.accounts.access import staff_required
from configurator.admin.pages import live_or_404
from configurator.builder.translating import gettext as _
from configurator.database import read_session
from configurator.i18n import language
from configurator.insight.refusals import Refusal, refused
from configurator.publishing.configurations import SOLD_OUT
from configurator.publishing.profiles import PROFILE

bp = Blueprint("refusals", __name__, url_prefix="/<shop_id>/staff/refusals")

DAYS = 30


@dataclass(frozen=True)
class Row:
    """One refusal in words. `rule` is the rule's id where the first cause is one."""

    product: str
    group: str
    option: str
    causes: tuple[str, ...]
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
    flat = _flat(shop, product, refusal.path)
    return Row(
        product=say(product.name, language()) if product else refusal.product_id,
        group=group_words(shop, flat, language()) if flat else refusal.path,
        option=option_words(flat, refusal.option, language()) if flat else refusal.option,
        causes=tuple(cause_words(shop, product, cause) for cause in refusal.causes),
        times=times,
        last_at=last_at,
    )


def cause_words(shop: Shop, product: Product | None, cause: str) -> str:
    """What a refusal's cause is called: a rule by its id, a limit by its group, a missing item."""
    kind, _separator, name = cause.partition(":")
    if cause.startswith(SOLD_OUT):
        item = next((each for each in shop.items if each.id == name), None)
        words = say(item.name, language()) if item else name
        return _("sold out: %(item)s", item=words)
    if cause == PROFILE:
        return _("an allergy or a diet of the shopper")
    flat = _flat(shop, product, name)
    if flat is not None and kind in ("limit", "answer", "applies"):
        group = group_words(shop, flat, language())
        return {
            "limit": _("the limit of %(group)s", group=group),
            "answer": _("%(group)s needs an answer", group=group),
            "applies": _("%(group)s does not apply", group=group),
        }[kind]
    return cause


def _flat(shop: Shop, product: Product | None, path: str) -> FlatGroup | None:
    if product is None:
        return None
    return next((each for each in flat_groups(shop, product) if each.path == path), None)
