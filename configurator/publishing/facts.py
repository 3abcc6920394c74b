"""What rules may read about an option: its own facts, and those of the items it uses up."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from catalog.shop import AllergenState, Fact, Item, Option, Origin, Shop
from configurator.engine.expressions import AttributeValue

# From the safest to the least known: the worst of several items speaks for all of them.
_SEVERITY = (
    AllergenState.FREE,
    AllergenState.MAY_CONTAIN,
    AllergenState.UNKNOWN,
    AllergenState.CONTAINS,
)

DIETS: Mapping[str, frozenset[Origin]] = {
    "vegan": frozenset({Origin.PLANT}),
    "vegetarian": frozenset({Origin.PLANT, Origin.DAIRY, Origin.EGG, Origin.HONEY}),
}
"""The diets that are derived, each with the origins it accepts."""


def worst(states: list[AllergenState]) -> AllergenState:
    """The state that several together have; nothing at all is free."""
    return max(states, key=_SEVERITY.index, default=AllergenState.FREE)


class FactReader:
    """Reads what rules may read about the options of one shop, each option once."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._by_id = {item.id: item for item in shop.items}
        self._read: dict[int, tuple[Option, Mapping[str, AttributeValue | None]]] = {}

    def attributes(self, option: Option) -> Mapping[str, AttributeValue | None]:
        """Every fact that rules may read about the option. None is unknown.

        Allergens are words (`contains`, `may_contain`, `free`), diets are flags derived from the
        origin of the items, and other facts of items are added up over what one unit uses. A fact
        stated on the option itself wins over a sum.
        """
        kept = self._read.get(id(option))
        if kept is None:
            # The option is kept too, so that its identity is not given to another one.
            kept = self._read[id(option)] = (option, self._attributes(option))
        return kept[1]

    def _items(self, option: Option) -> list[tuple[Item, int]] | None:
        """The items that one unit of the option uses, each with how many; None is unknown."""
        if option.items is None:
            return None
        return [(self._by_id[item], count) for item, count in option.items.items()]

    def _attributes(self, option: Option) -> dict[str, AttributeValue | None]:
        items = self._items(option)
        facts: dict[str, AttributeValue | None] = {}
        for allergen in self._shop.allergens:
            state = _allergen_state(items, allergen.id)
            facts[allergen.id] = None if state is AllergenState.UNKNOWN else state.value
        for diet, accepted in DIETS.items():
            facts[diet] = None if items is None else _suits(items, accepted)
        for attribute in self._shop.attributes:
            stated = option.facts.get(attribute.id)
            if stated is not None:
                facts[attribute.id] = as_engine_value(stated)
            elif attribute.kind == "number":
                facts[attribute.id] = None if items is None else _summed(items, attribute.id)
        return facts


def as_engine_value(fact: Fact) -> AttributeValue:
    """A fact as the engine takes it: decimals become exact fractions, whole ones integers."""
    if isinstance(fact, tuple):
        return frozenset(fact)
    if not isinstance(fact, Decimal):
        return fact
    exact = Fraction(fact)
    return exact.numerator if exact.denominator == 1 else exact


def _allergen_state(items: list[tuple[Item, int]] | None, allergen: str) -> AllergenState:
    if items is None:
        return AllergenState.UNKNOWN
    return worst([item.allergens.get(allergen, AllergenState.UNKNOWN) for item, _ in items])


def _suits(items: list[tuple[Item, int]], accepted: frozenset[Origin]) -> bool | None:
    origins = {item.origin for item, _ in items}
    if origins - accepted - {Origin.UNKNOWN}:
        return False
    return None if Origin.UNKNOWN in origins else True


def _summed(items: list[tuple[Item, int]], attribute: str) -> AttributeValue | None:
    total = Decimal(0)
    for item, count in items:
        fact = item.facts.get(attribute)
        if fact is None or isinstance(fact, bool | str | tuple):
            return None
        total += Decimal(fact) * count
    return as_engine_value(total)
