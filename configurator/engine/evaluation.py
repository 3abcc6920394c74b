"""What expressions mean, and what makes a complete configuration valid.

Truth has three values: a test that reads an unknown attribute is unknown (`None`) unless the rest
decides it, as in Kleene's logic. Everything that the compiler does is checked against this module,
so it is written to be read, not to be fast.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, TypeGuard

from configurator.engine.expressions import (
    NONE,
    And,
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
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.model import Choice, Group, Kind, Limits, Model, Option, taken

Truth: TypeAlias = bool | None

WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")

COMPARE: Mapping[Comparison, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def evaluate(expression: Expression, model: Model, configuration: Iterable[Choice]) -> Truth:
    """Whether `expression` holds of a complete configuration; None when that is unknown.

    Groups without a taken choice are answered with none, or do not apply; a choice that its group
    does not offer is not read. Raises `KeyError` where the expression or the configuration names a
    group that the model does not have.
    """
    return Judge(model).evaluate(expression, configuration)


def violations(model: Model, configuration: Iterable[Choice]) -> tuple[str, ...]:
    """What a complete configuration breaks; it is valid exactly when that is nothing.

    Names, in the order of the model: `applies:<path>` (something is taken where the group does not
    apply), `answer:<path>` (the answer is missing, or not one that the group offers),
    `limit:<path>` (too few or too many options or units), then the *must* rules that do not hold.
    Raises `KeyError` where the configuration names a group that the model does not have.
    """
    return Judge(model).violations(configuration)


class Judge:
    """One model with its groups and options by name, to judge many configurations."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.groups = {group.path: group for group in model.groups}
        self.options = {
            group.path: {option.id: option for option in group.options} for group in model.groups
        }

    def offers(self, choice: Choice) -> bool:
        """Whether there is such a choice: its group lists it, with an amount where it has some."""
        group = self.groups.get(choice.group)
        if group is None:
            return False
        if group.kind is Kind.NUMBER:
            return number_in(group, choice.option) is not None and not choice.amount
        option = self.options[choice.group].get(choice.option)
        if option is None:
            return False
        return choice.amount in option.amounts if group.kind is Kind.MANY else not choice.amount

    def evaluate(self, expression: Expression, configuration: Iterable[Choice]) -> Truth:
        return Reading(self, configuration).truth(expression)

    def violations(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        reading = Reading(self, configuration)
        broken = [name for group in self.model.groups for name in reading.broken_bounds(group)]
        broken += [
            rule.name
            for rule in self.model.rules
            if rule.strength == "must" and reading.truth(rule.expression) is False
        ]
        return tuple(broken)

    def notices(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        """The *warn* and *note* rules that do not hold."""
        reading = Reading(self, configuration)
        return tuple(
            rule.name
            for rule in self.model.rules
            if rule.strength != "must" and reading.truth(rule.expression) is False
        )

    def unchecked(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        """The rules that could not be checked, because they read an unknown attribute."""
        reading = Reading(self, configuration)
        return tuple(
            rule.name for rule in self.model.rules if reading.truth(rule.expression) is None
        )

    def conditions(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        """The named conditions that hold; one that is unknown does not."""
        reading = Reading(self, configuration)
        return tuple(
            name for name, each in self.model.conditions.items() if reading.truth(each) is True
        )


class Reading:
    """One configuration read under one model."""

    def __init__(self, judge: Judge, configuration: Iterable[Choice]) -> None:
        self._judge = judge
        self._taken: dict[str, list[Choice]] = {path: [] for path in judge.groups}
        self._not_offered: set[str] = set()
        for choice in taken(dict.fromkeys(configuration)):
            of_group = self._taken[choice.group]
            if judge.offers(choice):
                of_group.append(choice)
            else:
                self._not_offered.add(choice.group)
        self._applies: dict[str, bool] = {}

    def applies(self, path: str) -> bool:
        """Whether the group applies; it does where its condition is unknown.

        A group whose condition depends on itself counts as applying while that is found out.
        """
        if path not in self._applies:
            self._applies[path] = True
            condition = self._judge.groups[path].applies_if
            self._applies[path] = condition is None or self.truth(condition) is not False
        return self._applies[path]

    def broken_bounds(self, group: Group) -> list[str]:
        """The built-in constraints of `group` that do not hold."""
        choices = self._taken[group.path]
        if not self.applies(group.path):
            taken_anyway = choices or group.path in self._not_offered
            return [f"applies:{group.path}"] if taken_anyway else []
        if group.path in self._not_offered:
            return [f"answer:{group.path}"]
        if group.kind is not Kind.MANY:
            fits = len(choices) == 1 or (group.optional and not choices)
            return [] if fits else [f"answer:{group.path}"]
        if len({choice.option for choice in choices}) < len(choices):
            return [f"answer:{group.path}"]
        within = _within(group.distinct, len(choices)) and _within(
            group.units, self._units(group.path)
        )
        return [] if within else [f"limit:{group.path}"]

    def truth(self, expression: Expression) -> Truth:
        match expression:
            case Not(part=part):
                return opposite(self.truth(part))
            case And(parts=parts):
                return _every(map(self.truth, parts))
            case Or(parts=parts):
                return _any(map(self.truth, parts))
            case Implies(condition=condition, consequence=consequence):
                return _any((opposite(self.truth(condition)), self.truth(consequence)))
            case _:
                return self._leaf(expression)

    def _leaf(self, leaf: Is | Has | Counted | Chosen | Sum | SameAttribute | Table) -> Truth:
        match leaf:
            case Is():
                return self._is(leaf)
            case Has(group=group, option=option, amounts=amounts):
                return any(
                    choice.option == option and (not amounts or choice.amount in amounts)
                    for choice in self._taken[group]
                )
            case Counted():
                return self._counted(leaf)
            case Chosen():
                return self._chosen(leaf)
            case Sum():
                return self._sum(leaf)
            case SameAttribute(attribute=attribute, groups=groups):
                return _all_same([fact for _, fact in self._facts(groups, attribute)])
            case Table():
                return self._stands_in_a_row(leaf) is leaf.allowed

    def _is(self, leaf: Is) -> bool:
        answers = {choice.option for choice in self._taken[leaf.group]}
        if answers:
            return not answers.isdisjoint(leaf.options)
        return NONE in leaf.options and self.applies(leaf.group)

    def _counted(self, leaf: Counted) -> bool:
        choices = self._taken[leaf.group]
        count = len(choices) if leaf.what == "distinct" else self._units(leaf.group)
        return (leaf.at_least is None or leaf.at_least <= count) and (
            leaf.at_most is None or count <= leaf.at_most
        )

    def _chosen(self, leaf: Chosen) -> Truth:
        tests = [
            passes(fact, leaf.test) for _, fact in self._facts(leaf.groups, leaf.test.attribute)
        ]
        if leaf.quantifier == "every":
            return _every(tests)
        return _any(tests) if leaf.quantifier == "any" else opposite(_any(tests))

    def _sum(self, leaf: Sum) -> Truth:
        total = Fraction(0)
        for term in leaf.terms:
            value = self._term(term)
            if value is None:
                return None
            total += term.factor * value
        return COMPARE[leaf.comparison](total, leaf.constant)

    def _term(self, term: Term) -> Fraction | None:
        if term.attribute is None:
            return Fraction(sum(self._units(path) for path in term.groups))
        total = Fraction(0)
        for units, fact in self._facts(term.groups, term.attribute):
            if not is_number(fact):
                return None
            total += units * Fraction(fact)
        return total

    def _stands_in_a_row(self, table: Table) -> bool:
        answers = [
            {choice.option for choice in self._taken[path]} or {NONE} for path in table.groups
        ]
        return any(
            all(
                not cell or not answer.isdisjoint(cell)
                for answer, cell in zip(answers, row, strict=True)
            )
            for row in table.rows
        )

    def _units(self, path: str) -> int:
        """The units taken in a group; the value of a number group."""
        group = self._judge.groups[path]
        match group.kind:
            case Kind.NUMBER:
                return sum(number_in(group, choice.option) or 0 for choice in self._taken[path])
            case Kind.ONE:
                return len(self._taken[path])
            case Kind.MANY:
                options = self._judge.options[path]
                return sum(
                    options[choice.option].amounts[choice.amount] for choice in self._taken[path]
                )

    def _facts(
        self, groups: Iterable[str], attribute: str
    ) -> list[tuple[int, AttributeValue | None]]:
        """The units of each option chosen in `groups`, with its attribute.

        The value of a number group is no option, and has no attributes: they are unknown.
        """
        return [
            (units_of(option, choice.amount), option.attributes.get(attribute))
            for path in groups
            for choice in self._taken[path]
            for option in [self._judge.options[path].get(choice.option, Option(choice.option))]
        ]


def number_in(group: Group, digits: str) -> int | None:
    """The value that `digits` answer a number group with; None where it does not offer it."""
    if not WHOLE_NUMBER.fullmatch(digits):
        return None
    return int(digits) if int(digits) in group.numbers else None


def units_of(option: Option, amount: str) -> int:
    """How many units `amount` of an option is; 1 where the group has no amounts."""
    return option.amounts[amount] if amount else 1


def same_fact(one: AttributeValue, other: AttributeValue) -> bool:
    """Equality of attribute values: a flag is never equal to a number."""
    return isinstance(one, bool) is isinstance(other, bool) and one == other


def opposite(truth: Truth) -> Truth:
    """Not; what is unknown stays unknown."""
    return None if truth is None else not truth


def is_number(fact: AttributeValue | None) -> TypeGuard[int | Fraction]:
    """Whether a fact can be added up and compared: a flag is no number."""
    return isinstance(fact, int | Fraction) and not isinstance(fact, bool)


def passes(fact: AttributeValue | None, test: AttributeTest) -> Truth:
    """Whether an option with that fact passes; unknown (None) where the fact is."""
    if fact is None:
        return None
    if isinstance(test, AttributeIs):
        return any(same_fact(fact, value) for value in test.values)
    if not is_number(fact):
        return None
    return COMPARE[test.comparison](Fraction(fact), test.constant)


def _all_same(facts: list[AttributeValue | None]) -> Truth:
    known = [fact for fact in facts if fact is not None]
    if any(not same_fact(known[0], fact) for fact in known[1:]):
        return False
    return True if len(facts) < 2 or len(known) == len(facts) else None


def _within(limits: Limits, count: int) -> bool:
    return limits.at_least <= count and (limits.at_most is None or count <= limits.at_most)


def _every(truths: Iterable[Truth]) -> Truth:
    met = set(truths)
    return False if False in met else None if None in met else True


def _any(truths: Iterable[Truth]) -> Truth:
    met = set(truths)
    return True if True in met else None if None in met else False
