"""Which price lists can be in force at once."""

from dataclasses import replace

from catalog.scopes import overlap
from catalog.shop import PriceList, Product, Shop
from configurator.publishing.listed_prices import lists_for

Ids = tuple[str, ...]

MOST_SETS = 200
"""So many sets of price lists may be in force for one product; each is worked out beforehand."""


class TooManySetsError(Exception):
    """More sets of price lists may be in force at once than are worked out."""

    def __init__(self, product: str) -> None:
        super().__init__(product)
        self.product = product

    def __str__(self) -> str:
        return f"more than {MOST_SETS} sets of price lists may be in force for {self.product}"


def sets_of_lists(shop: Shop, product: Product) -> list[Ids]:
    """The sets of price lists that may be in force at once and price something of the product.

    Each in the shop's order, none at all first. Some may never come about, but none is left out.
    Raises `TooManySetsError`; `checks` tells it.
    """
    names = lists_for(shop, product, (each.id for each in shop.price_lists))
    lists = {each.id: each for each in shop.price_lists}
    sets: list[Ids] = [()]
    for name in names:
        sets += [
            (*some, name)
            for some in sets
            if all(may_meet(shop, lists[name], lists[other]) for other in some)
        ]
        if len(sets) > MOST_SETS:
            raise TooManySetsError(product.id)
    return sets


def may_meet(shop: Shop, one: PriceList, other: PriceList) -> bool:
    """Whether nothing says that two price lists are never in force at once.

    A shopper may belong to several customer groups: those keep no lists apart.
    """
    same_currency = (one.currency or shop.currency) == (other.currency or shop.currency)
    return same_currency and overlap(replace(one, customers=()), replace(other, customers=()))
