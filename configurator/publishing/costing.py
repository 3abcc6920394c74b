"""The prices of a product, as the quote reads them and as the engine adds them up."""

from collections.abc import Iterator

from catalog.naming import split_amount
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import GroupKind, Option, Product, Shop
from configurator.engine.model import Choice, Costs
from configurator.publishing.engine_model import priced_conditions
from pricing.charges import Adjustment
from pricing.price_list import PriceList


def price_list(shop: Shop, product: Product) -> PriceList:
    """Every price of the product and its slots, in the shop's currency.

    The keys of `choices` are (path, option, amount); a number group has a price for each number.
    """
    choices = {
        key: amount
        for flat in flat_groups(shop, product)
        for key, amount in _group_prices(shop, flat)
    }
    adjustments = tuple(
        Adjustment(each.name, each.amount, condition=each.name)
        for each in priced_conditions(shop, product)
    )
    return PriceList(
        currency=shop.currency,
        base=_base(shop, product),
        choices=choices,
        adjustments=adjustments,
    )


def costs(book: PriceList) -> Costs:
    """The same prices as the engine's costs, without the base, which every configuration pays."""
    return Costs(
        {Choice(*key): amount for key, amount in book.choices.items() if amount},
        {each.condition: each.amount for each in book.adjustments},
    )


def option_price(shop: Shop, option: Option, pair: str) -> int:
    """The price of an amount-place: its own, else that of its amount, else that of the option."""
    amount, _ = split_amount(shop, pair)
    for key in (pair, amount, ""):
        if key in option.prices:
            return option.prices[key]
    return 0


def _group_prices(shop: Shop, flat: FlatGroup) -> Iterator[tuple[tuple[str, str, str], int]]:
    group = flat.group
    if group.kind is GroupKind.NUMBER:
        for number in group.every_number:
            yield (flat.path, str(number), ""), number * group.price_per_unit
    elif group.kind is GroupKind.SLOT:
        yield (flat.path, "taken", ""), 0
    else:
        for option in group.options:
            for pair in option.amounts or ("",):
                yield (flat.path, option.id, pair), option_price(shop, option, pair)


def _base(shop: Shop, product: Product) -> int:
    """The product's own price and those of the products of its required slots."""
    total = product.price
    for group in product.groups:
        if group.kind is GroupKind.SLOT and group.product and not group.optional:
            total += group.copies * _base(shop, shop.product(group.product))
    return total
