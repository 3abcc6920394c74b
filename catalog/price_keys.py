"""The single things that a price list can price, and the keys by which it names them.

A key may stand for several of them: `burger.toppings.onion` is that option in all its amounts.
"""

from collections.abc import Iterator
from typing import TypeAlias

from catalog.problems import Fault, unknown
from catalog.shop import Group, GroupKind, Option, Product, Shop

Atom: TypeAlias = tuple[str, ...]
"""A product; a group with its product; or an option, its group and product, and an amount."""

_ALONE = (GroupKind.NUMBER, GroupKind.TEXT)


class UnknownKeyError(Exception):
    """A key names nothing that has a price."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def atoms_of(shop: Shop, key: str) -> tuple[Atom, ...]:
    """Everything that a key stands for; raises `UnknownKeyError`."""
    product_id, *below = key.split(".")
    products = {each.id: each for each in shop.products}
    if product_id not in products:
        raise UnknownKeyError(unknown("unknown-product", product_id, products))
    if not below:
        return ((product_id,),)
    groups = {each.id: each for each in products[product_id].groups}
    group_id, *rest = below
    if group_id not in groups:
        raise UnknownKeyError(unknown("unknown-group", group_id, groups))
    at = (product_id, group_id)
    return tuple((*at, *each) for each in _in_group(groups[group_id], rest))


def _in_group(group: Group, below: list[str]) -> Iterator[Atom]:
    """What lies in a group: itself where it has a price, else an option in its amounts."""
    if group.kind in _ALONE:
        if below:
            raise UnknownKeyError(Fault("key-too-long", {"word": group.id}))
        yield ()
        return
    if not below:
        raise UnknownKeyError(Fault("key-without-option", {"word": group.id}))
    option_id, *amounts = below
    option = group.option_of.get(option_id)
    if option is None:
        raise UnknownKeyError(unknown("unknown-option", option_id, group.option_of))
    for amount in _amounts(option, amounts):
        yield option_id, amount


def _amounts(option: Option, named: list[str]) -> tuple[str, ...]:
    if not named:
        return option.amounts or ("",)
    if len(named) > 1 or named[0] not in option.amounts:
        raise UnknownKeyError(unknown("unknown-offer", ".".join(named), option.amounts))
    return (named[0],)


def prices_of(product: Product) -> Iterator[tuple[Atom, int]]:
    """Every price of a product that a list can say, with what it is of."""
    yield (product.id,), product.price
    for group in product.groups:
        at = (product.id, group.id)
        if group.kind in _ALONE:
            yield at, group.price_per_unit or group.text_price
        for option in group.options:
            for amount, price in option.prices.items():
                yield (*at, option.id, amount), price


def key_of(atom: Atom) -> str:
    """The key that names one thing alone."""
    return ".".join(each for each in atom if each)
