"""A parsed condition: the tree that the rule language reads, prints, evaluates and compiles.

Every node is a frozen value. A *group* is always named by its full path (`set.drink.size`), an
option by its id. What a node means is defined once, by `evaluate` in `evaluation.py`; the compiler
is checked against it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

PlainValue: TypeAlias = bool | int | Fraction | str
AttributeValue: TypeAlias = PlainValue | frozenset[str]
"""A fact about an option: a flag, an exact number, a word or a set of words; unknown is `None`."""

Comparison: TypeAlias = Literal["<", "<=", "=", "!=", ">=", ">"]
Quantifier: TypeAlias = Literal["any", "every", "no"]

NONE = "-"
"""The option id that stands for "none, answered"."""


@dataclass(frozen=True)
class Is:
    """The answer of a *one of* or number group is one of `options` (which may hold `NONE`).

    False where the group does not apply.
    """

    group: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Has:
    """A *many of* group holds `option`, in one of `amounts` (amount-place pairs); empty: any."""

    group: str
    option: str
    amounts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """The number of distinct options, or of units, chosen in a group lies within the bounds."""

    group: str
    what: Literal["distinct", "units"]
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class AttributeIs:
    """A test of one option: its attribute is one of `values` (flags, words or numbers)."""

    attribute: str
    values: tuple[PlainValue, ...]


@dataclass(frozen=True)
class AttributeCompares:
    """A test of one option: its numeric attribute against a constant."""

    attribute: str
    comparison: Comparison
    constant: Fraction


@dataclass(frozen=True)
class AttributeIncludes:
    """A test of one option: its set of words holds one of `words`."""

    attribute: str
    words: tuple[str, ...]


AttributeTest: TypeAlias = AttributeIs | AttributeCompares | AttributeIncludes


@dataclass(frozen=True)
class Chosen:
    """Any, every, or no option chosen in `groups` passes `test`.

    Over no chosen option *any* is false, *every* and *no* are true.
    """

    quantifier: Quantifier
    groups: tuple[str, ...]
    test: AttributeTest


@dataclass(frozen=True)
class Term:
    """`factor` x the sum, over the options chosen in `groups`, of `attribute` x units.

    `attribute` None sums the units themselves, and the value of a number group. An option of a
    *one of* group counts as one unit. A group with nothing chosen adds 0.
    """

    factor: Fraction
    attribute: str | None
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """`terms` added up, compared with `constant`."""

    terms: tuple[Term, ...]
    comparison: Comparison
    constant: Fraction


@dataclass(frozen=True)
class Total:
    """`terms` and `constant` added up, compared with nothing: a figure of a configuration."""

    terms: tuple[Term, ...]
    constant: Fraction = Fraction(0)


@dataclass(frozen=True)
class SameAttribute:
    """The options chosen in `groups` share one value of `attribute` (nothing chosen: true)."""

    attribute: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Among:
    """Every word of `attribute` of the options chosen in `groups` is one of `words` of each option
    chosen in `others` (nothing chosen on either side: true).

    Both attributes may hold one word or a set of words.
    """

    attribute: str
    groups: tuple[str, ...]
    words: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The answers of *one of* groups stand together in a row (`allowed`), or in none of the rows.

    A cell lists option ids; an empty cell means any answer. A group that does not apply, or is
    answered with none, matches only `NONE` and the empty cell.
    """

    groups: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    allowed: bool


@dataclass(frozen=True)
class Listed:
    """The values that each option of a group adds, by its id and amount, where it is taken."""

    group: str
    values: tuple[tuple[str, str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Ranked:
    """Of all values that what is taken adds, the `keep` smallest are kept, in order: whether there
    is one at `place`, counted from 1, and it is at least `at_least`.

    Prices that depend on how much is chosen, and on what of it, are conditions of this kind; rule
    text has no words for them. With one value for all, it says that so many are taken. Conditions
    over the same steps, as far as these are the same, are found out in one go.
    """

    steps: tuple[Listed, ...]
    keep: int
    place: int
    at_least: int = 0

    def kept(self, values: Iterable[int]) -> tuple[int, ...]:
        """Those of the values that are kept, in order."""
        return tuple(sorted(values)[: self.keep])

    def holds(self, kept: tuple[int, ...]) -> bool:
        """Whether the condition holds where these values are kept."""
        return self.place <= len(kept) and kept[self.place - 1] >= self.at_least


@dataclass(frozen=True)
class Not:
    part: "Expression"


@dataclass(frozen=True)
class And:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Or:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Implies:
    """`condition` requires `consequence`; "A excludes B" is `Implies(A, Not(B))`."""

    condition: "Expression"
    consequence: "Expression"


Leaf: TypeAlias = Is | Has | Counted | Chosen | Sum | SameAttribute | Among | Table | Ranked
"""What reads choices."""

Expression: TypeAlias = Leaf | Not | And | Or | Implies


@dataclass(frozen=True)
class Unknown:
    """That the truth of `part` is unknown: a condition that rule text has no words for.

    It holds or does not, and is never unknown itself.
    """

    part: Expression


Condition: TypeAlias = Expression | Unknown


def groups_of(expression: Condition) -> Iterator[str]:
    """The paths of the groups that the expression reads, in order, with repetitions."""
    match expression:
        case Not(part=part) | Unknown(part=part):
            yield from groups_of(part)
        case And(parts=parts) | Or(parts=parts):
            for each in parts:
                yield from groups_of(each)
        case Implies(condition=condition, consequence=consequence):
            yield from groups_of(condition)
            yield from groups_of(consequence)
        case _:
            yield from _read_by(expression)


def _read_by(leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Is(group=group) | Has(group=group) | Counted(group=group):
            yield group
        case Chosen(groups=groups) | SameAttribute(groups=groups) | Table(groups=groups):
            yield from groups
        case Sum(terms=terms):
            for term in terms:
                yield from term.groups
        case Among(groups=groups, others=others):
            yield from groups
            yield from others
        case Ranked(steps=steps):
            yield from (step.group for step in steps)
