"""What several choices come to together, as terms: allowances, sequences, halves.

An allowance frees its portions in a fixed order, each where fewer than `free` of those before it
are taken. Where that order takes one option after the other, a count that runs along is all that
has to be remembered; otherwise the portions that are free so far are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise

from configurator.engine.expressions import And, Expression, Listed, Not, Or, Ranked
from configurator.publishing.price_terms import Exact, Terms, both
from pricing import charges
from pricing.charges import Allowance, ChoiceKey, Halves
from pricing.price_list import Charge


@singledispatch
def add_charge(charge: Charge, terms: Terms, condition: Expression | None) -> None:
    """Adds what a charge comes to where its condition holds (None: always)."""
    raise TypeError(charge)


@add_charge.register
def _add_allowance(charge: Allowance, terms: Terms, condition: Expression | None) -> None:
    ranked = _Ranking.of(charge)
    by_variable = _by_variable(charge.portions, terms)
    in_order = _one_after_the_other(ranked, by_variable)
    if in_order is not None:
        _add_running(charge, ranked, in_order, terms, condition)
    elif _most(by_variable, charge.portions) <= charge.free:
        freed = {key: -sum(prices) for key, prices in charge.portions.items()}
        terms.taken(charge.name, freed, condition)
    else:
        _add_kept(charge, ranked, by_variable, terms, condition)


@dataclass(frozen=True)
class _Ranking:
    """The order in which portions are freed: the rank of each, and what those of a rank cost."""

    ranks: Mapping[ChoiceKey, tuple[int, ...]]
    prices: tuple[int, ...]

    @classmethod
    def of(cls, charge: Allowance) -> "_Ranking":
        if charge.which == "first":
            places: dict[ChoiceKey, tuple[int, ...]] = {}
            flat: list[int] = []
            for key, prices in charge.portions.items():
                places[key] = tuple(range(len(flat), len(flat) + len(prices)))
                flat += prices
            return cls(places, tuple(flat))
        distinct = sorted(
            {price for prices in charge.portions.values() for price in prices},
            reverse=charge.which == "dearest",
        )
        rank = {price: place for place, price in enumerate(distinct)}
        return cls(
            {key: tuple(rank[each] for each in prices) for key, prices in charge.portions.items()},
            tuple(distinct),
        )


Keys = tuple[ChoiceKey, ...]


def _by_variable(portions: Mapping[ChoiceKey, object], terms: Terms) -> list[Keys]:
    """The choices of each variable, in the order of the menu."""
    found: dict[tuple[str, str], list[ChoiceKey]] = {}
    for key in portions:
        found.setdefault(terms.shapes.variable(key), []).append(key)
    return [tuple(keys) for keys in found.values()]


def _most(by_variable: Sequence[Keys], portions: Mapping[ChoiceKey, tuple[int, ...]]) -> int:
    """How many portions can be taken of all of them."""
    return sum(max(len(portions[key]) for key in keys) for keys in by_variable)


def _one_after_the_other(ranked: _Ranking, by_variable: Sequence[Keys]) -> list[Keys] | None:
    """The variables in the order of freeing; None where they alternate."""
    spans = []
    for place, keys in enumerate(by_variable):
        ranks = [rank for key in keys for rank in ranked.ranks[key]]
        if ranks:
            spans.append((min(ranks), max(ranks), place, keys))
    spans.sort(key=lambda span: span[:3])
    for (_, end, _, _), (start, *_) in pairwise(spans):
        if start < end:
            return None
    return [keys for *_, keys in spans]


def _add_running(
    charge: Allowance,
    ranked: _Ranking,
    in_order: Sequence[Keys],
    terms: Terms,
    condition: Expression | None,
) -> None:
    """Each portion is taken off where few enough are taken before it."""
    steps: list[Listed] = []
    most = 0
    for keys in in_order:
        portions = {
            key: [ranked.prices[rank] for rank in sorted(ranked.ranks[key])] for key in keys
        }
        largest = max(map(len, portions.values()))
        for unit in range(1, min(largest, charge.free) + 1):
            freed = {key: -each[unit - 1] for key, each in portions.items() if len(each) >= unit}
            holds = condition
            if most + unit > charge.free:
                before = Ranked(tuple(steps), charge.free, charge.free - unit + 1)
                holds = both(condition, Not(before))
            terms.taken(charge.name, freed, holds)
        steps.append(_counted({key: len(each) for key, each in portions.items()}))
        most += largest


def _counted(counts: Mapping[ChoiceKey, int]) -> Listed:
    """So many equal values for each of the choices of a variable."""
    path = next(iter(counts))[0]
    return Listed(
        path, tuple((option, amount, (0,) * count) for (_, option, amount), count in counts.items())
    )


def _add_kept(
    charge: Allowance,
    ranked: _Ranking,
    by_variable: Sequence[Keys],
    terms: Terms,
    condition: Expression | None,
) -> None:
    """The portions that are free are remembered by their ranks, and taken off one by one."""
    steps = tuple(
        Listed(keys[0][0], tuple((key[1], key[2], ranked.ranks[key]) for key in keys))
        for keys in by_variable
    )
    for place in range(1, charge.free + 1):
        before = 0
        for rank, price in enumerate(ranked.prices):
            holds = both(condition, Ranked(steps, charge.free, place, rank))
            terms.where(charge.name, holds, before - price)
            before = price


@add_charge.register
def _add_sequence(charge: charges.Sequence, terms: Terms, condition: Expression | None) -> None:
    """Every portion at the last price, and the first ones at what theirs differ from it."""
    if not charge.prices:
        return
    *first, last = charge.prices
    whole: dict[ChoiceKey, Exact] = {key: last * each for key, each in charge.portions.items()}
    terms.taken(charge.name, whole, condition)
    steps = tuple(
        _counted({key: charge.portions[key] for key in keys})
        for keys in _by_variable(charge.portions, terms)
    )
    for place, price in enumerate(first, start=1):
        terms.where(charge.name, both(condition, Ranked(steps, len(first), place)), price - last)


@add_charge.register
def _add_halves(charge: Halves, terms: Terms, condition: Expression | None) -> None:
    sides = charge.left, charge.right
    if charge.by == "dearer":
        _add_dearer(charge, terms, condition)
        return
    for side in sides:
        halved = {key: price // 2 if charge.by == "mean" else price for key, price in side.items()}
        terms.taken(charge.name, halved, condition)
    odd = [tuple(key for key, price in side.items() if price % 2) for side in sides]
    taken = tuple(terms.shapes.taken(keys) for keys in odd if keys)
    if charge.by == "mean" and taken:
        # Of an odd price half a unit was left out; of one or two such prices one unit in all.
        either = taken[0] if len(taken) == 1 else Or(taken)
        terms.where(charge.name, both(condition, either), 1)


def _add_dearer(charge: Halves, terms: Terms, condition: Expression | None) -> None:
    """Nothing costs more than nothing: prices above count by the dearest, those below by both."""
    sides = charge.left, charge.right
    above = sorted({price for side in sides for price in side.values() if price > 0}, reverse=True)
    steps = tuple(
        Listed(path, tuple((option, amount, (above.index(price),)) for option, amount, price in of))
        for side in sides
        for path, of in _positive(side).items()
    )
    before = 0
    for rank, price in enumerate(above):
        terms.where(charge.name, both(condition, Ranked(steps, 1, 1, rank)), price - before)
        before = price
    below = sorted({price for side in sides for price in side.values() if price < 0})
    for price, following in pairwise([*below, 0]):
        low = [tuple(key for key, each in side.items() if each <= price) for side in sides]
        if all(low):
            parts = And(tuple(terms.shapes.taken(keys) for keys in low))
            terms.where(charge.name, both(condition, parts), price - following)


def _positive(side: Mapping[ChoiceKey, int]) -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for (path, option, amount), price in side.items():
        if price > 0:
            found.setdefault(path, []).append((option, amount, price))
    return found
