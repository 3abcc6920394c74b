"""Before the diagram: impossible values are removed, and equal ones merged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.tables import Keys, Network, Rows, row_keys


@dataclass(eq=False)
class Columns:
    """A table turned on its side: one contiguous array of cells for each variable of its scope."""

    scope: tuple[int, ...]
    cells: list[Rows]
    origins: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.cells[0])

    def column(self, variable: int) -> Rows:
        return self.cells[self.scope.index(variable)]

    def keep(self, rows: NDArray[np.bool_]) -> None:
        self.cells = [cell[rows] for cell in self.cells]


@dataclass(frozen=True, eq=False)
class Reduced:
    """A network over *classes*: values that all tables treat alike are one class.

    `class_of` gives for each variable the class of each of its values, -1 where no solution of the
    tables can hold the value. `sizes` counts the classes. Variables in no table are free.
    """

    class_of: tuple[NDArray[np.int32], ...]
    sizes: tuple[int, ...]
    tables: tuple[Columns, ...]
    void: bool = False


def reduced(network: Network) -> Reduced:
    """The network with impossible values removed and values merged that no table tells apart."""
    tables = _turned(network)
    live = arc_consistent(network.sizes, tables)
    if any(not each.any() for each in live):
        nothing = tuple(np.full(size, -1, dtype=np.int32) for size in network.sizes)
        return Reduced(nothing, tuple(0 for _ in network.sizes), (), void=True)
    touching: list[list[Columns]] = [[] for _ in network.sizes]
    for table in tables:
        for variable in table.scope:
            touching[variable].append(table)
    class_of = tuple(
        _classes(variable, live[variable], touching[variable], network.sizes)
        for variable in range(len(network.sizes))
    )
    sizes = tuple(int(classes.max()) + 1 for classes in class_of)
    kept = (_over_classes(table, class_of, sizes) for table in tables)
    return Reduced(class_of, sizes, tuple(table for table in kept if table is not None))


def _turned(network: Network) -> list[Columns]:
    return [
        Columns(
            table.scope,
            [np.ascontiguousarray(column) for column in table.rows.T],
            frozenset(name for name in (table.origin or table.made_for,) if name),
        )
        for table in network.tables
    ]


def arc_consistent(sizes: Sequence[int], tables: Sequence[Columns]) -> list[NDArray[np.bool_]]:
    """Which values of each variable are left when every table supports every one of them.

    Removes from the tables the rows that hold a value that is not left.
    """
    live = [np.ones(size, dtype=bool) for size in sizes]
    touching: list[list[int]] = [[] for _ in sizes]
    for number, table in enumerate(tables):
        for variable in table.scope:
            touching[variable].append(number)
    waiting = dict.fromkeys(range(len(tables)))
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        for variable in _revise(tables[number], live):
            waiting.update(dict.fromkeys(each for each in touching[variable] if each != number))
    return live


def _revise(table: Columns, live: list[NDArray[np.bool_]]) -> list[int]:
    """Drops the rows of a table that are not live; returns the variables that lost values."""
    partial = [variable for variable in table.scope if not live[variable].all()]
    if partial:
        kept = live[partial[0]][table.column(partial[0])]
        for variable in partial[1:]:
            kept = kept & live[variable][table.column(variable)]
        if not kept.all():
            table.keep(kept)
    lost = []
    for variable, column in zip(table.scope, table.cells, strict=True):
        supported = np.zeros(len(live[variable]), dtype=bool)
        supported[column] = True
        supported &= live[variable]
        if (supported != live[variable]).any():
            live[variable] = supported
            lost.append(variable)
    return lost


def _classes(
    variable: int, live: NDArray[np.bool_], tables: Sequence[Columns], sizes: Sequence[int]
) -> NDArray[np.int32]:
    """The class of each value of a variable: equal where every table has equal rows for both."""
    classes = np.full(len(live), -1, dtype=np.int32)
    values = np.flatnonzero(live)
    classes[values] = 0
    count = 1
    for table in tables:
        if count == len(values):
            break
        parts = _sides(variable, table, sizes, values)
        names: dict[tuple[int, bytes], int] = {}
        for value, part in zip(values.tolist(), parts, strict=True):
            name = (int(classes[value]), part)
            classes[value] = names.setdefault(name, len(names))
        count = len(names)
    return classes


def _sides(
    variable: int, table: Columns, sizes: Sequence[int], values: NDArray[np.intp]
) -> list[bytes]:
    """What the rest of a table's rows is for each of `values`, in a form that compares."""
    column = table.column(variable)
    others = [each for each in table.scope if each != variable]
    if not others:
        return [b""] * len(values)
    rest: Keys = row_keys(
        [table.column(each) for each in others], [sizes[each] for each in others]
    )[0]
    order = np.lexsort((rest, column))
    bounds = np.concatenate(([0], np.cumsum(np.bincount(column, minlength=sizes[variable]))))
    rest = rest[order]
    return [rest[bounds[value] : bounds[value + 1]].tobytes() for value in values.tolist()]


def _over_classes(
    table: Columns, class_of: Sequence[NDArray[np.int32]], sizes: Sequence[int]
) -> Columns | None:
    """The table over classes, without variables that have but one; None where it allows all."""
    scope = tuple(variable for variable in table.scope if sizes[variable] > 1)
    if not scope:
        return None
    cells = [class_of[variable][table.column(variable)] for variable in scope]
    keys, _ = row_keys(cells, [sizes[variable] for variable in scope])
    first = np.unique(keys, return_index=True)[1]
    if len(first) == math.prod(sizes[variable] for variable in scope):
        return None
    return Columns(scope, [cell[first] for cell in cells], table.origins)
