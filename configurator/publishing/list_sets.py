"""Which price lists can be in force at once."""

from catalog.shop import PriceList, Product, Shop, Times
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

    A shopper may belong to several customer groups.
    """
    return (
        (one.currency or shop.currency) == (other.currency or shop.currency)
        and _common(one.channels, other.channels)
        and _common(one.stores, other.stores)
        and _times_meet(one.times, other.times)
    )


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both have something in common; an empty one stands for all."""
    return not one or not other or not set(one).isdisjoint(other)


def _times_meet(one: Times, other: Times) -> bool:
    runs_past_midnight = any(map(_past_midnight, (one, other)))
    if runs_past_midnight:
        return True
    days = {*(one.weekdays or range(7))} & {*(other.weekdays or range(7))}
    starts = max(one.starts or 0, other.starts or 0)
    ends = min(each.ends for each in (one, other, Times(ends=24 * 60)) if each.ends is not None)
    since = max((each.since for each in (one, other) if each.since), default=None)
    until = min((each.until for each in (one, other) if each.until), default=None)
    return bool(days) and starts < ends and (since is None or until is None or since <= until)


def _past_midnight(times: Times) -> bool:
    return times.ends is not None and times.ends <= (times.starts or 0)
