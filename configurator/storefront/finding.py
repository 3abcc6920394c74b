"""What a shopper's address names, or the page that says there is no such thing."""

from datetime import UTC, datetime

from flask import abort, request

from configurator.builder.reckoning import Circumstances
from configurator.builder.trying import tried_product
from configurator.database import read_session
from configurator.engine.model import Choice
from configurator.i18n import language
from configurator.orders.promise import waiting_minutes
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveProduct, LiveShop, live_product, live_shop


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
    return tried_product(read_session(), shop_id, product_id) or product_or_404(shop_id, product_id)


def shop_of(live: LiveProduct) -> LiveShop:
    """The shop of a product, at the same revision."""
    return LiveShop(live.shop, live.revision, live.pictures)


def circumstances(live: LiveProduct, before: tuple[Choice, ...] | None = None) -> Circumstances:
    """What the counter knows at this moment: what is sold out, and how long the wait is."""
    session = read_session()
    return Circumstances(
        language=language(),
        unavailable=unavailable(session, live),
        waiting=waiting_minutes(session, live.shop.id, datetime.now(UTC)),
        before=before,
    )


def is_prefetch() -> bool:
    """Whether a browser asks for a page that nobody may ever look at."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in purpose
