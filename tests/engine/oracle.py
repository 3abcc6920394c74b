"""Every answer of the engine found by trying everything.

The oracle lists all candidates of a small model, asks `evaluation` of each constraint which of them
it lets through, and answers by looking. It never reads a compiled table.

A candidate gives every group a *state*: of a *one of* or number group one option, none, or "does
not apply"; of a *many of* group any set of options with amounts. A constraint is a *must* rule or a
built-in one (`answer:`, `limit:`, `applies:` and the path), so that what holds under some of the
constraints can be asked too. A group's state says by itself whether the group applies; only
`applies:<path>` ties that to the group's condition.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.evaluation import Judge
from configurator.engine.expressions import NONE, Condition, Expression, Or, groups_of
from configurator.engine.model import Choice, Costs, Group, Kind, Limits, Model

Mask: TypeAlias = NDArray[np.bool_]
Totals: TypeAlias = NDArray[np.int64]
Asked: TypeAlias = tuple[Condition, bool]

DOES_NOT_APPLY = "~"
NEVER: Expression = Or(())


@dataclass(frozen=True)
class State:
    """What a candidate says of one group: what is taken, and whether the group applies."""

    taken: tuple[Choice, ...]
    applies: bool = True


class Oracle:
    """All candidates of `model`, and which of them each constraint lets through."""

    def __init__(self, model: Model, known: dict[Asked, Mask] | None = None) -> None:
        """Takes from `known` what an oracle of the same groups has found out before."""
        self.model = model
        self.known: dict[Asked, Mask] = {} if known is None else known
        self._axis = {group.path: axis for axis, group in enumerate(model.groups)}
        self._states = [states_of(group) for group in model.groups]
        self._judges: dict[frozenset[int], Judge] = {}
        self._shape = tuple(len(states) for states in self._states)
        self.everything: Mask = np.ones(self.size, dtype=np.bool_)
        self.applying = {
            group.path: self.everything
            if group.applies_if is None
            else self.truths(group.applies_if, unknown=True)
            for group in model.groups
        }
        self.constraints = self._built_in()
        for rule in model.rules:
            if rule.strength == "must":
                self.constraints[rule.name] = self.truths(rule.expression, unknown=True)
        self.holding = {
            name: self.truths(condition, unknown=False)
            for name, condition in model.conditions.items()
        }
        self.valid = self.under(self.constraints)

    @property
    def size(self) -> int:
        return int(np.prod(self._shape, dtype=np.int64))

    def under(self, names: Iterable[str]) -> Mask:
        """The candidates that the constraints called `names` let through."""
        return _all_of((self.constraints[name] for name in names), self.everything)

    def among(self, choices: Iterable[Choice]) -> Mask:
        """The candidates that hold every one of `choices`."""
        return _all_of(map(self.holds, choices), self.everything)

    def available(self, barred: Iterable[Choice]) -> Mask:
        """The candidates that hold none of the `barred` options (without amount: in any amount)."""
        return _all_of((~self.holds(each) for each in barred), self.everything)

    def left(self, choices: Iterable[Choice], barred: Iterable[Choice] = ()) -> Mask:
        """The valid candidates that hold `choices` and nothing that cannot be had."""
        return self.valid & self.among(choices) & self.available(barred)

    def holds(self, choice: Choice) -> Mask:
        axis = self._axis[choice.group]
        kind = self.model.groups[axis].kind
        return self._spread((axis,), [shows(state, choice, kind) for state in self._states[axis]])

    def totals(self, costs: Costs) -> Totals:
        """What each candidate costs."""
        totals = np.zeros(self.size, dtype=np.int64)
        for choice, cost in costs.choices.items():
            totals += cost * self.holds(choice)
        for name, cost in costs.conditions.items():
            totals += cost * self.holding[name]
        return totals

    def states_at(self, candidate: int) -> tuple[State, ...]:
        places = np.unravel_index(candidate, self._shape)
        return tuple(states[int(place)] for states, place in zip(self._states, places, strict=True))

    def configuration_at(self, candidate: int) -> tuple[Choice, ...]:
        """All that a candidate takes, in the order of the model."""
        return tuple(choice for state in self.states_at(candidate) for choice in state.taken)

    def candidate_of(self, configuration: Iterable[Choice]) -> int | None:
        """The valid candidate that takes exactly `configuration`; None where there is none."""
        wanted = set(configuration)
        found = [
            each
            for each in np.flatnonzero(self.among(wanted) & self.valid)
            if set(self.configuration_at(int(each))) == wanted
        ]
        return int(found[0]) if found else None

    def _built_in(self) -> dict[str, Mask]:
        constraints = {}
        for axis, group in enumerate(self.model.groups):
            states = self._states[axis]
            absent = ~self.applying[group.path]
            if group.applies_if is not None:
                constraints[f"applies:{group.path}"] = self._tied(axis, group, absent)
            if group.kind is not Kind.MANY:
                fits = [bool(state.taken) or not state.applies for state in states]
                if not group.optional:
                    constraints[f"answer:{group.path}"] = self._spread((axis,), fits)
            elif group.distinct != Limits() or group.units != Limits():
                fits = [is_within_limits(group, state) for state in states]
                constraints[f"limit:{group.path}"] = self._spread((axis,), fits) | absent
        return constraints

    def _tied(self, axis: int, group: Group, absent: Mask) -> Mask:
        """Where the state of `group` agrees with its condition."""
        states = self._states[axis]
        if group.kind is Kind.MANY:
            return self._spread((axis,), [not state.taken for state in states]) | ~absent
        return ~(self._spread((axis,), [not state.applies for state in states]) ^ absent)

    def reach(self, expression: Condition) -> int:
        """How many combinations of states `expression` has to be evaluated on."""
        axes = {self._axis[path] for path in groups_of(expression)}
        return prod(self._shape[axis] for axis in axes)

    def truths(self, expression: Condition, unknown: bool) -> Mask:
        """Where `expression` holds, taking `unknown` for it where that is not known."""
        asked = (expression, unknown)
        if asked not in self.known:
            self.known[asked] = self._truths(expression, unknown)
        return self.known[asked]

    def _truths(self, expression: Condition, unknown: bool) -> Mask:
        axes = sorted({self._axis[path] for path in groups_of(expression)})
        truths = []
        for states in product(*(self._states[axis] for axis in axes)):
            judge = self._judge(
                axis for axis, state in zip(axes, states, strict=True) if not state.applies
            )
            taken = [choice for state in states for choice in state.taken]
            truth = judge.evaluate(expression, taken)
            truths.append(unknown if truth is None else truth)
        return self._spread(tuple(axes), truths)

    def _judge(self, absent: Iterable[int]) -> Judge:
        """Judges candidates in which exactly the `absent` groups do not apply."""
        axes = frozenset(absent)
        if axes not in self._judges:
            groups = tuple(
                replace(group, applies_if=NEVER if axis in axes else None)
                for axis, group in enumerate(self.model.groups)
            )
            self._judges[axes] = Judge(replace(self.model, groups=groups))
        return self._judges[axes]

    def _spread(self, axes: tuple[int, ...], values: list[bool]) -> Mask:
        """Values over the states of some groups, in order, as values over all candidates."""
        shape = [len(states) if axis in axes else 1 for axis, states in enumerate(self._states)]
        spread: Mask = np.asarray(values, dtype=np.bool_).reshape(shape)
        return np.broadcast_to(spread, self._shape).reshape(-1)


def _all_of(masks: Iterable[Mask], start: Mask) -> Mask:
    for mask in masks:
        start = start & mask
    return start


def states_of(group: Group) -> list[State]:
    """Every state of a group, in the order of its options; none and "does not apply" come last."""
    if group.kind is Kind.MANY:
        answers = product(
            *(
                [*(Choice(group.path, option.id, amount) for amount in option.amounts), None]
                for option in group.options
            )
        )
        return [State(tuple(each for each in answer if each is not None)) for answer in answers]
    ids = (
        [str(number) for number in group.numbers]
        if group.kind is Kind.NUMBER
        else [option.id for option in group.options]
    )
    states = [State((Choice(group.path, id_),)) for id_ in ids]
    states.append(State(()))
    if group.applies_if is not None:
        states.append(State((), applies=False))
    return states


def shows(state: State, choice: Choice, kind: Kind) -> bool:
    """Whether a group in `state` holds `choice`, which may be none, or an option in any amount."""
    if choice.option == DOES_NOT_APPLY:
        return not state.applies
    if choice.option == NONE:
        return state.applies and not state.taken
    if kind is not Kind.MANY:
        return choice in state.taken
    amounts = {each.amount for each in state.taken if each.option == choice.option}
    if choice.amount == NONE:
        return not amounts
    return choice.amount in amounts if choice.amount else bool(amounts)


def is_within_limits(group: Group, state: State) -> bool:
    units = {option.id: option.amounts for option in group.options}
    counts = (len(state.taken), sum(units[each.option][each.amount] for each in state.taken))
    return all(
        limits.at_least <= count and (limits.at_most is None or count <= limits.at_most)
        for limits, count in zip((group.distinct, group.units), counts, strict=True)
    )
