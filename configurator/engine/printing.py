"""Expressions as rule text, in one canonical form that reads back as the same expression."""

from collections.abc import Container, Iterable
from fractions import Fraction

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeCompares,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    Chosen,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Leaf,
    Not,
    Or,
    PlainValue,
    Ranked,
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.syntax import FLAGS, written

LONGEST_DECIMAL = 10
"""A number that needs this many places, or more, is written as a fraction."""


def print_expression(expression: Expression, numbers: Container[str] = ()) -> str:
    """The text of `expression`.

    `numbers` are the paths of number groups, of which "value of" is said instead of "units of".
    """
    return Printer(numbers).text(expression)


# How tightly each connective binds; what binds more loosely than its place needs parentheses.
RULE, EITHER, BOTH, SINGLE = range(4)


class Printer:
    def __init__(self, numbers: Container[str]) -> None:
        self._numbers = numbers

    def text(self, expression: Expression, place: int = RULE) -> str:
        """The text where only what binds at least as tightly as `place` goes unparenthesised."""
        binding, text = self._connected(expression)
        return text if binding >= place else f"({text})"

    def _connected(self, expression: Expression) -> tuple[int, str]:
        match expression:
            case Implies(condition=condition, consequence=Not(part=part)):
                return RULE, f"{self.text(condition, EITHER)} excludes {self.text(part, EITHER)}"
            case Implies(condition=condition, consequence=part):
                return RULE, f"{self.text(condition, EITHER)} requires {self.text(part, EITHER)}"
            case Or(parts=parts):
                return EITHER, " or ".join(self.text(part, BOTH) for part in parts)
            case And(parts=parts):
                return BOTH, " and ".join(self.text(part, SINGLE) for part in parts)
            case Not(part=Is() as leaf):
                return SINGLE, f"{written(leaf.group)} is not {_options(leaf.options)}"
            case Not(part=Has() as leaf):
                return SINGLE, f"{written(leaf.group)} has no {_portion(leaf)}"
            case Not(part=part):
                return SINGLE, f"not {self.text(part, SINGLE)}"
            case _:
                return SINGLE, self._leaf(expression)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Is(group=group, options=options):
                return f"{written(group)} is {_options(options)}"
            case Has(group=group):
                return f"{written(group)} has {_portion(leaf)}"
            case Counted(group=group, what=what):
                return f"{_bounds(leaf)} {'units ' * (what == 'units')}of {written(group)}"
            case Chosen(quantifier=quantifier, groups=groups, test=test):
                return f"{quantifier} of {_names(groups)} with {_test(test)}"
            case SameAttribute(attribute=attribute, groups=groups):
                return f"same {written(attribute)} of {_names(groups)}"
            case Among(attribute=attribute, groups=groups, words=words, others=others):
                return (
                    f"{written(attribute)} of {_names(groups)}"
                    f" is among {written(words)} of {_names(others)}"
                )
            case Ranked():
                raise TypeError("rule text has no words for a condition that ranks what is taken")
            case Table(groups=groups, rows=rows, allowed=allowed):
                listed = ", ".join(f"({', '.join(map(_cell, row))})" for row in rows)
                return f"{_names(groups)} {'allows' if allowed else 'forbids'} {listed}"
            case Sum(terms=terms, comparison=comparison, constant=constant):
                return f"{self._terms(terms)} {comparison} {number_text(constant)}"

    def _terms(self, terms: Iterable[Term]) -> str:
        first, *others = terms
        text = self._term(first.factor, first)
        for term in others:
            sign = "-" if term.factor < 0 else "+"
            text += f" {sign} {self._term(abs(term.factor), term)}"
        return text

    def _term(self, factor: Fraction, term: Term) -> str:
        multiple = "" if factor == 1 else f"{number_text(factor)} x "
        return f"{multiple}{self._measured(term)} of {_names(term.groups)}"

    def _measured(self, term: Term) -> str:
        if term.attribute is not None:
            return written(term.attribute)
        return "value" if all(group in self._numbers for group in term.groups) else "units"


def number_text(number: Fraction | int) -> str:
    """A number as it stands in a text: a decimal where it has an end, otherwise a fraction."""
    number = Fraction(number)
    for places in range(LONGEST_DECIMAL):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
            return f"{'-' * (number < 0)}{whole}{'.' * bool(part)}{part}"
    return f"{number.numerator}/{number.denominator}"


def _names(groups: Iterable[str]) -> str:
    return ", ".join(map(written, groups))


def _option(option: str) -> str:
    return "none" if option == NONE else written(option, "name or number")


def _options(options: tuple[str, ...]) -> str:
    listed = ", ".join(map(_option, options))
    return listed if len(options) == 1 else f"one of {listed}"


def _cell(options: tuple[str, ...]) -> str:
    return " or ".join(map(_option, options)) or "any"


def _portion(leaf: Has) -> str:
    amounts = " or ".join(written(amount, "name or number") for amount in leaf.amounts)
    return f"{amounts} {_option(leaf.option)}".strip()


def _bounds(leaf: Counted) -> str:
    if leaf.at_most is None:
        return f"at least {leaf.at_least or 0}"
    if leaf.at_least is None:
        return f"at most {leaf.at_most}"
    if leaf.at_least == leaf.at_most:
        return f"exactly {leaf.at_most}"
    return f"between {leaf.at_least} and {leaf.at_most}"


def _test(test: AttributeTest) -> str:
    name = written(test.attribute)
    match test:
        case AttributeCompares(comparison=comparison, constant=constant):
            return f"{name} {comparison} {number_text(constant)}"
        case AttributeIncludes(words=words):
            listed = ", ".join(map(_value, words))
            return f"{name} include {listed if len(words) == 1 else f'one of {listed}'}"
        case AttributeIs(values=(bool() as flag,)):
            return name if flag else f"not {name}"
        case AttributeIs(values=(value,)):
            return f"{name} is {_value(value)}"
        case AttributeIs(values=values):
            return f"{name} is one of {', '.join(map(_value, values))}"


def _value(value: PlainValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f'"{value}"' if value in FLAGS else written(value)
    return number_text(value)
