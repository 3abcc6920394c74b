"""Percentages that together are too fine for prices to be added up exactly."""

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from catalog.product_tree import placed_products
from catalog.shop import GroupKind, Product, Shop

MOST_PARTS = 10**12
"""The dearest thing of a product, in the parts of a smallest unit that its percentages lead to:
with more, the sums over a large product would outgrow the numbers that they are kept in."""


def is_too_fine(shop: Shop, product: Product) -> bool:
    """Whether the percentages of a product divide its prices into too many parts."""
    factors = [
        1 + Fraction(each.percent) / 100 for each in product.adjustments if each.percent is not None
    ]
    if not factors:
        return False
    parts = prod(each.denominator for each in factors)
    dearer = prod((each for each in factors if each > 1), start=Fraction(1))
    return parts * dearer * max(_amounts(shop, product)) > MOST_PARTS


def _amounts(shop: Shop, product: Product) -> Iterator[int]:
    """What the things of a product cost, by themselves or by a price list."""
    for _, each in placed_products(shop, product):
        yield each.price
        yield from _of_groups(each)
    for prices in shop.price_lists:
        yield from prices.prices.values()


def _of_groups(product: Product) -> Iterator[int]:
    for group in product.groups:
        if group.kind is GroupKind.NUMBER:
            yield group.price_per_unit * (group.every_number[-1:] or (0,))[-1]
        for option in group.options:
            yield from option.prices.values()
            for prices in option.prices_by.prices.values() if option.prices_by else ():
                yield from prices.values()
