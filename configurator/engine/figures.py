"""Sums of the rule language as figures of a configuration, complete or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from configurator.engine.evaluation import Judge
from configurator.engine.expressions import Total
from configurator.engine.model import Choice


@dataclass(frozen=True)
class Figure:
    """What a sum comes to: the `known` part of it.

    `unknown`: something that is chosen has an unknown part in it, so that the figure is a lower
    bound at best. `empty`: nothing is chosen that the sum reads; its constant is in `known` anyway.
    """

    known: Fraction
    unknown: bool = False
    empty: bool = False


def added_up(judge: Judge, total: Total, configuration: Iterable[Choice]) -> Figure:
    """What `total` comes to for the choices of a configuration.

    Raises `KeyError` where either names a group that the model does not have.
    """
    reading = judge.reading(configuration)
    known, unknown = total.constant, False
    for term in total.terms:
        parts = list(reading.parts(term))
        unknown = unknown or None in parts
        known += term.factor * sum(part for part in parts if part)
    groups = [path for term in total.terms for path in term.groups]
    return Figure(known, unknown, bool(groups) and not reading.taken_in(groups))
