"""The builder's page: one address, one view; htmx only gets the part that changes."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from configurator.builder.address import (
    CHECK,
    LONGEST_QUERY,
    Address,
    href_query,
    read,
    read_query,
    settled,
)
from configurator.builder.answers import answer
from configurator.builder.problems import Problem
from configurator.builder.views import BuilderView
from configurator.extensions import htmx
from configurator.publishing.live import LiveProduct
from configurator.storefront.finding import circumstances, shop_of, shown_product
from configurator.storefront.promises import promise_words
from configurator.storefront.refusal_counting import count_when_answered

bp = Blueprint("builder", __name__)


@bp.get("/<shop_id>/<product_id>/build")
def build(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show the configuration in the address; what does not fit is answered in place."""
    live = shown_product(shop_id, product_id)
    given = read_request(live)
    address = settled(live, given)
    canonical = f"{request.path}?{href_query(live, address)}"
    if given.go == CHECK:
        return _leave_for(canonical.replace("/build?", "/check?", 1))
    if given.submitted and not _wants_fragment():
        return redirect(canonical, 303)
    before = None if given.was is None else read_query(live, given.was).choices
    view = answer(live, address, circumstances(live, before))
    response = _page(live, address, view, moved=address.step != given.step)
    if given.submitted:
        header = "HX-Push-Url" if address.step != given.step else "HX-Replace-Url"
        response.headers[header] = canonical
    if address.want is not None and view.offer is not None and view.offer.kind == "want":
        count_when_answered(response, live, address.want, view.offer.causes)
    return response


def read_request(live: LiveProduct) -> Address:
    """The address asked for; one that is too long is not read at all."""
    if len(request.query_string) > LONGEST_QUERY:
        return Address(problems=(Problem("too-long", "", str(len(request.query_string))),))
    return read(live, request.args)


def _wants_fragment() -> bool:
    return bool(htmx) and not htmx.history_restore_request


def _leave_for(url: str) -> ResponseReturnValue:
    """On to another page: htmx is told to go there, a form's browser is sent."""
    if not _wants_fragment():
        return redirect(url, 303)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    return response


def _page(live: LiveProduct, address: Address, view: BuilderView, moved: bool) -> Response:
    fragment = _wants_fragment()
    page = render_template(
        "storefront/_builder.html" if fragment else "storefront/builder.html",
        shop=shop_of(live),
        builder=view,
        back=address.back,
        fragment=fragment,
        moved=moved,
        malformed=address.malformed,
        promise=promise_words(live.shop, view.totals.minutes),
    )
    return make_response(page, 400 if address.malformed else 200)
