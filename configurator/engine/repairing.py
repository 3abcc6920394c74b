"""The least changes to a shopper's choices that make something possible.

A change is an explicit answer that does not stay: of a *many of* group answered with none, each
option taken after all is one. Repairs are ordered by the number of changes, then by the cheapest
total that they lead to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Compiled
from configurator.engine.evaluation import evaluate
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Costs, Kind
from configurator.engine.ranking import weight_over
from configurator.engine.situations import Situation, allowed_in, excluded_by, kept, places_of
from configurator.engine.sweep import INFINITE


@dataclass(frozen=True)
class Repair:
    """Other explicit choices that have what is wanted, and can be finished.

    `removed` are the choices given up and `added` the answers that take their places; neither
    names what is wanted itself, nor what it replaces. `changes` is how many answers change, and
    `cost` the total of the cheapest way to finish then.
    """

    configuration: tuple[Choice, ...]
    removed: tuple[Choice, ...]
    added: tuple[Choice, ...]
    cost: int
    changes: int


def repairs(
    compiled: Compiled,
    situation: Situation,
    wanted: Choice | None,
    costs: Costs,
    limit: int = 3,
) -> tuple[Repair, ...]:
    """Up to `limit` repairs that make `wanted` possible, or with None end a conflict; best first.

    The first has the fewest changes, and is the cheapest of those. None gives up all the choices
    that a better one gives up. Empty where nothing helps; one repair without changes where none is
    needed. Raises `KeyError` for what the model does not have.
    """
    search = _Search(compiled, situation, wanted, costs)
    waiting: list[tuple[int, tuple[Choice, ...]]] = [(-INFINITE, ())]
    tried: set[tuple[Choice, ...]] = {()}
    found: dict[tuple[Choice, ...], Repair] = {}
    while waiting:
        _, held = heappop(waiting)
        best = search.best(held)
        if best is None:
            continue
        if waiting and waiting[0][0] < best.total:
            heappush(waiting, (best.total, held))
            continue
        repair = search.repair(best)
        found.setdefault(repair.removed, repair)
        if len(found) == limit:
            break
        for total, others in search.keeping_one_more(held, repair.removed):
            if others not in tried:
                tried.add(others)
                heappush(waiting, (total, others))
    return tuple(found.values())


@dataclass(frozen=True)
class _Best:
    """The best configuration that keeps certain choices, changes priced into its total."""

    total: int
    complete: tuple[Choice, ...]


class _Search:
    """One question, with a price for every change that outweighs all prices."""

    def __init__(
        self, compiled: Compiled, situation: Situation, wanted: Choice | None, costs: Costs
    ) -> None:
        self.compiled = compiled
        self.wanted = wanted
        self.choices = kept(compiled.model, situation.choices, wanted)
        self.free = allowed_in(compiled, Situation((), situation.unavailable))
        if wanted is not None:
            self.free[excluded_by(compiled.values, wanted)] = False
        self.prices = compiled.costs(costs)
        self.change, self.bound = weight_over(compiled.values, self.prices)
        self.costs = self.prices.copy()
        for choice in self.choices:
            self.costs[excluded_by(compiled.values, choice)] += self.change
        self._known: dict[tuple[Choice, ...], _Best | None] = {}

    def best(self, held: tuple[Choice, ...]) -> _Best | None:
        """What has the fewest changes, then the least price, and keeps the `held` choices."""
        if held not in self._known:
            found = self.compiled.cheapest(self.costs, self._allowed(held))
            self._known[held] = None if found is None else _Best(*found)
        return self._known[held]

    def keeping_one_more(
        self, held: tuple[Choice, ...], changed: tuple[Choice, ...]
    ) -> Iterator[tuple[int, tuple[Choice, ...]]]:
        """For each changed choice: the least total of keeping it too, or a bound below that.

        One sweep says it for all; those that cannot be kept are left out.
        """
        allowed = self._allowed(held)
        totals = self.compiled.sweep(self.costs, allowed, self.free)
        for choice in changed:
            total = int(totals[places_of(self.compiled.values, choice)].max())
            if total < INFINITE:
                yield total, self._in_order({*held, choice})

    def _allowed(self, held: tuple[Choice, ...]) -> NDArray[np.bool_]:
        return self.compiled.restrict(self.free, held)

    def repair(self, best: _Best) -> Repair:
        """What leads from the choices to the best configuration."""
        changes, above = divmod(best.total - self.bound, self.change)
        return self._repair(best.complete, changes, above + self.bound)

    def _repair(self, complete: tuple[Choice, ...], changes: int, cost: int) -> Repair:
        removed = self._in_order(each for each in self.choices if not self._stays(each, complete))
        configuration = {choice for choice in self.choices if choice not in removed}
        added = {
            answer
            for choice in removed
            for answer in self._answers_instead(choice, complete)
            if answer not in configuration
        }
        whole = self._in_order({*configuration, *added, *self._as_wanted(complete)})
        if any(choice.option == NONE and self._is_many(choice) for choice in removed):
            cost = self._least_from(whole, cost)
        return Repair(whole, removed, self._in_order(added), cost, changes)

    def _least_from(self, configuration: tuple[Choice, ...], most: int) -> int:
        """The total to finish at: lower where a group no longer answered with none helps."""
        allowed = self.compiled.restrict(self.free, configuration)
        found = self.compiled.least(self.prices, allowed)
        return most if found is None else found

    def _as_wanted(self, complete: tuple[Choice, ...]) -> Iterable[Choice]:
        """What is wanted, in the amount that `complete` takes where any would do."""
        if self.wanted is None:
            return ()
        if self._is_many(self.wanted) and not self.wanted.amount and self.wanted.option != NONE:
            return self._answers_instead(self.wanted, complete)
        return (self.wanted,)

    def _stays(self, choice: Choice, complete: tuple[Choice, ...]) -> bool:
        if choice.amount == NONE:
            return not any(_same_option(each, choice) for each in complete)
        if choice.option != NONE:
            return choice in complete
        nothing_taken = all(each.group != choice.group for each in complete)
        return nothing_taken and (self._is_many(choice) or self._applies(choice, complete))

    def _answers_instead(self, choice: Choice, complete: tuple[Choice, ...]) -> list[Choice]:
        """What `complete` answers to the question that `choice` answered."""
        if self._is_many(choice) and choice.option != NONE:
            return [each for each in complete if _same_option(each, choice)]
        answers = [each for each in complete if each.group == choice.group]
        if not answers and self._applies(choice, complete):
            return [Choice(choice.group, NONE)]
        return answers

    def _is_many(self, choice: Choice) -> bool:
        return self.compiled.model.group(choice.group).kind is Kind.MANY

    def _applies(self, choice: Choice, complete: tuple[Choice, ...]) -> bool:
        condition = self.compiled.model.group(choice.group).applies_if
        if condition is None:
            return True
        return evaluate(condition, self.compiled.model, complete) is not False

    def _in_order(self, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        return tuple(sorted(choices, key=lambda each: places_of(self.compiled.values, each)))


def _same_option(one: Choice, other: Choice) -> bool:
    return (one.group, one.option) == (other.group, other.option)
