"""One question, one sweep: the cheapest solution that holds each value, for all values at once.

An up pass works out for every node the cheapest way through it to the bottom, a down pass the
cheapest whole solution through it. Both go level by level, each level in a few numpy calls. A value
that is not allowed costs `block`, more than any solution that has none, so that sums of costs
still say how many blocked values a solution holds, and can be subtracted again without loss.
"""

from collections.abc import Sequence
from threading import local
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.fusing import fused
from configurator.engine.gathering import layout_of
from configurator.engine.layering import Layered
from configurator.engine.laying import Laying, Level, bundled_values
from configurator.engine.ragged import Ragged

Numbers: TypeAlias = NDArray[np.int64]

Weights = NDArray[Any]
"""Floating point, 64 bits or Python's own integers."""

MOST_KNOWN_EDGES = 20_000
"""Of so many edges at most it is kept at hand what they take and lead to."""

INFINITE = 2**62
"""The cost of what no solution holds."""


class Room(local):
    """Where a thread works: fresh memory for each sweep would cost more than the sweep.

    `state` holds the costs of all bundles, then of all nodes, then the cost of nothing.
    """

    def __init__(
        self, bundles: int, nodes: int, edges: int, most: int, levels: Sequence[Level]
    ) -> None:
        self.state = np.zeros(bundles + nodes + 1, dtype=np.int64)
        self.bundles = self.state[:bundles]
        self.below = self.state[bundles:-1]
        self.through = np.empty(edges, dtype=np.int64)
        self.spare = np.empty(edges, dtype=np.int64)
        self.least = np.empty(max(nodes, bundles), dtype=np.int64)
        self.taken = np.empty(most, dtype=np.int64)
        self.levels = [self._views(level) for level in levels]

    def _views(self, level: Level) -> "LevelRoom":
        columns, edges = level.items.shape
        nodes = level.nodes.stop - level.nodes.start
        through = self.through[level.edges]
        taken = through if columns == 1 else self.taken[: columns * edges]
        return LevelRoom(
            taken.reshape(columns, edges),
            through,
            self.below[level.nodes],
            self.taken[: 0 if level.of_parents is None else len(level.of_parents.items)],
            self.least[:nodes],
            self.taken[:edges],
            self.spare[level.edges],
        )


class LevelRoom(NamedTuple):
    """The parts of a thread's room that a level works in."""

    items: Numbers
    through: Numbers
    below: Numbers
    parents: Numbers
    least: Numbers
    added: Numbers
    spare: Numbers


