"""The shopper's pages: menu, builder, check page, cart and order."""

from flask import Flask

from configurator.builder.trying import is_trying
from configurator.database import read_session
from configurator.orders.cart import count
from configurator.storefront import (
    builder_routes,
    cart_code_routes,
    cart_routes,
    check_routes,
    checkout_routes,
    compare_routes,
    currency_routes,
    language_routes,
    menu_routes,
    order_again_routes,
    order_routes,
    picture_routes,
    profile_routes,
    share_routes,
)
from configurator.storefront.cart_session import cart_token

ROUTES = (
    menu_routes,
    builder_routes,
    check_routes,
    picture_routes,
    share_routes,
    profile_routes,
    language_routes,
    currency_routes,
    cart_routes,
    cart_code_routes,
    checkout_routes,
    compare_routes,
    order_again_routes,
    order_routes,
)


def register(app: Flask) -> None:
    """Add the blueprint of every module of routes, and the cart's count for the masthead."""
    for routes in ROUTES:
        app.register_blueprint(routes.bp)
    app.jinja_env.globals.update(lines_in_cart=lines_in_cart, is_trying=is_trying)


def lines_in_cart(shop_id: str) -> int:
    """How many things are in this browser's cart of a shop; asks nothing where there is none."""
    token = cart_token(shop_id)
    return 0 if token is None else count(read_session(), shop_id, token)
