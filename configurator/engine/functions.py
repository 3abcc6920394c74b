"""What rules read, as functions of variables: sums, counts, tests, tables, and their logic.

Each function agrees with what `evaluation` says of the same expression.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias, TypeVar

from configurator.engine.accumulators import Function, Grouping, Inputs, Part
from configurator.engine.domains import DOES_NOT_APPLY, Values, Variable, takes
from configurator.engine.evaluation import units_of
from configurator.engine.expressions import (
    NONE,
    Among,
    AttributeTest,
    AttributeValue,
    Chosen,
    Counted,
    Has,
    Is,
    Leaf,
    Listed,
    Ranked,
    SameAttribute,
    Sum,
    Table,
    Unknown,
)
from configurator.engine.folds import (
    NO_WORDS,
    Bounds,
    all_among,
    all_same,
    anywhere,
    common_rows,
    holding,
    itself,
    kept_of,
    met,
    total_within,
)
from configurator.engine.model import Choice, Kind, Model, Option
from configurator.engine.truths import COMPARE, Truth, is_number, opposite, passes, words_in
from configurator.engine.unknown_facts import leaves

AnyPart = TypeVar("AnyPart", bound=Part)
Fact: TypeAlias = AttributeValue | None

Addends: TypeAlias = tuple[tuple[int, int, int, int] | None, ...]
"""The number of a term, how often it is added, and numerator and denominator; None: unknown."""


class Reader:
    """Makes functions of the expressions that read choices."""

    def __init__(self, model: Model, values: Values) -> None:
        self._values = values
        self._order = _order_of(model, values)
        self._groups = {group.path: group for group in model.groups}
        self._options = {
            (group.path, option.id): option for group in model.groups for option in group.options
        }
        self._numbers = {variable.name: place for place, variable in enumerate(values.variables)}

    def function(self, leaf: Leaf) -> Function:
        match leaf:
            case Is(group=group, options=options):
                return self._any((group,), lambda choice: choice.option in options)
            case Has(group=group, option=option, amounts=amounts):
                return self._any(
                    (group,),
                    lambda choice: (
                        choice.option == option and (not amounts or choice.amount in amounts)
                    ),
                )
            case Chosen():
                return self._chosen(leaf)
            case Counted():
                return self._counted(leaf)
            case Sum():
                return self._sum(leaf)
            case SameAttribute():
                return self._same(leaf)
            case Among():
                return self._among(leaf)
            case Table():
                return self._table(leaf)
            case Ranked():
                inputs = [each for step in leaf.steps for each in self.listed(step)]
                return holding(leaf, kept_of(leaf, inputs))

    def inputs(
        self, groups: Sequence[str], part: Callable[[Choice], AnyPart]
    ) -> list[tuple[int, list[AnyPart]]]:
        """The variables of the groups, each once, with what `part` says of each value."""
        return [
            (
                self._numbers[variable.name],
                [part(self._values.choice(index)) for index in variable.indexes],
            )
            for path in dict.fromkeys(groups)
            for variable in self._order.get(path) or self._values.of_group(path)
        ]

    def listed(self, step: Listed) -> list[tuple[int, list[tuple[int, ...]]]]:
        """The variables that add values, with those that each of their values adds."""
        added = {(option, amount): values for option, amount, values in step.values}
        inputs = self.inputs(
            (step.group,), lambda choice: added.get((choice.option, choice.amount), ())
        )
        return [(variable, parts) for variable, parts in inputs if any(parts)]

    def _blocks(self, groups: Sequence[str]) -> tuple[int, ...]:
        """How many of the `inputs` of the groups belong to each."""
        return tuple(len(self._values.of_group(path)) for path in dict.fromkeys(groups))

    def _any(self, groups: Sequence[str], holds: Callable[[Choice], Truth]) -> Function:
        """Whether `holds` of some answer of the groups; "none" is an answer of a *one of* group."""

        def part(choice: Choice) -> Truth:
            if choice.option == DOES_NOT_APPLY or choice.amount == NONE:
                return False
            return holds(choice)

        return anywhere(self.inputs(groups, part), self._blocks(groups), itself)

    def _chosen(self, leaf: Chosen) -> Function:
        def fails(choice: Choice) -> Truth:
            return opposite(self._test(choice, leaf.test)) if takes(choice) else False

        def fits(choice: Choice) -> Truth:
            return self._test(choice, leaf.test) if takes(choice) else False

        if leaf.quantifier == "any":
            return self._any(leaf.groups, fits)
        counted = self._any(leaf.groups, fails if leaf.quantifier == "every" else fits)
        return anywhere(counted.inputs, self._blocks(leaf.groups), opposite)

    def _test(self, choice: Choice, test: AttributeTest) -> Truth:
        return passes(self._fact(choice, test.attribute), test)

    def _fact(self, choice: Choice, attribute: str) -> Fact:
        option = self._options.get((choice.group, choice.option))
        return None if option is None else option.attributes.get(attribute)

    def _units(self, choice: Choice) -> int:
        group = self._groups[choice.group]
        if group.kind is Kind.NUMBER:
            return int(choice.option)
        return units_of(self._option(choice), choice.amount)

    def _option(self, choice: Choice) -> Option:
        return self._options.get((choice.group, choice.option), Option(choice.option))

    def _counted(self, leaf: Counted) -> Function:
        def part(choice: Choice) -> int:
            if not takes(choice):
                return 0
            return 1 if leaf.what == "distinct" else self._units(choice)

        inputs = self.inputs((leaf.group,), part)
        bounds = Bounds(leaf.at_least, leaf.at_most)

        def within(total: int) -> bool:
            return (bounds.at_least is None or bounds.at_least <= total) and (
                bounds.at_most is None or total <= bounds.at_most
            )

        return total_within(inputs, (len(inputs),), bounds, within)

    def _sum(self, leaf: Sum) -> Function:
        groups = [path for term in leaf.terms for path in term.groups]
        summed: dict[Addends, Fraction | None] = {}

        def part(choice: Choice) -> Addends:
            # Options by the thousand add the same few numbers: fractions are added up once for all.
            addends = self._addends(leaf, choice) if takes(choice) else ()
            if addends not in summed:
                summed[addends] = _summed(leaf, addends)
            return addends

        told = self.inputs(groups, part)
        scale = math.lcm(
            leaf.constant.denominator,
            *(each.denominator for each in summed.values() if each is not None),
        )
        parts = {
            addends: None if each is None else int(each * scale) for addends, each in summed.items()
        }
        inputs = [(variable, [parts[each] for each in its]) for variable, its in told]
        constant = int(leaf.constant * scale)

        def holds(total: int) -> bool:
            return COMPARE[leaf.comparison](Fraction(total), Fraction(constant))

        return total_within(inputs, self._blocks(groups), Bounds(constant, constant), holds)

    def _addends(self, leaf: Sum, choice: Choice) -> Addends:
        """What a taken choice adds to a sum: by the number of a term, how often, and which fact."""
        found: list[tuple[int, int, int, int] | None] = []
        for number, term in enumerate(leaf.terms):
            times = term.groups.count(choice.group)
            if not times:
                continue
            if term.attribute is None:
                found.append((number, times * self._units(choice), 1, 1))
                continue
            fact = self._fact(choice, term.attribute)
            if not is_number(fact):
                return (None,)
            units = units_of(self._option(choice), choice.amount)
            found.append((number, times * units, fact.numerator, fact.denominator))
        return tuple(found)

    def _same(self, leaf: SameAttribute) -> Function:
        """The state: the known value, whether two facts are there, whether one is unknown."""

        def part(choice: Choice) -> tuple[Part, ...]:
            if not takes(choice):
                return ()
            fact = self._fact(choice, leaf.attribute)
            known = None if fact is None else _comparable(fact)
            return (known,) * leaf.groups.count(choice.group)

        return Function(self.inputs(leaf.groups, part), (None, 0, False), met, all_same)

    def _among(self, leaf: Among) -> Function:
        """Only words that may be needed are looked at, so that options differ in nothing else."""
        asked = self._words_of(leaf.groups, leaf.attribute)

        def part(choice: Choice) -> Part:
            found = NO_WORDS
            if takes(choice) and choice.group in leaf.groups:
                found = found.with_needed(words_in(self._fact(choice, leaf.attribute)))
            if takes(choice) and choice.group in leaf.others:
                words = words_in(self._fact(choice, leaf.words))
                found = found.with_offered(None if words is None else words & asked)
            return found

        groups = (*leaf.groups, *leaf.others)
        return all_among(self.inputs(groups, part), self._blocks(groups))

    def _words_of(self, groups: Sequence[str], attribute: str) -> frozenset[str]:
        """Every word that the attribute has in some option of the groups."""
        facts = (
            words_in(option.attributes.get(attribute))
            for path in groups
            for option in self._groups[path].options
        )
        return frozenset().union(*(words for words in facts if words))

    def _table(self, leaf: Table) -> Function:
        """The state: the rows that agree with all answers so far, as the bits of a number."""
        everything = (1 << len(leaf.rows)) - 1

        def part(choice: Choice) -> int:
            answer = NONE if choice.option == DOES_NOT_APPLY else choice.option
            agreeing = everything
            for column, path in enumerate(leaf.groups):
                if path == choice.group:
                    agreeing &= _agreeing(leaf, column, answer)
            return agreeing

        def narrowed(rows: int, _: int, agreeing: Part) -> int:
            return rows & agreeing if isinstance(agreeing, int) else rows

        def over(inputs: Inputs) -> Function:
            return Function(inputs, everything, narrowed, lambda rows: (rows != 0) is leaf.allowed)

        grouping = Grouping(self._blocks(leaf.groups), common_rows, over)
        return replace(over(self.inputs(leaf.groups, part)), grouping=grouping)


def _summed(leaf: Sum, addends: Addends) -> Fraction | None:
    """What addends of the terms come to; None where one is unknown."""
    total = Fraction(0)
    for each in addends:
        if each is None:
            return None
        number, times, numerator, denominator = each
        total += leaf.terms[number].factor * times * Fraction(numerator, denominator)
    return total


def _order_of(model: Model, values: Values) -> dict[str, tuple[Variable, ...]]:
    """The variables of groups of several in the order in which a condition first ranks them.

    Everything else that counts them reads them in that order too: two counts of the same options
    in two orders would have to be remembered together.
    """
    ranks: dict[str, dict[str | None, int]] = {}
    for condition in model.conditions.values():
        for leaf in leaves(condition.part if isinstance(condition, Unknown) else condition):
            for step in leaf.steps if isinstance(leaf, Ranked) else ():
                ranked = ranks.setdefault(step.group, {})
                for option, _, _ in step.values:
                    ranked.setdefault(option, len(ranked))
    return {
        path: tuple(
            sorted(
                values.of_group(path), key=lambda variable: ranked.get(variable.option, len(ranked))
            )
        )
        for path, ranked in ranks.items()
    }


def _agreeing(leaf: Table, column: int, answer: str) -> int:
    """The rows whose cell in `column` allows the answer."""
    rows = 0
    for number, row in enumerate(leaf.rows):
        if not row[column] or answer in row[column]:
            rows |= 1 << number
    return rows


def _comparable(fact: AttributeValue) -> tuple[bool, AttributeValue]:
    """A flag is never equal to a number."""
    return isinstance(fact, bool), fact
