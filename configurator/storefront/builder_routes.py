"""The builder's page: one address, one view; htmx only gets the part that changes."""

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from configurator.builder.address import CHECK, Address, href_query
from configurator.builder.address_reading import LONGEST_QUERY, read, read_query, settled
from configurator.builder.answers import answer
from configurator.builder.budgets import with_budget
from configurator.builder.problems import Problem
from configurator.builder.product_words import product_words
from configurator.builder.views import BuilderView
from configurator.database import read_session
from configurator.extensions import htmx
from configurator.i18n import language
from configurator.orders.popularity import popularity
from configurator.publishing.live import LiveProduct
from configurator.storefront.finding import circumstances, priced_for, shop_of, shown_product
from configurator.storefront.promises import promise_words
from configurator.storefront.refusal_counting import count_when_answered

bp = Blueprint("builder", __name__)


@bp.get("/<shop_id>/<product_id>/build")
def build(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Show the configuration in the address; what does not fit is answered in place."""
    live = shown_product(shop_id, product_id)
    given = read_request(live)
    live = priced_for(live, given.choices)
    address = _at_the_wish(live, settled(live, with_budget(live, given)))
    canonical = f"{request.path}?{href_query(live, address)}"
    if given.go == CHECK:
        return _leave_for(canonical.replace("/build?", "/check?", 1))
    budget_read = given.typed is not None and address.typed is None
    if (given.submitted or budget_read) and not _wants_fragment():
        return redirect(canonical, 303)
    before = None if given.was is None else read_query(live, given.was).choices
    here = replace(
        circumstances(live, before),
        popular=lambda: popularity(read_session(), shop_id, product_id),
    )
    view = answer(live, address, here)
    looking = _looks_through_a_list() and before == address.choices
    response = _page(live, address, view, moved=address.step != given.step, looking=looking)
    if _looks_through_a_list() and not looking:
        # Something was chosen on the way: then all of the page changes, and not its list alone.
        response.headers["HX-Retarget"] = response.headers["HX-Reselect"] = "#builder"
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


def _at_the_wish(live: LiveProduct, address: Address) -> Address:
    """A wish is answered on the step that asks its group, wherever the link said it would be."""
    if address.want is None:
        return address
    return replace(address, step=product_words(live, language()).groups[address.want.group].step)


def _wants_fragment() -> bool:
    return bool(htmx) and not htmx.history_restore_request


def _looks_through_a_list() -> bool:
    """Whether only the list of one group is to be replaced."""
    return _wants_fragment() and (htmx.target or "").endswith("--found")


def _leave_for(url: str) -> ResponseReturnValue:
    """On to another page: htmx is told to go there, a form's browser is sent."""
    if not _wants_fragment():
        return redirect(url, 303)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    return response


def _page(
    live: LiveProduct, address: Address, view: BuilderView, *, moved: bool, looking: bool
) -> Response:
    fragment = _wants_fragment()
    page = render_template(
        "storefront/_builder.html" if fragment else "storefront/builder.html",
        shop=shop_of(live),
        builder=view,
        back=address.back,
        fragment=fragment,
        moved=moved,
        looking=looking,
        malformed=address.malformed,
        promise=promise_words(live.shop, view.totals.lead),
    )
    if view.budget is not None and view.budget.error:
        return make_response(page, 422)
    return make_response(page, 400 if address.malformed else 200)
