"""Amounts of money, exact to the smallest unit of the currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from pricing.errors import CurrencyMismatchError, NoWeightError


@dataclass(frozen=True)
class Money:
    """`minor` whole units of the currency's smallest coin: 900 KRW, or 900 cents."""

    minor: int
    currency: str

    def __add__(self, other: Self) -> Self:
        return type(self)(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __mul__(self, times: int) -> Self:
        return type(self)(self.minor * times, self.currency)

    def __lt__(self, other: Self) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: Self) -> int:
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return other.minor

    def split(self, weights: Sequence[int]) -> list[Self]:
        """Shares in proportion to `weights` that add up to the whole.

        Raises `NoWeightError` where nothing has a weight or one is negative.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            raise NoWeightError(tuple(weights))
        shares, given, weighed = [], 0, 0
        for weight in weights:
            weighed += weight
            due = self.minor * weighed // whole
            shares.append(type(self)(due - given, self.currency))
            given = due
        return shares

    def spread(self, weights: Sequence[int]) -> list[Self]:
        """The same where there may be no weights: then the first share is the whole.

        A negative weight counts as none. Raises `NoWeightError` where there are no shares at all.
        """
        if not weights:
            raise NoWeightError(())
        positive = [max(0, weight) for weight in weights]
        return self.split(positive if any(positive) else [1, *positive[1:]])


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum, zero of `currency` for nothing; raises `CurrencyMismatchError` on another one."""
    return sum(amounts, start=Money(0, currency))
