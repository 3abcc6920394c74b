"""Chains as tables, with the auxiliary variables that a function of many variables needs."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

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
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.logic import Literal, Tree, tree_function
from configurator.engine.tables import Table, table_of
from configurator.engine.truths import Truth

FLAT_ROWS = 200
"""A function of few variables with no more rows than this is one table."""

FLAT_VARIABLES = 4

WIDE = 8
"""A variable of more values is seen by a rule through an auxiliary one with fewer."""

TREE_STEP = 10
"""A step of a tree takes as long as so many of a sum."""

MEASURED_STEP = 16
"""A step of what is measured takes as long as so many of a sum: all it remembers is compared."""


@dataclass(frozen=True)
class View:
    """A variable as a rule sees it: `cells[class]` are the values that are one to the rule."""

    variable: int
    cells: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Ends:
    """How a chain ends: the results that are allowed, with the value that `signal` then takes.

    Without a `signal` every other result is forbidden.
    """

    allowed: dict[int, int]
    signal: int | None = None

    def cells(self, result: int) -> tuple[int, ...]:
        return () if self.signal is None else (self.allowed[result],)


class ChainTables:
    """Collects tables, and the sizes of all variables, auxiliary ones included.

    `name` is always the rule or built-in constraint that something is made for. What only defines
    an auxiliary variable has no origin.
    """

    def __init__(self, sizes: Sequence[int], budget: int) -> None:
        self.sizes = list(sizes)
        self.tables: list[Table] = []
        self._budget = budget
        self._room_to_measure = budget // MEASURED_STEP
        self._sums: dict[Hashable, tuple[int, tuple[int, ...]]] = {}
        self._views: dict[tuple[int, tuple[int, ...]], View] = {}

    def require(self, function: Function, name: str, room: int | None = None) -> None:
        """The function never gives False."""
        chain = self._chain(function, name, lambda result: result is not False, room)
        accepted = {place: place for place, result in enumerate(chain.results) if result}
        if chain.layers:
            self._add_chain(chain.layers, Ends(accepted), name, name)
        elif not accepted:
            self._add((self._new_variable(1),), (), name, name)

    def require_tree(self, tree: Tree, name: str) -> None:
        """The tree is never false."""
        self.require(tree_function(tree), name, self._budget // TREE_STEP)

    def signal(self, function: Function, name: str, room: int | None = None) -> Tree:
        """The truth of a function as a literal of one variable, or a constant."""
        chain = self._chain(function, name, lambda result: result, room)
        truths = tuple(_truth(result) for result in chain.results)
        if not chain.layers:
            return truths[0]
        if len(chain.layers) == 1:
            layer = chain.layers[0]
            return Literal(layer.variable, tuple(truths[layer.moves[0][c]] for c in layer.classes))
        signal = self._new_variable(len(truths))
        ends = Ends({place: place for place in range(len(truths))}, signal)
        self._add_chain(chain.layers, ends, None, name)
        return Literal(signal, truths)

    def measured(self, function: Function, name: str) -> tuple[int, tuple[Hashable, ...]]:
        """A variable that tells the results of a function, with the result of each of its values.

        Where the function has a single result, the variable has a single value. All that is
        measured shares one room, since it is measured step by step: one step may be small enough
        where all of them together take for ever.
        """
        chain = self._chain(function, name, lambda result: result, self._room_to_measure)
        self._room_to_measure -= sum(len(layer.moves) * layer.class_count for layer in chain.layers)
        if len(chain.layers) == 1:
            layer = chain.layers[0]
            return layer.variable, tuple(chain.results[layer.moves[0][c]] for c in layer.classes)
        measure = self._new_variable(len(chain.results))
        if chain.layers:
            ends = Ends({place: place for place in range(len(chain.results))}, measure)
            self._add_chain(chain.layers, ends, None, name)
        return measure, chain.results

    def single(self, tree: Tree, name: str) -> Tree:
        """The same truth as at most one literal."""
        if tree is None or isinstance(tree, bool | Literal):
            return tree
        return self.signal(tree_function(tree), name, self._budget // TREE_STEP)

    def variable_for(self, tree: Tree, name: str) -> int:
        """A variable of its own that is 1 where the tree is true, otherwise 0."""
        literal = self.single(tree, name)
        variable = self._new_variable(2)
        if isinstance(literal, Literal):
            rows = [(place, int(truth is True)) for place, truth in enumerate(literal.truths)]
            self._add((literal.variable, variable), rows, None, name)
        else:
            self._add((variable,), [(int(literal is True),)], None, name)
        return variable

    def add_rows(self, scope: Sequence[int], rows: Iterable[Sequence[int]], name: str) -> None:
        """The rows of a rule as they stand."""
        self._add(scope, rows, name, name)

    def _add(
        self,
        scope: Sequence[int],
        rows: Iterable[Sequence[int]],
        origin: str | None,
        name: str,
    ) -> None:
        self.tables.append(table_of(scope, rows, origin, name))

    def _new_variable(self, size: int) -> int:
        self.sizes.append(size)
        return len(self.sizes) - 1

    def _chain(
        self,
        function: Function,
        name: str,
        result: Callable[[Hashable], Hashable],
        room: int | None,
    ) -> Chain:
        """The smallest chain of a function whose results are read through `result`."""
        try:
            read = self._by_group(function.read_through(result), name)
            return smallest_chain(read, self._budget if room is None else room)
        except TooManyStates as error:
            raise CompileBudgetExceeded(error.steps, self._budget, (name,)) from error

    def _by_group(self, function: Function, name: str) -> Function:
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
        return grouping.over([self._summed_up(block, grouping, name) for block in blocks])

    def _summed_up(self, block: Block, grouping: Grouping, name: str) -> tuple[int, Sequence[Part]]:
        """One variable for what a group adds, with the part that stands for each of its values."""
        if len(block.inputs) == 1:
            return block.inputs[0]
        if len(block.representatives) == 1:
            variable, parts = block.inputs[0]
            return variable, list(block.representatives) * len(parts)
        key = (tuple((variable, tuple(parts)) for variable, parts in block.inputs), block.classes)
        if key not in self._sums:
            self._sums[key] = self._sum_variable(block, grouping, name)
        variable, classes = self._sums[key]
        return variable, [block.representatives[each] for each in classes]

    def _sum_variable(
        self, block: Block, grouping: Grouping, name: str
    ) -> tuple[int, tuple[int, ...]]:
        """A variable for the class of a block's sum, and the class of each of its values."""
        chain = smallest_chain(block_function(block, grouping), self._budget)
        if len(chain.layers) == 1:
            layer = chain.layers[0]
            ends = [chain.results[state] for state in layer.moves[0]]
            return layer.variable, tuple(_number(ends[each]) for each in layer.classes)
        signal = self._new_variable(len(chain.results))
        ends_of = {place: place for place in range(len(chain.results))}
        self._add_chain(chain.layers, Ends(ends_of, signal), None, name)
        return signal, tuple(_number(result) for result in chain.results)

    def _add_chain(
        self, layers: Sequence[Layer], ends: Ends, origin: str | None, name: str
    ) -> None:
        few = len(layers) <= FLAT_VARIABLES
        if len(layers) <= 2 or (few and prod(each.class_count for each in layers) <= FLAT_ROWS):
            self._add_flat(layers, ends, origin, name)
        else:
            self._add_steps(layers, ends, origin, name)

    def _add_flat(self, layers: Sequence[Layer], ends: Ends, origin: str | None, name: str) -> None:
        """The whole chain as one table."""
        views = [self._view(layer.variable, layer.classes, name) for layer in layers]
        rows = [
            (*row, *ends.cells(result))
            for path, result in _paths(layers)
            if result in ends.allowed
            for row in product(*(view.cells[each] for view, each in zip(views, path, strict=True)))
        ]
        scope = [view.variable for view in views]
        self._add(scope if ends.signal is None else [*scope, ends.signal], rows, origin, name)

    def _add_steps(
        self, layers: Sequence[Layer], ends: Ends, origin: str | None, name: str
    ) -> None:
        """A table for each layer: the state before, the value read, and the state after."""
        hopeful = _hopeful(layers, ends.allowed)
        first = layers[0]
        before = self._view(
            first.variable, tuple(first.moves[0][each] for each in first.classes), name
        )
        for layer, kept in zip(layers[1:-1], hopeful[1:-1], strict=True):
            after = self._new_variable(1 + max(state for row in layer.moves for state in row))
            view = self._view(layer.variable, layer.classes, name)
            rows = [(*cells, new) for *cells, new in _moves(layer, before, view) if new in kept]
            self._add((before.variable, view.variable, after), rows, origin, name)
            before = View(after, tuple((each,) for each in range(self.sizes[after])))
        last = layers[-1]
        view = self._view(last.variable, last.classes, name)
        rows = [
            (*cells, *ends.cells(result))
            for *cells, result in _moves(last, before, view)
            if result in ends.allowed
        ]
        scope = (before.variable, view.variable)
        self._add(scope if ends.signal is None else (*scope, ends.signal), rows, origin, name)

    def _view(self, variable: int, classes: tuple[int, ...], name: str) -> View:
        """The variable with classes for values, or with its own where there are few."""
        known = self._views.get((variable, classes))
        if known is not None:
            return known
        cells: list[list[int]] = [[] for _ in range(max(classes) + 1)]
        for place, number in enumerate(classes):
            cells[number].append(place)
        view = View(variable, tuple(map(tuple, cells)))
        if len(classes) > WIDE and 2 * len(cells) <= len(classes):
            stands_for = self._new_variable(len(cells))
            view = View(stands_for, tuple((number,) for number in range(len(cells))))
            self._add((variable, stands_for), list(enumerate(classes)), None, name)
        self._views[variable, classes] = view
        return view


