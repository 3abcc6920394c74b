"""The cart: what is in it, putting in, changing and taking out."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalog.naming import group_words
from configurator.builder.address import Address, query
from configurator.builder.problem_words import problem_words
from configurator.builder.text_views import Typed
from configurator.builder.translating import gettext as _
from configurator.database import current_database, read_session
from configurator.engine.model import Choice
from configurator.errors import VisitorError
from configurator.extensions import htmx
from configurator.i18n import language
from configurator.orders.cart import (
    MOST_LINES,
    MOST_OF_A_LINE,
    Refused,
    add_line,
    find_cart,
    locked_cart,
    open_cart,
    pay_in,
    read_quantity,
    remember_post,
    remove_line,
    replace_line,
    set_quantity,
    was_posted,
)
from configurator.orders.completing import NotOrderable
from configurator.orders.drafts import NEW_LINE, forget_draft
from configurator.orders.making import Mistyped
from configurator.orders.models import Line, Order
from configurator.orders.reviewing import review
from configurator.publishing.lead_times import lead_time
from configurator.publishing.live import LiveProduct, LiveShop, live_product
from configurator.publishing.occasions import lists_in_force
from configurator.storefront.cart_code_words import codes_view
from configurator.storefront.cart_posts import CartForm, read_cart_form
from configurator.storefront.cart_session import cart_token, form_nonce, remember_cart
from configurator.storefront.cart_views import cart_view
from configurator.storefront.check_routes import checked
from configurator.storefront.finding import shop_or_404
from configurator.storefront.occasion import chosen_currency, occasion_of
from configurator.storefront.profile_cookie import read_profile

bp = Blueprint("cart", __name__, url_prefix="/<shop_id>/cart")
bp.add_app_template_global(form_nonce, "form_nonce")


@bp.get("")
def cart(shop_id: str) -> ResponseReturnValue:
    """The cart as it stands under what is live now."""
    return cart_page(shop_or_404(shop_id))


@bp.post("/lines")
def add(shop_id: str) -> ResponseReturnValue:
    """Put a configuration in the cart, or let it take the place of a line."""
    shop = shop_or_404(shop_id)
    live = _product(shop, request.form.get("product", ""))
    if live is None:
        raise VisitorError(
            404,
            _("This is no longer on the menu"),
            _("Choose something else. Your cart is as it was."),
            f"/{shop_id}/",
        )
    form = read_cart_form(live, request.form)
    _stop_at_problems(live, form)
    live = priced_for_now(live, form.choices)
    outcome = current_database().in_transaction(lambda session: _put(session, shop, live, form))
    if isinstance(outcome, Refused):
        if isinstance(outcome.why, Mistyped):
            return _check_again(live, form, outcome.why), 422
        return _refusal(shop, live, form, outcome), 422
    token, line_id = outcome
    remember_cart(shop_id, token)
    return redirect(
        url_for("cart.cart", shop_id=shop_id, added=line_id, _anchor=f"line-{line_id}"), 303
    )


@bp.post("/lines/<int:line_id>")
def change(shop_id: str, line_id: int) -> ResponseReturnValue:
    """Say how many of a line, or take it out."""
    shop = shop_or_404(shop_id)
    removes = request.form.get("do") == "remove"
    quantity = read_quantity(request.form.get("quantity", ""))
    if not removes and quantity is None:
        # htmx shows what comes with a 422, and nothing of a 400.
        return cart_page(shop, _quantity_words()), 422 if htmx else 400

    def work(session: Session) -> None:
        order, now = locked_cart(session, shop_id, cart_token(shop_id)), datetime.now(UTC)
        if order is None:
            return
        if removes or quantity is None:
            remove_line(session, order, line_id, now)
        else:
            set_quantity(session, order, line_id, quantity, now)

    current_database().in_transaction(work)
    return redirect(url_for("cart.cart", shop_id=shop_id), 303)


def cart_page(shop: LiveShop, wrong: str = "", code: str = "", code_wrong: str = "") -> str:
    """The whole page, for htmx too: the count in its head goes with it.

    `code` is one that was typed and is not taken, and `code_wrong` says why.
    """
    found = find_cart(read_session(), shop.shop.id, cart_token(shop.shop.id))
    if found is None or not found.lines:
        return render_template("orders/empty_cart.html", shop=shop)
    profile = read_profile(shop.shop)
    now = datetime.now(UTC)
    reviewed = review(read_session(), found, now, profile)
    return render_template(
        "orders/cart.html",
        shop=shop,
        cart=cart_view(shop.shop, reviewed, profile, now),
        codes=codes_view(shop.shop, reviewed),
        offer=reviewed.offer,
        added=request.args.get("added", ""),
        wrong=wrong,
        code=code,
        code_wrong=code_wrong,
    )


def _product(shop: LiveShop, product_id: str) -> LiveProduct | None:
    return live_product(read_session(), shop.shop.id, product_id)


def priced_for_now(live: LiveProduct, choices: tuple[Choice, ...]) -> LiveProduct:
    """The product at the prices for when its choices would be ready for this browser."""
    occasion = occasion_of(live.shop, lead_time(live, choices))
    return live.priced_by(lists_in_force(live.shop, occasion))


def _put(
    session: Session, shop: LiveShop, live: LiveProduct, form: CartForm
) -> tuple[str, int] | Refused:
    """The name of the cart and the line that now holds the configuration."""
    now = datetime.now(UTC)
    order = open_cart(session, shop.shop, cart_token(shop.shop.id), language(), now)
    pay_in(order, chosen_currency(shop.shop))
    if form.nonce and was_posted(session, order, form.nonce):
        return order.token, order.lines[-1].id if order.lines else 0
    line = _put_in(session, live, order, form, now)
    if isinstance(line, Refused):
        return line
    forget_draft(session, order, live.product.id, form.line or NEW_LINE)
    if form.nonce:
        remember_post(session, order, form.nonce)
    return order.token, line.id


def _put_in(
    session: Session, live: LiveProduct, order: Order, form: CartForm, now: datetime
) -> Line | Refused:
    if form.line is not None:
        replaced = replace_line(
            session, live, order, form.line, form.choices, form.quantity, form.typed, now=now
        )
        # A line that was taken out meanwhile: what was made of it is not lost.
        if replaced != Refused("no such line"):
            return replaced
    return add_line(
        session, live, order, form.choices, form.quantity or 1, form.preset_id, form.typed, now=now
    )


def _check_again(live: LiveProduct, form: CartForm, wrong: Mistyped) -> str:
    """The check page with what was typed, and what is wrong with it."""
    address = Address(
        choices=form.choices,
        preset=form.preset_id,
        line=None if form.line is None else str(form.line),
    )
    return checked(live, address, Typed(form.typed, wrong.faults), form.quantity or 1)


def _stop_at_problems(live: LiveProduct, form: CartForm) -> None:
    """Refuse a form that our pages did not write as it is, and lead back to the builder."""
    if form.quantity is None:
        raise VisitorError(
            400,
            _quantity_words(),
            _("Go back and choose how many. Your cart is as it was."),
            url_for("cart.cart", shop_id=live.shop.id),
        )
    if form.problems:
        told = " ".join(problem_words(live, each, language()) for each in form.problems)
        raise VisitorError(
            400,
            _("This could not be put in the cart as it was sent"),
            told,
            _builder_href(live, form),
        )


def _quantity_words() -> str:
    return _("The quantity has to be a number from 1 to %(most)s", most=MOST_OF_A_LINE)


def _refusal(shop: LiveShop, live: LiveProduct, form: CartForm, refused: Refused) -> str:
    """The page that says why the cart stays as it was, and what to do."""
    return render_template(
        "orders/refused.html",
        shop=shop,
        sentences=_refusal_sentences(live, refused),
        builder_href=_builder_href(live, form),
        full=not isinstance(refused.why, NotOrderable),
    )


def _refusal_sentences(live: LiveProduct, refused: Refused) -> list[str]:
    why = refused.why
    if not isinstance(why, NotOrderable):
        if why == "too many of a line":
            return [_("One line of the cart holds up to %(most)s.", most=MOST_OF_A_LINE)]
        return [_("The cart holds up to %(most)s different lines.", most=MOST_LINES)]
    groups = [group_words(live.shop, live.group(each), language()) for each in why.groups]
    if why.obstacle == "open":
        return [_("%(group)s: this still needs your answer.", group=each) for each in groups]
    if why.obstacle == "sold out":
        return [_("%(group)s: what you chose has just sold out.", group=each) for each in groups]
    return [_("Some of what is chosen does not go together. The builder shows what, and a way on.")]


def _builder_href(live: LiveProduct, form: CartForm) -> str:
    line = None if form.line is None else str(form.line)
    return f"/{live.shop.id}/{live.product.id}/build?" + query(
        live, form.choices, line=line, preset=form.preset_id
    )
