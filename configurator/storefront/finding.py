"""What a shopper's address names, or the page that says there is no such thing."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, request

from configurator.builder.reckoning import Circumstances
from configurator.builder.translating import gettext as _
from configurator.builder.trying import stop_trying, tried_product
from configurator.database import read_session
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.mistakes import RuleTextError
from configurator.engine.model import Choice
from configurator.errors import VisitorError
from configurator.i18n import language
from configurator.orders.promise import waiting
from configurator.publishing.configurations import unavailable
from configurator.publishing.lead_times import lead_time
from configurator.publishing.live import LiveProduct, LiveShop, live_product, live_shop
from configurator.publishing.occasions import lists_in_force
from configurator.publishing.profiles import unsuited, with_profile
from configurator.storefront.occasion import occasion_of
from configurator.storefront.profile_cookie import read_profile


def shop_or_404(shop_id: str) -> LiveShop:
    found = live_shop(read_session(), shop_id)
    if found is None:
        abort(404)
    return found


def product_or_404(shop_id: str, product_id: str) -> LiveProduct:
    found = live_product(read_session(), shop_id, product_id)
    if found is None:
        abort(404)
    return found


def shown_product(shop_id: str, product_id: str) -> LiveProduct:
    """The live product, or with the changes that a member of staff is trying in this browser."""
    try:
        tried = tried_product(read_session(), shop_id, product_id)
    except (CompileBudgetExceeded, RuleTextError) as error:
        stop_trying(shop_id)
        raise VisitorError(
            409,
            _("Your changes cannot be tried as they are"),
            _("Publishing says what stands in the way. The builder shows what is live again."),
            f"/{shop_id}/staff/changes",
        ) from error
    return tried or product_or_404(shop_id, product_id)


def priced_for(live: LiveProduct, choices: tuple[Choice, ...] = ()) -> LiveProduct:
    """The product at the prices of when this browser could have it with these choices."""
    if not live.shop.price_lists:
        return live
    occasion = occasion_of(live.shop, lead_time(live, choices))
    return live.priced_by(lists_in_force(live.shop, occasion))


def shop_of(live: LiveProduct) -> LiveShop:
    """The shop of a product, at the same revision."""
    return LiveShop(live.shop, live.revision, live.pictures)


def circumstances(live: LiveProduct, before: tuple[Choice, ...] | None = None) -> Circumstances:
    """What the counter knows at this moment: what is sold out, what suits, how long the wait is."""
    here = circumstances_for_anyone(live)
    together = with_profile(here.unavailable, unsuited(live, here.profile))
    return replace(here, unavailable=together, before=before)


def circumstances_for_anyone(live: LiveProduct) -> Circumstances:
    """The same where what does not suit this device's profile can be had all the same."""
    session = read_session()
    return Circumstances(
        language=language(),
        unavailable=unavailable(session, live),
        waiting=waiting(session, live.shop, datetime.now(UTC)),
        profile=read_profile(live.shop),
    )


def is_prefetch() -> bool:
    """Whether a browser asks for a page that nobody may ever look at."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in purpose
