"""What may still be chosen, and what each choice would cost in the end.

Every answer here counts a choice as *switched to*: what `kept` says it replaces is gone, all other
explicit choices stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from configurator.engine.applying import whether_applies
from configurator.engine.compiled import Compiled
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Costs, Kind
from configurator.engine.recalling import recollection_of
from configurator.engine.situations import (
    Situation,
    allowed_in,
    answering,
    kept,
    numbers_of,
    places_of,
    starts_of,
)
from configurator.engine.sweep import INFINITE

__all__ = ["FREE", "Domains", "Situation", "count_left", "valid_domains"]

FREE = Costs()
"""Everything costs nothing: asks for validity alone."""


@dataclass(frozen=True, eq=False)
class Domains:
    """What is still possible in a situation, and the least total of each choice.

    `cheapest` is the total of the cheapest way to finish, in the unit of the costs that were given;
    None where the explicit choices are in conflict. `forced` are the answers, not explicit ones,
    that every way to finish has: options taken, and the "none" of *one of* and number groups.
    `example` is all that one of the cheapest ways to finish takes, the fewest things that it can;
    None also where the costs are too large for it to be looked for.
    `totals` holds, for every value of `compiled.values`, the least total once it is switched to.
    """

    compiled: Compiled
    situation: Situation
    costs: Costs
    cheapest: int | None
    forced: tuple[Choice, ...]
    totals: NDArray[np.int64]
    example: tuple[Choice, ...] | None

    @cached_property
    def _listed(self) -> list[int]:
        """The totals as Python's own numbers: a page asks for them one by one."""
        listed: list[int] = self.totals.tolist()
        return listed

    @property
    def consistent(self) -> bool:
        """Whether some valid complete configuration holds all explicit choices."""
        return self.cheapest is not None

    def cost_of(self, choice: Choice) -> int | None:
        """The least total once `choice` is switched to; None where it is blocked.

        An option of a *many of* group stands without an amount for its cheapest amount, and with
        `NONE` as its amount for not being taken. Raises `KeyError` for what the model lacks.
        """
        if choice.option == NONE and self.compiled.model.group(choice.group).kind is Kind.MANY:
            return self._cost_of_nothing(choice)
        places = places_of(self.compiled.values, choice)
        return _total(self.totals[places].min(initial=INFINITE))

    def is_available(self, choice: Choice) -> bool:
        """Whether a valid complete configuration is left once `choice` is switched to."""
        return self.cost_of(choice) is not None

    def applies(self, path: str) -> bool | None:
        """Whether the group at `path` applies; None where that is not decided.

        Raises `KeyError` where there is no such group.
        """
        values = self.compiled.values
        allowed = allowed_in(self.compiled, self.situation)[: len(values)]
        possible = (self.totals < INFINITE) & allowed
        return whether_applies(self.compiled.model, values, possible, path)

    def _cost_of_nothing(self, none: Choice) -> int | None:
        """With nothing taken in a *many of* group: a sweep of its own, so only when asked.

        Whatever was chosen in the group is replaced: the answer is known from the choice before
        where that was made in the same group.
        """
        if none in self.situation.choices or self._takes_nothing(none.group):
            return self.cheapest
        compiled, costs, unavailable = self.compiled, self.costs, self.situation.unavailable
        choices = (*kept(compiled.model, self.situation.choices, none), none)

        def work() -> tuple[Costs, int | None]:
            allowed = allowed_in(compiled, Situation(choices, unavailable))
            return costs, compiled.least(compiled.costs(costs), allowed)

        # The answer holds on to the costs, so that no others are met by the same identity.
        question = (id(costs), choices, tuple(unavailable.reasons))
        cost: int | None = recollection_of(compiled, "nothing").recall(question, work, tuple)[1]
        return cost

    def _takes_nothing(self, path: str) -> bool:
        """Whether the example takes nothing in a group, and nobody has said a word about it."""
        if self.example is None:
            return False
        return all(each.group != path for each in (*self.example, *self.situation.choices))


def valid_domains(compiled: Compiled, situation: Situation, costs: Costs) -> Domains:
    """What may be chosen in `situation`, with the least total of each choice.

    Raises `KeyError` where the situation or the costs name what the model does not have.
    """
    allowed = allowed_in(compiled, situation)
    free = None
    if situation.unavailable.reasons:
        free = compiled.forbid(compiled.unrestricted(), situation.unavailable)
    totals, cheapest, example = compiled.sweep_with_example(costs, allowed, free)
    for withdrawn, places in _without_nones(compiled, situation):
        vector = compiled.costs(costs)
        totals[places] = compiled.sweep(vector, allowed_in(compiled, withdrawn), free)[places]
    forced = () if cheapest is None else _forced(compiled, situation, totals)
    return Domains(compiled, situation, costs, cheapest, forced, totals, example)


def count_left(compiled: Compiled, situation: Situation) -> int:
    """How many valid complete configurations hold the explicit choices and can be had; exact."""
    return compiled.count(allowed_in(compiled, situation))


def _total(total: np.int64) -> int | None:
    return None if total >= INFINITE else int(total)


def _without_nones(
    compiled: Compiled, situation: Situation
) -> Iterator[tuple[Situation, list[int]]]:
    """For each *many of* group answered with none: the situation without that answer.

    With it come the values for which it counts, those that take something in the group.
    """
    for choice in situation.choices:
        variables = compiled.values.of_group(choice.group)
        if choice.option == NONE and variables[0].option is not None:
            others = tuple(each for each in situation.choices if each != choice)
            places = [place for variable in variables for place in variable.indexes[1:]]
            yield Situation(others, situation.unavailable), places


def _forced(
    compiled: Compiled, situation: Situation, totals: NDArray[np.int64]
) -> tuple[Choice, ...]:
    """The only possible answers of the variables that no explicit choice speaks of."""
    values = compiled.values
    possible = totals < INFINITE
    alone = np.add.reduceat(possible, starts_of(values), dtype=np.int64) == 1
    forced = (possible & answering(values) & alone.take(numbers_of(values))).nonzero()[0].tolist()
    if not forced:
        return ()
    number_of = values.number_of
    explicit = set(map(number_of, compiled.places_answered(situation.choices)))
    return tuple([values.choice(place) for place in forced if number_of(place) not in explicit])
