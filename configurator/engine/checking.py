"""A tree of words to the expression that it means, with every name looked up."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from lark import Token

from configurator.engine.expressions import (
    And,
    AttributeCompares,
    AttributeIs,
    AttributeTest,
    AttributeValue,
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
from configurator.engine.lookup import Lookup, subtrees, text_of, token_of, tokens_in
from configurator.engine.mistakes import RuleTextError
from configurator.engine.model import Kind
from configurator.engine.names import AttributeNames, GroupNames, Names
from configurator.engine.syntax import Node

COMPARISONS: dict[str, Comparison] = {
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    "=": "=",
    "!=": "!=",
    "≠": "!=",
    ">=": ">=",
    "≥": ">=",
    ">": ">",
}

QUANTIFIERS: dict[str, Quantifier] = {"any": "any", "every": "every", "no": "no"}


def expression_of(tree: Node, names: Names, may_imply: bool) -> Expression:
    """The meaning of a tree; raises `RuleTextError` with all mistakes in its names and numbers.

    Unless `may_imply`, "requires", "excludes" and "if" are mistakes.
    """
    checker = Checker(names, may_imply)
    expression = checker.expression(tree)
    mistakes = sorted(checker.lookup.mistakes, key=lambda mistake: (mistake.start, mistake.end))
    if mistakes:
        raise RuleTextError(tuple(mistakes))
    return expression


class Checker:
    """Turns each node into its expression; one with a mistake into some expression or other."""

    def __init__(self, names: Names, may_imply: bool) -> None:
        self.lookup = Lookup(names)
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
        if group is not None and group.kind is not Kind.MANY:
            self.lookup.note(name, "kind.counted", group=path)
        at_least, at_most = self._bounds(bounds)
        return Counted(path, "units" if tokens_in(node) else "distinct", at_least, at_most)

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
        return Chosen(quantifier, tuple(groups), self._test(test, groups))

    def _test(self, test: Node, groups: Mapping[str, GroupNames | None]) -> AttributeTest:
        name, *values = subtrees(test)
        attribute, known = text_of(name), self.lookup.attribute(name, groups)
        if test.data == "compares":
            comparison, number = tokens_in(test)
            self._expect_number(name, known)
            return AttributeCompares(attribute, COMPARISONS[comparison], self.lookup.number(number))
        if test.data in ("flag", "flag_not"):
            if known.kind not in ("flag", None):
                self.lookup.note(name, "attribute.not_flag", attribute=attribute)
            return AttributeIs(attribute, (test.data == "flag",))
        said = tuple(self.lookup.value(name, known, value) for value in values)
        return (
            self._other_than(name, said[0], known)
            if test.data == "is_not_value"
            else AttributeIs(attribute, said)
        )

    def _other_than(self, name: Node, said: AttributeValue, known: AttributeNames) -> AttributeTest:
        """The test that an attribute is known, and not what is said."""
        attribute = text_of(name)
        if isinstance(said, bool):
            return AttributeIs(attribute, (not said,))
        if not isinstance(said, str):
            return AttributeCompares(attribute, "!=", Fraction(said))
        others = tuple(word for word in known.words if word != said)
        if not others:
            self.lookup.note(name, "word.only", attribute=attribute, word=said)
        return AttributeIs(attribute, others)

    def _expect_number(self, name: Node, known: AttributeNames) -> None:
        if known.kind not in ("number", None):
            self.lookup.note(name, "attribute.not_number", attribute=text_of(name))

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
        left_terms, left_constant = self._sum(left)
        right_terms, right_constant = self._sum(right)
        terms = (*left_terms, *(replace(term, factor=-term.factor) for term in right_terms))
        if not terms:
            self.lookup.note(node, "sum.constant")
        comparison = COMPARISONS[tokens_in(node)[0]]
        return Sum(terms, comparison, right_constant - left_constant)

    def _sum(self, node: Node) -> tuple[list[Term], Fraction]:
        """The terms of one side, and the constants in it added up."""
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
            self._expect_number(name[0], self.lookup.attribute(name[0], groups))
            return Term(sign * factor, text_of(name[0]), tuple(groups))
        if measure.data == "value_of":
            self._expect_number_groups(names)
        return Term(sign * factor, None, tuple(groups))

    def _expect_number_groups(self, names: Node) -> None:
        for name in subtrees(names):
            group = self.lookup.names.groups.get(text_of(name))
            if group is not None and group.kind is not Kind.NUMBER:
                self.lookup.note(name, "kind.value", group=text_of(name))
