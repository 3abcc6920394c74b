"""CP-SAT as a second opinion on models too large to try everything.

Expressions are encoded from their meaning in `expressions`, node by node, with one literal for
"true" and one for "false" (neither: unknown). Nothing of the compiler is used.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple, TypeAlias, TypeGuard

from ortools.sat.python import cp_model

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    AttributeValue,
    Chosen,
    Comparison,
    Condition,
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
    Unknown,
)
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Option

Literal: TypeAlias = cp_model.IntVar


class Taken(NamedTuple):
    """Something that can be taken: whether it is, its units or number, and its option."""

    literal: Literal
    units: int
    option: Option


class Truth(NamedTuple):
    """Whether an expression is true, and whether it is false."""

    true: Literal
    false: Literal


class SecondSolver:
    """A model as CP-SAT sees it."""

    def __init__(self, model: Model, costs: Costs) -> None:
        self._program = cp_model.CpModel()
        self._taken: dict[str, dict[Choice, Taken]] = {}
        self._applies: dict[str, Literal] = {}
        self._always = self._program.new_constant(1)
        for group in model.groups:
            self._add_group(group)
        for rule in model.rules:
            if rule.strength == "must":
                self._program.add(self._truth(rule.expression).false == 0)
        self._program.minimize(self._added_up(model, costs))

    def cheapest(self, choices: Iterable[Choice]) -> int | None:
        """The least total with all of `choices` taken; None where that cannot be."""
        return solved(self._with(choices))

    def _with(self, choices: Iterable[Choice]) -> cp_model.CpModel:
        """The program in which all of `choices` are taken, to add to."""
        program = self._program.clone()
        for choice in choices:
            literal = self._taken[choice.group][choice].literal
            program.add(program.get_bool_var_from_proto_index(literal.index) == 1)
        return program

    def _added_up(self, model: Model, costs: Costs) -> cp_model.LinearExprT:
        """What is taken, and what conditions hold, at these costs."""
        priced = [(self._taken[it.group][it].literal, cost) for it, cost in costs.choices.items()]
        for name, cost in costs.conditions.items():
            priced.append((self._holds(model.conditions[name]), cost))
        return _weighed(priced)

    def _add_group(self, group: Group) -> None:
        self._taken[group.path] = {
            choice: Taken(self._program.new_bool_var(""), units, option)
            for choice, units, option in _offered(group)
        }
        literals = self._literals(group.path)
        applies = self._always
        if group.applies_if is not None:
            applies = self._not(self._truth(group.applies_if).false)
        self._applies[group.path] = applies
        for literal in literals:
            self._program.add_implication(literal, applies)
        if group.kind is Kind.MANY:
            self._add_limits(group, applies)
            return
        self._program.add_at_most_one(literals)
        if not group.optional:
            self._program.add_bool_or([*literals, applies.negated()])

    def _add_limits(self, group: Group, applies: Literal) -> None:
        for option in group.options:
            amounts = [Choice(group.path, option.id, amount) for amount in option.amounts]
            self._program.add_at_most_one(self._taken[group.path][each].literal for each in amounts)
        counts = (self._distinct(group.path), self._units([group.path]))
        for limits, count in zip((group.distinct, group.units), counts, strict=True):
            self._program.add(count >= limits.at_least).only_enforce_if(applies)
            if limits.at_most is not None:
                self._program.add(count <= limits.at_most).only_enforce_if(applies)

    def _holds(self, condition: Condition) -> Literal:
        if not isinstance(condition, Unknown):
            return self._truth(condition).true
        truth = self._truth(condition.part)
        return self._not(self._any([truth.true, truth.false]))

    def _truth(self, expression: Expression) -> Truth:
        match expression:
            case Not(part=part):
                true, false = self._truth(part)
                return Truth(false, true)
            case And(parts=parts):
                truths = [self._truth(part) for part in parts]
                return Truth(
                    self._all([each.true for each in truths]),
                    self._any([each.false for each in truths]),
                )
            case Or(parts=parts):
                return self._truth(Not(And(tuple(map(Not, parts)))))
            case Implies(condition=condition, consequence=consequence):
                return self._truth(Or((Not(condition), consequence)))
            case _:
                return self._leaf(expression)

    def _leaf(self, leaf: Leaf) -> Truth:
        match leaf:
            case Is(group=group, options=options):
                none = self._all([self._nothing(group), self._applies[group]])
                chosen = self._answers(group, options)
                return self._known(self._any([*chosen, none] if NONE in options else chosen))
            case Has():
                return self._known(self._any(self._held(leaf)))
            case Counted():
                return self._known(self._counted(leaf))
            case Chosen():
                return self._chosen(leaf)
            case Sum():
                return self._sum(leaf)
            case SameAttribute():
                return self._same(leaf)
            case Among():
                return self._among(leaf)
            case Ranked():
                return self._known(self._ranked(leaf))
            case Table(allowed=allowed):
                agrees = self._known(self._in_a_row(leaf))
                return agrees if allowed else Truth(agrees.false, agrees.true)

    def _ranked(self, leaf: Ranked) -> Literal:
        """Said by counting: so many are there, and fewer are too small."""
        values = [
            (self._taken[step.group][Choice(step.group, option, amount)].literal, value)
            for step in leaf.steps
            for option, amount, added in step.values
            for value in added
        ]
        small = _weighed([(literal, 1) for literal, value in values if value < leaf.at_least])
        every = _weighed([(literal, 1) for literal, _ in values])
        return self._all(
            [self._compares(every, ">=", leaf.place), self._compares(small, "<", leaf.place)]
        )

    def _held(self, leaf: Has) -> list[Literal]:
        return [
            taken.literal
            for choice, taken in self._taken[leaf.group].items()
            if choice.option == leaf.option and (not leaf.amounts or choice.amount in leaf.amounts)
        ]

    def _counted(self, leaf: Counted) -> Literal:
        is_distinct = leaf.what == "distinct"
        count = self._distinct(leaf.group) if is_distinct else self._units([leaf.group])
        bounds = [self._compares(count, ">=", leaf.at_least or 0)]
        if leaf.at_most is not None:
            bounds.append(self._compares(count, "<=", leaf.at_most))
        return self._all(bounds)

    def _chosen(self, leaf: Chosen) -> Truth:
        verdicts: dict[bool | None, list[Literal]] = {True: [], False: [], None: []}
        for taken in self._in(leaf.groups):
            verdict = _verdict(taken.option.attributes.get(leaf.test.attribute), leaf.test)
            verdicts[verdict].append(taken.literal)
        wrong = verdicts[leaf.quantifier != "every"]
        some_wrong = self._any(wrong)
        none_wrong = self._not(self._any([*wrong, *verdicts[None]]))
        if leaf.quantifier == "any":
            return Truth(some_wrong, none_wrong)
        return Truth(none_wrong, some_wrong)

    def _sum(self, leaf: Sum) -> Truth:
        scale = lcm(*(it.denominator for it in _fractions_of(leaf, self._facts_of(leaf.terms))))
        weighed: list[tuple[Literal, int]] = []
        unknown: list[Literal] = []
        for term in leaf.terms:
            for taken in self._in(term.groups):
                fact = 1 if term.attribute is None else taken.option.attributes.get(term.attribute)
                if not _is_number(fact):
                    unknown.append(taken.literal)
                else:
                    weight = scale * term.factor * taken.units * Fraction(fact)
                    weighed.append((taken.literal, int(weight)))
        holds = self._compares(_weighed(weighed), leaf.comparison, int(scale * leaf.constant))
        known = self._not(self._any(unknown))
        return Truth(self._all([known, holds]), self._all([known, self._not(holds)]))

    def _facts_of(self, terms: Sequence[Term]) -> list[AttributeValue | None]:
        return [
            taken.option.attributes.get(term.attribute)
            for term in terms
            if term.attribute is not None
            for taken in self._in(term.groups)
        ]

    def _same(self, leaf: SameAttribute) -> Truth:
        by_fact: dict[tuple[bool, AttributeValue], list[Literal]] = {}
        unknown: list[Literal] = []
        for taken in self._in(leaf.groups):
            fact = taken.option.attributes.get(leaf.attribute)
            place = (
                unknown if fact is None else by_fact.setdefault((isinstance(fact, bool), fact), [])
            )
            place.append(taken.literal)
        present = [self._any(literals) for literals in by_fact.values()]
        differ = self._any([self._all(pair) for pair in combinations(present, 2)])
        count = _weighed([(taken.literal, 1) for taken in self._in(leaf.groups)])
        few = self._compares(count, "<", 2)
        known = self._any([few, self._not(self._any(unknown))])
        return Truth(self._all([known, self._not(differ)]), differ)

    def _among(self, leaf: Among) -> Truth:
        """Pair by pair: what is known of the options on each side; equal facts stand together."""
        wrong: list[Literal] = []
        unknown: list[Literal] = []
        for words, ones in self._by_words(leaf.attribute, leaf.groups).items():
            for listed, others in self._by_words(leaf.words, leaf.others).items():
                if words is not None and listed is not None and words <= listed:
                    continue
                both = self._all([self._any(ones), self._any(others)])
                (unknown if words is None or listed is None else wrong).append(both)
        return Truth(self._not(self._any([*wrong, *unknown])), self._any(wrong))

    def _by_words(
        self, attribute: str, paths: Iterable[str]
    ) -> dict[frozenset[str] | None, list[Literal]]:
        found: dict[frozenset[str] | None, list[Literal]] = {}
        for taken in self._in(paths):
            words = _word_set(taken.option.attributes.get(attribute))
            found.setdefault(words, []).append(taken.literal)
        return found

    def _in_a_row(self, table: Table) -> Literal:
        rows = []
        for row in table.rows:
            cells = [
                self._any(
                    [*self._answers(path, cell), *([self._nothing(path)] if NONE in cell else [])]
                )
                for path, cell in zip(table.groups, row, strict=True)
                if cell
            ]
            rows.append(self._all(cells))
        return self._any(rows)

    def _in(self, paths: Iterable[str]) -> list[Taken]:
        return [taken for path in paths for taken in self._taken[path].values()]

    def _literals(self, path: str) -> list[Literal]:
        return [taken.literal for taken in self._in([path])]

    def _answers(self, path: str, options: Iterable[str]) -> list[Literal]:
        listed = set(options)
        return [it.literal for choice, it in self._taken[path].items() if choice.option in listed]

    def _distinct(self, path: str) -> cp_model.LinearExprT:
        return _weighed([(literal, 1) for literal in self._literals(path)])

    def _units(self, paths: Iterable[str]) -> cp_model.LinearExprT:
        return _weighed([(taken.literal, taken.units) for taken in self._in(paths)])

    def _nothing(self, path: str) -> Literal:
        return self._not(self._any(self._literals(path)))

    def _known(self, literal: Literal) -> Truth:
        return Truth(literal, self._not(literal))

    def _any(self, literals: Sequence[Literal]) -> Literal:
        result = self._program.new_bool_var("")
        self._program.add_max_equality(result, [*literals, 0])
        return result

    def _all(self, literals: Sequence[Literal]) -> Literal:
        result = self._program.new_bool_var("")
        self._program.add_min_equality(result, [*literals, 1])
        return result

    def _not(self, literal: Literal) -> Literal:
        result = self._program.new_bool_var("")
        self._program.add(result + literal == 1)
        return result

    def _compares(
        self, count: cp_model.LinearExprT, comparison: Comparison, constant: int
    ) -> Literal:
        result = self._program.new_bool_var("")
        if isinstance(count, int):
            self._program.add(result == int(_compared(count, comparison, constant)))
            return result
        holds, fails = {
            "<": (count < constant, count >= constant),
            "<=": (count <= constant, count > constant),
            "=": (count == constant, count != constant),
            "!=": (count != constant, count == constant),
            ">=": (count >= constant, count < constant),
            ">": (count > constant, count <= constant),
        }[comparison]
        self._program.add(holds).only_enforce_if(result)
        self._program.add(fails).only_enforce_if(result.negated())
        return result


def solved(program: cp_model.CpModel) -> int | None:
    """The best of what is minimised or maximised, proven; None where nothing holds."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(program)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value)


