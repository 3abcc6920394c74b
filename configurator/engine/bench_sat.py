"""The other way to find valid domains: one SAT call for each value that no solution showed yet."""

from collections import deque
from collections.abc import Iterator, Sequence
from math import prod

import numpy as np
from pysat.solvers import Solver

from configurator.engine.tables import Network, Table, complement

MOST_SOLUTIONS = 500
"""How many solutions are kept to look values up in."""


class SatDomains:
    """Valid domains of a network from an incremental SAT solver.

    Literal `place + 1` says that a variable takes the value at `place` in the whole numbering.
    """

    def __init__(self, network: Network) -> None:
        self._sizes = network.sizes
        self._first = np.concatenate(([0], np.cumsum(network.sizes))).astype(int).tolist()
        self._helpers = self._first[-1]
        self._real = self._first[network.real]
        self._solutions: deque[frozenset[int]] = deque(maxlen=MOST_SOLUTIONS)
        self._solver = Solver("glucose4", bootstrap_with=self._clauses(network))

    def possible(self, chosen: Sequence[int]) -> set[int]:
        """The real values that some solution holds together with all of `chosen`.

        Solutions found before are kept: one that holds all of `chosen` shows its values at once.
        """
        assumed = [place + 1 for place in chosen]
        found: set[int] = set()
        for solution in self._solutions:
            if solution.issuperset(chosen):
                found |= solution
        if not found and not self._solver.solve(assumptions=assumed):
            return set()
        if not found:
            found |= self._shown()
        for place in range(self._real):
            if place not in found and self._solver.solve(assumptions=[*assumed, place + 1]):
                found |= self._shown()
        return found

    def _shown(self) -> frozenset[int]:
        """The real values of the solution that the solver found last."""
        shown = frozenset(each - 1 for each in self._solver.get_model()[: self._real] if each > 0)
        self._solutions.append(shown)
        return shown

    def _clauses(self, network: Network) -> Iterator[list[int]]:
        for first, size in zip(self._first, network.sizes, strict=False):
            literals = list(range(first + 1, first + size + 1))
            yield literals
            for place, literal in enumerate(literals):
                yield from ([-literal, -other] for other in literals[:place])
        for table in network.tables:
            yield from self._table_clauses(table)

    def _table_clauses(self, table: Table) -> Iterator[list[int]]:
        firsts = [self._first[variable] + 1 for variable in table.scope]
        rows = len(table.rows)
        if prod(self._sizes[variable] for variable in table.scope) <= 4 * rows + 64:
            for row in complement(table, self._sizes).rows.tolist():
                yield [-(first + value) for first, value in zip(firsts, row, strict=True)]
            return
        helpers = range(self._helpers + 1, self._helpers + rows + 1)
        self._helpers += rows
        yield list(helpers)
        for helper, row in zip(helpers, table.rows.tolist(), strict=True):
            yield from ([-helper, first + value] for first, value in zip(firsts, row, strict=True))
        for column, (variable, first) in enumerate(zip(table.scope, firsts, strict=True)):
            for value in range(self._sizes[variable]):
                holding = np.flatnonzero(table.rows[:, column] == value) + helpers[0]
                yield [-(first + value), *holding.tolist()]
