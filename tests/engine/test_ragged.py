"""Lists of different lengths in flat arrays."""

import numpy as np

from configurator.engine.ragged import Ragged


def lists(ragged: Ragged) -> list[list[int]]:
    ends = np.cumsum(ragged.lengths).tolist()
    return [
        ragged.items[start:end].tolist()
        for start, end in zip(ragged.starts.tolist(), ends, strict=True)
    ]


def test_lists_are_taken_in_any_order_and_again() -> None:
    ragged = Ragged(np.array([2, 0, 3]), np.array([1, 2, 3, 4, 5]))
    assert lists(ragged) == [[1, 2], [], [3, 4, 5]]
    assert lists(ragged.take(np.array([2, 1, 0, 2]))) == [[3, 4, 5], [], [1, 2], [3, 4, 5]]
    assert lists(ragged.take(np.array([], dtype=np.int64))) == []


def test_items_go_to_their_owners_in_order() -> None:
    ragged = Ragged.of_pairs(4, np.array([2, 0, 2, 3]), np.array([10, 11, 12, 13]))
    assert lists(ragged) == [[11], [], [10, 12], [13]]
    assert ragged.owners.tolist() == [0, 2, 2, 3]


def test_parts_follow_one_another() -> None:
    one = Ragged.of_matrix(np.array([[1, 2], [3, 4]]))
    assert lists(Ragged.concatenate([one, Ragged.empty(2), one])) == [
        [1, 2],
        [3, 4],
        [],
        [],
        [1, 2],
        [3, 4],
    ]
