"""Ordering again what was ordered before, from the page of a placed order."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.naming import say
from configurator.builder.address import query
from configurator.builder.translating import gettext as _
from configurator.database import current_database
from configurator.i18n import language, money
from configurator.orders.again import Again, order_again
from configurator.orders.cart import (
    Refused,
    open_cart,
    pay_in,
    remember_post,
    was_posted,
)
from configurator.orders.completing import NotOrderable
from configurator.orders.freezing import title
from configurator.orders.models import Line, Order
from configurator.orders.nearest import with_nones
from configurator.orders.states import CART
from configurator.publishing.live import LiveShop
from configurator.storefront.cart_session import cart_token, read_nonce, remember_cart
from configurator.storefront.finding import shop_or_404
from configurator.storefront.occasion import chosen_currency, occasion_of

bp = Blueprint("order_again", __name__, url_prefix="/<shop_id>/orders")


@dataclass(frozen=True)
class AgainView:
    """A line that is not as it was: its name, what is different, and where it can be changed."""

    title: str
    sentence: str
    in_cart: bool
    href: str = ""


@bp.post("/<token>/again")
def again(shop_id: str, token: str) -> ResponseReturnValue:
    """Put what was ordered in this browser's cart; what cannot be, or costs something else, is
    told before anything else."""
    shop = shop_or_404(shop_id)
    nonce = read_nonce(request.form.get("nonce", ""))
    cart, told = current_database().in_transaction(
        lambda session: _put(session, shop, token, nonce)
    )
    remember_cart(shop_id, cart)
    if not told:
        return redirect(url_for("cart.cart", shop_id=shop_id), 303)
    return render_template("orders/again.html", shop=shop, lines=told)


def _put(
    session: Session, shop: LiveShop, token: str, nonce: str | None
) -> tuple[str, list[AgainView]]:
    """The name of the cart, and what of the order is not as it was."""
    now = datetime.now(UTC)
    order = session.scalar(
        select(Order).where(
            Order.token == token, Order.shop_id == shop.shop.id, Order.state != CART
        )
    )
    if order is None:
        abort(404)
    cart = open_cart(session, shop.shop, cart_token(shop.shop.id), language(), now)
    pay_in(cart, chosen_currency(shop.shop))
    if nonce and was_posted(session, cart, nonce):
        return cart.token, []
    if nonce:
        remember_post(session, cart, nonce)
    lines = order_again(session, order, cart, occasion_of(shop.shop), now)
    return cart.token, [_view(each) for each in lines if not each.is_same]


def _view(again: Again) -> AgainView:
    name = say(title(again.before), language())
    in_cart = isinstance(again.outcome, Line)
    href = "" if again.live is None or in_cart else _builder_href(again)
    return AgainView(name, _sentence(again), in_cart, href)


def _sentence(again: Again) -> str:
    match again.outcome:
        case Line() as line:
            return _(
                "One costs %(now)s now, and cost %(before)s then.",
                now=money(line.unit_price, line.currency),
                before=money(again.before.unit_price, again.before.order.currency),
            )
        case Refused(why=NotOrderable(obstacle="sold out")):
            return _("Part of it is sold out today.")
        case Refused(why="too many of a line" | "too many lines"):
            return _("Your cart has no room for it.")
        case None if again.live is None:
            return _("This is no longer on the menu.")
        case _:
            return _("It can no longer be ordered as it was.")


def _builder_href(again: Again) -> str:
    live = again.live
    if live is None:
        return ""
    choices = with_nones(live, again.choices)
    return f"/{live.shop.id}/{live.product.id}/build?" + query(live, choices)
