"""Rows become keys, and keys tell rows apart."""

from collections.abc import Sequence
from random import Random

import numpy as np

from configurator.engine.tables import common_keys, complement, row_keys, table_of


def columns(rows: Sequence[tuple[int, ...]]) -> list[np.ndarray]:
    return [np.array(column, dtype=np.int32) for column in zip(*rows, strict=True)]


def test_rows_have_the_same_key_exactly_when_they_are_the_same_row() -> None:
    random = Random(1)
    rows = [(random.randrange(3), random.randrange(4), random.randrange(2)) for _ in range(200)]
    keys, width = row_keys(columns(rows), (3, 4, 2))
    assert len(set(keys.tolist())) == len(set(rows))
    assert len(set(zip(keys.tolist(), rows, strict=True))) == len(set(rows))
    assert keys.max() < width == 24


def test_keys_stay_exact_where_the_sizes_multiply_beyond_64_bits() -> None:
    random = Random(2)
    size = 2**31 - 1
    rows = [tuple(random.choice((0, 1, size - 1)) for _ in range(5)) for _ in range(300)]
    keys, _ = row_keys(columns(rows), (size,) * 5)
    assert len(set(keys.tolist())) == len(set(rows))
    assert len(set(zip(keys.tolist(), rows, strict=True))) == len(set(rows))


def test_keys_of_two_tables_can_be_compared_whatever_their_sizes() -> None:
    size = 2**31 - 1
    one = [(0, 5, size - 1), (1, 5, 7), (2, 2, 2)]
    other = [(1, 5, 7), (0, 5, size - 1), (9, 9, 9)]
    mine, theirs, _ = common_keys(columns(one), columns(other), (size,) * 3)
    assert mine[0] == theirs[1]
    assert mine[1] == theirs[0]
    assert len({*mine.tolist(), *theirs.tolist()}) == 4


def test_a_table_holds_each_row_once_in_order() -> None:
    table = table_of((4, 2), [(1, 0), (0, 1), (1, 0)], "rule")
    assert table.rows.tolist() == [[0, 1], [1, 0]]
    assert (table.scope, table.origin) == ((4, 2), "rule")


def test_the_complement_holds_exactly_the_other_rows() -> None:
    table = table_of((0, 1), [(0, 0), (1, 2)], "rule")
    other = complement(table, (2, 3))
    assert other.rows.tolist() == [[0, 1], [0, 2], [1, 0], [1, 1]]
    assert other.origin == "rule"
