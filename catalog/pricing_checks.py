"""Everything that must hold between the prices of a shop."""

from collections.abc import Iterator

from catalog.checks import is_buildable
from catalog.currency_checks import currency_faults
from catalog.order_price_checks import order_price_faults
from catalog.price_checks import product_price_faults
from catalog.price_list_checks import price_list_faults
from catalog.problems import Fault, Path
from catalog.shop import Shop


def price_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with prices, in products whose slots lead to an end, and in the whole shop."""
    for product in shop.products:
        if is_buildable(shop, product):
            for path, fault in product_price_faults(shop, product):
                yield ("products", product.id, *path), fault
    yield from price_list_faults(shop)
    yield from currency_faults(shop)
    yield from order_price_faults(shop)
