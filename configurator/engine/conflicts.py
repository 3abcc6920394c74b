"""Finding a minimal set of things that cannot hold together."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeAlias, TypeVar

Item = TypeVar("Item", bound=Hashable)
Conflicts: TypeAlias = Callable[[Sequence[Item]], bool]


def minimal_conflict(items: Sequence[Item], conflicts: Conflicts[Item]) -> tuple[Item, ...]:
    """Some of `items` that conflict, of which none can be left out; in their order.

    `conflicts` must hold of all `items`, and of every superset of a set that it holds of. Items
    that come first are preferred. This is Junker's QuickXplain: for k of n items about
    2k log(n / k) questions, and the result depends on nothing but their answers.
    """
    if conflicts(()):
        return ()
    return tuple(_needed((), items, conflicts, background_grew=False))


def _needed(
    background: Sequence[Item],
    items: Sequence[Item],
    conflicts: Conflicts[Item],
    background_grew: bool,
) -> list[Item]:
    """Which of `items` a minimal conflict needs beside all of `background`."""
    if background_grew and conflicts(background):
        return []
    if len(items) == 1:
        return list(items)
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    of_second = _needed((*background, *first), second, conflicts, bool(first))
    of_first = _needed((*background, *of_second), first, conflicts, bool(of_second))
    return [*of_first, *of_second]


def simplest_conflict(
    items: Sequence[Item],
    likely: Iterable[Item],
    alone: Iterable[Item],
    conflicts: Conflicts[Item],
) -> tuple[Item, ...]:
    """A minimal conflict as by `minimal_conflict`; a single one of `alone` where that suffices.

    Those of `alone` that are `likely` to suffice are asked about first.
    """
    if conflicts(()):
        return ()
    asked = tuple(likely)
    single = next((item for item in asked if conflicts((item,))), None)
    if single is not None:
        return (single,)
    found = minimal_conflict(items, conflicts)
    if len(found) < 2:
        return found
    others = (item for item in alone if item not in asked)
    single = next((item for item in others if conflicts((item,))), None)
    return found if single is None else (single,)


def smallest_conflicts(
    items: Sequence[Item], conflicts: Conflicts[Item], most: int, steps: int
) -> tuple[tuple[Item, ...], ...]:
    """The conflicts of the fewest items, at most `most` of them; one that is minimal by deletion
    where that is not known within so many `steps`.

    `conflicts` is asked as by `minimal_conflict`. A smallest conflict has something in common with
    whatever has to be left out to end them all, so that it is looked for among the smallest sets
    that have (Ignatiev and others 2015).
    """
    minimal = minimal_conflict(items, conflicts)
    if not minimal:
        return (minimal,)
    try:
        return _Smallest(items, conflicts, most, steps).found(len(minimal))
    except _TooManyStepsError:
        return (minimal,)


class _TooManyStepsError(Exception):
    """Looking for the smallest conflicts takes too long."""


class _Smallest(Generic[Item]):
    """One search for the smallest conflicts."""

    def __init__(
        self, items: Sequence[Item], conflicts: Conflicts[Item], most: int, steps: int
    ) -> None:
        self._items = items
        self._conflicts = conflicts
        self._most = most
        self._left = steps
        self._leaving_out: list[frozenset[Item]] = []
        """Sets of items; without any one of them nothing conflicts any more."""

    def found(self, largest: int) -> tuple[tuple[Item, ...], ...]:
        for size in range(largest + 1):
            found: list[frozenset[Item]] = []
            while len(found) < self._most:
                next_one = self._next(frozenset(), size, found)
                if next_one is None:
                    break
                if self._asked(next_one):
                    found.append(next_one)
                else:
                    self._leave_out(next_one)
            if found:
                return tuple(map(self._in_order, found))
        return ()

    def _next(
        self, taken: frozenset[Item], size: int, found: Sequence[frozenset[Item]]
    ) -> frozenset[Item] | None:
        """At most `size` items more, so that something is taken of each set to be left out."""
        self._step()
        missed = next((each for each in self._leaving_out if not each & taken), None)
        if missed is None:
            return None if taken in found else taken
        if not size:
            return None
        for item in self._in_order(missed):
            whole = self._next(taken | {item}, size - 1, found)
            if whole is not None:
                return whole
        return None

    def _leave_out(self, kept: frozenset[Item]) -> None:
        """Learn what is left out by as many items as can be kept, `kept` among them."""
        most, rest = self._in_order(kept), []
        for item in self._items:
            if item in kept:
                continue
            if self._asked((*most, item)):
                rest.append(item)
            else:
                most = (*most, item)
        self._leaving_out.append(frozenset(rest))

    def _asked(self, items: Iterable[Item]) -> bool:
        self._step()
        return self._conflicts(self._in_order(items))

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooManyStepsError

    def _in_order(self, items: Iterable[Item]) -> tuple[Item, ...]:
        wanted = frozenset(items)
        return tuple(item for item in self._items if item in wanted)
