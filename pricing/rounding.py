"""How exact amounts become amounts that can be paid."""

from dataclasses import dataclass
from fractions import Fraction

from pricing.errors import TooSmallError


@dataclass(frozen=True)
class Rounding:
    """The nearest multiple of `to` smallest units, half up; and not below zero unless allowed.

    It never reverses an order: of two exact amounts the larger one is never rounded to less.
    Raises `TooSmallError` where `to` is not at least 1.
    """

    to: int = 1
    below_zero: bool = False

    def __post_init__(self) -> None:
        if self.to < 1:
            raise TooSmallError("the step of rounding", self.to, 1)

    def nearest(self, exact: Fraction | int) -> int:
        """The multiple of `to` nearest to an exact amount."""
        step = exact.denominator * self.to
        return (2 * exact.numerator + step) // (2 * step) * self.to

    def payable(self, exact: Fraction | int) -> int:
        """The same, and nothing where it would be below zero and may not be."""
        rounded = self.nearest(exact)
        return rounded if self.below_zero else max(0, rounded)


EXACT = Rounding()
"""To the smallest unit."""
