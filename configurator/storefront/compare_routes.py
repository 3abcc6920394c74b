"""Comparing configurations: which ones stand in the address, as everything that is chosen does."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from catalog.naming import say
from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.comparing import LETTERS, MOST, compare
from configurator.builder.price_notes import notes_together
from configurator.builder.problem_words import problem_words
from configurator.builder.problems import Problem
from configurator.database import read_session
from configurator.i18n import language
from configurator.orders.cart import find_cart
from configurator.orders.freezing import read_configuration, title
from configurator.orders.nearest import with_nones
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import LiveProduct
from configurator.storefront.cart_session import cart_token
from configurator.storefront.finding import circumstances, priced_for, shop_of, shown_product
from configurator.storefront.promises import promise_words

bp = Blueprint("compare", __name__)

LONGEST = 12_288
"""How long an address with three configurations may be."""


@dataclass(frozen=True)
class Candidate:
    """What could be compared with: a preset, or a line of the cart."""

    name: str
    configuration: str
    in_cart: bool


@bp.get("/<shop_id>/<product_id>/compare")
def compare_page(shop_id: str, product_id: str) -> ResponseReturnValue:
    """Up to three configurations side by side, and what else they could be compared with."""
    live = shown_product(shop_id, product_id)
    too_long = _too_long()
    given = [] if too_long else _given(request.args)
    addresses = tuple(read_query(live, each) for each in given)
    live = priced_for(live, addresses[0].choices if addresses else ())
    view = compare(live, addresses, circumstances(live)) if addresses else None
    problems = [*too_long, *(each for address in addresses for each in address.problems)]
    page = render_template(
        "storefront/compare.html",
        shop=shop_of(live),
        live=live,
        view=view,
        promises=[promise_words(live.shop, each.lead) for each in view.compared] if view else [],
        candidates=list(_links(live, given)) if len(given) < MOST else [],
        without=[_href(live, [*given[:at], *given[at + 1 :]]) for at in range(len(given))],
        price_notes=notes_together((live,), language()),
        problems=[problem_words(live, each, language()) for each in problems],
    )
    return page, 400 if any(each.malformed for each in problems) else 200


def _too_long() -> list[Problem]:
    """What is wrong with an address that is not read at all, because of its length."""
    length = len(request.query_string)
    return [Problem("too-long", "", str(length))] if length > LONGEST else []


def _given(args: MultiDict[str, str]) -> list[str]:
    """The configurations of an address, each once, in their order."""
    return list(dict.fromkeys(args[name] for name in LETTERS.lower() if name in args))


def _href(live: LiveProduct, configurations: list[str]) -> str:
    """The page with these; what is more than fits in a row is left out."""
    chosen = list(dict.fromkeys(configurations))[:MOST]
    named = urlencode(dict(zip(LETTERS.lower(), chosen, strict=False)), safe=":,")
    return f"/{live.shop.id}/{live.product.id}/compare" + (f"?{named}" if named else "")


def _links(live: LiveProduct, given: list[str]) -> Iterator[tuple[Candidate, str]]:
    """What else could be compared with, each with the page that has it too."""
    shown = {query(live, read_query(live, each).choices) for each in given}
    for candidate in _candidates(read_session(), live):
        if candidate.configuration not in shown:
            shown.add(candidate.configuration)
            yield candidate, _href(live, [*given, candidate.configuration])


def _candidates(session: Session, live: LiveProduct) -> Iterator[Candidate]:
    cart = find_cart(session, live.shop.id, cart_token(live.shop.id))
    for line in cart.lines if cart else ():
        if line.product_id == live.product.id:
            known = live.offered(read_configuration(line.configuration))
            written = query(live, with_nones(live, known))
            yield Candidate(say(title(line), language()), written, in_cart=True)
    for preset, _defining in live.presets:
        choices = preset_choices(live, preset)
        yield Candidate(say(preset.name, language()), query(live, choices), in_cart=False)
