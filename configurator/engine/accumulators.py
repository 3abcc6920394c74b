"""Functions of many variables as chains of small tables.

A function is read one variable at a time: a *state* is all that is remembered of the values so
far. States that no remaining value tells apart are one, and so are values of a variable that no
state tells apart: what is left is the smallest chain there is for that order of the variables.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

State: TypeAlias = Any
"""Whatever a function remembers; only compared and hashed here."""

Part: TypeAlias = Hashable
"""What one value contributes to a function."""


class TooManyStates(Exception):
    """A function needs more steps than it was given room for."""

    def __init__(self, steps: int) -> None:
        super().__init__(steps)
        self.steps = steps


Inputs: TypeAlias = Sequence[tuple[int, Sequence[Part]]]
"""Variables, each with the contribution of each of its values."""


@dataclass(frozen=True)
class Grouping:
    """How a function may be read group by group.

    `blocks` counts the inputs of each group, in order. `combine` makes one part of two, in any
    grouping; `over` is the same function of other inputs, whose parts are combined ones.
    """

    blocks: tuple[int, ...]
    combine: Callable[[Part, Part], Part]
    over: "Callable[[Inputs], Function]"


@dataclass(frozen=True)
class Function:
    """`inputs` are variables with the contribution of each of their values.

    `step(state, place, part)` is the state after the input at `place` contributed `part`;
    `result(state)` is the value of the function after all inputs.
    """

    inputs: Inputs
    start: State
    step: Callable[[State, int, Part], State]
    result: Callable[[State], Hashable]
    grouping: Grouping | None = None

    def read_through(self, reading: Callable[[Hashable], Hashable]) -> "Function":
        """The same function with `reading` applied to its results."""
        grouping = self.grouping
        if grouping is not None:
            over = grouping.over
            grouping = replace(grouping, over=lambda inputs: over(inputs).read_through(reading))
        return Function(
            self.inputs,
            self.start,
            self.step,
            lambda state: reading(self.result(state)),
            grouping,
        )


def both(one: Function, other: Function) -> Function:
    """Whether neither of two functions of the same variables, in the same order, is False."""

    def step(state: State, place: int, part: Part) -> State:
        if not isinstance(part, tuple):
            raise TypeError("a part of two functions is a pair")
        return one.step(state[0], place, part[0]), other.step(state[1], place, part[1])

    return Function(
        [
            (variable, list(zip(parts, others, strict=True)))
            for (variable, parts), (_, others) in zip(one.inputs, other.inputs, strict=True)
        ],
        (one.start, other.start),
        step,
        lambda state: one.result(state[0]) is not False and other.result(state[1]) is not False,
    )


@dataclass(frozen=True)
class Layer:
    """One variable of a chain.

    `classes` gives the class of each of its values, `moves[state][class]` the next state. In the
    last layer next states are places in the results of the chain.
    """

    variable: int
    classes: tuple[int, ...]
    moves: tuple[tuple[int, ...], ...]

    @property
    def class_count(self) -> int:
        return len(self.moves[0])


@dataclass(frozen=True)
class Chain:
    """The smallest chain of a function: it begins in state 0 of the first layer."""

    layers: tuple[Layer, ...]
    results: tuple[Hashable, ...]


def smallest_chain(function: Function, room: int) -> Chain:
    """Raises `TooManyStates` where more than `room` steps would have to be looked at."""
    wide, results = _all_states(function, room)
    names: list[int]
    distinct: dict[Hashable, int] = {}
    names = [distinct.setdefault(each, len(distinct)) for each in results]
    layers: list[Layer] = []
    for layer in reversed(wide):
        layer, names = _narrowed(layer, names)
        if layer.class_count > 1:
            layers.append(layer)
    return _numbered_from_start(layers[::-1], names[0], tuple(distinct))


def _all_states(function: Function, room: int) -> tuple[list[Layer], list[Hashable]]:
    """All reachable states, layer by layer, and the result of each last one."""
    states: dict[State, int] = {function.start: 0}
    layers: list[Layer] = []
    for place, (variable, contributed) in enumerate(function.inputs):
        parts: dict[Part, int] = {}
        classes = tuple(parts.setdefault(part, len(parts)) for part in contributed)
        room -= len(states) * len(parts)
        if room < 0:
            raise TooManyStates(len(states) * len(parts))
        following: dict[State, int] = {}
        moves = tuple(
            tuple(
                following.setdefault(function.step(state, place, part), len(following))
                for part in parts
            )
            for state in states
        )
        layers.append(Layer(variable, classes, moves))
        states = following
    return layers, [function.result(state) for state in states]


def _narrowed(layer: Layer, names: Sequence[int]) -> tuple[Layer, list[int]]:
    """The layer over named next states, equal states and classes made one; the states' names.

    A layer whose values make no difference is passed over: its states keep the next ones' names.
    """
    moves = [tuple(names[state] for state in row) for row in layer.moves]
    columns: dict[tuple[int, ...], int] = {}
    merged = [columns.setdefault(column, len(columns)) for column in zip(*moves, strict=True)]
    kept = [merged.index(number) for number in range(len(columns))]
    rows: dict[tuple[int, ...], int] = {}
    own = [rows.setdefault(tuple(row[place] for place in kept), len(rows)) for row in moves]
    classes = tuple(merged[each] for each in layer.classes)
    narrowed = Layer(layer.variable, classes, tuple(rows))
    if len(kept) == 1:
        return narrowed, [row[0] for row in moves]
    return narrowed, own


def _numbered_from_start(
    layers: Sequence[Layer], start: int, results: tuple[Hashable, ...]
) -> Chain:
    """Only the states that the start leads to, numbered as they are met."""
    numbered = []
    reached = {start: 0}
    for layer in layers:
        following: dict[int, int] = {}
        moves = tuple(
            tuple(following.setdefault(state, len(following)) for state in layer.moves[old])
            for old in reached
        )
        numbered.append(Layer(layer.variable, layer.classes, moves))
        reached = following
    return Chain(tuple(numbered), tuple(results[name] for name in reached))
