"""What rule text says of a slot with copies, which it names once: the same of all of them together.

No rule can tell one copy from another, and that is what makes them interchangeable. Sums and counts
add over all copies, and tests of any, every or no option range over all. `drive.model is x` holds
where some copy's model is; `is none` holds where no copy takes anything there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from configurator.engine.expressions import (
    NONE,
    And,
    Comparison,
    Counted,
    Expression,
    Has,
    Is,
    Leaf,
    Not,
    Or,
    Sum,
    Term,
)
from configurator.engine.model import Group, Kind
from configurator.publishing.placing import with_groups, with_leaves


@dataclass(frozen=True)
class Shared:
    """The groups that rule text names by one path, and what can be taken in each."""

    paths: tuple[str, ...]
    answers: tuple[str, ...]

    @classmethod
    def of(cls, group: Group, paths: tuple[str, ...]) -> Self:
        """`group` at each of the paths."""
        if group.kind is Kind.NUMBER:
            return cls(paths, tuple(map(str, group.numbers)))
        return cls(paths, tuple(option.id for option in group.options))


def together(expression: Expression, shared: Mapping[str, Shared]) -> Expression:
    """`expression` with each path that names several groups read as all of them."""
    return with_leaves(expression, lambda leaf: _together(leaf, shared)) if shared else expression


def _together(leaf: Leaf, shared: Mapping[str, Shared]) -> Expression:
    match leaf:
        case Is(group=path, options=options) if path in shared:
            return _is(shared[path], options)
        case Has(group=path, option=option, amounts=amounts) if path in shared:
            return _any(Has(each, option, amounts) for each in shared[path].paths)
        case Counted(group=path) if path in shared:
            return _counted(leaf, shared[path])
        case _:
            return with_groups(leaf, lambda paths: _every_path(paths, shared))


def _every_path(paths: tuple[str, ...], shared: Mapping[str, Shared]) -> tuple[str, ...]:
    return tuple(
        path for each in paths for path in (shared[each].paths if each in shared else (each,))
    )


def _is(shared: Shared, options: tuple[str, ...]) -> Expression:
    """Some copy is answered with one of the options; with "none", that no copy takes anything."""
    taken = tuple(each for each in options if each != NONE)
    parts = [Is(path, taken) for path in shared.paths] if taken or not options else []
    if NONE not in options:
        return _any(parts)
    answered = _any(Is(path, (NONE,)) for path in shared.paths)
    empty = And((answered, Not(_any(Is(path, shared.answers) for path in shared.paths))))
    return _any([*parts, empty])


def _counted(counted: Counted, shared: Shared) -> Expression:
    """How much is chosen in all copies. Different options are told from none at all only."""
    bounds = (counted.at_least, counted.at_most)
    if counted.what == "distinct" and bounds == (1, None):
        return _any(Counted(path, "distinct", 1, None) for path in shared.paths)
    if counted.what == "distinct" and bounds == (None, 0):
        return And(tuple(Counted(path, "distinct", None, 0) for path in shared.paths))
    ends: tuple[tuple[Comparison, int | None], ...] = ((">=", bounds[0]), ("<=", bounds[1]))
    units = (Term(Fraction(1), None, shared.paths),)
    sums = tuple(Sum(units, sign, Fraction(end)) for sign, end in ends if end is not None)
    return sums[0] if len(sums) == 1 else And(sums)


def _any(parts: Iterable[Expression]) -> Expression:
    every = tuple(parts)
    return every[0] if len(every) == 1 else Or(every)
