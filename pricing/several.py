"""What several choices come to together: allowances, sequences and halves."""

from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch
from typing import TypeAlias

from pricing import charges
from pricing.charges import Allowance, ChoiceKey, Halves
from pricing.quote_lines import Cause

Chosen: TypeAlias = Sequence[ChoiceKey]
"""What is chosen, each choice once."""


@singledispatch
def charged(
    charge: Allowance | charges.Sequence | Halves, chosen: Chosen, held: frozenset[str]
) -> Iterator[tuple[Cause, int]]:
    """The amounts of a charge where these conditions hold, each with its cause."""
    raise TypeError(charge)


@charged.register
def _allowance(
    charge: Allowance, chosen: Chosen, held: frozenset[str]
) -> Iterator[tuple[Cause, int]]:
    if charge.condition and charge.condition not in held:
        return
    portions = [
        (choice, price)
        for choice in _in_menu_order(chosen, charge.places)
        for price in charge.portions[choice]
    ]
    freed = sorted(_freed(charge, [price for _, price in portions]))
    if freed:
        cause = Cause(
            "allowance",
            name=charge.name,
            portions=tuple(portions[place][0] for place in freed),
            counted=len(portions),
        )
        yield cause, -sum(portions[place][1] for place in freed)


def _freed(charge: Allowance, prices: Sequence[int]) -> Sequence[int]:
    """Where the free portions stand; of equal ones the first in the menu are free."""
    order = {
        "first": lambda place: place,
        "cheapest": prices.__getitem__,
        "dearest": lambda place: -prices[place],
    }[charge.which]
    return sorted(range(len(prices)), key=order)[: charge.free]


@charged.register
def _sequence(
    charge: charges.Sequence, chosen: Chosen, held: frozenset[str]
) -> Iterator[tuple[Cause, int]]:
    if not charge.prices:
        return
    counted, last = 0, len(charge.prices) - 1
    for choice in _in_menu_order(chosen, charge.places):
        before, counted = counted, counted + charge.portions[choice]
        amount = sum(charge.prices[min(place, last)] for place in range(before, counted))
        yield Cause("sequence", *choice, name=charge.name), amount


@charged.register
def _halves(charge: Halves, chosen: Chosen, held: frozenset[str]) -> Iterator[tuple[Cause, int]]:
    if charge.condition and charge.condition not in held:
        return
    left, right = (
        [choice for choice in chosen if choice in side] for side in (charge.left, charge.right)
    )
    prices = sum(map(charge.left.__getitem__, left)), sum(map(charge.right.__getitem__, right))
    amount = {"sum": sum(prices), "mean": -(-sum(prices) // 2), "dearer": max(prices)}[charge.by]
    yield Cause("halves", name=charge.name, portions=(*left, *right)), amount


def _in_menu_order(chosen: Chosen, places: Mapping[ChoiceKey, int]) -> list[ChoiceKey]:
    return sorted((each for each in chosen if each in places), key=places.__getitem__)
