"""The least changes to a shopper's choices that make something possible.

A change is an explicit answer that does not stay: of a *many of* group answered with none, each
option taken after all is one. Repairs are ordered by the number of changes, then by the cheapest
total that they lead to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from configurator.engine.answers import least
from configurator.engine.compiled import Compiled
from configurator.engine.evaluation import evaluate
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Costs, Kind
from configurator.engine.ranking import weight_over
from configurator.engine.situations import Situation, allowed_in, excluded_by, kept, places_of


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
    waiting = [each for each in [search.best(frozenset())] if each is not None]
    tried = {frozenset[Choice]()}
    found: dict[frozenset[Choice], Repair] = {}
    while waiting and len(found) < limit:
        solution = heappop(waiting)
        changed = frozenset(solution.repair.removed)
        found.setdefault(changed, solution.repair)
        for choice in solution.repair.removed:
            held = solution.held | {choice}
            if held not in tried:
                tried.add(held)
                other = search.best(held)
                if other is not None:
                    heappush(waiting, other)
    return tuple(found.values())


@dataclass(frozen=True)
class _Solution:
    """The best repair that keeps all the `held` choices."""

    repair: Repair
    held: frozenset[Choice]

    def __lt__(self, other: "_Solution") -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[int, int, tuple[Choice, ...], tuple[Choice, ...]]:
        repair = self.repair
        return repair.changes, repair.cost, repair.removed, repair.configuration


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

    def best(self, held: frozenset[Choice]) -> _Solution | None:
        """The repair with the fewest changes, then the cheapest, that keeps the `held` choices."""
        cheapest = self.compiled.cheapest(self.costs, self.compiled.restrict(self.free, held))
        if cheapest is None:
            return None
        total, complete = cheapest
        changes, above = divmod(total - self.bound, self.change)
        return _Solution(self._repair(complete, changes, above + self.bound), held)

    def _repair(self, complete: tuple[Choice, ...], changes: int, cost: int) -> Repair:
        """What leads from the choices to `complete`, which changes so many and costs so much."""
        removed = tuple(choice for choice in self.choices if not self._stays(choice, complete))
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
        return Repair(whole, self._in_order(removed), self._in_order(added), cost, changes)

    def _least_from(self, configuration: tuple[Choice, ...], most: int) -> int:
        """The total to finish at: lower where a group no longer answered with none helps."""
        allowed = self.compiled.restrict(self.free, configuration)
        found = least(self.compiled, self.prices, allowed)
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
