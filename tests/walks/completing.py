"""Can it still be finished? Answered from the rules as parsed, never from what was compiled.

A configuration that is found is judged by `evaluation`, which knows nothing of how it was found;
that there is none is said by CP-SAT, which reads the rules by itself.
"""

import random
from collections.abc import Iterable
from dataclasses import replace

from ortools.sat.python import cp_model

from configurator.engine.evaluation import Judge
from configurator.engine.expressions import NONE, Has, Is, Not
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Rule
from tests.engine.second_solver import SecondSolver

Configuration = frozenset[Choice]

_KEPT = 400
_TRIES = 6


def without(model: Model, missing: Iterable[Choice]) -> Model:
    """The model with a rule more for each option that cannot be had, whatever its amount."""
    rules = [
        Rule(f"missing:{each.group}:{each.option}", Not(_taking(model, each))) for each in missing
    ]
    return replace(model, rules=(*model.rules, *rules))


def _taking(model: Model, choice: Choice) -> Has | Is:
    if model.group(choice.group).kind is Kind.MANY:
        return Has(choice.group, choice.option)
    return Is(choice.group, (choice.option,))


class Completer(SecondSolver):
    """Completes configurations of a model."""

    def __init__(self, model: Model, costs: Costs | None = None) -> None:
        super().__init__(model, costs or Costs())
        self._judge = Judge(model)
        self._found: list[Configuration] = []
        self._never: list[Configuration] = []
        self._told: dict[Configuration, bool] = {}
        self._random = random.Random(len(model.rules))

    def is_valid(self, configuration: Iterable[Choice]) -> bool:
        """Whether a complete configuration breaks nothing."""
        return not self._judge.violations(configuration)

    def can_be_completed(self, choices: Iterable[Choice]) -> bool:
        """Whether some valid complete configuration holds all of `choices`."""
        asked = frozenset(choices)
        if asked not in self._told:
            self._told[asked] = self._find(asked)
        return self._told[asked]

    def _find(self, asked: Configuration) -> bool:
        if any(_holds(each, asked) for each in self._found) or self._is_near(asked):
            return True
        if any(each <= asked for each in self._never):
            return False
        found = self._solve(asked)
        if found is not None:
            assert self.is_valid(found), f"CP-SAT and evaluation disagree about {sorted(found)}"
            self._keep(found)
        return found is not None

    def _is_near(self, asked: Configuration) -> bool:
        """Whether a known configuration, changed to hold what is asked, is valid too."""
        for known in self._random.sample(self._found, min(_TRIES, len(self._found))):
            changed = _changed(known, asked, self._judge.groups)
            if self.is_valid(changed):
                self._keep(changed)
                return True
        return False

    def _keep(self, configuration: Configuration) -> None:
        self._found.append(configuration)
        del self._found[:-_KEPT]

    def _solve(self, asked: Configuration) -> Configuration | None:
        """What holds all that is asked; where nothing does, which of it is enough to see that."""
        program = self._program.clone()
        asking = {self._ask(program, each): each for each in asked}
        program.add_assumptions([_again(program, index) for index in asking])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.stop_after_first_solution = True
        if solver.solve(program) == cp_model.INFEASIBLE:
            blamed = solver.sufficient_assumptions_for_infeasibility()
            self._never.append(frozenset(asking[index] for index in blamed))
            return None
        return frozenset(
            choice
            for group in self._taken.values()
            for choice, each in group.items()
            if solver.boolean_value(_again(program, each.literal.index))
        )

    def _ask(self, program: cp_model.CpModel, choice: Choice) -> int:
        """A new literal of the program, by its index: while it is true, the choice is held."""
        asked = program.new_bool_var("")
        literals = [_again(program, each.index) for each in self._answering(choice)]
        if _takes(choice):
            program.add_bool_or([*literals, asked.negated()])
        for literal in () if _takes(choice) else literals:
            program.add_implication(asked, literal.negated())
        return asked.index

    def _answering(self, choice: Choice) -> list[cp_model.IntVar]:
        """The literals of what a choice takes, or of all that a "none" leaves out."""
        return [
            each.literal
            for offered, each in self._taken[choice.group].items()
            if choice.option == NONE
            or (offered.option == choice.option and choice.amount in ("", NONE, offered.amount))
        ]


def _again(program: cp_model.CpModel, index: int) -> cp_model.IntVar:
    """The variable of that index in a copy of the program."""
    return program.get_bool_var_from_proto_index(index)


def _holds(configuration: Configuration, asked: Configuration) -> bool:
    groups = {each.group for each in configuration}
    options = {(each.group, each.option) for each in configuration}
    return all(
        each in configuration
        or (each.option == NONE and each.group not in groups)
        or (each.amount == NONE and (each.group, each.option) not in options)
        or (not each.amount and (each.group, each.option) in options)
        for each in asked
    )


def _changed(known: Configuration, asked: Configuration, groups: dict[str, Group]) -> Configuration:
    """`known` with what is asked instead of what it says in the same place."""
    silent = {each.group for each in asked if each.option == NONE}
    answered = {each.group for each in asked if groups[each.group].kind is not Kind.MANY}
    options = {(each.group, each.option) for each in asked}
    kept = {
        each
        for each in known
        if each.group not in silent | answered and (each.group, each.option) not in options
    }
    return frozenset(kept) | frozenset(filter(_takes, asked))


def _takes(choice: Choice) -> bool:
    """Whether something is taken; going without, or without one option, is a choice too."""
    return NONE not in (choice.option, choice.amount)
