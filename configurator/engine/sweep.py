"""One question, one sweep: the cheapest solution that holds each value, for all values at once.

An up pass works out for every node the cheapest way through it to the bottom, a down pass the
cheapest whole solution through it. Both go level by level, each level in a few numpy calls. A value
that is not allowed costs `block`, more than any solution that has none, so that sums of costs
still say how many blocked values a solution holds, and can be subtracted again without loss.
"""

from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.fusing import fused
from configurator.engine.gathering import layout_of
from configurator.engine.layering import Layered
from configurator.engine.laying import Laying, bundled_values, inverse
from configurator.engine.ragged import Ragged
from configurator.engine.stepping import COSTS, TRUTHS, Plan, Room

Numbers: TypeAlias = NDArray[np.int64]

Weights = NDArray[Any]
"""Floating point, 64 bits or Python's own integers."""

MOST_KNOWN_EDGES = 20_000
"""Of so many edges at most it is kept at hand what they take and lead to."""

INFINITE = 2**62
"""The cost of what no solution holds."""


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
        layout = layout_of(bundles)
        items = bundles.items[layout.items].astype(np.intp)
        bundles = bundles.take(layout.lists)
        bundled = np.flatnonzero(bundle_of >= 0)
        bundle_of[bundled] = inverse(layout.lists)[bundle_of[bundled]]
        laying = Laying(diagram, bundle_of, len(bundles))
        self._level_counts = diagram.level_counts
        self._first_edges = np.concatenate(([0], np.cumsum(graph.edge_counts)))
        self._edge_places, self._node_places = laying.edge_places, laying.node_places
        self._known_edges: dict[int, tuple[list[int], list[int]]] = {}
        by_bundle = Ragged.of_pairs(len(bundles), bundle_of[bundled], laying.edge_places[bundled])
        bundling = layout_of(by_bundle)
        by_class = Ragged.of_pairs(classes, bundles.items, bundles.owners)
        self._found = np.flatnonzero(by_class.lengths)
        self._plan = Plan(
            classes=classes,
            nodes=self.nodes,
            edges=self.edges,
            items=items,
            bundles=layout,
            levels=laying.levels,
            bundling=bundling,
            bundling_edges=by_bundle.items[bundling.items].astype(np.intp),
            holding=inverse(bundling.lists)[by_class.items],
            holding_starts=by_class.starts[self._found].astype(np.intp),
        )
        self._room = Room(self._plan, COSTS)

    def up(self, class_costs: Numbers) -> tuple[Numbers, Numbers]:
        """The cost of the cheapest way down from each node, and from each edge; the root is last.

        Both hold until this thread's next sweep.
        """
        room = self._room
        room.of_class[:] = class_costs
        for step in room.up:
            step()
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
        below, _ = self.up(class_costs)
        room = self._room
        for step in room.down:
            step()
        costs = np.full(self.classes, INFINITE, dtype=np.int64)
        costs[self._found] = room.found - room.of_class[self._found]
        return below.item(-1), costs

    @cached_property
    def _truths(self) -> Room:
        """Where it is worked out what is possible; made when that is first asked."""
        return Room(self._plan, TRUTHS)

    def solvable(self, class_bits: Numbers) -> int:
        """Which of 64 questions have a solution; `class_bits` says which classes are allowed."""
        room = self._truths
        room.of_class[:] = class_bits
        for step in room.up:
            step()
        return room.below.item(-1)

    def possible(self, class_bits: Numbers) -> Numbers:
        """For each class, in which of 64 questions some solution of allowed classes holds it."""
        self.solvable(class_bits)
        room = self._truths
        for step in room.down:
            step()
        bits = np.zeros(self.classes, dtype=np.int64)
        bits[self._found] = room.found
        return bits

    def lows(self, class_costs: Numbers) -> tuple[Numbers, Numbers]:
        """The cost of the cheapest way down from each node, and of the cheapest solution with each
        edge, both numbered as in `graph`.
        """
        self.cheapest_with(class_costs)
        room = self._room
        return room.below[self._node_places], room.with_edge[self._edge_places]

    def cheapest_classes(self, class_costs: Numbers) -> tuple[int, list[int]]:
        """The cost and the classes of one cheapest solution; of equals always the same one."""
        below, _ = self.up(class_costs)
        return int(below[-1]), self.followed()

    def found(self) -> int:
        """The cost of the cheapest solution, as this thread's last sweep found it."""
        return int(self._room.below[-1])

    def followed(self) -> list[int]:
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
        return taken

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
