"""The profile that this device keeps: a cookie, and nowhere else."""

from flask import request
from werkzeug import Response

from catalog.ids import ID
from catalog.shop import Shop
from configurator.extensions import current_settings
from configurator.publishing.facts import DIETS
from configurator.publishing.profiles import NO_PROFILE, Profile, profile_of

ONE_YEAR_S = 365 * 24 * 3600
MOST_IDS = 64


def cookie_name(shop_id: str) -> str:
    """The name of the cookie of a shop; under https it is bound to the host, like the session."""
    return f"__Host-profile-{shop_id}" if current_settings().secure else f"profile-{shop_id}"


def read_profile(shop: Shop) -> Profile:
    """What this device says of its owner in a shop; what no page of ours wrote is not read."""
    if not shop.allergens:
        return NO_PROFILE
    ids = request.cookies.get(cookie_name(shop.id), "").split(".")[:MOST_IDS]
    return profile_of(shop, [each for each in ids if ID.fullmatch(each)])


def keep_profile(response: Response, shop: Shop, profile: Profile) -> None:
    """Let the device keep a profile for a year; an empty one is forgotten."""
    name = cookie_name(shop.id)
    secure = current_settings().secure
    if not profile:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Lax")
        return
    ids = [each.id for each in shop.allergens if each.id in profile.free_of]
    ids += [diet for diet in DIETS if diet in profile.diets]
    response.set_cookie(
        name,
        ".".join(ids),
        max_age=ONE_YEAR_S,
        path="/",
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
