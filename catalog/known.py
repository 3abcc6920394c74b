"""The ids that a shop's files may speak of, gathered before anything is checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from marshmallow.experimental.context import Context

from catalog.shop import Shop

_COUNT = re.compile(r"[1-9][0-9]?")


@dataclass(frozen=True)
class Known:
    """Every id that the files define, whether or not the rest of its entry is right."""

    languages: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Each attribute with its kind: flag, number, word or words."""
    amounts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    stores: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    taxes: tuple[str, ...] = ()
    """The categories that have a rate."""
    below_zero: bool = False
    """Whether the price of an option may be negative."""

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """What an option can offer: amounts alone, and at each place."""
        placed = [f"{amount}-{place}" for amount in self.amounts for place in self.places]
        return (*self.amounts, *placed)

    def is_count(self, word: str) -> bool:
        """Whether it is a bare count, alone or at a place, which needs no declared amount."""
        count, dash, place = word.partition("-")
        return bool(_COUNT.fullmatch(count)) and (not dash or place in self.places)

    def of(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order of the files; the same tuple whenever it is asked."""
        return self._by_kind[kind]

    def has(self, kind: str, word: str) -> bool:
        """Whether there is something of a kind with that id."""
        return word in self._sets[kind]

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[str, ...]]:
        return {
            "attribute": tuple(self.attributes),
            "offer": self.offers,
            "place": self.places,
            "allergen": self.allergens,
            "category": self.categories,
            "item": self.items,
            "product": self.products,
            "preset": self.presets,
            "picture": tuple(sorted(self.pictures)),
            "store": self.stores,
            "customer": self.customers,
            "tax": self.taxes,
        }

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[str]]:
        return {kind: frozenset(ids) for kind, ids in self._by_kind.items()}


class KnownContext(Context[Known]):
    """What the schemas read and write under."""


_NOTHING = Known()


def known() -> Known:
    """What the shop that is being read or written defines."""
    return KnownContext.get(_NOTHING)


def known_of(shop: Shop) -> Known:
    """The ids of a shop; which pictures it has is not asked."""
    return Known(
        languages=shop.languages,
        attributes={each.id: each.kind for each in shop.attributes},
        amounts=tuple(each.id for each in shop.amounts),
        places=tuple(each.id for each in shop.places),
        allergens=tuple(each.id for each in shop.allergens),
        categories=tuple(each.id for each in shop.categories),
        items=tuple(each.id for each in shop.items),
        products=tuple(each.id for each in shop.products),
        presets=tuple(each.id for each in shop.presets),
        stores=tuple(each.id for each in shop.stores),
        customers=tuple(each.id for each in shop.customers),
        taxes=tuple(dict.fromkeys(each.category for each in shop.taxes.rates)),
        below_zero=shop.rounding.below_zero,
    )
