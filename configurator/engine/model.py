"""What the engine reasons about: groups of options, and the rules that bind the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Literal, TypeAlias

from configurator.engine.expressions import NONE, AttributeValue, Condition, Expression

Strength: TypeAlias = Literal["must", "warn", "note"]


class Kind(Enum):
    """How a group is answered."""

    ONE = "one"
    MANY = "many"
    NUMBER = "number"


@dataclass(frozen=True, order=True)
class Choice:
    """One option taken in one group.

    `option` is an option's id, the digits of a whole number in a number group, or `NONE`.
    `amount` is the amount, or amount-place, of an option of a *many of* group (`extra`,
    `normal-left`); it is empty elsewhere.
    """

    group: str
    option: str
    amount: str = ""


@dataclass(frozen=True)
class Option:
    """A possible answer. `amounts` maps each amount or amount-place offered to its units."""

    id: str
    attributes: Mapping[str, AttributeValue | None] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """Inclusive bounds; `at_most` None is unbounded."""

    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Group:
    """A question, flat: `path` is its place in the product, slots included.

    `optional` allows `NONE` as an answer of a *one of* or number group. A *many of* group may be
    answered with nothing exactly when its limits allow it. `numbers` holds the values of a number
    group. Where `applies_if` is given and does not hold, the group does not apply: it has no
    answer, its limits do not count, and its options cannot be chosen.
    """

    path: str
    kind: Kind
    options: tuple[Option, ...] = ()
    optional: bool = False
    distinct: Limits = Limits()
    units: Limits = Limits()
    numbers: range = range(0)
    applies_if: Expression | None = None


@dataclass(frozen=True)
class Rule:
    """A merchant's rule. Only a *must* restricts; *warn* and *note* are told when they do not hold.

    A rule whose expression is unknown, because it reads an unknown attribute, does not restrict.
    """

    name: str
    expression: Expression
    strength: Strength = "must"


@dataclass(frozen=True)
class Model:
    """One product: its groups, its rules, and the named conditions that prices depend on.

    The order of the groups is the order in which a shopper meets them. Group paths, rule names and
    condition names are unique.
    """

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)

    def group(self, path: str) -> Group:
        """The group at `path`; raises `KeyError` where there is none."""
        return self._by_path[path]

    @cached_property
    def _by_path(self) -> Mapping[str, Group]:
        return {group.path: group for group in self.groups}


@dataclass(frozen=True)
class Costs:
    """Whole-number costs: of each choice, and of each condition where it holds. Absent is 0.

    Units are the caller's (a currency's smallest unit, or points); the engine only adds them up.
    """

    choices: Mapping[Choice, int] = field(default_factory=dict)
    conditions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Unavailable:
    """What cannot be had now, apart from the rules: sold-out or unsuitable options.

    Keys are choices without amount (the whole option) or with one (that amount only); the value is
    the caller's name for the reason, repeated in explanations.
    """

    reasons: Mapping[Choice, str] = field(default_factory=dict)

    def reason(self, choice: Choice) -> str | None:
        whole = Choice(choice.group, choice.option)
        return self.reasons.get(choice) or self.reasons.get(whole)

    def among(self, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        """Those of the choices that cannot be had."""
        return tuple(choice for choice in choices if self.reason(choice) is not None)


def taken(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices that take something: those answered with none left out."""
    return tuple(choice for choice in choices if choice.option != NONE)
