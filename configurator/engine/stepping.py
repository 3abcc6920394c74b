"""The steps of a sweep: calls into arrays that a thread keeps, put together once.

What such a call has to be told takes longer than what it does with a small level; so all is got
ready beforehand: which part of which array it reads and writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import local
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.gathering import Layout, Places, Step
from configurator.engine.laying import Level

Numbers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Algebra:
    """What a sweep works out: what things come to `together`, and which of several is `best`.

    `nothing` is what an edge comes to that takes nothing. `undone` takes back what was put
    together; None where that cannot be, because it changes nothing to put it together again.
    """

    together: np.ufunc
    best: np.ufunc
    nothing: int
    undone: np.ufunc | None


COSTS = Algebra(np.add, np.minimum, 0, np.subtract)
TRUTHS = Algebra(np.bitwise_and, np.bitwise_or, -1, None)
"""Whether there is a way at all, as 64 questions asked at once: each is one bit."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A diagram laid out for sweeping: what there is to read, and where.

    `items` are the classes of all bundles as `bundles` lays them out, in whose order bundles are
    numbered; `bundling_edges` the edges of each bundle, as `bundling` lays them out; `holding` the
    bundles of each class that has any, as places in that layout, each from its start on.
    """

    classes: int
    nodes: int
    edges: int
    items: Places
    bundles: Layout
    levels: list[Level]
    bundling: Layout
    bundling_edges: Places
    holding: Places
    holding_starts: Places


class Room(local):
    """Where a thread works: fresh memory for each sweep would cost more than the sweep.

    `up` works out from the values of `of_class` the best way down `below` each node, and `through`
    each edge; `down` then the best solution `with_edge`, and `found` what classes have beside them.
    """

    def __init__(self, plan: Plan, algebra: Algebra) -> None:
        self._plan, self._algebra = plan, algebra
        bundles, edges = len(plan.bundles.lists), plan.edges
        self.of_class = np.zeros(plan.classes, dtype=np.int64)
        # The values of all bundles, then of all nodes, then that of nothing.
        self._state = np.full(bundles + plan.nodes + 1, algebra.nothing, dtype=np.int64)
        self.below = self._state[bundles:-1]
        self.through = np.empty(edges, dtype=np.int64)
        self.with_edge = np.empty(edges, dtype=np.int64)
        self.found = np.empty(len(plan.holding_starts), dtype=np.int64)
        self._least = np.empty(max(plan.nodes, bundles), dtype=np.int64)
        self._taken = np.empty(_longest(plan), dtype=np.int64)
        self.up = [*self._bundles_up(), *self._each(map(self._level_up, plan.levels))]
        self.down = [
            *self._root_down(),
            *self._each(map(self._level_down, plan.levels[-2::-1])),
            *self._bundles_down(),
        ]

    def _each(self, parts: Iterable[Iterator[Step]]) -> Iterator[Step]:
        for part in parts:
            yield from part

    def _take(self, source: Numbers, places: Places, out: Numbers) -> Step:
        return partial(source.take, places, None, out, "clip")

    def _bundles_up(self) -> Iterator[Step]:
        plan, bundles = self._plan, len(self._plan.bundles.lists)
        taken = self._taken[: len(plan.items)]
        yield self._take(self.of_class, plan.items, taken)
        yield from plan.bundles.reducing(self._algebra.together, taken, self._state[:bundles])

    def _level_up(self, level: Level) -> Iterator[Step]:
        together = self._algebra.together
        columns, edges = level.items.shape
        through = self.through[level.edges]
        items = through[None] if columns == 1 else self._taken[: columns * edges]
        items = items.reshape(columns, edges)
        yield self._take(self._state, level.items, items)
        if columns > 1:
            yield partial(together, items[0], items[1], out=through)
        for column in items[2:]:
            yield partial(together, through, column, out=through)
        for its, more in level.more:
            yield partial(_put_together, together, through, its, self._state, more)
        yield from level.of_nodes.reducing(self._algebra.best, through, self.below[level.nodes])

    def _root_down(self) -> Iterator[Step]:
        root = self._plan.levels[-1].edges
        yield partial(np.copyto, self.with_edge[root], self.through[root])

    def _level_down(self, level: Level) -> Iterator[Step]:
        """What the best solution through each node has beside what is below it, edge by edge."""
        parents = level.of_parents
        if parents is None:
            raise ValueError("every node but the root has parents")
        taken = self._taken[: len(parents.items)]
        beside = self._least[: level.nodes.stop - level.nodes.start]
        yield self._take(self.with_edge, parents.items, taken)
        yield from parents.reducing(self._algebra.best, taken, beside)
        if self._algebra.undone is not None:
            yield partial(self._algebra.undone, beside, self.below[level.nodes], out=beside)
        with_edge = self.with_edge[level.edges]
        yield self._take(beside, level.node_of_edge, with_edge)
        through = self.through[level.edges]
        yield partial(self._algebra.together, with_edge, through, out=with_edge)

    def _bundles_down(self) -> Iterator[Step]:
        plan, best = self._plan, self._algebra.best
        if not len(plan.holding_starts):
            return
        taken = self._taken[: len(plan.bundling_edges)]
        of_bundle = self._least[: len(plan.bundling.lists)]
        yield self._take(self.with_edge, plan.bundling_edges, taken)
        yield from plan.bundling.reducing(best, taken, of_bundle)
        taken = self._taken[: len(plan.holding)]
        yield self._take(of_bundle, plan.holding, taken)
        yield partial(best.reduceat, taken, plan.holding_starts, out=self.found)


def _put_together(
    together: np.ufunc, through: Numbers, edges: Places, state: Numbers, items: Places
) -> None:
    """Puts one more item of a few edges to what they come to."""
    through[edges] = together(through[edges], state.take(items))


def _longest(plan: Plan) -> int:
    """The most items that are ever taken at once."""
    parents = [len(each.of_parents.items) for each in plan.levels if each.of_parents]
    return max(
        *(each.items.size for each in plan.levels),
        *parents,
        len(plan.bundling_edges),
        len(plan.items),
        0,
    )
