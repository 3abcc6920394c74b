"""How many configurations there are where the order of copies makes no difference.

By Burnside's lemma their number is the mean, over all ways to permute the copies, of how many
configurations a permutation leaves as they are: those whose copies agree within each cycle. Copies
that agree are one copy that rules meet several times, so each kind of permutation is counted on a
smaller model.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import factorial, prod
from typing import TypeAlias

from catalog.shop import lies_in
from configurator.engine.compiling import compile_model
from configurator.engine.model import Group, Model, Rule
from configurator.publishing.placing import renamed

Copies: TypeAlias = tuple[tuple[str, ...], ...]
"""The paths of the copies of each slot that has several; outer slots before those in them."""


def count_any_order(model: Model, copies: Copies) -> int:
    """How many valid complete configurations the model has, each counted once in all its orders.

    Raises `CompileBudgetExceeded` where one of the smaller models does not compile.
    """
    return int(_mean(replace(model, conditions={}), copies))


def _mean(model: Model, copies: Copies) -> Fraction:
    if not copies:
        compiled = compile_model(model)
        return Fraction(compiled.count(compiled.unrestricted()))
    paths, *others = copies
    return sum(
        (
            Fraction(1, _weight(lengths)) * _mean(*_agreeing(model, others, paths, lengths))
            for lengths in _partitions(len(paths), len(paths))
        ),
        Fraction(0),
    )


def _partitions(number: int, largest: int) -> Iterator[tuple[int, ...]]:
    """The lengths of cycles that a permutation may have, longest first."""
    if number == 0:
        yield ()
    for first in range(min(number, largest), 0, -1):
        for rest in _partitions(number - first, first):
            yield (first, *rest)


def _weight(lengths: tuple[int, ...]) -> int:
    """One of how many permutations has cycles of these lengths."""
    repeated = prod(factorial(lengths.count(each)) for each in set(lengths))
    return prod(lengths) * repeated


def _agreeing(
    model: Model, others: list[tuple[str, ...]], paths: tuple[str, ...], lengths: tuple[int, ...]
) -> tuple[Model, Copies]:
    """The model in which the copies of each cycle are one, and the other copies that it has then.

    Copies inside those that are one may be put in order for each by itself: the product of their
    permutations around a cycle is as good as any one permutation.
    """
    stands_for: dict[str, str] = {}
    rest = iter(paths)
    for length in lengths:
        first = next(rest)
        stands_for.update({next(rest): first for _ in range(length - 1)})
    inner = tuple(each for each in others if not any(lies_in(each[0], gone) for gone in stands_for))
    return _merged(model, stands_for), inner


def _merged(model: Model, stands_for: dict[str, str]) -> Model:
    """The model without the copies that another stands for; what reads them reads that one."""
    if not stands_for:
        return model

    def name(path: str) -> str:
        gone = next((each for each in stands_for if lies_in(path, each)), None)
        return path if gone is None else stands_for[gone] + path.removeprefix(gone)

    def merged(group: Group) -> Group:
        condition = group.applies_if
        return replace(group, applies_if=condition and renamed(condition, name))

    groups = tuple(merged(each) for each in model.groups if name(each.path) == each.path)
    rules: dict[object, Rule] = {}
    for rule in model.rules:
        expression = renamed(rule.expression, name)
        rules.setdefault((expression, rule.strength), replace(rule, expression=expression))
    return Model(groups, tuple(rules.values()))
