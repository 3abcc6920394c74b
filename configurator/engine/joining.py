"""Joining tables: what bucket elimination does to rows."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from configurator.engine.reduction import Columns
from configurator.engine.tables import Keys, Rows, common_keys, row_keys

DENSE = 1 << 20
"""Key widths up to this are looked up in arrays rather than by searching."""

FEW_ROWS = 2_000
"""Below this many rows filtering costs more than it saves."""

MOST_BARE = 16
"""How many times its budget a join may make before it is filtered."""


class CompileBudgetExceeded(Exception):
    """The diagram of a model needs more rows than the budget allows.

    `rules` are the names of the rules whose tables were being joined.
    """

    def __init__(self, rows: int, budget: int, rules: tuple[str, ...]) -> None:
        super().__init__(rows, budget, rules)
        self.rows = rows
        self.budget = budget
        self.rules = rules

    def __str__(self) -> str:
        return f"{self.rows:,} rows exceed the budget of {self.budget:,}: {', '.join(self.rules)}"


def joined(one: Columns, other: Columns, sizes: Sequence[int], budget: int) -> Columns:
    """All rows that agree with a row of both; raises `CompileBudgetExceeded` before it is large."""
    common = [variable for variable in one.scope if variable in other.scope]
    origins = one.origins | other.origins
    if not common:
        return _crossed(one, other, origins, budget)
    mine, theirs, width = common_keys(
        [one.column(variable) for variable in common],
        [other.column(variable) for variable in common],
        [sizes[variable] for variable in common],
    )
    if width > DENSE:
        mine, theirs, width = _ranked(mine, theirs)
    having = np.bincount(theirs, minlength=width)
    matches = having[mine]
    added = [variable for variable in other.scope if variable not in one.scope]
    if not added:
        kept = matches > 0
        return Columns(one.scope, [cell[kept] for cell in one.cells], origins)
    rows = int(matches.sum())
    if rows > budget:
        raise CompileBudgetExceeded(rows, budget, tuple(sorted(origins)))
    left = np.repeat(np.arange(len(one)), matches)
    firsts = (np.cumsum(having) - having)[mine] - (np.cumsum(matches) - matches)
    right = np.argsort(theirs, kind="stable")[np.repeat(firsts, matches) + np.arange(rows)]
    cells = [cell[left] for cell in one.cells]
    cells += [other.column(variable)[right] for variable in added]
    return Columns(one.scope + tuple(added), cells, origins)


def _crossed(one: Columns, other: Columns, origins: frozenset[str], budget: int) -> Columns:
    if len(one) * len(other) > budget:
        raise CompileBudgetExceeded(len(one) * len(other), budget, tuple(sorted(origins)))
    cells = [np.repeat(cell, len(other)) for cell in one.cells]
    cells += [np.tile(cell, len(one)) for cell in other.cells]
    return Columns(one.scope + other.scope, cells, origins)


def _ranked(mine: Keys, theirs: Keys) -> tuple[Keys, Keys, int]:
    """The same keys with no gaps between them."""
    distinct, ranks = np.unique(np.concatenate((mine, theirs)), return_inverse=True)
    return ranks[: len(mine)], ranks[len(mine) :], len(distinct)


class Support:
    """Filters rows by what the tables say about a part of their variables.

    Rows of an intermediate join that no row of some table agrees with die sooner or later; without
    removing them at once, real car models do not fit in memory. `joint` tables say which values of
    several functions of one variable come together: without them, rules that see a large group in
    different ways make rows of combinations that no option has.
    """

    def __init__(
        self, tables: Sequence[Columns], joint: Sequence[Columns], sizes: Sequence[int]
    ) -> None:
        self._tables = tables
        self._joint = joint
        self._sizes = sizes
        self._touching: dict[int, list[int]] = {}
        self._projections: dict[tuple[int, tuple[int, ...]], NDArray[np.bool_] | None] = {}
        for number, table in enumerate(tables):
            for variable in table.scope:
                self._touching.setdefault(variable, []).append(number)

    def joined(self, one: Columns, other: Columns, budget: int) -> Columns:
        """The join of two tables without the rows that some table rules out.

        Where the bare join would not fit, it is made piece by piece: what counts is what is left.
        Raises `CompileBudgetExceeded`.
        """
        try:
            return self.filtered(joined(one, other, self._sizes, budget))
        except CompileBudgetExceeded as error:
            if error.rows > MOST_BARE * budget or len(one) < FEW_ROWS:
                raise
            pieces = 2 * -(-error.rows // budget)
        return self._joined_in_pieces(one, other, budget, pieces)

    def _joined_in_pieces(self, one: Columns, other: Columns, budget: int, pieces: int) -> Columns:
        done: list[Columns] = []
        left = budget
        for rows in np.array_split(np.arange(len(one)), pieces):
            piece = Columns(one.scope, [cell[rows] for cell in one.cells], one.origins)
            done.append(self.filtered(joined(piece, other, self._sizes, budget)))
            left -= len(done[-1])
            if left < 0:
                origins = tuple(sorted(done[-1].origins))
                raise CompileBudgetExceeded(budget - left, budget, origins)
        cells = [
            np.concatenate(parts) for parts in zip(*(each.cells for each in done), strict=True)
        ]
        return Columns(done[0].scope, cells, done[0].origins)

    def filtered(self, rows: Columns) -> Columns:
        if len(rows) < FEW_ROWS:
            return rows
        for number in self._overlapping(rows.scope):
            common = tuple(each for each in self._tables[number].scope if each in rows.scope)
            allowed = self._projection(number, common)
            if allowed is None:
                continue
            keys, _ = row_keys(
                [rows.column(each) for each in common], [self._sizes[each] for each in common]
            )
            rows = _those(rows, allowed[keys])
        for table in self._joint:
            views = [each for each in table.scope if each in rows.scope]
            if len(views) > 1 and len(rows) >= FEW_ROWS:
                rows = _those(rows, self._together(rows, table, views))
        return rows

    def _together(self, rows: Columns, table: Columns, common: Sequence[int]) -> NDArray[np.bool_]:
        """Which rows hold values of the `common` variables that come together in a small table."""
        keys, among, width = common_keys(
            [rows.column(each) for each in common],
            [table.column(each) for each in common],
            [self._sizes[each] for each in common],
        )
        if width > DENSE:
            return np.isin(keys, np.unique(among))
        present = np.zeros(width, dtype=bool)
        present[among] = True
        return present[keys]

    def _overlapping(self, scope: Iterable[int]) -> list[int]:
        """The tables that share at least two variables with `scope`."""
        shared: dict[int, int] = {}
        for variable in scope:
            for number in self._touching.get(variable, ()):
                shared[number] = shared.get(number, 0) + 1
        return sorted(number for number, count in shared.items() if count > 1)

    def _projection(self, number: int, common: tuple[int, ...]) -> NDArray[np.bool_] | None:
        """Which keys over `common` the table has; None where that filters nothing, or too large."""
        name = (number, common)
        if name not in self._projections:
            sizes = [self._sizes[each] for each in common]
            self._projections[name] = None
            if math.prod(sizes) <= DENSE * 4:
                present = np.zeros(math.prod(sizes), dtype=bool)
                table = self._tables[number]
                present[row_keys([table.column(each) for each in common], sizes)[0]] = True
                self._projections[name] = None if present.all() else present
        return self._projections[name]


def _those(rows: Columns, kept: NDArray[np.bool_]) -> Columns:
    if kept.all():
        return rows
    return Columns(rows.scope, [cell[kept] for cell in rows.cells], rows.origins)


def distinct_rows(
    cells: Sequence[Rows], sizes: Sequence[int], rows: int
) -> tuple[list[Rows], NDArray[np.int64]]:
    """The distinct rows, sorted, and for each of the `rows` the place of its own among them."""
    if not cells:
        return [], np.zeros(rows, dtype=np.int64)
    keys, width = row_keys(cells, sizes)
    if width <= DENSE and width <= 8 * rows + 1_024:
        present = np.zeros(width, dtype=bool)
        present[keys] = True
        places = np.cumsum(present) - 1
        own = places[keys]
        first = np.empty(int(places[-1]) + 1, dtype=np.int64)
        first[own[::-1]] = np.arange(rows - 1, -1, -1)
        return [cell[first] for cell in cells], own
    _, first, own = np.unique(keys, return_index=True, return_inverse=True)
    return [cell[first] for cell in cells], own.astype(np.int64)


def places_among(
    cells: Sequence[Rows], sorted_cells: Sequence[Rows], sizes: Sequence[int]
) -> NDArray[np.int64]:
    """For each row its place among the distinct sorted rows, which hold every one of them."""
    keys, among, width = common_keys(cells, sorted_cells, sizes)
    if width <= DENSE and width <= 8 * len(keys) + 1_024:
        places = np.zeros(width, dtype=np.int64)
        places[among] = np.arange(len(among))
        return places[keys]
    order = np.argsort(among, kind="stable")
    return order[np.searchsorted(among, keys, sorter=order)].astype(np.int64)
