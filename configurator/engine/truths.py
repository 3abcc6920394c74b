"""Truth of three values, and what a fact is: unknown stays unknown unless the rest decides it."""

import operator
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, TypeGuard

from configurator.engine.expressions import (
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    AttributeValue,
    Comparison,
)

Truth: TypeAlias = bool | None

COMPARE: Mapping[Comparison, Callable[[int | Fraction, int | Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def opposite(truth: Truth) -> Truth:
    """Not; what is unknown stays unknown."""
    return None if truth is None else not truth


def every_holds(truths: Iterable[Truth]) -> Truth:
    """And; what is unknown stays unknown unless another part fails. Reads no further than that."""
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        found = found and truth
    return found


def any_holds(truths: Iterable[Truth]) -> Truth:
    """Or; what is unknown stays unknown unless another part holds. Reads no further than that."""
    found: Truth = False
    for truth in truths:
        if truth:
            return True
        found = None if truth is None else found
    return found


def same_fact(one: AttributeValue, other: AttributeValue) -> bool:
    """Equality of attribute values: a flag is never equal to a number."""
    return isinstance(one, bool) is isinstance(other, bool) and one == other


def is_number(fact: AttributeValue | None) -> TypeGuard[int | Fraction]:
    """Whether a fact can be added up and compared: a flag is no number."""
    return isinstance(fact, int | Fraction) and not isinstance(fact, bool)


def words_in(fact: AttributeValue | None) -> frozenset[str] | None:
    """The words that a fact holds, one or several; None where it is unknown or holds no words."""
    if isinstance(fact, str):
        return frozenset({fact})
    return fact if isinstance(fact, frozenset) else None


def passes(fact: AttributeValue | None, test: AttributeTest) -> Truth:
    """Whether an option with that fact passes; unknown (None) where the fact is."""
    if fact is None:
        return None
    if isinstance(test, AttributeIs):
        return any(same_fact(fact, value) for value in test.values)
    if isinstance(test, AttributeIncludes):
        words = words_in(fact)
        return None if words is None else not words.isdisjoint(test.words)
    if not is_number(fact):
        return None
    return COMPARE[test.comparison](fact, test.constant)
