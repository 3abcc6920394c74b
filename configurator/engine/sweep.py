"""One question, one sweep: the cheapest solution that holds each value, for all values at once.

An up pass works out for every node the cheapest way through it to the bottom, a down pass the
cheapest whole solution through it. Both go level by level, each level in a few numpy calls. A value
that is not allowed costs `block`, more than any solution that has none, so that sums of costs
still say how many blocked values a solution holds, and can be subtracted again without loss.
"""

from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from configurator.engine.layering import Layered
from configurator.engine.ragged import Ragged

Numbers = NDArray[np.int64]

Weights = NDArray[Any]
"""Floating point, 64 bits or Python's own integers."""

INFINITE = 2**62
"""The cost of what no solution holds."""


@dataclass(frozen=True, eq=False)
class Level:
    """What one level of nodes reads: places are those of the whole graph's arrays.

    `children` are the nodes below its edges, `child_starts` where each edge's begin; `node_starts`
    where each node's edges begin, counted from the level's first; `node_of_edge` likewise.
    `parents` are the edges that lead to its nodes, `parent_starts` where each node's begin.
    """

    edges: slice
    nodes: slice
    node_starts: NDArray[np.intp]
    node_of_edge: NDArray[np.intp]
    children: NDArray[np.intp]
    child_starts: NDArray[np.intp] | None
    parents: NDArray[np.intp]
    parent_starts: NDArray[np.intp]


class Room(local):
    """Where a thread works: fresh memory for each sweep would cost more than the sweep."""

    def __init__(self, taken: int, edges: int, nodes: int, held: int) -> None:
        self.taken = np.empty(taken, dtype=np.int64)
        self.through = np.empty(edges, dtype=np.int64)
        self.spare = np.empty(edges, dtype=np.int64)
        self.below = np.empty(nodes + 1, dtype=np.int64)
        self.whole = np.empty(nodes, dtype=np.int64)
        self.held = np.empty(held, dtype=np.int64)


