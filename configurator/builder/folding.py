"""What nobody needs to see now: more of several equal slots, and long lists that are done with.

Of copies that may be empty, the first that is not answered is asked; those after it are not shown
before they are wanted. A copy with a long list is folded once it is answered. So is a long list
below another question, where it need not be answered.
"""

from collections.abc import Iterator

from catalog.product_tree import FlatGroup
from catalog.shop import NONE, GroupKind, lies_in
from configurator.builder.finding import ORDER, is_long
from configurator.builder.reckoning import Reckoning
from configurator.publishing.live import LiveProduct


def unasked_copies(reckoning: Reckoning) -> frozenset[str]:
    """The paths of the slots that are not shown yet."""
    answered = {path for path, _option in (*reckoning.explicit, *reckoning.forced)}
    asked = _asked(reckoning)
    return frozenset(
        flat.path
        for copies in _optional_copies(reckoning.live)
        for flat in _after_first_open(reckoning, copies, answered)
        if flat.path not in asked
    )


def settled_copies(reckoning: Reckoning) -> tuple[str, ...]:
    """The paths of the slots that are shown folded, as all that is in them is answered.

    What this very click has answered stays open under the finger.
    """
    return tuple(
        flat.path
        for copies in _optional_copies(reckoning.live)
        for flat in copies
        if _is_settled(reckoning, flat.path)
    )


def _is_settled(reckoning: Reckoning, slot: str) -> bool:
    inside = [each for each in reckoning.live.groups if lies_in(each.path, slot)]
    paths = {each.path for each in inside}
    wanted, conflict = reckoning.address.want, reckoning.conflict
    busy = {
        *reckoning.status.open_groups,
        *([wanted.group] if wanted else ()),
        *(each.group for each in (conflict.choices if conflict else ())),
    }
    here = {each for each in reckoning.chosen if each.group in paths}
    return (
        any(each.group == slot and each.option != NONE for each in here)
        and any(map(is_long, inside))
        and paths.isdisjoint(busy)
        and not _is_in_hand(reckoning, paths)
    )


def _is_in_hand(reckoning: Reckoning, paths: set[str]) -> bool:
    """Whether this click answered one of the groups, or looked through its list."""
    before = reckoning.here.before
    if before is None or before == reckoning.choices:
        return any(_is_looked_through(reckoning, each) for each in paths)
    changed = set(before) ^ set(reckoning.choices)
    return any(each.group in paths for each in changed)


def folded_lists(reckoning: Reckoning, paths: tuple[str, ...]) -> frozenset[str]:
    """Those groups of a step whose long lists are shown folded."""
    asked = _asked(reckoning)
    return frozenset(
        path
        for path in paths[1:]
        if path not in asked
        and is_long(flat := reckoning.live.group(path))
        and flat.group.optional
        and not _is_looked_through(reckoning, path)
    )


def _asked(reckoning: Reckoning) -> set[str]:
    """The groups that are answered, have to be, or were asked for."""
    answered = {path for path, _option in (*reckoning.explicit, *reckoning.forced)}
    wanted = reckoning.address.want
    return {*answered, *reckoning.status.open_groups, *([wanted.group] if wanted else ())}


def _is_looked_through(reckoning: Reckoning, path: str) -> bool:
    find = reckoning.address.find(path)
    return find.narrows or find.page > 1 or find.sort != ORDER


def empty_copies(reckoning: Reckoning) -> tuple[str, ...]:
    """The paths of the slots with copies that stay empty though nobody said so."""
    taken = {path for path, option in reckoning.forced if option != NONE}
    answered = {path for path, _option in reckoning.explicit} | taken
    return tuple(
        flat.path
        for copies in _optional_copies(reckoning.live)
        for flat in copies
        if flat.path not in answered and flat.path in reckoning.applying
    )


def _optional_copies(live: LiveProduct) -> Iterator[tuple[FlatGroup, ...]]:
    """The slots that may be empty and have copies, each with its copies."""
    slots = {flat.path: flat for flat in live.groups if flat.group.kind is GroupKind.SLOT}
    for paths in live.copies:
        if paths[0] in slots:
            yield tuple(slots[path] for path in paths)


def _after_first_open(
    reckoning: Reckoning, copies: tuple[FlatGroup, ...], answered: set[str]
) -> tuple[FlatGroup, ...]:
    """Those after the first that is not answered, or in which something still is to be chosen."""
    still_open = reckoning.status.open_groups
    unanswered = tuple(
        each
        for each in copies
        if each.path not in answered or any(lies_in(path, each.path) for path in still_open)
    )
    return unanswered[1:]
