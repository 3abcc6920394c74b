"""The frontier between two neighbouring corners of its hull, looked through as far as is needed."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from configurator.engine.listing import Solution, TooMany, Window

Lister: TypeAlias = Callable[[Window], list[Solution]]
"""Lists the undominated solutions in a window, by price; raises `TooMany`."""

FIRST_PART = 64
"""Solutions close to the line between the corners are looked through first: the 64th part."""

WIDER = 4
"""Each time that is not enough, so many times as far."""

_PRICE = attrgetter("price")
_MERIT = attrgetter("merit")


@dataclass(frozen=True)
class Slope:
    """How price and merit are weighed: alike, or nearly so, for the two corners of a stretch."""

    by_price: int
    by_merit: int

    def weight(self, price: int, merit: int) -> int:
        return self.by_price * price - self.by_merit * merit


class Stretch:
    """The points of the frontier from `low` to `high`, which have none of the hull between them."""

    def __init__(self, lister: Lister, slope: Slope, low: Solution, high: Solution) -> None:
        self._lister = lister
        self._slope = slope
        self._low = low
        self._high = high
        self._points = [low] if low == high else [low, high]
        self._line = min(slope.weight(each.price, each.merit) for each in (low, high))
        self._seen = self._line - 1
        self._too_many = False

    def within(self, budget: int) -> tuple[Solution, bool]:
        """The most merit for at most `budget`, and whether that is proven."""

        def best() -> Solution:
            return self._points[bisect_right(self._points, budget, key=_PRICE) - 1]

        def better(found: Solution) -> tuple[int, int] | None:
            more = found.merit + 1
            return None if more > self._high.merit else (budget, more)

        return self._searched(best, better)

    def reaching(self, merit: int) -> tuple[Solution, bool]:
        """The least price for at least `merit`, and whether that is proven."""

        def best() -> Solution:
            return self._points[bisect_left(self._points, merit, key=_MERIT)]

        def better(found: Solution) -> tuple[int, int] | None:
            less = found.price - 1
            return None if less < self._low.price else (less, merit)

        return self._searched(best, better)

    def _searched(
        self,
        best: Callable[[], Solution],
        better: Callable[[Solution], tuple[int, int] | None],
    ) -> tuple[Solution, bool]:
        """The best solution once nothing better can be, and its equals have been seen.

        `better` says what a better one costs at most, and what merit it has at least.
        """
        while True:
            found = best()
            beyond = self._slope.weight(found.price, found.merit)
            limits = better(found)
            if limits is not None:
                beyond = max(beyond, self._slope.weight(*limits))
            if self._seen >= beyond:
                return found, True
            if not self._look_towards(beyond):
                return found, False

    def _look_towards(self, beyond: int) -> bool:
        """Looks some way further through the solutions; False where there are too many."""
        if self._too_many:
            return False
        first = self._line + (beyond - self._line) // FIRST_PART
        wider = self._line + WIDER * (self._seen - self._line)
        bound = min(beyond, max(first, wider, self._seen + 1))
        try:
            found = self._lister(Window(self._slope.by_price, self._slope.by_merit, bound))
        except TooMany:
            self._too_many = True
            return False
        self._seen = bound
        inside = [each for each in found if self._holds(each)]
        # The corners themselves are missing where they do not weigh quite the same.
        if not inside or inside[0] != self._low:
            inside.insert(0, self._low)
        if inside[-1] != self._high:
            inside.append(self._high)
        self._points = inside
        return True

    def _holds(self, solution: Solution) -> bool:
        """Whether it lies between the corners."""
        return (
            self._low.price <= solution.price <= self._high.price
            and self._low.merit <= solution.merit <= self._high.merit
        )
