"""The shop's home is its menu; the site's home is its shops."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from configurator.builder.budget_views import budget_entry
from configurator.builder.menu_views import BuildCard, build_card, sections
from configurator.builder.price_notes import notes_together
from configurator.builder.reckoning import frozen
from configurator.builder.suiting import heeding, suiting_sections
from configurator.database import read_session
from configurator.i18n import language
from configurator.orders.promise import waiting
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveShop, all_shops, live_product
from configurator.storefront.finding import priced_for, shop_or_404
from configurator.storefront.profile_cookie import read_profile
from configurator.storefront.promises import waiting_words

bp = Blueprint("menu", __name__)


@bp.get("/")
def shops() -> ResponseReturnValue:
    """Every shop; straight to the menu where there is only one."""
    found = all_shops(read_session())
    if len(found) == 1:
        return redirect(f"/{found[0].shop.id}/")
    return render_template(
        "storefront/shops.html", doors=[(shop, _first_card(shop)) for shop in found]
    )


def _first_card(shop: LiveShop) -> BuildCard | None:
    """What the first product of a shop looks like; None where its menu is empty."""
    session = read_session()
    for product in shop.shop.products:
        live = live_product(session, shop.shop.id, product.id)
        if live is not None:
            live = priced_for(live)
            return build_card(live, frozen(unavailable(session, live)), language())
    return None


@bp.get("/<shop_id>/")
def menu(shop_id: str) -> ResponseReturnValue:
    """Both tracks side by side: build your own, and the presets."""
    shop = shop_or_404(shop_id)
    session = read_session()
    found = [live_product(session, shop_id, each.id) for each in shop.shop.products]
    lives = {live.product.id: priced_for(live) for live in found if live is not None}
    missing = {name: frozen(unavailable(session, live)) for name, live in lives.items()}
    profile = read_profile(shop.shop)
    together = heeding(lives, missing, profile)
    shown = sections(shop.shop, lives, missing, language())
    return render_template(
        "storefront/menu.html",
        shop=shop,
        budgets={name: budget_entry(live, language()) for name, live in lives.items()},
        builds=[build_card(live, together[name], language()) for name, live in lives.items()],
        sections=suiting_sections(shown, lives, together, language()) if profile else shown,
        price_notes=notes_together(lives.values(), language()),
        waiting=waiting_words(shop.shop, waiting(session, shop.shop, datetime.now(UTC))),
    )
