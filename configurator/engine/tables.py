"""Tables over few variables: the one kind of constraint that the compiler knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = NDArray[np.int32]
Keys: TypeAlias = NDArray[np.int64]

WIDEST_KEY = 2**62
"""Keys stay below this, so that they fit 64 bits."""


@dataclass(frozen=True, eq=False)
class Table:
    """The variables of `scope` take together the values of one of the rows.

    A cell is the place of a value among the values of its variable. `origin` names the rule that
    the table belongs to; None marks the definition of an auxiliary variable, which restricts
    nothing by itself and always holds; `made_for` names the rule that needed it.
    """

    scope: tuple[int, ...]
    rows: Rows
    origin: str | None = None
    made_for: str | None = None


@dataclass(frozen=True, eq=False)
class Network:
    """Variables with their numbers of values, and the tables that bind them.

    The first `real` variables are the model's; the others are auxiliary, each a function of real
    ones. `charged` are the auxiliary variables of named conditions: value 1 where it holds.
    """

    sizes: tuple[int, ...]
    real: int
    tables: tuple[Table, ...]
    charged: Mapping[str, int] = field(default_factory=dict)


def table_of(
    scope: Sequence[int],
    rows: Iterable[Sequence[int]],
    origin: str | None = None,
    made_for: str | None = None,
) -> Table:
    """A table with its rows sorted, each once."""
    cells = np.array(sorted(set(map(tuple, rows))), dtype=np.int32).reshape(-1, len(scope))
    return Table(tuple(scope), cells, origin, made_for or origin)


def complement(table: Table, sizes: Sequence[int]) -> Table:
    """The table of all rows that `table` does not have."""
    dimensions = tuple(sizes[variable] for variable in table.scope)
    absent = np.ones(dimensions, dtype=bool)
    absent[tuple(table.rows.T)] = False
    return Table(table.scope, np.argwhere(absent).astype(np.int32), table.origin, table.made_for)


def row_keys(columns: Sequence[Rows | Keys], sizes: Sequence[int]) -> tuple[Keys, int]:
    """One number per row, equal for two rows exactly where all their cells are equal.

    Returns the keys and a bound above all of them.
    """
    width = sizes[0]
    keys = columns[0].astype(np.int64)
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        if width * size >= WIDEST_KEY:
            distinct, keys = np.unique(keys, return_inverse=True)
            width = len(distinct)
        keys *= size
        keys += column
        width *= size
    return keys, width


def common_keys(
    one: Sequence[Rows | Keys], other: Sequence[Rows | Keys], sizes: Sequence[int]
) -> tuple[Keys, Keys, int]:
    """Keys of two sets of rows over the same variables, comparable with each other."""
    width = 1
    for size in sizes:
        width *= size
    if width < WIDEST_KEY:
        return row_keys(one, sizes)[0], row_keys(other, sizes)[0], width
    both: list[Rows | Keys] = [
        np.concatenate(pair).astype(np.int64) for pair in zip(one, other, strict=True)
    ]
    keys, width = row_keys(both, sizes)
    return keys[: len(one[0])], keys[len(one[0]) :], width
