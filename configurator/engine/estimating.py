"""Orders of elimination found by estimating how many rows each step makes.

A rule sees a group through an auxiliary variable that is a function of it. Many such variables of
one group have together no more combinations than the group has values: an order that takes this
into account can be ten times smaller than one that does not.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.quotients import Quotients
from configurator.engine.reduction import Columns, Reduced
from configurator.engine.tables import row_keys

MOST_ORDERS = 48

MOST_STEPS = 1_800_000
"""An order of n variables takes some n² steps; so many are taken at most in all."""

GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Taste:
    """What makes a variable the next one, beside the rows that its elimination makes.

    `rest` weighs the rows that are handed on, `own` the variable's values; `trust` is how far
    tables are believed to thin rows out independently of each other, and `whim` is how many powers
    of two a variable may be preferred by for no reason, which makes the orders differ.
    """

    rest: float
    own: float
    trust: float
    whim: float


TASTES = tuple(
    Taste(rest, own, trust, whim)
    for whim in (0.0, 1.0, 2.0, 2.5)
    for rest, own in ((0.5, 0.0), (0.0, 0.3), (0.8, 0.0), (0.3, 0.3))
    for trust in (0.6, 0.8, 1.0)
)


def estimated_orders(
    network: Reduced, quotients: Quotients, steps: int = MOST_STEPS
) -> list[list[int]]:
    """Different orders of the variables in the tables of a network, the most promising first.

    As many as `steps` allow, which grow with the square of the number of variables.
    """
    count = min(MOST_ORDERS, min(steps, MOST_STEPS) // max(1, len(network.sizes)) ** 2)
    if not count:
        return []
    estimate = Estimate(network, quotients)
    found: dict[tuple[int, ...], float] = {}
    for number, taste in enumerate(TASTES[:count]):
        rows, order = _greedy(network, estimate, taste, number)
        found.setdefault(tuple(order), rows)
    return [list(order) for order in sorted(found, key=lambda each: (found[each], each))]


class Estimate:
    """How many rows there may be over some variables, as powers of two."""

    def __init__(self, network: Reduced, quotients: Quotients) -> None:
        self._sizes = network.sizes
        self._source, self._values = quotients.source, quotients.values
        self._counted: dict[frozenset[int], float] = {}
        self._thinning: dict[int, list[tuple[frozenset[int], float]]] = {}
        for table in network.tables:
            self._note_thinning(table)

    def combinations(self, variables: Iterable[int]) -> float:
        """Bounds the combinations of values: those of functions of one variable are counted."""
        by_source: dict[int, list[int]] = {}
        for variable in variables:
            by_source.setdefault(self._source[variable], []).append(variable)
        return math.fsum(self._count(source, each) for source, each in by_source.items())

    def thinned(self, variables: set[int]) -> float:
        """By how much the tables over these variables thin out their combinations; negative."""
        return math.fsum(
            factor
            for variable in variables
            for scope, factor in self._thinning.get(variable, ())
            if scope <= variables
        )

    def _count(self, source: int, variables: Sequence[int]) -> float:
        if source in variables:
            return math.log2(self._sizes[source])
        key = frozenset(variables)
        if key not in self._counted:
            columns: list[NDArray[np.int64]] = [self._values[each] for each in sorted(key)]
            keys, _ = row_keys(columns, [self._sizes[each] for each in sorted(key)])
            self._counted[key] = math.log2(len(np.unique(keys)))
        return self._counted[key]

    def _note_thinning(self, table: Columns) -> None:
        if len({self._source[each] for each in table.scope}) == 1:
            return
        full = math.prod(self._sizes[each] for each in table.scope)
        factor = math.log2(len(table) / full)
        self._thinning.setdefault(table.scope[0], []).append((frozenset(table.scope), factor))


def _greedy(
    network: Reduced, estimate: Estimate, taste: Taste, number: int
) -> tuple[float, list[int]]:
    """Always the variable that costs least: how many rows that makes in all, and the order."""
    adjacent: dict[int, set[int]] = {}
    for table in network.tables:
        for variable in table.scope:
            adjacent.setdefault(variable, set()).update(table.scope)
    whims = {each: taste.whim * (GOLDEN * (each + 1) * (number + 1) % 1) for each in adjacent}

    def rows(variables: set[int]) -> float:
        return estimate.combinations(variables) + taste.trust * estimate.thinned(variables)

    def cost(variable: int) -> float:
        scope = adjacent[variable]
        total = rows(scope) + whims[variable]
        total -= taste.own * estimate.combinations((variable,))
        return total + (taste.rest * rows(scope - {variable}) if taste.rest else 0)

    costs = {variable: cost(variable) for variable in adjacent}
    made, order = 0.0, []
    while costs:
        variable = min(costs, key=lambda each: (costs[each], each))
        made += 2 ** rows(adjacent[variable])
        order.append(variable)
        del costs[variable]
        for other in sorted(_eliminate(variable, adjacent)):
            costs[other] = cost(other)
    return made, order


def _eliminate(variable: int, adjacent: dict[int, set[int]]) -> Iterator[int]:
    """Joins the neighbours of a variable and removes it; gives those whose cost has changed.

    Here every variable is its own neighbour.
    """
    neighbours = adjacent.pop(variable) - {variable}
    for each in neighbours:
        adjacent[each] |= neighbours
        adjacent[each].discard(variable)
    return iter(neighbours)
