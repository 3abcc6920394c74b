"""From a model to a network: every group, rule and condition as tables over few variables."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from configurator.engine.accumulators import (
    Chain,
    Function,
    Grouping,
    Layer,
    Part,
    TooManyStates,
    smallest_chain,
)
from configurator.engine.blocks import Block, block_function, blocks_of
from configurator.engine.domains import DOES_NOT_APPLY, Values
from configurator.engine.evaluation import Truth
from configurator.engine.expressions import (
    NONE,
    And,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
)
from configurator.engine.expressions import Table as TableExpression
from configurator.engine.functions import Leaf, Reader
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.logic import Literal, Tree, junction, negated, tree_function
from configurator.engine.model import Group, Kind, Limits, Model
from configurator.engine.splitting import parts_of
from configurator.engine.tables import Network, Table, table_of

BUDGET = 2_000_000
"""Rows that compiling may make at most, unless told otherwise: some 100 MB."""

FLAT_ROWS = 200
"""A function of few variables with no more rows than this is one table."""

FLAT_VARIABLES = 4

TABLE_ROWS = 50_000
"""A merchant's table with no more combinations than this stays one table."""

WIDE = 8
"""A variable of more values is seen by a rule through an auxiliary one with fewer."""


@dataclass(frozen=True)
class View:
    """A variable as a rule sees it: `cells[class]` are the values that are one to the rule."""

    variable: int
    cells: tuple[tuple[int, ...], ...]


