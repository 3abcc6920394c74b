"""What a shopper has chosen so far, and what taking one thing more does to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Compiled
from configurator.engine.domains import DOES_NOT_APPLY, Values, Variable
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Kind, Model, Unavailable


@dataclass(frozen=True)
class Situation:
    """The explicit choices, and what cannot be had now."""

    choices: tuple[Choice, ...] = ()
    unavailable: Unavailable = field(default_factory=Unavailable)


def kept(model: Model, choices: Iterable[Choice], wanted: Choice | None) -> tuple[Choice, ...]:
    """The choices that stay when `wanted` is taken: all but those that it replaces.

    An answer of a *one of* or number group replaces the answer before it; an amount replaces the
    other amounts of its option; taking something replaces the "none" of a *many of* group, and
    that none replaces everything in the group.
    """
    if wanted is None:
        return tuple(dict.fromkeys(choices))
    is_many = model.group(wanted.group).kind is Kind.MANY
    return tuple(
        choice
        for choice in dict.fromkeys(choices)
        if choice.group != wanted.group or not _replaces(wanted, choice, is_many)
    )


def _replaces(wanted: Choice, other: Choice, is_many: bool) -> bool:
    """Whether `wanted` takes the place of `other`, a choice of the same group."""
    if not is_many or wanted.option == NONE:
        return True
    if wanted.amount == NONE:
        return other.option == wanted.option
    return other.option in (wanted.option, NONE)


def places_of(values: Values, choice: Choice) -> list[int]:
    """The numbers of the values that `choice` lets its variables take.

    A *many of* option without an amount stands for all its amounts; "none" of such a group for
    "not taken" of each of its options. Raises `KeyError` for what the model does not have.
    """
    variables = values.of_group(choice.group)
    if variables[0].option is None or choice.amount:
        return [values.index(choice)]
    if choice.option == NONE:
        return [variable.start for variable in variables]
    untaken = values.index(Choice(choice.group, choice.option, NONE))
    return list(range(untaken + 1, values.variable_of(untaken).stop))


def variables_of(values: Values, choice: Choice) -> list[Variable]:
    """The variables that `choice` speaks of, in order."""
    places = places_of(values, choice)
    if not places:  # an option of a *many of* group that offers no amount
        places = [values.index(Choice(choice.group, choice.option, NONE))]
    return [values.variables[number] for number in dict.fromkeys(map(values.number_of, places))]


def excluded_by(values: Values, choice: Choice) -> list[int]:
    """The numbers of the values that cannot be where `choice` is."""
    places = set(places_of(values, choice))
    return [
        place
        for variable in variables_of(values, choice)
        for place in variable.indexes
        if place not in places
    ]


def allowed_in(compiled: Compiled, situation: Situation) -> NDArray[np.bool_]:
    """Which values the explicit choices and what can be had leave allowed."""
    allowed = compiled.restrict(compiled.unrestricted(), situation.choices)
    if not situation.unavailable.reasons:
        return allowed
    return compiled.forbid(allowed, situation.unavailable)


@lru_cache(maxsize=64)
def taking(values: Values) -> NDArray[np.bool_]:
    """Which values take something: an array to read only."""
    found = np.fromiter(map(values.taken, range(len(values))), dtype=np.bool_, count=len(values))
    found.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def answering(values: Values) -> NDArray[np.bool_]:
    """Which values answer a question: "none" does; "not taken" and "does not apply" do not."""
    found = np.fromiter(
        (
            choice.option != DOES_NOT_APPLY and choice.amount != NONE
            for choice in map(values.choice, range(len(values)))
        ),
        dtype=np.bool_,
        count=len(values),
    )
    found.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def starts_of(values: Values) -> NDArray[np.intp]:
    """The number of the first value of each variable: an array to read only."""
    found = np.array([variable.start for variable in values.variables], dtype=np.intp)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def numbers_of(values: Values) -> NDArray[np.intp]:
    """The number of the variable of each value: an array to read only."""
    sizes = [len(variable.indexes) for variable in values.variables]
    found = np.repeat(np.arange(len(sizes), dtype=np.intp), sizes)
    found.setflags(write=False)
    return found
