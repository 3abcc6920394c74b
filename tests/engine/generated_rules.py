"""Rules as merchants write them, made from a seed: every kind of sentence that there is."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import get_args

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeCompares,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    Chosen,
    Comparison,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
    Quantifier,
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.model import Group, Kind

WORDS = ("am4", "am5", "lga")
"""The words that options have for their socket."""


class Sentences:
    """Makes expressions over the given groups."""

    def __init__(self, random: Random, groups: Sequence[Group]) -> None:
        self.random = random
        self.one = [group for group in groups if group.kind is Kind.ONE]
        self.many = [group for group in groups if group.kind is Kind.MANY]
        self.numbers = [group for group in groups if group.kind is Kind.NUMBER]
        self.groups = list(groups)
        self.optioned = [*self.one, *self.many]

    def sentence(self) -> Expression:
        """A whole rule."""
        form = self.random.random()
        if form < 0.3:
            return Implies(self.expression(), self.expression())
        if form < 0.55:
            return Implies(self.leaf(), Not(self.leaf()))
        return self.leaf() if form < 0.8 else self.expression(depth=2)

    def expression(self, depth: int = 1) -> Expression:
        if depth == 0 or self.random.random() < 0.5:
            return self.leaf()
        match self.random.randrange(4):
            case 0:
                return Not(self.expression(depth - 1))
            case 1:
                return And(self._parts(depth))
            case 2:
                return Or(self._parts(depth))
            case _:
                return Implies(self.expression(depth - 1), self.expression(depth - 1))

    def leaf(self) -> Expression:
        return self.random.choice(self._forms())()

    def _parts(self, depth: int) -> tuple[Expression, ...]:
        return tuple(self.expression(depth - 1) for _ in range(self.random.randint(2, 3)))

    def _forms(self) -> list[Callable[[], Expression]]:
        forms: list[Callable[[], Expression]] = [self.sum_]
        if self.one or self.numbers:
            forms += [self.is_, self.is_]
        if self.many:
            forms += [self.has, self.counted]
        if self.optioned:
            forms += [self.chosen, self.sum_of_facts]
        if len(self.optioned) > 1:
            forms += [self.same, self.among]
        if len(self.one) > 1:
            forms += [self.table]
        return forms

    def is_(self) -> Expression:
        group = self.random.choice([*self.one, *self.numbers])
        ids = [str(number) for number in group.numbers] or [option.id for option in group.options]
        if self.random.random() < 0.15:
            ids.append(NONE)
        return Is(group.path, tuple(self._some(ids, most=2)))

    def has(self) -> Expression:
        group = self.random.choice(self.many)
        option = self.random.choice(group.options)
        amounts = self._some(list(option.amounts), most=1) if self.random.random() < 0.4 else []
        return Has(group.path, option.id, tuple(amounts))

    def counted(self) -> Expression:
        at_least, at_most = self.random.choice(((1, None), (2, None), (None, 1), (None, 2), (1, 2)))
        what = self.random.choice(("distinct", "units"))
        group = self.random.choice(self.many)
        if what == "distinct":
            return Counted(group.path, "distinct", at_least, at_most)
        return Counted(group.path, "units", at_least, at_most and at_most + 1)

    def chosen(self) -> Expression:
        quantifier: Quantifier = self.random.choice(get_args(Quantifier))
        return Chosen(quantifier, self._paths(self.optioned), self._test())

    def same(self) -> Expression:
        attribute = self.random.choice(("vegan", "socket"))
        return SameAttribute(attribute, self._paths(self.optioned, at_least=2))

    def among(self) -> Expression:
        attribute = self.random.choice(("socket", "socket", "sockets"))
        return Among(attribute, self._paths(self.optioned), "sockets", self._paths(self.optioned))

    def sum_(self) -> Expression:
        """Of units, and of the values of number groups."""
        constant = self.random.choice((1, 2, 3, 4, 6, 11))
        terms = [self._term(None, self.groups) for _ in range(self.random.choice((1, 1, 2)))]
        return Sum(tuple(terms), self._comparison(), Fraction(constant))

    def sum_of_facts(self) -> Expression:
        terms = [self._term("kcal", self.optioned)]
        if self.random.random() < 0.4:
            terms.append(self._term(None, self.groups))
        constant = self.random.choice((Fraction(2), Fraction(4), Fraction(9, 2), Fraction(7)))
        return Sum(tuple(terms), self._comparison(), constant)

    def table(self) -> Expression:
        count = self.random.randint(2, min(3, len(self.one)))
        groups = sorted(self.random.sample(self.one, count), key=lambda group: group.path)
        rows = tuple(
            tuple(self._cell(group) for group in groups) for _ in range(self.random.randint(2, 4))
        )
        return Table(
            tuple(group.path for group in groups), rows, allowed=self.random.random() < 0.6
        )

    def _cell(self, group: Group) -> tuple[str, ...]:
        if self.random.random() < 0.15:
            return ()
        ids = [option.id for option in group.options]
        return tuple(self._some([*ids, NONE] if group.optional else ids, most=2))

    def _term(self, attribute: str | None, groups: Sequence[Group]) -> Term:
        factor = self.random.choice((Fraction(1), Fraction(1), Fraction(2), Fraction(-1, 2)))
        return Term(factor, attribute, self._paths(groups))

    def _test(self) -> AttributeTest:
        match self.random.randrange(5):
            case 4:
                return AttributeIncludes("sockets", tuple(self._some(list(WORDS), most=2)))
            case 0:
                return AttributeIs("vegan", (self.random.random() < 0.5,))
            case 1:
                return AttributeIs("socket", tuple(self._some(list(WORDS), most=2)))
            case 2:
                return AttributeIs("kcal", (self.random.choice((0, 1, 2, Fraction(1, 2))),))
            case _:
                constant = Fraction(self.random.choice((1, 2, 3)))
                return AttributeCompares("kcal", self._comparison(), constant)

    def _comparison(self) -> Comparison:
        comparison: Comparison = self.random.choice(("<=", "<=", ">=", ">=", "<", ">", "=", "!="))
        return comparison

    def _paths(self, groups: Sequence[Group], at_least: int = 1) -> tuple[str, ...]:
        count = self.random.randint(at_least, min(max(2, at_least), len(groups)))
        return tuple(group.path for group in self.random.sample(list(groups), count))

    def _some(self, items: list[str], most: int) -> list[str]:
        return self.random.sample(items, self.random.randint(1, min(most, len(items))))