class Weaver:
    """Collects the tables of one model."""

    def __init__(self, model: Model, values: Values, budget: int) -> None:
        self._model = model
        self._values = values
        self._budget = budget
        self._reader = Reader(model, values)
        self._groups = {group.path: group for group in model.groups}
        self._sizes = [each.stop - each.start for each in values.variables]
        self._numbers = {each.name: place for place, each in enumerate(values.variables)}
        self._tables: list[Table] = []
        self._views: dict[tuple[int, tuple[int, ...]], View] = {}
        self._literals: dict[Leaf, Tree] = {}
        self._applies: dict[str, Tree] = {}
        self._sums: dict[Hashable, tuple[int, tuple[int, ...]]] = {}

    def network(self) -> Network:
        """Raises `CompileBudgetExceeded` for a rule that is too large by itself."""
        for group in self._model.groups:
            self._weave_group(group)
        for rule in self._model.rules:
            if rule.strength == "must":
                for part in parts_of(rule.expression, self._model):
                    self._require(part, rule.name)
        charged = {
            name: self._variable_for(self._tree(expression, name), f"condition:{name}")
            for name, expression in self._model.conditions.items()
        }
        return Network(
            tuple(self._sizes), len(self._values.variables), tuple(self._tables), charged
        )

    def _weave_group(self, group: Group) -> None:
        applies = self._group_applies(group.path)
        if group.applies_if is not None:
            self._tie(group, applies)
        if group.kind is Kind.MANY:
            for what, limits in (("distinct", group.distinct), ("units", group.units)):
                self._limit(group, applies, what, limits)

    def _group_applies(self, path: str) -> Tree:
        """Whether a group applies; never unknown.

        A group whose condition asks whether it applies itself counts as applying there.
        """
        if path not in self._applies:
            self._applies[path] = True
            condition = self._groups[path].applies_if
            if condition is not None:
                origin = f"applies:{path}"
                holds = self._single(self._tree(condition, origin), origin)
                self._applies[path] = _with_truths(holds, lambda truth: truth is not False)
        return self._applies[path]

    def _tie(self, group: Group, applies: Tree) -> None:
        """A group that does not apply takes nothing; a *one of* group then answers exactly "~"."""
        origin = f"applies:{group.path}"
        for variable in self._values.of_group(group.path):
            choices = [self._values.choice(each) for each in range(variable.start, variable.stop)]
            number = self._numbers[variable.name]
            if group.kind is Kind.MANY:
                idle = Literal(number, tuple(choice.amount == NONE for choice in choices))
                self._require_tree(junction(False, (applies, idle)), origin)
                continue
            away = Literal(number, tuple(choice.option == DOES_NOT_APPLY for choice in choices))
            self._require_tree(junction(False, (applies, away)), origin)
            self._require_tree(junction(False, (negated(applies), negated(away))), origin)

    def _limit(self, group: Group, applies: Tree, what: str, limits: Limits) -> None:
        if limits.at_least <= 0 and limits.at_most is None:
            return
        origin = f"limit:{group.path}"
        counted = Counted(
            group.path,
            "distinct" if what == "distinct" else "units",
            limits.at_least if limits.at_least > 0 else None,
            limits.at_most,
        )
        if applies is True:
            self._require(counted, origin)
        else:
            tree = junction(False, (negated(applies), self._tree(counted, origin)))
            self._require_tree(tree, origin)

    def _require(self, expression: Expression, origin: str) -> None:
        """The expression never evaluates to False."""
        match expression:
            case And(parts=parts):
                for part in parts:
                    self._require(part, origin)
            case TableExpression(allowed=True) if self._listed(expression, origin):
                return
            case Not() | Or() | Implies():
                self._require_tree(self._tree(expression, origin), origin)
            case _ if self._in_parts(expression) is not None:
                self._require_tree(self._tree(expression, origin), origin)
            case _:
                self._require_function(self._reader.function(expression), origin)

    def _require_tree(self, tree: Tree, origin: str) -> None:
        self._require_function(tree_function(tree), origin)

    def _require_function(self, function: Function, origin: str) -> None:
        chain = self._chain(function, origin, lambda result: result is not False)
        accepted = [place for place, result in enumerate(chain.results) if result]
        if not chain.layers:
            if not accepted:
                self._sizes.append(1)
                self._tables.append(table_of((len(self._sizes) - 1,), (), origin))
            return
        self._weave(chain, origin, dict.fromkeys(accepted))

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
        self._tables.append(table_of(numbers, rows, origin))
        return True

    def _cell(self, number: int, cell: tuple[str, ...]) -> list[int]:
        """The places of the values that a cell allows."""
        variable = self._values.variables[number]
        options = [
            self._values.choice(index).option for index in range(variable.start, variable.stop)
        ]
        allowed = {*cell, DOES_NOT_APPLY} if NONE in cell else {*cell}
        return [place for place, option in enumerate(options) if not cell or option in allowed]

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
            self._literals[leaf] = self._signal(self._reader.function(leaf), origin)
        return self._literals[leaf]

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

    def _single(self, tree: Tree, origin: str) -> Tree:
        """The same truth as at most one literal."""
        if tree is None or isinstance(tree, bool | Literal):
            return tree
        return self._signal(tree_function(tree), origin)

    def _signal(self, function: Function, origin: str) -> Tree:
        """The truth of a function as a literal of one variable, or a constant."""
        chain = self._chain(function, origin, lambda result: result)
        truths = tuple(_truth(result) for result in chain.results)
        if not chain.layers:
            return truths[0]
        if len(chain.layers) == 1:
            layer = chain.layers[0]
            return Literal(layer.variable, tuple(truths[layer.moves[0][c]] for c in layer.classes))
        self._sizes.append(len(truths))
        signal = len(self._sizes) - 1
        self._weave(chain, None, {place: place for place in range(len(truths))}, signal)
        return Literal(signal, truths)

    def _variable_for(self, tree: Tree, origin: str) -> int:
        """A variable of its own that is 1 where the tree is true, otherwise 0."""
        literal = self._single(tree, origin)
        self._sizes.append(2)
        variable = len(self._sizes) - 1
        if isinstance(literal, Literal):
            rows = [(place, int(truth is True)) for place, truth in enumerate(literal.truths)]
            self._tables.append(table_of((literal.variable, variable), rows))
        else:
            self._tables.append(table_of((variable,), [(int(literal is True),)]))
        return variable

    def _chain(
        self, function: Function, origin: str, result: Callable[[Hashable], Hashable]
    ) -> Chain:
        """The smallest chain of a function whose results are read through `result`."""
        try:
            return smallest_chain(self._by_group(function.read_through(result)), self._budget)
        except TooManyStates as error:
            raise CompileBudgetExceeded(error.steps, self._budget, (origin,)) from error

    def _by_group(self, function: Function) -> Function:
        """The function over one variable for each group, where that can be.

        What a rule needs of a group is then known once the group is, whatever the other groups
        hold: rules over the same groups meet in few variables instead of in all their states.
        """
        grouping = function.grouping
        if grouping is None or len(grouping.blocks) < 2 or max(grouping.blocks) < 2:
            return function
        blocks = blocks_of(function.inputs, grouping)
        if blocks is None:
            return function
        return grouping.over([self._summed_up(block, grouping) for block in blocks])

    def _summed_up(self, block: Block, grouping: Grouping) -> tuple[int, Sequence[Part]]:
        """One variable for what a group adds, with the part that stands for each of its values."""
        if len(block.inputs) == 1:
            return block.inputs[0]
        key = (tuple((variable, tuple(parts)) for variable, parts in block.inputs), block.classes)
        if key not in self._sums:
            self._sums[key] = self._sum_variable(block, grouping)
        variable, classes = self._sums[key]
        return variable, [block.representatives[each] for each in classes]

    def _sum_variable(self, block: Block, grouping: Grouping) -> tuple[int, tuple[int, ...]]:
        """A variable for the class of a block's sum, and the class of each of its values."""
        chain = smallest_chain(block_function(block, grouping), self._budget)
        if len(chain.layers) == 1:
            layer = chain.layers[0]
            ends = [chain.results[state] for state in layer.moves[0]]
            return layer.variable, tuple(_number(ends[each]) for each in layer.classes)
        self._sizes.append(max(len(chain.results), 1))
        signal = len(self._sizes) - 1
        if chain.layers:
            places = range(len(chain.results))
            self._weave(chain, None, {place: place for place in places}, signal)
        return signal, tuple(_number(result) for result in chain.results)

    def _weave(
        self,
        chain: Chain,
        origin: str | None,
        ends: dict[int, int | None],
        signal: int | None = None,
    ) -> None:
        """Adds the tables of a chain: its last states are those in `ends`.

        Without a `signal` the others are forbidden; with one it takes the value that `ends` says.
        """
        combinations = 1
        for layer in chain.layers:
            combinations *= layer.class_count
        few = len(chain.layers) <= FLAT_VARIABLES and combinations <= FLAT_ROWS
        if few or len(chain.layers) <= 2:
            self._weave_flat(chain.layers, origin, ends, signal)
        else:
            self._weave_steps(chain.layers, origin, ends, signal)

    def _weave_flat(
        self,
        layers: Sequence[Layer],
        origin: str | None,
        ends: dict[int, int | None],
        signal: int | None,
    ) -> None:
        views = [self._view(layer.variable, layer.classes) for layer in layers]
        paths: list[tuple[tuple[int, ...], int]] = [((), 0)]
        for layer in layers:
            paths = [
                ((*taken, each), state)
                for taken, old in paths
                for each, state in enumerate(layer.moves[old])
            ]
        rows = [
            (*row, *_cells(ends[state]))
            for taken, state in paths
            if state in ends
            for row in product(*(view.cells[each] for view, each in zip(views, taken, strict=True)))
        ]
        scope = [view.variable for view in views] + ([] if signal is None else [signal])
        self._tables.append(table_of(scope, rows, origin))

    def _weave_steps(
        self,
        layers: Sequence[Layer],
        origin: str | None,
        ends: dict[int, int | None],
        signal: int | None,
    ) -> None:
        hopeful = _hopeful(layers, ends)
        first = layers[0]
        before = self._view(first.variable, tuple(first.moves[0][each] for each in first.classes))
        for place, layer in enumerate(layers[1:], start=1):
            last = place == len(layers) - 1
            after = signal if last else self._accumulator(layer)
            view = self._view(layer.variable, layer.classes)
            rows = [
                (old, value, *(() if after is None else _cells(ends[new] if last else new)))
                for state, row in enumerate(layer.moves)
                for each, new in enumerate(row)
                if new in hopeful[place]
                for old in before.cells[state]
                for value in view.cells[each]
            ]
            scope = [before.variable, view.variable] + ([] if after is None else [after])
            self._tables.append(table_of(scope, rows, origin))
            if after is not None:
                before = View(after, tuple((each,) for each in range(self._sizes[after])))

    def _accumulator(self, layer: Layer) -> int:
        """A new variable for the states after a layer."""
        self._sizes.append(1 + max(state for row in layer.moves for state in row))
        return len(self._sizes) - 1

    def _view(self, variable: int, classes: tuple[int, ...]) -> View:
        """The variable with classes for values, or with its own where there are few."""
        known = self._views.get((variable, classes))
        if known is not None:
            return known
        count = max(classes) + 1
        cells = tuple(
            tuple(place for place, each in enumerate(classes) if each == number)
            for number in range(count)
        )
        view = View(variable, cells)
        if len(classes) > WIDE and 2 * count <= len(classes):
            self._sizes.append(count)
            view = View(len(self._sizes) - 1, tuple((number,) for number in range(count)))
            self._tables.append(table_of((variable, view.variable), enumerate(classes)))
        self._views[variable, classes] = view
        return view


def _hopeful(layers: Sequence[Layer], ends: Iterable[int]) -> list[set[int]]:
    """After each layer the states from which some of the ends can be reached."""
    hopeful = [set(ends)]
    for layer in reversed(layers[1:]):
        hopeful.append(
            {state for state, row in enumerate(layer.moves) if not hopeful[-1].isdisjoint(row)}
        )
    return hopeful[::-1]


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


def _truth(result: Hashable) -> Truth:
    return result if result is None or isinstance(result, bool) else None


def _number(result: Hashable) -> int:
    return result if isinstance(result, int) else 0


def _cells(cell: int | None) -> tuple[int, ...]:
    return () if cell is None else (cell,)
