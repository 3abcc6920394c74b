"""The frontier between two neighbouring corners of its hull, looked through as far as is needed."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeAlias

from configurator.engine.listing import Solution, TooMany, Window
from configurator.engine.slope import Slope

Lister: TypeAlias = Callable[[Window], list[Solution]]
"""Lists the undominated solutions in a window, by price; raises `TooMany`."""

PARTS = (4, 1)
"""The gap between the best known and what there can be is looked through from there, in parts."""

_PRICE = attrgetter("price")
_MERIT = attrgetter("merit")


class Stretch:
    """The points of the frontier from `low` to `high`, which have none of the hull between them.

    It is remembered for which prices there is nothing of so much merit.
    """

    def __init__(self, lister: Lister, slope: Slope, low: Solution, high: Solution) -> None:
        self._lister = lister
        self._slope = slope
        self._low = low
        self._high = high
        self._points = [low] if low == high else [low, high]
        self._empty: list[tuple[int, int]] = []
        self._line = min(slope.weight(each.price, each.merit) for each in (low, high))

    def within(self, budget: int) -> tuple[Solution, bool]:
        """The most merit for at most `budget`, and whether that is proven."""
        budget = min(budget, self._high.price)

        def best() -> Solution:
            return self._points[bisect_right(self._points, budget, key=_PRICE) - 1]

        most = self._slope.merit_at(budget, self._line)
        most = min([most, *(merit - 1 for price, merit in self._empty if price >= budget)])
        gap = most - best().merit
        corners = [(budget, most - gap // part) for part in PARTS]
        return self._searched(best, corners, cheapest=False)

    def reaching(self, merit: int) -> tuple[Solution, bool]:
        """The least price for at least `merit`, and whether that is proven."""
        merit = max(merit, self._low.merit)

        def best() -> Solution:
            return self._points[bisect_left(self._points, merit, key=_MERIT)]

        least = self._slope.price_at(merit, self._line)
        least = max([least, *(price + 1 for price, its in self._empty if its <= merit)])
        gap = best().price - least
        corners = [(least + gap // part, merit) for part in PARTS]
        return self._searched(best, corners, cheapest=True)

    def _searched(
        self, best: Callable[[], Solution], corners: Iterable[tuple[int, int]], cheapest: bool
    ) -> tuple[Solution, bool]:
        """The best solution, once a corner has been looked through in which there is any.

        `corners` say what a solution costs at most, and what merit it has at least: each holds the
        one before, and the last one the best that is known.
        """
        for most_price, least_merit in dict.fromkeys(corners):
            try:
                listed = self._lister(Window(most_price, least_merit, self._slope, cheapest))
            except TooMany:
                return best(), False
            if listed:
                self._points = _undominated([*listed, *self._points])
                its = best()
                self._empty.append((its.price - 1, least_merit if cheapest else its.merit))
                self._empty.append((its.price if cheapest else most_price, its.merit + 1))
                break
            self._empty.append((most_price, least_merit))
        return best(), True


def _undominated(points: Iterable[Solution]) -> list[Solution]:
    """Those that no other beats, by price; of equals the first."""
    kept: list[Solution] = []
    for point in sorted(points, key=lambda each: (each.price, -each.merit)):
        if not kept or point.merit > kept[-1].merit:
            kept.append(point)
    return kept
