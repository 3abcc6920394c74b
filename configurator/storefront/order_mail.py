"""The message that an order has been placed, in the shopper's language."""

from urllib.parse import urljoin

from flask import current_app, render_template

from catalog.shop import Shop
from configurator.builder.translating import gettext as _
from configurator.i18n import day_and_clock
from configurator.orders.models import Order
from configurator.storefront.cart_totals import order_total
from configurator.storefront.cart_views import order_view
from configurator.storefront.order_words import what_to_do


def placed_mail(shop: Shop, order: Order) -> tuple[str, str]:
    """Subject and body: the number first, then everything that the order's page says."""
    public_url = current_app.extensions["settings"].public_url
    promised = order.promised_at or order.placed_at or order.created_at
    body = render_template(
        "emails/order_placed.txt",
        shop=shop,
        order=order,
        lines=order_view(order),
        price=order_total(order),
        ready=day_and_clock(promised, shop.time_zone),
        todo=what_to_do(order),
        link=urljoin(public_url, f"/{shop.id}/orders/{order.token}"),
    )
    return _("Your order %(number)s", number=order.number), body
