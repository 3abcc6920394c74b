"""The cheapest ways to finish among those with the fewest unchecked rules.

Every rule that stays unchecked costs more than all prices together, so that one sweep compares the
number of unchecked rules first, then prices. Each total is both, and is taken apart again exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from configurator.engine.answers import Domains, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.completing import finish
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Costs
from configurator.engine.ranking import weight_over
from configurator.engine.repairing import Repair, repairs
from configurator.engine.situations import Situation, places_of
from configurator.engine.sweep import INFINITE
from configurator.engine.unknown_facts import UNCHECKED


@dataclass(frozen=True, order=True)
class CheckedTotal:
    """What a way to finish comes to: rules that stay unchecked first, then the price."""

    unchecked: int
    price: int


@dataclass(frozen=True)
class CheckedCosts:
    """Prices, and the same with a penalty for every rule that stays unchecked.

    `penalty` 0: the model has no rule that can stay unchecked. `bound` lies at or below every sum
    of prices.
    """

    prices: Costs
    ranked: Costs
    penalty: int
    bound: int

    def split(self, total: int) -> CheckedTotal:
        """The parts of a total of the ranked costs."""
        unchecked = (total - self.bound) // self.penalty if self.penalty else 0
        return CheckedTotal(unchecked, total - unchecked * self.penalty)

    def price_of(self, total: int | None) -> int | None:
        """The price in a total of the ranked costs; None where there is no total."""
        return None if total is None else self.split(total).price


def checked_costs(compiled: Compiled, prices: Costs) -> CheckedCosts:
    """The prices with penalties for the unchecked conditions of the model.

    Raises `OverflowError` where the prices are too large to be outweighed, and `KeyError` where
    they name what the model does not have.
    """
    names = [name for name in compiled.model.conditions if name.startswith(UNCHECKED)]
    if not names:
        return CheckedCosts(prices, prices, 0, 0)
    penalty, bound = weight_over(compiled.values, compiled.costs(prices))
    conditions = {**prices.conditions, **dict.fromkeys(names, penalty)}
    return CheckedCosts(prices, Costs(prices.choices, conditions), penalty, bound)


@dataclass(frozen=True, eq=False)
class CheckedDomains(Domains):
    """Domains whose totals are prices: of the ways to finish with the fewest unchecked rules.

    `unchecked` counts, for every value, the rules that stay unchecked once it is switched to.
    """

    checked: CheckedCosts
    unchecked: NDArray[np.int64]

    def total_of(self, choice: Choice) -> CheckedTotal | None:
        """The least unchecked rules and then price once `choice` is switched to; None: blocked."""
        places = places_of(self.compiled.values, choice)
        found = [
            CheckedTotal(int(self.unchecked[place]), int(self.totals[place]))
            for place in places
            if self.totals[place] < INFINITE
        ]
        return min(found, default=None)

    def cost_of(self, choice: Choice) -> int | None:
        if choice.option == NONE:
            return super().cost_of(choice)
        total = self.total_of(choice)
        return None if total is None else total.price

    def _cost_of_nothing(self, none: Choice) -> int | None:
        return self.checked.price_of(super()._cost_of_nothing(none))


def checked_domains(
    compiled: Compiled, situation: Situation, costs: CheckedCosts
) -> CheckedDomains:
    """What may be chosen, as `valid_domains` says; nothing unchecked is taken without need."""
    found = valid_domains(compiled, situation, costs.ranked)
    totals, unchecked = found.totals, np.zeros_like(found.totals)
    if costs.penalty:
        np.floor_divide(totals - costs.bound, costs.penalty, out=unchecked)
        unchecked[totals >= INFINITE] = 0
        totals = totals - unchecked * costs.penalty
    return CheckedDomains(
        compiled=found.compiled,
        situation=found.situation,
        costs=found.costs,
        cheapest=costs.price_of(found.cheapest),
        forced=found.forced,
        totals=totals,
        example=found.example,
        checked=costs,
        unchecked=unchecked,
    )


def checked_finish(
    compiled: Compiled, situation: Situation, costs: CheckedCosts
) -> tuple[Choice, ...] | None:
    """What `finish` takes, with as few unchecked rules as can be."""
    return finish(compiled, situation, costs.ranked)


def checked_repairs(
    compiled: Compiled,
    situation: Situation,
    wanted: Choice | None,
    costs: CheckedCosts,
    limit: int = 3,
) -> tuple[Repair, ...]:
    """What `repairs` finds: the fewest changes, then the fewest unchecked rules, then the price."""
    found: Iterable[Repair] = repairs(compiled, situation, wanted, costs.ranked, limit)
    return tuple(replace(each, cost=costs.split(each.cost).price) for each in found)
