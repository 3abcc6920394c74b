"""The tax in, or on, the amounts of an order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pricing.order_terms import TaxRate, TaxTable
from pricing.rounding import EXACT


@dataclass(frozen=True)
class Taxable:
    """An amount of one category; what has one `owner` is rounded together where lines are."""

    owner: str
    category: str
    amount: int


@dataclass(frozen=True)
class Taxed:
    """`net + tax` is `gross`, always; what is of no taxed category has no rate and no tax."""

    rate: TaxRate | None
    net: int
    tax: int

    @property
    def gross(self) -> int:
        """With the tax."""
        return self.net + self.tax


def taxed(taxables: Iterable[Taxable], table: TaxTable) -> Iterator[Taxed]:
    """The tax of each amount. What is rounded together adds up to the tax of its sum.

    The tax of an amount is what the rounded tax of everything up to it grows by.
    """
    sums: dict[tuple[str, TaxRate], int] = {}
    for each in taxables:
        rate = table.rates.get(each.category)
        if rate is None:
            yield Taxed(None, each.amount, 0)
            continue
        together = (each.owner if table.rounded == "line" else "", rate)
        before = sums.get(together, 0)
        after = sums[together] = before + each.amount
        share = _share(rate, table.included)
        tax = EXACT.nearest(after * share) - EXACT.nearest(before * share)
        yield Taxed(rate, each.amount - tax if table.included else each.amount, tax)


def _share(rate: TaxRate, included: bool) -> Fraction:
    return rate.share / (1 + rate.share) if included else rate.share
