"""The one order that copies stand in where configurations are compared: A + C is C + A.

Copies that hold something come first, in the order of the options they hold, then those answered
with none, then those not answered.
"""

from collections.abc import Iterable, Mapping

from catalog.shop import NONE, GroupKind, lies_in
from configurator.engine.checked import checked_repairs
from configurator.engine.model import Choice
from configurator.engine.repairing import Repair
from configurator.engine.situations import Situation
from configurator.publishing.live import LiveProduct

MOST_REPAIRS = 3


def in_canonical_order(live: LiveProduct, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The same configuration with its copies in order, and its choices in that of the product."""
    return tuple(sorted(_in_order(live, dict.fromkeys(choices)), key=live.place_of))


def texts_in_canonical_order(
    live: LiveProduct, choices: Iterable[Choice], texts: Mapping[str, str]
) -> dict[str, str]:
    """What was typed, by path, where the copies that it belongs to come to stand."""
    typed = [Choice(path, text) for path, text in texts.items()]
    moved = _in_order(live, dict.fromkeys((*choices, *typed)))
    return {
        each.group: each.option
        for each in moved
        if live.group(each.group).group.kind is GroupKind.TEXT
    }


def distinct_repairs(
    live: LiveProduct, situation: Situation, wanted: Choice | None
) -> tuple[Repair, ...]:
    """The best repairs, of those that lead to one configuration up to its order only the first.

    Raises `KeyError` for what the product does not have.
    """
    distinct: dict[tuple[Choice, ...], Repair] = {}
    # Each may come once for every copy that it might begin with; where some do, ask for more.
    for most in (MOST_REPAIRS, MOST_REPAIRS * max(map(len, live.copies), default=1)):
        found = checked_repairs(live.compiled, situation, wanted, live.checked, most)
        for repair in found:
            distinct.setdefault(in_canonical_order(live, repair.configuration), repair)
        if len(found) < most or len(distinct) >= MOST_REPAIRS:
            break
    return tuple(distinct.values())[:MOST_REPAIRS]


def _in_order(live: LiveProduct, choices: Iterable[Choice]) -> list[Choice]:
    ordered = list(choices)
    # Copies inside copies are put in order first: then equal contents are equal lists.
    for paths in reversed(live.copies):
        ordered = _with_sorted_copies(live, ordered, paths)
    return ordered


def _with_sorted_copies(
    live: LiveProduct, choices: list[Choice], paths: tuple[str, ...]
) -> list[Choice]:
    outside = [each for each in choices if not any(lies_in(each.group, path) for path in paths)]
    contents = [
        [_moved(each, path, paths[0]) for each in choices if lies_in(each.group, path)]
        for path in paths
    ]
    contents.sort(key=lambda each: _rank(live, each))
    return outside + [
        _moved(each, paths[0], path)
        for path, content in zip(paths, contents, strict=True)
        for each in content
    ]


def _rank(live: LiveProduct, content: list[Choice]) -> tuple[int, list[tuple[int, int, str, str]]]:
    """How far back a content stands, read at the first of the copies."""
    taken = any(each.option != NONE for each in content)
    return 0 if taken else 1 if content else 2, sorted(map(live.place_of, content))


def _moved(choice: Choice, path: str, to: str) -> Choice:
    return Choice(to + choice.group.removeprefix(path), choice.option, choice.amount)
