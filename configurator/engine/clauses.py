"""Tables as clauses for a SAT solver."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import prod

import numpy as np

from configurator.engine.tables import Network, Table, complement

FEW_VALUES = 6
"""So many values exclude each other pair by pair; more, by a ladder (Gent, Nightingale 2004)."""

Clauses = Iterator[list[int]]


class Encoding:
    """A network as clauses.

    Literal `place + 1` says that a variable takes the value at `place`; after the values come the
    selectors, then the helpers of the encoding.
    """

    def __init__(self, network: Network, names: Sequence[str]) -> None:
        self._network = network
        self._first = np.concatenate(([0], np.cumsum(network.sizes))) + 1
        values = int(self._first[-1]) - 1
        self.selectors = {name: values + 1 + place for place, name in enumerate(names)}
        self._last = values + len(names)

    def all(self) -> Clauses:
        for first, size in zip(self._first.tolist(), self._network.sizes, strict=False):
            yield from self._one_value(list(range(first, first + size)))
        for table in self._network.tables:
            yield from self._rows(table)

    def _one_value(self, literals: list[int]) -> Clauses:
        """A variable takes exactly one value."""
        yield literals
        if len(literals) <= FEW_VALUES:
            yield from ([-one, -other] for one, other in combinations(literals, 2))
            return
        # A ladder: each helper says that a value up to its own is taken, and bars all later ones.
        helpers = range(self._last + 1, self._last + len(literals))
        self._last += len(literals) - 1
        for literal, helper in zip(literals, helpers, strict=False):
            yield [-literal, helper]
        for helper, further in pairwise(helpers):
            yield [-helper, further]
        for helper, literal in zip(helpers, literals[1:], strict=True):
            yield [-helper, -literal]

    def _rows(self, table: Table) -> Clauses:
        """The variables of a table together take one of its rows, where its selector is on."""
        off = [] if table.origin is None else [-self.selectors[table.origin]]
        sizes = self._network.sizes
        if prod(sizes[variable] for variable in table.scope) <= 2 * len(table.rows):
            for forbidden in self._literals(complement(table, sizes)):
                yield [*off, *(-literal for literal in forbidden)]
            return
        function = _function(table, sizes)
        if function is not None:
            # Each variable takes one value: that its image is taken says the whole table.
            one, image = function
            for row in self._literals(table):
                yield [*off, -row[one], row[image]]
            return
        rows = self._literals(table)
        first_helper = self._last + 1
        self._last += len(rows)
        for number, row in enumerate(rows):
            yield from ([-(first_helper + number), literal] for literal in row)
        for column, variable in enumerate(table.scope):
            yield from self._supported(variable, [row[column] for row in rows], first_helper, off)

    def _supported(
        self, variable: int, cells: list[int], first_helper: int, off: list[int]
    ) -> Clauses:
        """Each value of a variable needs a row that holds it: its helpers stand for the rows."""
        first, after = self._first[variable : variable + 2].tolist()
        helpers: dict[int, list[int]] = {literal: [] for literal in range(first, after)}
        for number, literal in enumerate(cells):
            helpers[literal].append(first_helper + number)
        for literal, supports in helpers.items():
            yield [*off, -literal, *supports]

    def _literals(self, table: Table) -> list[list[int]]:
        """The rows of a table with the literals of their cells."""
        rows: list[list[int]] = (table.rows + self._first[list(table.scope)]).tolist()
        return rows


def _function(table: Table, sizes: Sequence[int]) -> tuple[int, int] | None:
    """The columns of a variable and of what is a function of it; None where neither is."""
    if len(table.scope) != 2:
        return None
    for one, image in ((0, 1), (1, 0)):
        size = sizes[table.scope[one]]
        if len(table.rows) == size == len(np.unique(table.rows[:, one])):
            return one, image
    return None


def part_of(network: Network, origin: str) -> tuple[Network, tuple[int, ...]]:
    """The tables of one origin, with the definitions that they need: a network of its own.

    Returns it with its variables as the whole network numbers them.
    """
    tables = [table for table in network.tables if table.origin == origin]
    definitions = [table for table in network.tables if table.origin is None]
    auxiliary: set[int] = set()
    while True:
        met = {each for table in tables for each in table.scope if each >= network.real}
        if met <= auxiliary:
            break
        auxiliary |= met
        tables += [table for table in definitions if not met.isdisjoint(table.scope)]
        definitions = [table for table in definitions if met.isdisjoint(table.scope)]
    variables = sorted({each for table in tables for each in table.scope})
    places = {variable: place for place, variable in enumerate(variables)}
    own = (replace(table, scope=tuple(places[each] for each in table.scope)) for table in tables)
    sizes = tuple(network.sizes[variable] for variable in variables)
    real = sum(variable < network.real for variable in variables)
    return Network(sizes, real, tuple(own)), tuple(variables)