class Sweeper:
    """A layered diagram made ready to be swept. Holds nothing of a sweep: threads may share it."""

    def __init__(self, diagram: Layered, classes: int) -> None:
        graph = diagram.graph
        self.graph = graph
        self.classes = classes
        self.nodes = len(graph.edge_counts)
        self.edges = len(graph.values)
        self._levels = _levels(diagram)
        self._first_edges = np.concatenate(([0], np.cumsum(graph.edge_counts)))
        self._own = np.repeat(np.arange(self.nodes), graph.edge_counts)
        values = _never_empty(graph.values, classes)
        self._taken = values.items.astype(np.intp)
        self._taken_starts = values.starts.astype(np.intp)
        by_class = Ragged.of_pairs(classes, graph.values.items, graph.values.owners)
        self._found = np.flatnonzero(by_class.lengths)
        self._holding = by_class.items.astype(np.intp)
        self._holding_starts = by_class.starts[self._found].astype(np.intp)
        self._room = Room(len(self._taken), self.edges, self.nodes, len(self._holding))

    def up(self, class_costs: Numbers) -> tuple[Numbers, Numbers]:
        """The cost of the cheapest way down from each node, and from each edge.

        Both hold until this thread's next sweep.
        """
        room = self._room
        np.append(class_costs, 0).take(self._taken, out=room.taken, mode="clip")
        through = np.add.reduceat(room.taken, self._taken_starts, out=room.through)
        below = room.below
        below[-1] = 0
        for level in self._levels:
            costs = through[level.edges]
            if level.child_starts is not None:
                costs += np.add.reduceat(below.take(level.children), level.child_starts)
            elif len(level.children):
                costs += below.take(level.children)
            np.minimum.reduceat(costs, level.node_starts, out=below[level.nodes])
        return below[:-1], through

    def ways(self, weights: Weights) -> Weights:
        """In how many ways one can go down each edge, and then from each node; the root is last.

        A class can be taken in `weights` ways. Exact as far as the type of `weights` is.
        """
        one = np.ones(1, dtype=weights.dtype)
        taken = np.concatenate((weights, one)).take(self._taken)
        through = np.multiply.reduceat(taken, self._taken_starts)
        below = np.ones(self.nodes + 1, dtype=weights.dtype)
        for level in self._levels:
            ways = through[level.edges]
            if level.child_starts is not None:
                ways *= np.multiply.reduceat(below.take(level.children), level.child_starts)
            elif len(level.children):
                ways *= below.take(level.children)
            np.add.reduceat(ways, level.node_starts, out=below[level.nodes])
        return np.concatenate((through, below[:-1]))

    def cheapest_with(self, class_costs: Numbers) -> tuple[int, Numbers]:
        """The cost of the cheapest solution, and of the cheapest that holds each class.

        The cost of the class itself is left out of the latter; `INFINITE` for a class that no
        solution holds.
        """
        below, through = self.up(class_costs)
        cheapest = int(below[-1])
        room = self._room
        whole = room.whole
        whole[-1] = cheapest
        below.take(self._own, out=room.spare, mode="clip")
        spare = np.subtract(through, room.spare, out=room.spare)
        for level in reversed(self._levels):
            if len(level.parents):
                np.minimum.reduceat(
                    spare.take(level.parents), level.parent_starts, out=whole[level.nodes]
                )
            spare[level.edges] += whole[level.nodes].take(level.node_of_edge)
        costs = np.full(self.classes, INFINITE, dtype=np.int64)
        spare.take(self._holding, out=room.held, mode="clip")
        costs[self._found] = np.minimum.reduceat(room.held, self._holding_starts)
        costs[self._found] -= class_costs[self._found]
        return cheapest, costs

    def cheapest_classes(self, class_costs: Numbers) -> tuple[int, Numbers]:
        """The cost and the classes of one cheapest solution; of equals always the same one."""
        below, through = self.up(class_costs)
        values, children = self.graph.values, self.graph.children
        waiting = [self.nodes - 1]
        taken: list[int] = []
        # One edge after the other: a solution has few, too few for arrays to be worth their calls.
        while waiting:
            node = waiting.pop()
            first, last = self._first_edges[node], self._first_edges[node + 1]
            edge = int(first) + int(through[first:last].argmin())
            taken += values.at(edge)
            waiting += children.at(edge)
        return int(below[-1]), np.array(taken, dtype=np.int64)

    def cheapest(self, class_costs: Numbers) -> int:
        """The cost of the cheapest solution, alone."""
        return int(self.up(class_costs)[0][-1])


def _never_empty(lists: Ragged, filler: int) -> Ragged:
    """The same lists, with `filler` in the empty ones."""
    empty = np.flatnonzero(lists.lengths == 0)
    if not len(empty):
        return lists
    return Ragged.of_pairs(
        len(lists),
        np.concatenate((lists.owners, empty)),
        np.concatenate((lists.items, np.full(len(empty), filler))),
    )


def _levels(diagram: Layered) -> list[Level]:
    graph = diagram.graph
    nodes = len(graph.edge_counts)
    first_edges = np.concatenate(([0], np.cumsum(graph.edge_counts)))
    parents = Ragged.of_pairs(nodes, graph.children.items, graph.children.owners)
    levels = []
    first = 0
    for count in diagram.level_counts.tolist():
        last = first + count
        start, stop = int(first_edges[first]), int(first_edges[last])
        below = graph.children.take(np.arange(start, stop))
        if below.lengths.max() > 0:
            below = _never_empty(below, nodes)
        above = parents.take(np.arange(first, last))
        levels.append(
            Level(
                slice(start, stop),
                slice(first, last),
                (first_edges[first:last] - start).astype(np.intp),
                np.repeat(np.arange(count), graph.edge_counts[first:last]),
                below.items.astype(np.intp),
                below.starts.astype(np.intp) if below.lengths.max() > 1 else None,
                above.items.astype(np.intp),
                above.starts.astype(np.intp),
            )
        )
        first = last
    return levels
