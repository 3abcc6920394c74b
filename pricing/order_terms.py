"""What an order is priced by, besides its lines: discounts, fees, tip, taxes.

All of it is what is in force already: whoever asks has judged dates, codes, channels and limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from pricing.errors import TooSmallError
from pricing.quote_lines import Quote
from pricing.rounding import EXACT, Rounding


@dataclass(frozen=True)
class Part:
    """A part of one piece that is taxed by itself, and given back by itself: the drink of a set.

    `path` is empty for the product itself, else that of the slot. `standalone` is what the part
    would cost sold alone, in smallest units: the price of the piece is spread in that proportion.
    A negative one counts as 0; where no part costs anything alone, the first part is the whole.
    """

    path: str
    category: str
    standalone: int


@dataclass(frozen=True)
class OrderLine:
    """`quantity` pieces at the price of `quote`. `parts` is never empty."""

    key: str
    quantity: int
    quote: Quote
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Discount:
    """An amount, or a share (negative takes off), of the pieces that `pieces` names.

    `pieces` maps keys of lines to how many of their pieces it applies to. A negative one never
    takes off more than they cost. `least` is what all lines together have to come to before any
    discount. Discounts are taken in order, each of what the ones before left; of those that name
    the same `exclusive` only the one that changes the total most in the shopper's favour.
    `times` is how often an amount is taken (bundles that are complete several times).

    Of the pieces of a line it takes those that cost most after the discounts before it. It is
    spread over its pieces in proportion to what they cost.
    """

    name: str
    kind: Literal["coupon", "bundle"]
    pieces: Mapping[str, int]
    amount: int = 0
    share: Fraction = Fraction(0)
    least: int = 0
    exclusive: str = ""
    times: int = 1


@dataclass(frozen=True)
class Fee:
    """An amount, or a share of the lines after discounts; free where these reach `free_from`.

    0 as `free_from` means never. Lines below zero count as nothing.
    """

    name: str
    category: str
    amount: int = 0
    share: Fraction = Fraction(0)
    free_from: int = 0


@dataclass(frozen=True)
class TaxRate:
    """The share of tax (7/100) on the net amount of what is of a category.

    Raises `TooSmallError` where it is negative.
    """

    name: str
    share: Fraction

    def __post_init__(self) -> None:
        if self.share < 0:
            raise TooSmallError(f"the share of the tax {self.name}", self.share, 0)


@dataclass(frozen=True)
class TaxTable:
    """The rate of each category that is taxed, and whether prices include the tax.

    Tax is rounded, half up, once for each rate of a line (a fee is a line by itself), or once for
    each rate of the order. Included tax of a gross amount is `gross * share / (1 + share)`.
    """

    rates: Mapping[str, TaxRate] = field(default_factory=dict)
    included: bool = True
    rounded: Literal["line", "order"] = "line"


NO_TAXES = TaxTable()


@dataclass(frozen=True)
class OrderTerms:
    """Everything that an order is priced by; a tip is never taxed and never discounted.

    `rounding` is that of the total with everything in it.
    """

    currency: str
    discounts: tuple[Discount, ...] = ()
    fees: tuple[Fee, ...] = ()
    tip: int = 0
    taxes: TaxTable = NO_TAXES
    rounding: Rounding = EXACT