def _weighed(pairs: Sequence[tuple[Literal, int]]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(
        [it for it, _ in pairs], [weight for _, weight in pairs]
    )


def _offered(group: Group) -> list[tuple[Choice, int, Option]]:
    """What a group offers, with the units, or the number, of each."""
    if group.kind is Kind.NUMBER:
        return [(Choice(group.path, str(each)), each, Option(str(each))) for each in group.numbers]
    if group.kind is Kind.ONE:
        return [(Choice(group.path, option.id), 1, option) for option in group.options]
    return [
        (Choice(group.path, option.id, amount), units, option)
        for option in group.options
        for amount, units in option.amounts.items()
    ]


def _fractions_of(leaf: Sum, facts: Iterable[AttributeValue | None]) -> list[Fraction]:
    """Everything that has to become whole for a sum to be one of whole numbers."""
    numbers = [Fraction(fact) for fact in facts if _is_number(fact)]
    factors = [term.factor for term in leaf.terms]
    return [leaf.constant, *factors, *(factor * each for factor in factors for each in numbers)]


def _word_set(fact: AttributeValue | None) -> frozenset[str] | None:
    if isinstance(fact, str):
        return frozenset({fact})
    return fact if isinstance(fact, frozenset) else None


def _is_number(fact: AttributeValue | None) -> TypeGuard[int | Fraction]:
    return isinstance(fact, int | Fraction) and not isinstance(fact, bool)


def _verdict(fact: AttributeValue | None, test: AttributeTest) -> bool | None:
    if fact is None:
        return None
    if isinstance(test, AttributeIs):
        return any(
            isinstance(fact, bool) is isinstance(it, bool) and fact == it for it in test.values
        )
    if isinstance(test, AttributeIncludes):
        words = _word_set(fact)
        return None if words is None else bool(words & set(test.words))
    return _compared(fact, test.comparison, test.constant) if _is_number(fact) else None


def _compared(one: int | Fraction, comparison: Comparison, other: int | Fraction) -> bool:
    return {
        "<": one < other,
        "<=": one <= other,
        "=": one == other,
        "!=": one != other,
        ">=": one >= other,
        ">": one > other,
    }[comparison]
