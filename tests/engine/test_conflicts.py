"""Finding a minimal conflict with few questions."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from configurator.engine.conflicts import minimal_conflict, simplest_conflict

ITEMS = tuple(range(7))


def all_of(needed: Iterable[int]) -> Callable[[Sequence[int]], bool]:
    return lambda some: set(needed) <= set(some)


def test_a_minimal_conflict_is_found_wherever_it_lies() -> None:
    for size in range(1, 5):
        for needed in combinations(ITEMS, size):
            assert minimal_conflict(ITEMS, all_of(needed)) == needed


def test_items_that_come_first_are_preferred() -> None:
    def conflicts(some: Sequence[int]) -> bool:
        return {1, 2} <= {*some} or {5, 6} <= {*some}

    assert minimal_conflict(ITEMS, conflicts) == (1, 2)
    assert minimal_conflict(ITEMS[::-1], conflicts) == (6, 5)


def test_what_conflicts_with_nothing_needs_nothing() -> None:
    assert minimal_conflict(ITEMS, lambda _: True) == ()


def test_one_that_conflicts_alone_is_the_simplest() -> None:
    def conflicts(some: Sequence[int]) -> bool:
        return {0, 1} <= {*some} or 4 in some

    assert simplest_conflict(ITEMS, (), ITEMS, conflicts) == (4,)
    assert simplest_conflict(ITEMS, (), (), conflicts) == (0, 1)


def test_what_is_likely_is_asked_about_first() -> None:
    def conflicts(some: Sequence[int]) -> bool:
        return 1 in some or 3 in some

    assert simplest_conflict(ITEMS, (), ITEMS, conflicts) == (1,)
    assert simplest_conflict(ITEMS, (2, 3), ITEMS, conflicts) == (3,)
    assert simplest_conflict(ITEMS, ITEMS, ITEMS, lambda some: True) == ()


def test_few_questions_find_a_small_conflict_among_many() -> None:
    asked = []

    def conflicts(some: Sequence[int]) -> bool:
        asked.append(some)
        return {100, 900} <= {*some}

    assert minimal_conflict(range(1024), conflicts) == (100, 900)
    assert len(asked) < 60
