"""A tree of words to the expression that it means, with every name looked up."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from lark import Token

from configurator.engine.expressions import (
    Among,
    And,
    AttributeTest,
    Chosen,
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
    Total,
)
from configurator.engine.fact_tests import COMPARISONS, FactTests
from configurator.engine.lookup import Lookup, subtrees, text_of, token_of, tokens_in
from configurator.engine.mistakes import RuleTextError
from configurator.engine.model import Kind
from configurator.engine.names import GroupNames, Names
from configurator.engine.syntax import Node

QUANTIFIERS: dict[str, Quantifier] = {"any": "any", "every": "every", "no": "no"}


def expression_of(tree: Node, names: Names, may_imply: bool) -> Expression:
    """The meaning of a tree; raises `RuleTextError` with all mistakes in its names and numbers.

    Unless `may_imply`, "requires", "excludes" and "if" are mistakes.
    """
    checker = Checker(names, may_imply)
    expression = checker.expression(tree)
    _refuse(checker.lookup)
    return expression


def total_of(tree: Node, names: Names) -> Total:
    """The meaning of a sum alone; raises `RuleTextError` like `expression_of`."""
    checker = Checker(names, may_imply=False)
    terms, constant = checker.added_up(tree)
    _refuse(checker.lookup)
    return Total(tuple(terms), constant)


def _refuse(lookup: Lookup) -> None:
    """Raises `RuleTextError` where mistakes were noted."""
    mistakes = sorted(lookup.mistakes, key=lambda mistake: (mistake.start, mistake.end))
    if mistakes:
        raise RuleTextError(tuple(mistakes))


class Checker:
    """Turns each node into its expression; one with a mistake into some expression or other."""

    def __init__(self, names: Names, may_imply: bool) -> None:
        self.lookup = Lookup(names)
        self._facts = FactTests(self.lookup)
        self._may_imply = may_imply
        self._meanings: dict[str, Callable[[Node], Expression]] = {
            "requires": self._requires,
            "excludes": lambda node: self._implication(node, negated=True),
            "either": lambda node: Or(self._parts(node)),
            "both": lambda node: And(self._parts(node)),
            "negated": lambda node: Not(self._parts(node)[0]),
            "is_answer": self._is,
            "is_not_answer": lambda node: Not(self._is(node)),
            "has": self._has,
            "has_no": lambda node: Not(self._has(node)),
            "counted": self._counted,
            "chosen": self._chosen,
            "same": self._same,
            "allows": lambda node: self._table(node, allowed=True),
            "forbids": lambda node: self._table(node, allowed=False),
            "compared": self._compared,
            "fact_is": lambda node: self._fact(node, "any"),
            "fact_is_not": lambda node: self._fact(node, "no"),
            "fact_includes": lambda node: self._fact(node, "any"),
            "fact_includes_not": lambda node: self._fact(node, "no"),
            "among": self._among,
        }

    def expression(self, node: Node) -> Expression:
        return self._meanings[node.data](node)

    def _parts(self, node: Node) -> tuple[Expression, ...]:
        return tuple(map(self.expression, subtrees(node)))

    def _requires(self, node: Node) -> Expression:
        return self._implication(node, negated=False)

    def _implication(self, node: Node, negated: bool) -> Expression:
        if not self._may_imply:
            self.lookup.note(node, "condition.rule")
        condition, consequence = self._parts(node)
        return Implies(condition, Not(consequence) if negated else consequence)

    def _is(self, node: Node) -> Expression:
        name, answer = subtrees(node)
        path, group = self.lookup.group(name)
        if tokens_in(answer):
            return self._is_taken(node, path, group)
        options = subtrees(answer)
        if group is not None and group.kind is Kind.MANY:
            if [token_of(option).type for option in options] == ["NONE"]:
                return Counted(path, "distinct", None, 0)
            self.lookup.note(node, "kind.is", group=path)
            return Is(path, ())
        return Is(path, tuple(self.lookup.option(path, group, option) for option in options))

    def _is_taken(self, node: Node, path: str, group: GroupNames | None) -> Expression:
        if group is not None and group.kind is Kind.NUMBER:
            self.lookup.note(node, "kind.taken", group=path)
        if group is not None and group.kind is Kind.MANY:
            return Counted(path, "distinct", 1, None)
        return Is(path, group.options if group else ())

    def _has(self, node: Node) -> Expression:
        name, portion = subtrees(node)
        path, group = self.lookup.group(name)
        if group is not None and group.kind is not Kind.MANY:
            code = "kind.has" if group.kind is Kind.ONE else "kind.has_number"
            self.lookup.note(node, code, group=path)
            return Is(path, ())
        *amounts, word = subtrees(portion)
        option = self.lookup.option(path, group, word)
        listed = [each for part in amounts for each in subtrees(part)]
        return Has(path, option, tuple(self.lookup.amount(group, option, each) for each in listed))

    def _counted(self, node: Node) -> Expression:
        bounds, name = subtrees(node)
        path, group = self.lookup.group(name)
        found = Counted(path, "units" if tokens_in(node) else "distinct", *self._bounds(bounds))
        if group is not None:
            self._expect_counted(name, found, group)
        return found

    def _expect_counted(self, name: Node, counted: Counted, group: GroupNames) -> None:
        """Of several copies all are counted: how many are taken, and the units chosen in them."""
        if group.kind is not Kind.MANY:
            if group.copies == 1 or group.kind is Kind.NUMBER:
                self.lookup.note(name, "kind.counted", group=counted.group)
        elif group.copies > 1 and counted.what == "distinct" and not _none_or_some(counted):
            self.lookup.note(name, "copies.counted", group=counted.group)

    def _bounds(self, bounds: Node) -> tuple[int | None, int | None]:
        counts = [self.lookup.count(token) for token in tokens_in(bounds)]
        if counts[0] > counts[-1]:
            self.lookup.note(bounds, "count.order", least=counts[0], most=counts[-1])
        at_least = None if bounds.data == "at_most" else counts[0]
        return at_least, None if bounds.data == "at_least" else counts[-1]

    def _chosen(self, node: Node) -> Expression:
        names, test = subtrees(node)
        groups = self.lookup.groups(names)
        quantifier = QUANTIFIERS[tokens_in(node)[0]]
        if test.data == "includes_not":
            return _opposite(quantifier, tuple(groups), self._facts.includes(test, groups))
        return Chosen(quantifier, tuple(groups), self._facts.test(test, groups))

    def _fact(self, node: Node, quantifier: Quantifier) -> Expression:
        """A test that begins with what is tested: `type of cooler is air`."""
        facts, *said = subtrees(node)
        name, names = subtrees(facts)
        groups = self.lookup.groups(names)
        if node.data in ("fact_includes", "fact_includes_not"):
            return Chosen(quantifier, tuple(groups), self._facts.words(name, said[0], groups))
        known = self.lookup.attribute(name, groups)
        return Chosen(quantifier, tuple(groups), self._facts.is_value(name, said, known))

    def _among(self, node: Node) -> Expression:
        sides = [self._side(facts) for facts in subtrees(node)]
        (attribute, groups), (words, others) = sides
        return Among(attribute, groups, words, others)

    def _side(self, facts: Node) -> tuple[str, tuple[str, ...]]:
        """The attribute and groups of one side of "is among", which holds words."""
        name, names = subtrees(facts)
        groups = self.lookup.groups(names)
        if self.lookup.attribute(name, groups).kind not in ("word", "words", None):
            self.lookup.note(name, "attribute.no_word", attribute=text_of(name))
        return text_of(name), tuple(groups)

    def _same(self, node: Node) -> Expression:
        name, names = subtrees(node)
        groups = self.lookup.groups(names)
        self.lookup.attribute(name, groups)
        return SameAttribute(text_of(name), tuple(groups))

    def _table(self, node: Node, allowed: bool) -> Expression:
        names, rows = subtrees(node)
        groups = self.lookup.groups(names)
        for name in subtrees(names):
            group = groups[text_of(name)]
            if group is not None and group.kind is Kind.MANY:
                self.lookup.note(name, "kind.table", group=text_of(name))
            elif group is not None and group.copies > 1:
                self.lookup.note(name, "copies.table", group=text_of(name))
        read = tuple(self._row(row, groups) for row in subtrees(rows))
        return Table(tuple(groups), read, allowed)

    def _row(
        self, row: Node, groups: Mapping[str, GroupNames | None]
    ) -> tuple[tuple[str, ...], ...]:
        cells = subtrees(row)
        if len(cells) != len(groups):
            self.lookup.note(row, "table.width", cells=len(cells), groups=len(groups))
        return tuple(
            tuple(self.lookup.option(path, group, option) for option in subtrees(cell))
            for cell, (path, group) in zip(cells, groups.items(), strict=False)
        )

    def _compared(self, node: Node) -> Expression:
        left, right = subtrees(node)
        left_terms, left_constant = self.added_up(left)
        right_terms, right_constant = self.added_up(right)
        terms = (*left_terms, *(replace(term, factor=-term.factor) for term in right_terms))
        if not terms:
            self.lookup.note(node, "sum.constant")
        comparison = COMPARISONS[tokens_in(node)[0]]
        return Sum(terms, comparison, right_constant - left_constant)

    def added_up(self, node: Node) -> tuple[list[Term], Fraction]:
        """The terms of a sum, and the constants in it added up."""
        terms, constant, sign = [], Fraction(0), 1
        for child in node.children:
            if isinstance(child, Token):
                sign = -1 if child.type == "MINUS" else 1
            elif child.data == "constant":
                constant += sign * self.lookup.number(token_of(child))
            else:
                terms.append(self._term(child, sign))
        return terms, constant

    def _term(self, node: Node, sign: int) -> Term:
        (measure,) = subtrees(node)
        factor = self.lookup.number(token_of(node)) if node.data == "multiple" else Fraction(1)
        *name, names = subtrees(measure)
        groups = self.lookup.groups(names)
        if name:
            self._facts.expect_number(name[0], self.lookup.attribute(name[0], groups))
            return Term(sign * factor, text_of(name[0]), tuple(groups))
        if measure.data == "value_of":
            self._expect_number_groups(names)
        return Term(sign * factor, None, tuple(groups))

    def _expect_number_groups(self, names: Node) -> None:
        for name in subtrees(names):
            group = self.lookup.names.groups.get(text_of(name))
            if group is not None and group.kind is not Kind.NUMBER:
                self.lookup.note(name, "kind.value", group=text_of(name))


def _none_or_some(counted: Counted) -> bool:
    return (counted.at_least, counted.at_most) in ((1, None), (None, 0))


def _opposite(quantifier: Quantifier, groups: tuple[str, ...], test: AttributeTest) -> Expression:
    """Any, every or no option that does *not* pass the test."""
    if quantifier == "any":
        return Not(Chosen("every", groups, test))
    return Chosen("no" if quantifier == "every" else "every", groups, test)
