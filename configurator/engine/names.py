"""What rule text may speak of: groups with their options, amounts, numbers and attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal, TypeAlias

from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Group, Kind, Model
from configurator.engine.truths import words_in

AttributeKind: TypeAlias = Literal["flag", "number", "word", "words"]

# Bounds on the work that one unknown name may cause.
NAMES_COMPARED = 1000
LONGEST_COMPARED = 60


@dataclass(frozen=True)
class AttributeNames:
    """What is known of an attribute; `kind` None where no option says what it holds.

    `words` are those that one of kind *word* or *words* holds: those in use, or where `closed`,
    all there may be.
    """

    kind: AttributeKind | None = None
    words: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class GroupNames:
    """One group: its option ids, the amounts each is offered in, and what is known of them.

    `copies` is how many interchangeable groups the path names together.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    amounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: range = range(0)
    attributes: Mapping[str, AttributeNames] = field(default_factory=dict)
    copies: int = 1


@dataclass(frozen=True)
class Names:
    """The groups by path."""

    groups: Mapping[str, GroupNames] = field(default_factory=dict)


def names_of(model: Model, words: Mapping[str, tuple[str, ...]] | None = None) -> Names:
    """What rules of `model` may speak of.

    `words` lists, for the attributes that the shop declares, every word they may hold. Of other
    attributes the words in use are known, and rules may speak of further ones.
    """
    # Each value once, flags apart from numbers: there may be tens of thousands of options.
    facts: dict[str, dict[tuple[type, AttributeValue], None]] = {}
    for group in model.groups:
        for option in group.options:
            for attribute, value in option.attributes.items():
                stated = facts.setdefault(attribute, {})
                if value is not None:
                    stated[type(value), value] = None
    declared = words or {}
    known = {
        attribute: _attribute([value for _, value in stated], declared.get(attribute))
        for attribute, stated in facts.items()
    }
    return Names({group.path: _group(group, known) for group in model.groups})


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names most like `word`, best first; letter case does not matter."""
    fold = word[:LONGEST_COMPARED].casefold()
    by_fold = {name.casefold(): name for name in known}
    likeliest = sorted(by_fold, key=lambda name: name[:1] != fold[:1])[:NAMES_COMPARED]
    return tuple(by_fold[each] for each in get_close_matches(fold, likeliest, most, cutoff=0.6))


def _group(group: Group, known: Mapping[str, AttributeNames]) -> GroupNames:
    present = dict.fromkeys(name for option in group.options for name in option.attributes)
    return GroupNames(
        kind=group.kind,
        options=tuple(option.id for option in group.options),
        amounts={option.id: tuple(option.amounts) for option in group.options},
        numbers=group.numbers,
        attributes={name: known[name] for name in present},
    )


def _attribute(
    values: Iterable[AttributeValue], declared: tuple[str, ...] | None
) -> AttributeNames:
    kinds = {_kind(value) for value in values}
    kind = kinds.pop() if len(kinds) == 1 else None
    if declared is not None:
        return AttributeNames(kind or "word", declared, closed=True)
    used = {word for value in values for word in words_in(value) or ()}
    return AttributeNames(kind, tuple(sorted(used)))


def _kind(value: AttributeValue) -> AttributeKind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, frozenset):
        return "words"
    return "number" if isinstance(value, int | Fraction) else "word"
