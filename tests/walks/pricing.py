"""The cheapest way to finish with as little unchecked as can be: by CP-SAT, from the rules."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ortools.sat.python import cp_model

from configurator.engine.model import Choice, Costs, Model
from configurator.engine.unknown_facts import unchecked_conditions
from tests.walks.completing import Completer

_PENALTY = 10**9
"""What a rule that stays unchecked costs here: more than all that is sold together."""


class Least(NamedTuple):
    """How many *must* rules stay unchecked at the least, and the least price with no more."""

    unchecked: int
    price: int


class Pricer(Completer):
    """Prices a model, beside what cannot be checked."""

    def __init__(self, model: Model, prices: Costs) -> None:
        unchecked = dict(unchecked_conditions(model.groups, model.rules))
        super().__init__(
            replace(model, conditions={**model.conditions, **unchecked}),
            Costs(prices.choices, {**prices.conditions, **dict.fromkeys(unchecked, _PENALTY)}),
        )
        self._priced: dict[frozenset[Choice], Least] = {}

    def least(self, choices: Iterable[Choice]) -> Least:
        """What the best of the valid complete configurations with all of `choices` comes to."""
        asked = frozenset(choices)
        if asked not in self._priced:
            total = self._cheapest(asked)
            unchecked = round(total / _PENALTY)
            self._priced[asked] = Least(unchecked, total - unchecked * _PENALTY)
        return self._priced[asked]

    def _cheapest(self, asked: frozenset[Choice]) -> int:
        program = self._program.clone()
        for each in asked:
            program.add(program.get_bool_var_from_proto_index(self._ask(program, each)) == 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        outcome = solver.solve(program)
        assert outcome == cp_model.OPTIMAL, solver.status_name(outcome)
        return round(solver.objective_value)
