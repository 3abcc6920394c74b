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


def allergen_state(shop: Shop, option: Option, allergen: str) -> AllergenState:
    """What is known of an allergen in an option; unknown where nobody said what it uses."""
    if option.items is None:
        return AllergenState.UNKNOWN
    return worst(
        [item.allergens.get(allergen, AllergenState.UNKNOWN) for item in _items(shop, option)]
    )


def attributes(shop: Shop, option: Option) -> dict[str, AttributeValue | None]:
    """Every fact that rules may read about the option. None is unknown.

    Allergens are words (`contains`, `may_contain`, `free`), diets are flags derived from the
    origin of the items, and other facts of items are added up over what one unit uses. A fact
    stated on the option itself wins over a sum.
    """
    facts: dict[str, AttributeValue | None] = {}
    for allergen in shop.allergens:
        state = allergen_state(shop, option, allergen.id)
        facts[allergen.id] = None if state is AllergenState.UNKNOWN else state.value
    for diet, accepted in DIETS.items():
        facts[diet] = _suits(shop, option, accepted)
    for attribute in shop.attributes:
        stated = option.facts.get(attribute.id)
        if stated is not None:
            facts[attribute.id] = as_engine_value(stated)
        elif attribute.kind == "number":
            facts[attribute.id] = _summed(shop, option, attribute.id)
    return facts


def as_engine_value(fact: Fact) -> AttributeValue:
    """A fact as the engine takes it: decimals become exact fractions, whole ones integers."""
    if not isinstance(fact, Decimal):
        return fact
    exact = Fraction(fact)
    return exact.numerator if exact.denominator == 1 else exact


def _items(shop: Shop, option: Option) -> list[Item]:
    by_id = {item.id: item for item in shop.items}
    return [by_id[item_id] for item_id in option.items or {}]


def _suits(shop: Shop, option: Option, accepted: frozenset[Origin]) -> bool | None:
    if option.items is None:
        return None
    origins = {item.origin for item in _items(shop, option)}
    if origins - accepted - {Origin.UNKNOWN}:
        return False
    return None if Origin.UNKNOWN in origins else True


def _summed(shop: Shop, option: Option, attribute: str) -> AttributeValue | None:
    if option.items is None:
        return None
    total = Decimal(0)
    for item in _items(shop, option):
        fact = item.facts.get(attribute)
        if fact is None or isinstance(fact, bool | str):
            return None
        total += Decimal(fact) * option.items[item.id]
    return as_engine_value(total)
