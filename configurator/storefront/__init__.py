"""The shopper's pages: menu, builder, check page, cart and order."""

from flask import Flask

from configurator.builder.trying import is_trying
from configurator.database import read_session
from configurator.orders.cart import count
from configurator.rooms import import_if_ready
from configurator.storefront.cart_session import cart_token

ROUTES = ("menu", "builder", "check", "picture", "language", "cart", "checkout", "order")


def register(app: Flask) -> None:
    """Add the blueprint `bp` of every `*_routes` module, and the cart's count for the masthead."""
    for name in ROUTES:
        module = import_if_ready(f"{__name__}.{name}_routes")
        if module is not None:
            app.register_blueprint(module.bp)
    app.jinja_env.globals.update(lines_in_cart=lines_in_cart, is_trying=is_trying)


def lines_in_cart(shop_id: str) -> int:
    """How many things are in this browser's cart of a shop; asks nothing where there is none."""
    token = cart_token(shop_id)
    return 0 if token is None else count(read_session(), shop_id, token)