def _paths(layers: Sequence[Layer]) -> list[tuple[tuple[int, ...], int]]:
    """Every way through a chain: the class in each layer, and the result."""
    paths: list[tuple[tuple[int, ...], int]] = [((), 0)]
    for layer in layers:
        paths = [
            ((*path, each), new) for path, old in paths for each, new in enumerate(layer.moves[old])
        ]
    return paths


def _moves(layer: Layer, before: View, view: View) -> Iterator[tuple[int, int, int]]:
    """The values of the state before and of the variable, and the state after, of each move."""
    for old, row in enumerate(layer.moves):
        for each, new in enumerate(row):
            for state in before.cells[old]:
                for value in view.cells[each]:
                    yield state, value, new


def _hopeful(layers: Sequence[Layer], ends: Iterable[int]) -> list[set[int]]:
    """After each layer the states from which some of the ends can be reached."""
    hopeful = [set(ends)]
    for layer in reversed(layers[1:]):
        hopeful.append(
            {state for state, row in enumerate(layer.moves) if not hopeful[-1].isdisjoint(row)}
        )
    return hopeful[::-1]


def _truth(result: Hashable) -> Truth:
    return result if result is None or isinstance(result, bool) else None


def _number(result: Hashable) -> int:
    return result if isinstance(result, int) else 0
