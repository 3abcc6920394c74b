"""What is to be known of the prices on a page: whose they are, and what is still left out of them.

A price is exact but for what only a whole order decides: taxes on top of it, and what is taken off
orders. No other figure of a page is a bound.
"""

from catalog.shop import Shop
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.publishing.live import LiveProduct


def left_out(live: LiveProduct, language: str) -> str:
    """What a whole order adds to a price, or takes off it by itself; empty where nothing does."""
    return _left_out(live, language)


def taxed_later(shop: Shop) -> bool:
    """Whether taxes are put on top of the prices of a page."""
    return not shop.taxes.included and any(rate.percent for rate in shop.taxes.rates)


def discounted_later(shop: Shop, product_id: str) -> bool:
    """Whether an order with the product may be discounted without anybody asking for it."""
    presets = {preset.id for preset in shop.menu_presets(product_id)}
    return any(product_id in bundle.needs for bundle in shop.bundles) or any(
        not coupon.code
        and (
            not (coupon.products or coupon.presets)
            or product_id in coupon.products
            or not presets.isdisjoint(coupon.presets)
        )
        for coupon in shop.coupons
    )


@remembered
def _left_out(live: LiveProduct, _language: str) -> str:
    taxed = taxed_later(live.shop)
    discounted = discounted_later(live.shop, live.product.id)
    if taxed and discounted:
        return _("before tax and discounts on the order")
    if taxed:
        return _("before tax")
    return _("before discounts on the order") if discounted else ""
