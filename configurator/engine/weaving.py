"""From a model to a network: every group, rule and condition as tables over few variables."""

from collections.abc import Callable, Hashable, Sequence
from functools import reduce
from itertools import product
from typing import Literal as OneOf

from configurator.engine.accumulators import Part, both
from configurator.engine.chaining import ChainTables
from configurator.engine.domains import DOES_NOT_APPLY, Values
from configurator.engine.expressions import (
    NONE,
    And,
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
    Unknown,
)
from configurator.engine.expressions import Table as TableExpression
from configurator.engine.folds import kept_of
from configurator.engine.functions import Reader
from configurator.engine.logic import Literal, Tree, junction, negated, tree_function
from configurator.engine.model import Group, Kind, Model
from configurator.engine.splitting import parts_of
from configurator.engine.tables import Network
from configurator.engine.truths import Truth

BUDGET = 5_000_000
"""Rows that compiling may make at most, unless told otherwise: some 250 MB."""

TABLE_ROWS = 50_000
"""A merchant's table with no more combinations than this stays one table."""


class Weaver:
    """Collects the tables of one model."""

    def __init__(self, model: Model, values: Values, budget: int) -> None:
        self._model = model
        self._values = values
        self._reader = Reader(model, values)
        self._groups = {group.path: group for group in model.groups}
        self._tables = ChainTables([len(each.indexes) for each in values.variables], budget)
        self._numbers = {each.name: place for place, each in enumerate(values.variables)}
        self._literals: dict[Leaf, Tree] = {}
        self._kept: dict[Hashable, tuple[int, Sequence[Part]]] = {}
        self._applies: dict[str, Tree] = {}

    def network(self) -> Network:
        """Raises `CompileBudgetExceeded` for a rule that is too large by itself."""
        for group in self._model.groups:
            self._weave_group(group)
        for rule in self._model.rules:
            if rule.strength == "must":
                for part in parts_of(rule.expression, self._model):
                    self._require(part, rule.name)
        charged = {
            name: self._tables.variable_for(self._condition(expression, origin), origin)
            for name, expression in self._model.conditions.items()
            for origin in [f"condition:{name}"]
        }
        return Network(
            tuple(self._tables.sizes),
            len(self._values.variables),
            tuple(self._tables.tables),
            charged,
        )

    def _weave_group(self, group: Group) -> None:
        applies = self._group_applies(group.path)
        if group.applies_if is not None:
            self._tie(group, applies)
        if group.kind is Kind.MANY:
            self._limit(group, applies)

    def _group_applies(self, path: str) -> Tree:
        """Whether a group applies; never unknown.

        A group whose condition asks whether it applies itself counts as applying there.
        """
        if path not in self._applies:
            self._applies[path] = True
            condition = self._groups[path].applies_if
            if condition is not None:
                origin = f"applies:{path}"
                holds = self._tables.single(self._tree(condition, origin), origin)
                self._applies[path] = _with_truths(holds, lambda truth: truth is not False)
        return self._applies[path]

    def _tie(self, group: Group, applies: Tree) -> None:
        """A group that does not apply takes nothing; a *one of* group then answers exactly "~"."""
        origin = f"applies:{group.path}"
        for variable in self._values.of_group(group.path):
            choices = [self._values.choice(each) for each in variable.indexes]
            number = self._numbers[variable.name]
            if group.kind is Kind.MANY:
                idle = Literal(number, tuple(choice.amount == NONE for choice in choices))
                self._tables.require_tree(junction(False, (applies, idle)), origin)
                continue
            away = Literal(number, tuple(choice.option == DOES_NOT_APPLY for choice in choices))
            self._tables.require_tree(junction(False, (applies, away)), origin)
            self._tables.require_tree(junction(False, (negated(applies), negated(away))), origin)

    def _limit(self, group: Group, applies: Tree) -> None:
        """Both limits of a group are one function, since its options decide them together."""
        origin = f"limit:{group.path}"
        limits = [
            counted
            for counted in (_counted(group, "distinct"), _counted(group, "units"))
            if counted.at_least is not None or counted.at_most is not None
        ]
        if not limits:
            return
        if applies is True:
            counts = [self._reader.function(each) for each in limits]
            self._tables.require(reduce(both, counts), origin)
            return
        for each in limits:
            tree = junction(False, (negated(applies), self._tree(each, origin)))
            self._tables.require_tree(tree, origin)

    def _require(self, expression: Expression, origin: str) -> None:
        """The expression never evaluates to False."""
        match expression:
            case And(parts=parts):
                for part in parts:
                    self._require(part, origin)
            case TableExpression(allowed=True) if self._listed(expression, origin):
                return
            case Not() | Or() | Implies():
                self._tables.require_tree(self._tree(expression, origin), origin)
            case _ if self._in_parts(expression) is not None:
                self._tables.require_tree(self._tree(expression, origin), origin)
            case _:
                self._tables.require(self._reader.function(expression), origin)

    def _listed(self, table: TableExpression, origin: str) -> bool:
        """Adds a table of *one of* groups as it stands; False where it is not so simple."""
        groups = [self._groups[path] for path in table.groups]
        if len({*table.groups}) < len(groups) or any(each.kind is Kind.MANY for each in groups):
            return False
        numbers = [self._numbers[path] for path in table.groups]
        rows: set[tuple[int, ...]] = set()
        for row in table.rows:
            cells = [self._cell(number, cell) for number, cell in zip(numbers, row, strict=True)]
            rows.update(product(*cells))
            if len(rows) > TABLE_ROWS:
                return False
        self._tables.add_rows(numbers, rows, origin)
        return True

    def _cell(self, number: int, cell: tuple[str, ...]) -> list[int]:
        """The places of the values that a cell allows."""
        variable = self._values.variables[number]
        options = [self._values.choice(index).option for index in variable.indexes]
        allowed = {*cell, DOES_NOT_APPLY} if NONE in cell else {*cell}
        return [place for place, option in enumerate(options) if not cell or option in allowed]

    def _condition(self, condition: Condition, origin: str) -> Tree:
        """What is unknown is read from the function itself, which then forgets all else early."""
        if not isinstance(condition, Unknown):
            return self._tree(condition, origin)
        part = condition.part
        if isinstance(part, Leaf) and self._in_parts(part) is None:
            function = self._reader.function(part)
        else:
            function = tree_function(self._tree(part, origin))
        return self._tables.signal(function.read_through(lambda truth: truth is None), origin)

    def _tree(self, expression: Expression, origin: str) -> Tree:
        match expression:
            case Not(part=part):
                return negated(self._tree(part, origin))
            case And(parts=parts) | Or(parts=parts):
                every = isinstance(expression, And)
                return junction(every, [self._tree(part, origin) for part in parts])
            case Implies(condition=condition, consequence=consequence):
                return junction(
                    False,
                    (negated(self._tree(condition, origin)), self._tree(consequence, origin)),
                )
            case _:
                return self._leaf(expression, origin)

    def _leaf(self, leaf: Leaf, origin: str) -> Tree:
        parts = self._in_parts(leaf)
        if parts is not None:
            tree = self._tree(parts, origin)
            if isinstance(leaf, Is) and NONE in leaf.options:
                nothing = self._tree(Counted(leaf.group, "distinct", None, 0), origin)
                applies = self._group_applies(leaf.group)
                tree = junction(False, (tree, junction(True, (nothing, applies))))
            return tree
        if leaf not in self._literals:
            self._literals[leaf] = (
                self._ranked(leaf, origin)
                if isinstance(leaf, Ranked)
                else self._tables.signal(self._reader.function(leaf), origin)
            )
        return self._literals[leaf]

    def _ranked(self, leaf: Ranked, origin: str) -> Tree:
        """Step by step, each with a variable for what is kept so far: others go on from there."""
        if not leaf.steps:
            return False
        before: list[tuple[int, Sequence[Part]]] = []
        for count in range(1, len(leaf.steps) + 1):
            key = (leaf.steps[:count], leaf.keep)
            if key not in self._kept:
                inputs = [*before, *self._reader.listed(leaf.steps[count - 1])]
                self._kept[key] = self._tables.measured(kept_of(leaf, inputs), origin)
            before = [self._kept[key]]
        [(variable, kept)] = before
        truths = (isinstance(each, tuple) and leaf.holds(each) for each in kept)
        return Literal(variable, tuple(truths))

    def _in_parts(self, leaf: Leaf) -> Expression | None:
        """What speaks of the answer of a *many of* group, in terms of its options."""
        match leaf:
            case Is(group=path, options=options) if self._is_many(path):
                return Or(tuple(Has(path, option) for option in options if option != NONE))
            case TableExpression(groups=paths, rows=rows, allowed=allowed) if any(
                map(self._is_many, paths)
            ):
                agrees: Expression = Or(
                    tuple(
                        And(
                            tuple(
                                _answers(path, cell)
                                for path, cell in zip(paths, row, strict=True)
                                if cell
                            )
                        )
                        for row in rows
                    )
                )
                return agrees if allowed else Not(agrees)
        return None

    def _is_many(self, path: str) -> bool:
        return self._groups[path].kind is Kind.MANY


def _counted(group: Group, what: OneOf["distinct", "units"]) -> Counted:
    """The limits of a group as an expression; without bounds where it has none."""
    limits = group.distinct if what == "distinct" else group.units
    return Counted(group.path, what, max(limits.at_least, 0) or None, limits.at_most)


def _answers(path: str, cell: tuple[str, ...]) -> Expression:
    """The answer of a group is one of the cell's; "none" also where it does not apply."""
    if NONE not in cell:
        return Is(path, cell)
    others = tuple(option for option in cell if option != NONE)
    nothing = Counted(path, "distinct", None, 0)
    return Or((Is(path, others), nothing)) if others else nothing


def _with_truths(tree: Tree, change: Callable[[Truth], Truth]) -> Tree:
    if isinstance(tree, Literal):
        return Literal(tree.variable, tuple(change(truth) for truth in tree.truths))
    return change(tree) if tree is None or isinstance(tree, bool) else tree
