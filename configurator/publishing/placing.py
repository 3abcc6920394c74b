"""A condition written about one product, read where that product stands in another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from configurator.engine.expressions import (
    Among,
    And,
    Chosen,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Leaf,
    Not,
    Or,
    Ranked,
    SameAttribute,
    Sum,
    Table,
    Term,
)


def placed(expression: Expression, prefix: str) -> Expression:
    """`expression` with every group path put under `prefix` (the path of a slot, or empty)."""
    if not prefix:
        return expression
    return renamed(expression, lambda path: f"{prefix}.{path}")


def renamed(expression: Expression, name: Callable[[str], str]) -> Expression:
    """`expression` with every group path as `name` gives it.

    Several paths may get one name: what is added up counts that group as often, what is tested
    tests it once.
    """
    return with_leaves(expression, lambda leaf: _renamed(leaf, name))


def with_leaves(expression: Expression, read: Callable[[Leaf], Expression]) -> Expression:
    """`expression` with each part that reads choices replaced by what `read` makes of it."""
    match expression:
        case Not(part=part):
            return Not(with_leaves(part, read))
        case And(parts=parts):
            return And(tuple(with_leaves(part, read) for part in parts))
        case Or(parts=parts):
            return Or(tuple(with_leaves(part, read) for part in parts))
        case Implies(condition=condition, consequence=consequence):
            return Implies(with_leaves(condition, read), with_leaves(consequence, read))
        case _:
            return read(expression)


def with_groups(leaf: Leaf, paths: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Leaf:
    """A part that reads lists of groups, with other lists; one that reads a single group stays."""
    match leaf:
        case Chosen() | SameAttribute() | Table():
            return replace(leaf, groups=paths(leaf.groups))
        case Among():
            return replace(leaf, groups=paths(leaf.groups), others=paths(leaf.others))
        case Sum():
            moved = (replace(term, groups=paths(term.groups)) for term in leaf.terms)
            return replace(leaf, terms=tuple(each for term in moved for each in _each_once(term)))
        case Is() | Has() | Counted() | Ranked():
            return leaf


def _renamed(leaf: Leaf, name: Callable[[str], str]) -> Leaf:
    match leaf:
        case Is() | Has() | Counted():
            return replace(leaf, group=name(leaf.group))
        case Ranked(steps=steps):
            moved = (replace(step, group=name(step.group)) for step in steps)
            return replace(leaf, steps=tuple(moved))
        case Sum() | Table():
            return with_groups(leaf, lambda paths: tuple(map(name, paths)))
        case _:
            return with_groups(leaf, lambda paths: _once(map(name, paths)))


def _once(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def _each_once(term: Term) -> Iterator[Term]:
    """The same sum with each group in one term, whose factor says how often it counts."""
    by_count: dict[int, list[str]] = {}
    for path, count in Counter(term.groups).items():
        by_count.setdefault(count, []).append(path)
    for count, paths in by_count.items():
        yield replace(term, factor=term.factor * count, groups=tuple(paths))
