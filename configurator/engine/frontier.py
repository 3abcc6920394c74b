"""What merit can be had for what price: the Pareto frontier of a situation, asked piece by piece.

A *point* of the frontier is a valid complete configuration that no other beats: none has as much
merit for less, or more for as much. There may be very many; only those between two neighbouring
corners of the frontier's hull are ever listed. A corner is what a sweep finds when merit is weighed
against price, so that a few sweeps lead to the two corners around what is asked.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from configurator.engine.answers import FREE
from configurator.engine.compiled import Compiled
from configurator.engine.evaluation import Judge
from configurator.engine.listing import Lister, Solution
from configurator.engine.model import Choice, Costs
from configurator.engine.situations import Situation, allowed_in
from configurator.engine.slope import Slope
from configurator.engine.stretch import Stretch
from configurator.engine.sweep import INFINITE

Numbers = NDArray[np.int64]

MOST_LABELS = 400_000
"""So many partial configurations are looked at for one stretch of the frontier, and no more."""


@dataclass(frozen=True)
class Found:
    """A point that answers a question; where not `proven`, there may be a better one."""

    point: Solution
    proven: bool


class Frontier:
    """The frontier of a situation for some prices and merits; found out as it is asked.

    `penalties` come before everything: no point has more of them than there is a way with.
    `cheapest_price` and `most_merit` are those of its two ends; None where no configuration holds
    the explicit choices.
    """

    def __init__(
        self,
        compiled: Compiled,
        situation: Situation,
        prices: Costs,
        merits: Costs,
        penalties: Costs = FREE,
        *,
        most_labels: int = MOST_LABELS,
    ) -> None:
        """Raises `KeyError` where the situation or the costs name what the model does not have.

        Raises `OverflowError` where prices times merits do not fit the numbers here.
        """
        self._compiled = compiled
        self._allowed = allowed_in(compiled, situation)
        self._merit_of_choice = merits
        self._judge = Judge(compiled.model) if merits.conditions else None
        self._price, self._merit = compiled.costs(prices), compiled.costs(merits)
        self._cheap = Slope(self._span(self._merit) + 1, 1)
        self._good = Slope(1, self._span(self._price) + 1)
        self._most = INFINITE // (4 * (compiled.diagram.variables + 2) ** 2)
        self._dearer, self._worse = self._penalised(compiled.costs(penalties))
        self._highest = int(np.abs(self._price).max()), int(np.abs(self._merit).max())
        self._most_labels = most_labels
        self._corners = self._ends()
        self._stretches: dict[tuple[Solution, Solution], Stretch] = {}

    @property
    def cheapest_price(self) -> int | None:
        return self._corners[0].price - self._dearer if self._corners else None

    @property
    def most_merit(self) -> int | None:
        return self._corners[-1].merit + self._worse if self._corners else None

    def within(self, budget: int) -> Found | None:
        """The point of most merit for at most `budget`; None where nothing costs as little."""
        budget += self._dearer
        if not self._corners or self._corners[0].price > budget:
            return None
        stretch = self._around(lambda corner: corner.price <= budget)
        return self._found(*stretch.within(budget))

    def reaching(self, merit: int) -> Found | None:
        """The cheapest point with at least `merit`; None where nothing has as much."""
        merit -= self._worse
        if not self._corners or self._corners[-1].merit < merit:
            return None
        stretch = self._around(lambda corner: corner.merit < merit)
        return self._found(*stretch.reaching(merit))

    def _found(self, solution: Solution, proven: bool) -> Found:
        price, merit = solution.price - self._dearer, solution.merit + self._worse
        return Found(Solution(price, merit, solution.read), proven)

    def _penalised(self, penalty: Numbers) -> tuple[int, int]:
        """Makes penalties outweigh every price and merit; what the least of them add to both.

        Whatever has more of them than it must is beaten in both, and so on no frontier.
        """
        if not penalty.any():
            return 0, 0
        dearer, worse = self._good.by_merit, self._cheap.by_price
        self._price = self._price + dearer * penalty
        self._merit = self._merit - worse * penalty
        least = self._compiled.least(penalty, self._allowed) or 0
        return dearer * least, worse * least

    def _around(self, is_below: Callable[[Solution], bool]) -> Stretch:
        """The stretch between the last corner that is below and the first that is not."""
        while True:
            place = bisect_left(self._corners, True, key=lambda each: not is_below(each))
            if place == 0:
                return self._stretch(self._corners[0], self._corners[0], self._cheap)
            if place == len(self._corners):
                return self._stretch(self._corners[-1], self._corners[-1], self._good)
            low, high = self._corners[place - 1], self._corners[place]
            if (low, high) in self._stretches:
                return self._stretches[low, high]
            between = self._between(low, high)
            if between is None:
                return self._stretch(low, high, self._slope(low, high))
            self._corners.insert(place, between)

    def _stretch(self, low: Solution, high: Solution, slope: Slope) -> Stretch:
        known = self._stretches.get((low, high))
        if known is None:
            known = Stretch(self._lister.solutions, slope, low, high)
            self._stretches[low, high] = known
        return known

    @cached_property
    def _lister(self) -> Lister:
        costs = self._price, self._merit
        return Lister(self._compiled, self._allowed, *costs, self._most_labels, self._most)

    def _ends(self) -> list[Solution]:
        """The cheapest, of several with the most merit; and the best, of several the cheapest."""
        cheapest, best = self._corner(self._cheap), self._corner(self._good)
        if cheapest is None or best is None:
            return []
        return [cheapest] if cheapest == best else [cheapest, best]

    def _between(self, low: Solution, high: Solution) -> Solution | None:
        """A corner between two, where there is one."""
        slope = self._slope(low, high)
        corner = self._corner(slope)
        if corner is None or not low.price < corner.price < high.price:
            return None
        weights = [slope.weight(each.price, each.merit) for each in (corner, low, high)]
        return corner if weights[0] < min(weights[1:]) else None

    def _slope(self, low: Solution, high: Solution) -> Slope:
        """Weights at which both weigh the same; nearly so where those would be too large."""
        exact = Slope(high.merit - low.merit, high.price - low.price)
        return exact.fitting(self._highest, self._most)

    def _corner(self, slope: Slope) -> Solution | None:
        """What one sweep finds; None in a conflict."""
        if slope.by_price * self._highest[0] + slope.by_merit * self._highest[1] >= INFINITE:
            raise OverflowError("prices times merits are too large to be weighed")
        weights = slope.by_price * self._price - slope.by_merit * self._merit
        found = self._compiled.cheapest(weights, self._allowed)
        if found is None:
            return None
        weight, choices = found
        merit = self._merit_of(choices) - self._worse
        return Solution((weight + slope.by_merit * merit) // slope.by_price, merit, lambda: choices)

    def _merit_of(self, choices: Sequence[Choice]) -> int:
        merits = self._merit_of_choice
        merit = sum(merits.choices.get(each, 0) for each in choices)
        if self._judge is not None:
            holding = self._judge.conditions(choices)
            merit += sum(merits.conditions.get(each, 0) for each in holding)
        return merit

    def _span(self, costs: Numbers) -> int:
        """No two configurations are further apart than this."""
        real = len(self._compiled.values)
        starts = [variable.start for variable in self._compiled.values.variables]
        most = np.maximum.reduceat(costs[:real], starts) - np.minimum.reduceat(costs[:real], starts)
        return int(most.sum()) + int(np.abs(costs[real:]).sum())
