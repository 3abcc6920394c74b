"""What a group must be, by its kind, and bounds that leave something to choose."""

from collections.abc import Iterator, Mapping
from typing import Any

from catalog.problems import Fault, Path, ProblemFact
from catalog.shop import Bounds, Group, GroupKind

MAX_NUMBERS = 4096
"""The most different numbers that a number group can be answered with."""

FIELDS: Mapping[GroupKind, tuple[str, ...]] = {
    GroupKind.ONE: ("options", "options_from", "optional", "shows", "filters", "included"),
    GroupKind.MANY: (
        *("options", "options_from", "distinct", "units", "shows", "filters", "included"),
    ),
    GroupKind.NUMBER: ("numbers", "step", "price_per_unit", "optional"),
    GroupKind.TEXT: ("max_length", "text_price"),
    GroupKind.SLOT: ("product", "optional", "copies"),
}
"""The fields of each kind of group; the first of them must be given."""

_ALL = frozenset(name for names in FIELDS.values() for name in names)


def group_faults(group: Group, given: Mapping[str, Any]) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with a group of its kind; `given` are the fields that the file has."""
    needed = FIELDS[group.kind]
    if not given.get(needed[0]) and not given.get("options_from"):
        yield (needed[0],), Fault("missing")
    for name in given:
        if name in _ALL and name not in needed:
            facts: dict[str, ProblemFact] = {"word": name, "kind": str(group.kind)}
            yield (name,), Fault("not-for-kind", {**facts, "words": needed})
    if group.kind is GroupKind.NUMBER and "numbers" in given:
        yield from _numbers_faults(group)
    if group.kind in (GroupKind.ONE, GroupKind.MANY):
        yield from _amounts_faults(group)
    if group.kind is GroupKind.MANY:
        yield from _limits_faults(group)


def number_faults(bounds: Mapping[str, Any]) -> Iterator[tuple[Path, Fault]]:
    """Bounds whose lower end is above the upper one."""
    low, high = bounds.get("at_least", 0), bounds.get("at_most")
    if high is not None and low > high:
        yield ("at_most",), Fault("bounds-crossed", {"at_least": low, "at_most": high})


def _numbers_faults(group: Group) -> Iterator[tuple[Path, Fault]]:
    last = group.numbers.at_most
    if last is None:
        yield ("numbers", "at_most"), Fault("missing")
    elif (last - group.numbers.at_least) // group.step >= MAX_NUMBERS:
        yield ("numbers",), Fault("too-many-numbers", {"limit": MAX_NUMBERS})


def _amounts_faults(group: Group) -> Iterator[tuple[Path, Fault]]:
    """Options of a *many of* group come in amounts, options of a *one of* group do not."""
    for option in group.options:
        at = ("options", option.id)
        if group.kind is GroupKind.ONE and option.amounts:
            yield (*at, "amounts"), Fault("amounts-in-one")
        elif group.kind is GroupKind.MANY and option.prices and not option.amounts:
            yield (*at, "price"), Fault("amounts-missing")


def _limits_faults(group: Group) -> Iterator[tuple[Path, Fault]]:
    """Limits that no set of options can keep."""
    for name, limit in (("distinct", group.distinct), ("units", group.units)):
        if limit.at_least < 0:
            yield (name, "at_least"), Fault("negative", {"word": str(limit.at_least)})
    if group.options and group.distinct.at_least > len(group.options):
        facts = {"at_least": group.distinct.at_least, "count": len(group.options)}
        yield ("distinct", "at_least"), Fault("more-than-there-are", facts)
    nothing_counts = _is_below(group.distinct, 1) and _asks(group.units)
    nothing_fits = _is_below(group.units, 0) and _asks(group.distinct)
    if nothing_counts or nothing_fits:
        yield ("units",), Fault("limits-contradict")


def _asks(bounds: Bounds) -> bool:
    return bounds.at_least > 0


def _is_below(bounds: Bounds, count: int) -> bool:
    return bounds.at_most is not None and bounds.at_most < count
