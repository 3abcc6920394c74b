"""What expressions mean, and what makes a complete configuration valid.

Truth has three values: a test that reads an unknown attribute is unknown (`None`) unless the rest
decides it, as in Kleene's logic. Everything that the compiler does is checked against this module,
so it is written to be read, not to be fast.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from threading import local

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeValue,
    Chosen,
    Condition,
    Counted,
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
    Unknown,
)
from configurator.engine.model import Choice, Group, Kind, Limits, Model, Option, Rule, taken
from configurator.engine.recollection import Recollection
from configurator.engine.truths import (
    COMPARE,
    Truth,
    any_holds,
    every_holds,
    is_number,
    opposite,
    passes,
    same_fact,
    words_in,
)
from configurator.engine.unknown_facts import reads

KEPT_READINGS = 4
"""How many configurations a judge remembers having read."""

WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")


def evaluate(expression: Condition, model: Model, configuration: Iterable[Choice]) -> Truth:
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


class _Kept(local):
    """The last configurations that a thread has read."""

    readings: "tuple[tuple[tuple[Choice, ...], Reading], ...]" = ()


class Judge:
    """One model with its groups and options by name, to judge many configurations."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.groups = {group.path: group for group in model.groups}
        self.options = {
            group.path: {option.id: option for option in group.options} for group in model.groups
        }
        self._soft = tuple(
            (rule, tuple(sorted(reads(rule.expression, self.groups))))
            for rule in model.rules
            if rule.strength != "must"
        )
        self._kept = _Kept()
        self._known = Recollection()

    def reading(self, configuration: Iterable[Choice]) -> "Reading":
        """The configuration read; a page asks much about one, so that the last few are kept."""
        choices = tuple(configuration)
        for read, reading in self._kept.readings:
            if read is choices:
                return reading
        reading = Reading(self, choices)
        self._kept.readings = ((choices, reading), *self._kept.readings[: KEPT_READINGS - 1])
        return reading

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

    def fact(self, choice: Choice, attribute: str) -> AttributeValue | None:
        """What is known of the option that is taken; a number is no option, and has no facts."""
        option = self.options[choice.group].get(choice.option)
        return None if option is None else option.attributes.get(attribute)

    def evaluate(self, expression: Condition, configuration: Iterable[Choice]) -> Truth:
        return self.reading(configuration).truth(expression)

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
        reading = self.reading(configuration)

        def is_broken(rule: Rule, paths: tuple[str, ...]) -> bool:
            question = (rule.name, *reading.taken_in(paths))
            return self._known.recall(
                question, lambda: reading.truth(rule.expression) is False, bool
            )

        return tuple(rule.name for rule, paths in self._soft if is_broken(rule, paths))

    def unchecked(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        """The rules that could not be checked, because they read an unknown attribute."""
        reading = Reading(self, configuration)
        return tuple(
            rule.name for rule in self.model.rules if reading.truth(rule.expression) is None
        )

    def conditions(self, configuration: Iterable[Choice]) -> tuple[str, ...]:
        """The conditions of the model that hold, by name; one that is unknown does not."""
        return self.holding(self.model.conditions, configuration)

    def holding(
        self,
        conditions: Mapping[str, Condition],
        configuration: Iterable[Choice],
        names: Iterable[str] | None = None,
    ) -> tuple[str, ...]:
        """Which of any conditions hold, by name, all or those of `names`; one that is unknown does
        not."""
        truth = self.reading(configuration).truth
        asked = conditions if names is None else names
        return tuple([name for name in asked if truth(conditions[name]) is True])


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
        # By identity, for speed; the expression is kept, so that it stays the only one of its id.
        self._truths: dict[int, tuple[Condition, Truth]] = {}

    def applying(self) -> tuple[str, ...]:
        """The groups that apply, in the order of the model."""
        return tuple(path for path in self._taken if self.applies(path))

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

    def truth(self, expression: Condition) -> Truth:
        """Whether the expression holds; what was asked before is not worked out again."""
        known = self._truths.get(id(expression))
        if known is None:
            known = expression, self._truth(expression)
            self._truths[id(expression)] = known
        return known[1]

    def _truth(self, expression: Condition) -> Truth:
        match expression:
            case Not(part=part):
                return opposite(self._truth(part))
            case And(parts=parts):
                return every_holds(map(self._truth, parts))
            case Or(parts=parts):
                return any_holds(map(self._truth, parts))
            case Implies(condition=condition, consequence=consequence):
                return any_holds((opposite(self._truth(condition)), self._truth(consequence)))
            case Unknown(part=part):
                return self._truth(part) is None
            case _:
                return self._leaf(expression)

    def _leaf(self, leaf: Leaf) -> Truth:
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
                return _all_same([fact for _, fact in self.facts(groups, attribute)])
            case Among():
                return self._among(leaf)
            case Table():
                return self._stands_in_a_row(leaf) is leaf.allowed
            case Ranked():
                return leaf.holds(leaf.kept(self._ranked_values(leaf)))

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
            passes(fact, leaf.test) for _, fact in self.facts(leaf.groups, leaf.test.attribute)
        ]
        if leaf.quantifier == "every":
            return every_holds(tests)
        return any_holds(tests) if leaf.quantifier == "any" else opposite(any_holds(tests))

    def _sum(self, leaf: Sum) -> Truth:
        total: int | Fraction = 0
        for term in leaf.terms:
            value = self._term(term)
            if value is None:
                return None
            total += term.factor * value
        return COMPARE[leaf.comparison](total, leaf.constant)

    def _term(self, term: Term) -> int | Fraction | None:
        total: int | Fraction = 0
        for part in self.parts(term):
            if part is None:
                return None
            total += part
        return total

    def parts(self, term: Term) -> Iterator[int | Fraction | None]:
        """What each choice taken in the groups of a term adds, its factor left out; None: unknown.

        Of units, what each group adds.
        """
        if term.attribute is None:
            yield from map(self._units, term.groups)
            return
        for units, fact in self.facts(term.groups, term.attribute):
            yield units * fact if is_number(fact) else None

    def taken_in(self, paths: Iterable[str]) -> list[Choice]:
        """What is taken in these groups."""
        return [choice for path in paths for choice in self._taken[path]]

    def _among(self, leaf: Among) -> Truth:
        needed = [words_in(fact) for _, fact in self.facts(leaf.groups, leaf.attribute)]
        offered = [words_in(fact) for _, fact in self.facts(leaf.others, leaf.words)]
        return every_holds(
            None if one is None or other is None else one <= other
            for one in needed
            for other in offered
        )

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

    def _ranked_values(self, leaf: Ranked) -> Iterator[int]:
        """The values that what is taken adds, in all steps."""
        for step in leaf.steps:
            chosen = {(each.option, each.amount) for each in self._taken[step.group]}
            for option, amount, values in step.values:
                if (option, amount) in chosen:
                    yield from values

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

    def facts(
        self, groups: Iterable[str], attribute: str
    ) -> list[tuple[int, AttributeValue | None]]:
        """The units of each option taken in `groups`, with its attribute.

        The value of a number group is no option, and has no attributes: they are unknown.
        """
        found: list[tuple[int, AttributeValue | None]] = []
        for path in groups:
            options = self._judge.options[path]
            for choice in self._taken[path]:
                option = options.get(choice.option)
                if option is None:
                    found.append((1, None))
                else:
                    fact = option.attributes.get(attribute)
                    found.append((units_of(option, choice.amount), fact))
        return found


def number_in(group: Group, digits: str) -> int | None:
    """The value that `digits` answer a number group with; None where it does not offer it."""
    if not WHOLE_NUMBER.fullmatch(digits):
        return None
    return int(digits) if int(digits) in group.numbers else None


def units_of(option: Option, amount: str) -> int:
    """How many units `amount` of an option is; 1 where the group has no amounts."""
    return option.amounts[amount] if amount else 1


def _all_same(facts: list[AttributeValue | None]) -> Truth:
    known = [fact for fact in facts if fact is not None]
    if any(not same_fact(known[0], fact) for fact in known[1:]):
        return False
    return True if len(facts) < 2 or len(known) == len(facts) else None


def _within(limits: Limits, count: int) -> bool:
    return limits.at_least <= count and (limits.at_most is None or count <= limits.at_most)
