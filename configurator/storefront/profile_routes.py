"""Allergies and diet: asked once, kept on the device, and heeded on every page of the shop."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.shop import Shop
from configurator.builder.profile_words import diet_words, profile_words
from configurator.builder.translating import gettext as _
from configurator.errors import VisitorError
from configurator.i18n import language
from configurator.publishing.facts import DIETS
from configurator.publishing.live import LiveShop
from configurator.publishing.profiles import NO_PROFILE, Profile, profile_of
from configurator.storefront.finding import shop_or_404
from configurator.storefront.language_routes import page_on_this_site
from configurator.storefront.profile_cookie import keep_profile, read_profile

bp = Blueprint("profile", __name__, url_prefix="/<shop_id>/profile")


@dataclass(frozen=True)
class ProfileLine:
    """The line on a page that says what is heeded. `words` is empty where nothing is.

    `next_page` is where changing it leads back to.
    """

    words: str
    next_page: str


@bp.app_template_global("profile_line")
def profile_line(shop: Shop) -> ProfileLine | None:
    """What pages of a shop say of the profile; None for a shop that lists no allergens."""
    if not shop.allergens:
        return None
    words = profile_words(shop, read_profile(shop), language())
    return ProfileLine(words, _this_page(shop))


@bp.get("")
def profile(shop_id: str) -> ResponseReturnValue:
    """What can be asked for, with what is ticked."""
    shop = _shop_with_allergens(shop_id)
    return render_template(
        "storefront/profile.html",
        shop=shop,
        profile=read_profile(shop.shop),
        diets=[(diet, _name(diet_words(diet))) for diet in DIETS],
        next=_next_page(shop.shop, request.args.get("next", "")),
    )


@bp.post("")
def keep(shop_id: str) -> ResponseReturnValue:
    """Keep what is ticked on this device, or forget it all; then back to where it was asked."""
    shop = _shop_with_allergens(shop_id)
    response = redirect(_next_page(shop.shop, request.form.get("next", "")), 303)
    keep_profile(response, shop.shop, _posted(shop.shop))
    return response


def _posted(shop: Shop) -> Profile:
    if request.form.get("do") == "clear":
        return NO_PROFILE
    found = profile_of(shop, [*request.form.getlist("free-of"), *request.form.getlist("diet")])
    if found.unlisted:
        raise VisitorError(
            400,
            _("The shop does not list all of what was ticked"),
            _("Go back, load the page again and tick what applies. Your profile is as it was."),
            url_for("profile.profile", shop_id=shop.id),
        )
    return found


def _shop_with_allergens(shop_id: str) -> LiveShop:
    shop = shop_or_404(shop_id)
    if not shop.shop.allergens:
        abort(404)
    return shop


def _this_page(shop: Shop) -> str:
    """The page in sight, where it can be asked for again."""
    return request.full_path.rstrip("?") if request.method == "GET" else f"/{shop.id}/"


def _next_page(shop: Shop, asked: str) -> str:
    """Where to go on: a page of this site, else the menu."""
    return page_on_this_site(asked) if asked else f"/{shop.id}/"


def _name(words: str) -> str:
    return words[:1].upper() + words[1:]
