"""The prices of a product, as the quote reads them and as the engine adds them up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import GroupKind, Product, Shop
from configurator.engine.model import Choice, Costs
from configurator.publishing.engine_model import priced_conditions
from configurator.publishing.listed_prices import ListedPrices, Price
from pricing.charges import Adjustment, ChoiceKey
from pricing.price_list import PriceList


@dataclass(frozen=True, eq=False)
class Costing:
    """What a configuration costs, told twice: to the quote and to the engine.

    The engine adds up `costs`; with `base`, which every configuration costs, that is the price in
    `parts` of a smallest unit, before it is rounded to what can be paid.
    """

    price_list: PriceList
    costs: Costs
    base: int
    parts: int = 1

    def total(self, cost: int) -> int:
        """The price, in smallest units, of a configuration that costs the engine so much."""
        return self.price_list.rounding.payable(Fraction(self.base + cost, self.parts))

    def cost_within(self, price: int) -> int:
        """The most that a configuration may cost the engine whose price is at most `price`."""
        rounding = self.price_list.rounding
        if price < 0 and not rounding.below_zero:
            return -NOTHING
        # What lies half a multiple above the last one that is affordable is rounded up past it.
        beyond = (2 * (price // rounding.to) + 1) * rounding.to * self.parts
        return -(-beyond // 2) - 1 - self.base


NOTHING = 1 << 60
"""More than any configuration costs."""


def costing(shop: Shop, product: Product, lists: tuple[str, ...] = ()) -> Costing:
    """What a product costs with these price lists in force."""
    prices = price_list(shop, product, lists)
    return Costing(prices, costs(prices), prices.base)


def price_list(shop: Shop, product: Product, lists: tuple[str, ...] = ()) -> PriceList:
    """Every price of the product and its slots with these price lists in force.

    The keys of `choices` are (path, option, amount); a number group has a price for each number.
    """
    listed = ListedPrices(shop, lists)
    flat = flat_groups(shop, product)
    choices = dict(pair for each in flat for pair in _group_prices(each, listed))
    adjustments = tuple(
        Adjustment(each.name, each.amount, condition=each.name)
        for each in priced_conditions(shop, product)
    )
    return PriceList(
        currency=listed.currency,
        base=_base(shop, product, listed),
        choices={key: price.amount for key, price in choices.items()},
        texts=dict(_text_prices(flat, listed)),
        adjustments=adjustments,
        sources=_sources(listed.base(product), choices),
    )


def costs(book: PriceList) -> Costs:
    """The same prices as the engine's costs, without the base, which every configuration pays."""
    return Costs(
        {Choice(*key): amount for key, amount in book.choices.items() if amount},
        {each.condition: each.amount for each in book.adjustments},
    )


def _group_prices(flat: FlatGroup, listed: ListedPrices) -> Iterator[tuple[ChoiceKey, Price]]:
    group = flat.group
    if group.kind is GroupKind.NUMBER:
        unit = listed.unit(flat.product, group, group.price_per_unit)
        for number in group.every_number:
            yield (flat.path, str(number), ""), Price(number * unit.amount, unit.source)
    elif group.kind is GroupKind.SLOT:
        yield (flat.path, "taken", ""), Price(0)
    else:
        for option in group.options:
            for pair in option.amounts or ("",):
                price = listed.option(flat.product, group, option, pair)
                yield (flat.path, option.id, pair), price


def _text_prices(flat: tuple[FlatGroup, ...], listed: ListedPrices) -> Iterator[tuple[str, int]]:
    for each in flat:
        if each.group.kind is GroupKind.TEXT:
            price = listed.unit(each.product, each.group, each.group.text_price)
            if price.amount:
                yield each.path, price.amount


def _sources(base: Price, choices: Mapping[ChoiceKey, Price]) -> dict[ChoiceKey | str, str]:
    named: dict[ChoiceKey | str, str] = {
        key: price.source for key, price in choices.items() if price.source
    }
    return named | ({"": base.source} if base.source else {})


def _base(shop: Shop, product: Product, listed: ListedPrices) -> int:
    """The product's own price and those of the products of its required slots."""
    total = listed.base(product).amount
    for group in product.groups:
        if group.kind is GroupKind.SLOT and group.product and not group.optional:
            total += group.copies * _base(shop, shop.product(group.product), listed)
    return total
