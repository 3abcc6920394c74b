"""What a priced order is made of: its lines, discounts, fees, taxes and parts.

    total = lines + discounts + fees + taxes that are added + tip + rounding + floor

Taxes that are included in the prices are told, and add nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pricing.money import Money
from pricing.money import total as sum_of
from pricing.quote_lines import CauseKind, QuoteLine


@dataclass(frozen=True)
class LinePrice:
    """What all pieces of a line cost: `amount` is `unit` times `quantity`.

    `discounted` is what the discounts leave of it.
    """

    key: str
    quantity: int
    unit: Money
    amount: Money
    discounted: Money


@dataclass(frozen=True)
class DiscountPrice:
    """A discount that was taken, and what it changes each line by that it reaches.

    The amounts of the lines add up to `amount`.
    """

    name: str
    kind: Literal["coupon", "bundle"]
    amount: Money
    lines: Mapping[str, Money]


@dataclass(frozen=True)
class PartPrice:
    """What one part of all pieces of a line comes to after discounts; `net + tax` is `gross`.

    `rate` names the tax, "" where it is not taxed. `gross` is what is charged for it, added taxes
    included.
    """

    line: str
    path: str
    category: str
    quantity: int
    rate: str
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True)
class FeePrice:
    """A fee. One that is `waived` would be charged for a smaller order, and comes to nothing."""

    name: str
    category: str
    waived: bool
    rate: str
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True)
class TaxPrice:
    """All that is taxed at one rate: `share` is 7/100 for seven percent of `net`."""

    rate: str
    share: Fraction
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True)
class OrderQuote:
    """A priced order. `lines` and `charges` add up to `total`.

    `charges` are the discounts that were taken, the fees, taxes that are added, the tip, rounding
    and floor, as far as they come to something. `parts`, `fees`, the tip, rounding and floor add up
    to `total` as well: nothing is charged that does not belong to one of them.
    """

    lines: tuple[LinePrice, ...]
    discounts: tuple[DiscountPrice, ...]
    fees: tuple[FeePrice, ...]
    taxes: tuple[TaxPrice, ...]
    taxes_included: bool
    parts: tuple[PartPrice, ...]
    charges: tuple[QuoteLine, ...]
    total: Money

    @property
    def subtotal(self) -> Money:
        """What the lines come to before any discount."""
        return sum_of((line.amount for line in self.lines), self.total.currency)

    def charged(self, *kinds: CauseKind) -> Money:
        """What the charges of these kinds come to."""
        return sum_of(
            (line.amount for line in self.charges if line.cause.kind in kinds), self.total.currency
        )
