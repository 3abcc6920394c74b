"""Finding a minimal set of things that cannot hold together."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")
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
