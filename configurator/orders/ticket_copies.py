"""Interchangeable slots on a ticket: compared in whatever order, and equal ones told once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.naming import group_words
from catalog.product_tree import FlatGroup
from catalog.shop import Text, lies_in
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True)
class GroupLine:
    """A line about a group, before equal copies are told together."""

    flat: FlatGroup
    group: Text
    words: Text
    differs: bool


def aligned(
    live: LiveProduct, expected: tuple[Choice, ...], chosen: tuple[Choice, ...]
) -> tuple[Choice, ...]:
    """What is expected, with its copies moved to where equal ones are chosen."""
    for paths in live.copies:
        expected = _aligned(expected, chosen, paths)
    return expected


def told_once(live: LiveProduct, lines: Iterable[GroupLine]) -> list[GroupLine]:
    """The lines, those of equal copies once with how many there are."""
    told = list(lines)
    for paths in reversed(live.copies):
        told = _told_once(live, told, paths)
    return told


def _aligned(
    expected: tuple[Choice, ...], chosen: tuple[Choice, ...], paths: tuple[str, ...]
) -> tuple[Choice, ...]:
    outside = tuple(e for e in expected if not any(lies_in(e.group, path) for path in paths))
    contents = [content for path in paths if (content := _content(expected, path))]
    placed = {}
    for path in paths:
        here = _content(chosen, path)
        if here in contents:
            contents.remove(here)
            placed[path] = here
    for path in paths:
        if path not in placed and contents:
            placed[path] = contents.pop(0)
    inside = (
        Choice(path + rest, option, amount)
        for path, content in placed.items()
        for rest, option, amount in sorted(content)
    )
    return (*outside, *inside)


def _content(choices: tuple[Choice, ...], path: str) -> frozenset[tuple[str, str, str]]:
    """What is chosen in a copy, as seen from it."""
    return frozenset(
        (each.group.removeprefix(path), each.option, each.amount)
        for each in choices
        if lies_in(each.group, path)
    )


def _told_once(
    live: LiveProduct, lines: list[GroupLine], paths: tuple[str, ...]
) -> list[GroupLine]:
    alike: dict[tuple[object, ...], list[str]] = {}
    for path in paths:
        inside = [each for each in lines if lies_in(each.flat.path, path)]
        said = tuple((e.flat.shared_path, tuple(e.words.items()), e.differs) for e in inside)
        alike.setdefault(said, []).append(path)
    told = []
    for line in lines:
        equal = next((e for e in alike.values() if any(lies_in(line.flat.path, p) for p in e)), [])
        if len(equal) < 2:
            told.append(line)
        elif lies_in(line.flat.path, equal[0]):
            told.append(_counted(live, line, len(equal), equal[0].count(".")))
    return told


def _counted(live: LiveProduct, line: GroupLine, count: int, depth: int) -> GroupLine:
    """A line said of several equal copies; their slot lies so deep, and has no number any more."""
    flat = line.flat.unnumbered(depth)
    return replace(
        line,
        group={each: group_words(live.shop, flat, each) for each in line.group},
        words={language: f"{count} × {words}" for language, words in line.words.items()},
    )
