"""What the parts of a set would cost alone: the price of the set is spread by it, and taxed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from catalog.product_tree import copy_ids
from catalog.shop import GroupKind, Product, Shop, lies_in
from configurator.publishing.listed_prices import ListedPrices
from pricing.charges import ChoiceKey, Halves
from pricing.order_terms import Part
from pricing.price_list import Charge, PriceList
from pricing.quote import quote


@dataclass(frozen=True, eq=False)
class StandaloneParts:
    """The product itself and what fills its slots, each with its own prices alone.

    Inner slots belong to the outer one. `optional` are the paths of slots that may stay empty.
    """

    categories: Mapping[str, str]
    prices: Mapping[str, PriceList]
    optional: frozenset[str]

    @classmethod
    def of(
        cls, shop: Shop, product: Product, prices: PriceList, lists: tuple[str, ...]
    ) -> "StandaloneParts":
        """The parts of a product whose whole price list is `prices`."""
        listed = ListedPrices(shop, lists)
        own = product.tax or shop.taxes.category
        filled: dict[str, Product] = {}
        optional: set[str] = set()
        for group in product.groups:
            if group.kind is GroupKind.SLOT and group.product:
                paths = [name for name, _ in copy_ids(group)]
                filled.update(dict.fromkeys(paths, shop.product(group.product)))
                optional.update(paths if group.optional else ())
        alone = {path: _alone(shop, each, prices, path, listed) for path, each in filled.items()}
        rest = _rest(prices, tuple(filled), listed.base(product).amount)
        return cls(
            {"": own, **{path: each.tax or own for path, each in filled.items()}},
            {"": rest, **alone},
            frozenset(optional),
        )

    def parts(self, chosen: Collection[ChoiceKey], held: Collection[str]) -> tuple[Part, ...]:
        """The parts of a configuration, empty slots left out; none costs less than nothing."""
        return tuple(
            Part(path, self.categories[path], self._price(path, chosen, held))
            for path in self.prices
            if path not in self.optional or (path, "taken", "") in chosen
        )

    def _price(self, path: str, chosen: Collection[ChoiceKey], held: Collection[str]) -> int:
        prices = self.prices[path]
        own = [key for key in chosen if key in prices.choices]
        return quote(prices, own, held).total.minor


def _alone(
    shop: Shop, product: Product, prices: PriceList, path: str, listed: ListedPrices
) -> PriceList:
    """The prices of what lies in the slot at `path`, with all that its product costs itself."""
    inside = {key: price for key, price in prices.choices.items() if lies_in(key[0], path)}
    return _among(prices, inside, base_price(shop, product, listed), f"base:{path}.")


def _rest(prices: PriceList, slots: tuple[str, ...], base: int) -> PriceList:
    """The prices of what lies in none of the slots."""
    outside = {
        key: price
        for key, price in prices.choices.items()
        if not any(lies_in(key[0], path) for path in slots)
    }
    return _among(prices, outside, base, None)


def _among(
    prices: PriceList, choices: Mapping[ChoiceKey, int], base: int, bases: str | None
) -> PriceList:
    """What is charged for these choices alone; only inner slots add a price of their own."""
    return replace(
        prices,
        base=base,
        choices=choices,
        variations=tuple(each for each in prices.variations if each.choice in choices),
        texts={},
        charges=tuple(each for each in prices.charges if _keys(each) <= choices.keys()),
        adjustments=tuple(
            each for each in prices.adjustments if bases and each.name.startswith(bases)
        ),
        rounding=replace(prices.rounding, to=1, below_zero=False),
    )


def _keys(charge: Charge) -> frozenset[ChoiceKey]:
    """The choices that are charged together."""
    if isinstance(charge, Halves):
        return frozenset((*charge.left, *charge.right))
    return frozenset(charge.portions)


def base_price(shop: Shop, product: Product, listed: ListedPrices) -> int:
    """The product's own price and those of the products of its required slots."""
    total = listed.base(product).amount
    for group in product.groups:
        if group.kind is GroupKind.SLOT and group.product and not group.optional:
            total += group.copies * base_price(shop, shop.product(group.product), listed)
    return total
