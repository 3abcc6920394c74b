"""Whether a group applies, as far as that is decided."""

from collections.abc import Iterator
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from configurator.engine.domains import DOES_NOT_APPLY, Values
from configurator.engine.evaluation import evaluate
from configurator.engine.expressions import Expression, groups_of
from configurator.engine.model import Choice, Kind, Model

MOST_TRIED = 256
"""How many ways to answer the groups of a condition are tried; past it, it is not decided."""


def whether_applies(
    model: Model, values: Values, possible: NDArray[np.bool_], path: str
) -> bool | None:
    """Whether the group at `path` applies, given which values are `possible`; None: undecided.

    A *one of* or number group answers exactly. For a *many of* group the possible answers of the
    groups that its condition reads are tried, independent of each other, so that it may stay
    undecided a little longer than need be.
    """
    group = model.group(path)
    if group.applies_if is None:
        return True
    if group.kind is Kind.MANY:
        found = set(_truths(model, values, possible, group.applies_if))
    else:
        [variable] = values.of_group(path)
        found = {
            values.choice(place).option != DOES_NOT_APPLY
            for place in variable.indexes
            if possible[place]
        }
    return found.pop() if len(found) == 1 else None


def _truths(
    model: Model, values: Values, possible: NDArray[np.bool_], condition: Expression
) -> Iterator[bool]:
    """Whether `condition` lets a group apply, for each way to answer the groups that it reads."""
    answers = [
        [place for place in variable.indexes if possible[place]]
        for path in sorted(_read_by(model, condition))
        for variable in values.of_group(path)
    ]
    if prod(map(len, answers)) > MOST_TRIED:
        yield from (True, False)
        return
    for places in product(*answers):
        taken: list[Choice] = [values.choice(place) for place in places if values.taken(place)]
        yield evaluate(condition, model, taken) is not False


def _read_by(model: Model, condition: Expression) -> set[str]:
    """The groups that a condition depends on, by way of others' conditions too."""
    found: set[str] = set()
    waiting = set(groups_of(condition))
    while waiting:
        found |= waiting
        conditions = (model.group(path).applies_if for path in waiting)
        waiting = {path for each in conditions if each for path in groups_of(each)} - found
    return found
