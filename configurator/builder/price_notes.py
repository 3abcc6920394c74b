"""What is to be known of the prices on a page: whose they are, and what is still left out of them.

A price is exact but for what only a whole order decides: taxes on top of it, and what is taken off
orders. No other figure of a page is a bound.
"""

from collections.abc import Iterable

from catalog.shop import Shop, Times
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.orders.causes import list_words
from configurator.publishing.live import LiveProduct


def left_out(live: LiveProduct, language: str) -> str:
    """What a whole order adds to a price, or takes off it by itself; empty where nothing does."""
    return _left_out(live, language)


def notes_together(lives: Iterable[LiveProduct], language: str) -> tuple[str, ...]:
    """What a menu says of the prices of all its products, each thing once."""
    shown = tuple(lives)
    told = [words for live in shown for words in lists_told(live, language)]
    told += [_sentence(left_out(live, language)) for live in shown if left_out(live, language)]
    return tuple(dict.fromkeys(told))


def _sentence(words: str) -> str:
    return _("Prices are %(before)s.", before=words)


def taxed_later(shop: Shop) -> bool:
    """Whether taxes are put on top of the prices of a page."""
    return not shop.taxes.included and any(rate.percent for rate in shop.taxes.rates)


def discounted_later(shop: Shop, product_id: str) -> bool:
    """Whether an order with the product may be discounted by a coupon that nobody has to ask for.

    What is taken off for something bought besides is told where that is bought.
    """
    presets = {preset.id for preset in shop.menu_presets(product_id)}
    return any(
        not coupon.code
        and (
            not (coupon.products or coupon.presets)
            or product_id in coupon.products
            or not presets.isdisjoint(coupon.presets)
        )
        for coupon in shop.coupons
    )


@remembered
def lists_told(live: LiveProduct, language: str) -> tuple[str, ...]:
    """The price lists that the product is priced by now, each with when it is in force.

    `language` has to be the request's. A currency that is chosen is told by every price.
    """
    chosen = {each.id: each for each in live.shop.price_lists}
    return tuple(
        list_words(each)
        for each in (chosen[list_id] for list_id in live.lists)
        if not each.currency or each.times != Times() or each.customers
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