class Sweeper:
    """A layered diagram made ready to be swept. Holds nothing of a sweep: threads may share it.

    Edges that take the same values share a *bundle* of them, which is added up once. Nodes and
    edges have other places here than in the graph, level for level.
    """

    def __init__(self, diagram: Layered, classes: int) -> None:
        diagram = fused(diagram)
        graph = diagram.graph
        self.graph = graph
        self.classes = classes
        self.nodes = len(graph.edge_counts)
        self.edges = len(graph.values)
        bundle_of, bundles = bundled_values(graph.values)
        laying = Laying(diagram, bundle_of, len(bundles))
        self._bundles = layout_of(bundles)
        self._items = bundles.items[self._bundles.items].astype(np.intp)
        self._levels = laying.levels
        self._level_counts = diagram.level_counts
        self._first_edges = np.concatenate(([0], np.cumsum(graph.edge_counts)))
        self._edge_places = laying.edge_places
        self._known_edges: dict[int, tuple[list[int], list[int]]] = {}
        self._own = laying.node_places[np.repeat(np.arange(self.nodes), graph.edge_counts)][
            laying.edges
        ]
        bundled = np.flatnonzero(bundle_of >= 0)
        by_bundle = Ragged.of_pairs(len(bundles), bundle_of[bundled], laying.edge_places[bundled])
        self._bundling = layout_of(by_bundle)
        self._bundling_edges = by_bundle.items[self._bundling.items].astype(np.intp)
        by_class = Ragged.of_pairs(classes, bundles.items, bundles.owners)
        self._found = np.flatnonzero(by_class.lengths)
        self._holding = by_class.items.astype(np.intp)
        self._holding_starts = by_class.starts[self._found].astype(np.intp)
        parents = [len(each.of_parents.items) for each in self._levels if each.of_parents]
        most = max(
            *(each.items.size for each in self._levels), *parents, self.edges, len(self._items)
        )
        self._room = Room(len(bundles), self.nodes, self.edges, most, self._levels)

    def up(self, class_costs: Numbers) -> tuple[Numbers, Numbers]:
        """The cost of the cheapest way down from each node, and from each edge; the root is last.

        Both hold until this thread's next sweep.
        """
        room = self._room
        state = room.state
        taken = room.taken[: len(self._items)]
        class_costs.take(self._items, out=taken, mode="clip")
        added = room.least[: len(room.bundles)]
        self._bundles.reduced(np.add, taken, added)
        room.bundles[self._bundles.lists] = added
        for level, own in zip(self._levels, room.levels, strict=True):
            state.take(level.items, out=own.items, mode="clip")
            if len(own.items) > 1:
                np.add(own.items[0], own.items[1], out=own.through)
                for column in own.items[2:]:
                    np.add(own.through, column, out=own.through)
            for edges, items in level.more:
                own.through[edges] += state.take(items)
            level.of_nodes.reduced(np.minimum, own.through, own.below)
        return room.below, room.through

    def ways(self, weights: Weights) -> Weights:
        """In how many ways one can go down each edge, and then from each node; the root is last.

        A class can be taken in `weights` ways. Exact as far as the type of `weights` is.
        """
        graph = self.graph
        through = np.ones(self.edges, dtype=weights.dtype)
        taking = np.flatnonzero(graph.values.lengths)
        if len(taking):
            taken = weights.take(graph.values.items)
            through[taking] = np.multiply.reduceat(taken, graph.values.starts[taking])
        below = np.ones(self.nodes, dtype=weights.dtype)
        first = 0
        for count in self._level_counts.tolist():
            start, stop = self._first_edges[first], self._first_edges[first + count]
            edges = start + np.flatnonzero(graph.children.lengths[start:stop])
            if len(edges):
                children = graph.children.take(edges)
                ways = np.multiply.reduceat(below.take(children.items), children.starts)
                through[edges] *= ways
            nodes = self._first_edges[first : first + count] - start
            below[first : first + count] = np.add.reduceat(through[start:stop], nodes)
            first += count
        return np.concatenate((through, below))

    def cheapest_with(self, class_costs: Numbers) -> tuple[int, Numbers]:
        """The cost of the cheapest solution, and of the cheapest that holds each class.

        The cost of the class itself is left out of the latter; `INFINITE` for a class that no
        solution holds.
        """
        below, through = self.up(class_costs)
        cheapest = int(below[-1])
        room = self._room
        room.levels[-1].least[0] = cheapest
        below.take(self._own, out=room.spare, mode="clip")
        spare = np.subtract(through, room.spare, out=room.spare)
        for level, own in zip(reversed(self._levels), reversed(room.levels), strict=True):
            if level.of_parents is not None:
                spare.take(level.of_parents.items, out=own.parents, mode="clip")
                level.of_parents.reduced(np.minimum, own.parents, own.least)
            own.least.take(level.node_of_edge, out=own.added, mode="clip")
            np.add(own.spare, own.added, out=own.spare)
        costs = np.full(self.classes, INFINITE, dtype=np.int64)
        if len(self._found):
            held = room.taken[: len(self._bundling_edges)]
            spare.take(self._bundling_edges, out=held, mode="clip")
            least = room.least[: len(room.bundles)]
            self._bundling.reduced(np.minimum, held, least)
            room.bundles[self._bundling.lists] = least
            found = np.minimum.reduceat(room.bundles.take(self._holding), self._holding_starts)
            costs[self._found] = found - class_costs[self._found]
        return cheapest, costs

    def cheapest_classes(self, class_costs: Numbers) -> tuple[int, Numbers]:
        """The cost and the classes of one cheapest solution; of equals always the same one."""
        below, _ = self.up(class_costs)
        return int(below[-1]), self.followed()

    def found(self) -> int:
        """The cost of the cheapest solution, as this thread's last sweep found it."""
        return int(self._room.below[-1])

    def followed(self) -> Numbers:
        """The classes of one cheapest solution under the costs of this thread's last sweep."""
        through = self._room.through
        first_edges, edge_places = self._first_edges, self._edge_places
        waiting = [self.nodes - 1]
        taken: list[int] = []
        # One edge after the other: a solution has few, too few for arrays to be worth their calls.
        while waiting:
            node = waiting.pop()
            edge, last = first_edges.item(node), first_edges.item(node + 1)
            if last > edge + 1:
                edge += through.take(edge_places[edge:last]).argmin().item()
            values, children = self._at(edge)
            taken += values
            waiting += children
        return np.array(taken, dtype=np.int64)

    def _at(self, edge: int) -> tuple[list[int], list[int]]:
        """The values and the children of an edge; those asked for are soon asked for again."""
        known = self._known_edges.get(edge)
        if known is None:
            known = self.graph.values.at(edge), self.graph.children.at(edge)
            if len(self._known_edges) < MOST_KNOWN_EDGES:
                self._known_edges[edge] = known
        return known

    def cheapest(self, class_costs: Numbers) -> int:
        """The cost of the cheapest solution, alone."""
        return int(self.up(class_costs)[0][-1])
