"""What nobody needs to see yet: more of several equal slots, and long lists without an answer.

Of copies that may be empty, the first that is not answered is asked; those after it are folded away
until they are wanted. So is a long list below another question, where it need not be answered.
"""

from collections.abc import Iterator

from catalog.product_tree import FlatGroup
from catalog.shop import NONE, GroupKind
from configurator.builder.finding import ORDER, is_long
from configurator.builder.reckoning import Reckoning
from configurator.publishing.live import LiveProduct


def folded_copies(reckoning: Reckoning) -> frozenset[str]:
    """The paths of the slots that are shown folded."""
    answered = {path for path, _option in (*reckoning.explicit, *reckoning.forced)}
    asked = _asked(reckoning)
    return frozenset(
        flat.path
        for copies in _optional_copies(reckoning.live)
        for flat in _after_first_open(copies, answered)
        if flat.path not in asked
    )


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


def _after_first_open(copies: tuple[FlatGroup, ...], answered: set[str]) -> tuple[FlatGroup, ...]:
    unanswered = tuple(each for each in copies if each.path not in answered)
    return unanswered[1:]
