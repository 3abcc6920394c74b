"""Handing a configuration on: a short link to it, with its QR code, and where such a link leads."""

from datetime import UTC, datetime
from urllib.parse import urljoin

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug import Response

from configurator.accounts.models import ShortLink
from configurator.accounts.short_links import (
    NOTED_EVERY,
    Shared,
    find_link,
    note_opened,
    shorten,
)
from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.pictures import picture_of
from configurator.builder.problem_words import problem_words
from configurator.builder.translating import gettext as _
from configurator.database import current_database, read_session
from configurator.errors import VisitorError
from configurator.extensions import current_settings, limiter
from configurator.i18n import language
from configurator.publishing.live import LiveProduct, live_product, live_shop
from configurator.storefront.finding import is_prefetch, shop_of, shown_product

bp = Blueprint("share", __name__)


@bp.post("/<shop_id>/<product_id>/share")
@limiter.limit("30 per minute")
def share(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Keep a configuration under a short link. The same one has the same link."""
    live = shown_product(shop_id, product_id)
    given = read_query(live, request.form.get("configuration", ""))
    if given.malformed:
        raise VisitorError(
            400,
            _("This could not be shared as it was sent"),
            " ".join(problem_words(live, each, language()) for each in given.problems),
            f"/{shop_id}/{product_id}/build",
        )
    shared = Shared(shop_id, product_id, query(live, given.choices), live.revision)
    code = current_database().in_transaction(
        lambda session: shorten(session, shared, datetime.now(UTC))
    )
    return redirect(url_for("share.shared", code=code), 303)


@bp.get("/s/<code>/share")
def shared(code: str) -> ResponseReturnValue:
    """The link to hand on: to copy, to hold a camera to, or to pass to an app."""
    link, live = _found(code)
    address = read_query(live, link.query)
    url = urljoin(current_settings().public_url, url_for("share.open_link", code=link.code))
    return render_template(
        "storefront/share.html",
        shop=shop_of(live),
        name=live.product.name,
        url=url,
        qr_code=_qr_code(url),
        picture=picture_of(live, address.choices, language()),
        back_href=_builder_href(link),
    )


@bp.get("/s/<code>")
def open_link(code: str) -> ResponseReturnValue:
    """To the builder with the configuration, judged under what is live now."""
    link, _live = _found(code)
    response = redirect(_builder_href(link), 303)
    response.headers["Cache-Control"] = "no-store"
    now = datetime.now(UTC)
    if not is_prefetch() and link.opened_at < now - NOTED_EVERY:
        _note_when_answered(response, link.code, now)
    return response


def _note_when_answered(response: Response, code: str, now: datetime) -> None:
    database = current_database()
    response.call_on_close(
        lambda: database.in_transaction(lambda session: note_opened(session, code, now))
    )


def _found(code: str) -> tuple[ShortLink, LiveProduct]:
    """The link of a code and the product that it is for, or the page that says what is wrong."""
    link = find_link(read_session(), code)
    if link is None:
        raise VisitorError(
            404,
            _("Nothing is kept under this link"),
            _(
                "Look whether it is complete. A link that nobody opens for a year is not kept: "
                "whoever sent it can share it again."
            ),
        )
    live = live_product(read_session(), link.shop_id, link.product_id)
    if live is not None:
        return link, live
    shop = live_shop(read_session(), link.shop_id)
    raise VisitorError(
        404,
        _("What this link leads to is no longer on the menu"),
        _("Choose something else from the menu."),
        f"/{shop.shop.id}/" if shop else "/",
    )


def _builder_href(link: ShortLink) -> str:
    told = f"{link.query}&" if link.query else ""
    return f"/{link.shop_id}/{link.product_id}/build?{told}r={link.revision}"


def _qr_code(url: str) -> Markup:
    """The QR code of a link as SVG: dark on light in any theme, as cameras expect it."""
    drawn = segno.make(url, error="m", micro=False)
    # The drawing is made of numbers alone: nothing of the link's text is in it.
    return Markup(  # noqa: S704
        drawn.svg_inline(scale=1, border=4, dark="#1d1a16", light="#fff", omitsize=True)
    )
