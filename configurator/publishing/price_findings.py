"""What a product can cost: its cheapest and dearest configuration, and prices that look wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from catalog.product_tree import placed_products
from catalog.shop import GroupKind, Product, Shop
from configurator.engine.model import Choice
from configurator.publishing.list_sets import sets_of_lists
from configurator.publishing.listed_prices import ListedPrices
from configurator.publishing.live import LiveProduct

MOST_LOOKED_AT = 12
"""So many sets of price lists are looked at; further ones hardly say more."""


@dataclass(frozen=True)
class Extreme:
    """A valid configuration at one end of the prices.

    `exact` is its price before it is rounded to what can be paid, `total` the price, both in
    smallest units.
    """

    choices: tuple[Choice, ...]
    exact: Fraction
    total: int


@dataclass(frozen=True)
class PriceFindings:
    """The prices of a product with some price lists in force (by id), in their currency.

    `unpriced` are the things, as price lists name them, that cost something in the shop's currency
    and have no price in this one.
    """

    lists: tuple[str, ...]
    currency: str
    cheapest: Extreme
    dearest: Extreme
    unpriced: tuple[str, ...]

    @property
    def is_free(self) -> bool:
        """Whether some configuration costs nothing, and not because less was cut off."""
        return self.cheapest.total == 0 and not self.is_cut_off

    @property
    def is_negative(self) -> bool:
        """Whether some configuration costs less than nothing."""
        return self.cheapest.total < 0

    @property
    def is_cut_off(self) -> bool:
        """Whether some configuration would cost less than nothing, and costs nothing instead."""
        return self.cheapest.total == 0 > round(self.cheapest.exact)


def price_findings(live: LiveProduct) -> tuple[PriceFindings, ...]:
    """The prices of a product by themselves, then with its price lists in force.

    Nothing where no configuration is valid.
    """
    sets = sets_of_lists(live.shop, live.product)[:MOST_LOOKED_AT]
    found = (_findings(live.priced_by(lists)) for lists in sets)
    return tuple(each for each in found if each is not None)


def unpriced(shop: Shop, product: Product, lists: tuple[str, ...]) -> tuple[str, ...]:
    """What has a price in the shop's currency and none in that of the lists, as lists name it."""
    listed = ListedPrices(shop, lists)
    if listed.is_own_currency:
        return ()
    products = {each.id: each for _, each in placed_products(shop, product)}
    return tuple(name for each in products.values() for name in _unpriced(each, listed))


def _unpriced(product: Product, listed: ListedPrices) -> Iterator[str]:
    base = listed.base(product)
    if base.amount and not base.source:
        yield product.id
    for group in product.groups:
        own = group.text_price if group.kind is GroupKind.TEXT else group.price_per_unit
        if own and not listed.unit(product, group, own).source:
            yield f"{product.id}.{group.id}"
        for option in group.options:
            prices = [
                listed.option(product, group, option, each) for each in option.amounts or ("",)
            ]
            if any(each.amount and not each.source for each in prices):
                yield f"{product.id}.{group.id}.{option.id}"
    for adjustment in product.adjustments:
        price = listed.adjustment(product, adjustment)
        if price.amount and not price.source and adjustment.percent is None:
            yield f"{product.id}.{adjustment.id}"


def _findings(live: LiveProduct) -> PriceFindings | None:
    costs = live.compiled.costs(live.costs)
    everything = live.compiled.unrestricted()
    least = live.compiled.cheapest(costs, everything)
    most = live.compiled.cheapest(np.negative(costs), everything)
    if least is None or most is None:
        return None
    return PriceFindings(
        live.lists,
        live.price_list.currency,
        _extreme(live, least[0], least[1]),
        _extreme(live, -most[0], most[1]),
        unpriced(live.shop, live.product, live.lists),
    )


def _extreme(live: LiveProduct, cost: int, choices: tuple[Choice, ...]) -> Extreme:
    exact = Fraction(live.costing.base + cost, live.costing.parts)
    return Extreme(choices, exact, live.total(cost))
