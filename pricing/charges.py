"""The kinds of prices that depend on more than one choice.

A *condition* is named: whoever asks for a quote says which of them hold. A *portion* is what a
choice counts as where several are counted: an option once, or once for each of its units.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

from pricing.errors import TooSmallError

ChoiceKey: TypeAlias = tuple[str, str, str]
"""The path of a group, an option of it, and its amount ("" where it has none)."""


@dataclass(frozen=True)
class Variation:
    """`choice` costs `amount` more (or less) where the condition named `condition` holds.

    It is no line of its own: it belongs to that of the choice.
    """

    choice: ChoiceKey
    condition: str
    amount: int


@dataclass(frozen=True)
class Allowance:
    """The first `free` portions of what is chosen of `portions` are taken off again.

    `portions` maps each choice to what each of its portions costs, and its order is that of the
    menu: `first` frees the first portions in it. The cheapest, or the dearest, are found among all
    that are chosen. Where `condition` is given, the allowance is made only where it holds.
    Raises `TooSmallError` where `free` is negative.
    """

    name: str
    portions: Mapping[ChoiceKey, tuple[int, ...]]
    free: int
    which: Literal["cheapest", "dearest", "first"]
    condition: str = ""

    def __post_init__(self) -> None:
        if self.free < 0:
            raise TooSmallError(f"the free portions of {self.name}", self.free, 0)

    @cached_property
    def places(self) -> Mapping[ChoiceKey, int]:
        """Where each choice stands in the menu."""
        return {choice: place for place, choice in enumerate(self.portions)}


@dataclass(frozen=True)
class Sequence:
    """The portions chosen of `portions` cost `prices` by their position, in the order of the map.

    `portions` maps each choice to how many it counts as. The last price holds for all further
    portions; without prices nothing is charged.
    """

    name: str
    portions: Mapping[ChoiceKey, int]
    prices: tuple[int, ...]

    @cached_property
    def places(self) -> Mapping[ChoiceKey, int]:
        """Where each choice stands in the sequence."""
        return {choice: place for place, choice in enumerate(self.portions)}


@dataclass(frozen=True)
class Halves:
    """One choice of `left` and one of `right` make a whole: both, the mean, or the dearer one.

    The mean of an odd sum is rounded up. A side of which nothing is chosen counts as 0. Where
    `condition` is given, they are charged only where it holds.
    """

    name: str
    left: Mapping[ChoiceKey, int] = field(default_factory=dict)
    right: Mapping[ChoiceKey, int] = field(default_factory=dict)
    by: Literal["sum", "mean", "dearer"] = "dearer"
    condition: str = ""


@dataclass(frozen=True)
class Adjustment:
    """A labelled change where `condition` holds ("": always): an amount, or a share of what stands.

    `share` is a fraction of everything charged before it (-1/10 takes off ten percent); where it is
    0, `amount` is charged.
    """

    name: str
    amount: int = 0
    share: Fraction = Fraction(0)
    condition: str = ""
