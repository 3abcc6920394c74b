"""Trees of "not", "and" and "or" over literals, and what is left as literals are decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from configurator.engine.accumulators import Function, Part, State
from configurator.engine.truths import Truth, opposite


@dataclass(frozen=True)
class Literal:
    """A statement about one variable: its truth for each of the variable's values."""

    variable: int
    truths: tuple[Truth, ...]


@dataclass(frozen=True)
class Negation:
    part: "Tree"


@dataclass(frozen=True)
class Junction:
    """All of the parts (`every`), or any of them."""

    every: bool
    parts: tuple["Tree", ...]


Tree: TypeAlias = Truth | Literal | Negation | Junction


def negated(tree: Tree) -> Tree:
    if tree is None or isinstance(tree, bool):
        return opposite(tree)
    return tree.part if isinstance(tree, Negation) else Negation(tree)


def junction(every: bool, parts: Iterable[Tree]) -> Tree:
    """The parts joined, without those that do not matter."""
    kept: dict[Tree, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not every:
                return part
            continue
        inner = part.parts if isinstance(part, Junction) and part.every is every else (part,)
        kept.update(dict.fromkeys(inner))
    if not kept:
        return every
    return next(iter(kept)) if len(kept) == 1 else Junction(every, tuple(kept))


def literals(tree: Tree) -> Iterable[Literal]:
    """The literals of a tree, in order, with repetitions."""
    match tree:
        case Literal():
            yield tree
        case Negation(part=part):
            yield from literals(part)
        case Junction(parts=parts):
            for part in parts:
                yield from literals(part)


def tree_function(tree: Tree) -> Function:
    """The truth of a tree. A state is what is left of the tree as its literals are decided."""
    by_variable: dict[int, dict[Literal, Literal]] = {}
    for literal in literals(tree):
        of_variable = by_variable.setdefault(literal.variable, {})
        of_variable.setdefault(literal, Literal(literal.variable, (None,) * len(of_variable)))
    inputs: list[tuple[int, Sequence[Part]]] = [
        (variable, list(zip(*(literal.truths for literal in each), strict=True)))
        for variable, each in by_variable.items()
    ]
    short = [tuple(each.values()) for each in by_variable.values()]

    def step(state: State, place: int, part: Part) -> State:
        if not isinstance(part, tuple):
            raise TypeError("a part of a tree is a tuple of truths")
        return remaining(state, dict(zip(short[place], part, strict=True)))

    all_short = {old: new for each in by_variable.values() for old, new in each.items()}
    return Function(inputs, remaining(tree, all_short), step, lambda state: state)


def remaining(tree: Tree, decided: Mapping[Literal, Tree]) -> Tree:
    """What is left of a tree where some of its literals are decided, or stand for others."""
    match tree:
        case Literal():
            return decided.get(tree, tree)
        case Negation(part=part):
            return negated(remaining(part, decided))
        case Junction(every=every, parts=parts):
            return junction(every, (remaining(part, decided) for part in parts))
        case _:
            return tree
