"""The part of a diagram that solutions within a bound can hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Allowed, Compiled
from configurator.engine.layering import edge_nodes
from configurator.engine.ragged import Ragged
from configurator.engine.sweep import INFINITE

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Edge:
    """What an edge takes and goes on to; `room` is how far it may lie above its best."""

    classes: Sequence[int]
    children: Sequence[int]
    room: int


class Part:
    """The nodes, edges and members of classes that a solution within the bound can hold.

    `edges` has the nodes in order, children before parents; the root is the last.
    """

    def __init__(self, compiled: Compiled, kept: Allowed, weights: Numbers, bound: int) -> None:
        self.members = _members(compiled, kept)
        self.least_of_class = {
            class_: min(int(weights[each]) for each in members)
            for class_, members in self.members.items()
        }
        self.least_of_node: dict[int, int] = {}
        self.root, reached = self._reached(compiled)
        through = {node: self._through(node, edges) for node, edges in reached.items()}
        self.edges, self.room = self._bound(reached, through, bound)

    def _reached(
        self, compiled: Compiled
    ) -> tuple[int, dict[int, list[tuple[list[int], list[int]]]]]:
        """The root; and by node the classes and children of the edges that can be taken."""
        found: dict[int, list[tuple[list[int], list[int]]]] = {}
        layered = compiled.diagram.layered
        if layered is None:
            return -1, found
        graph = layered.graph
        present = np.zeros(compiled.diagram.classes, dtype=np.bool_)
        present[list(self.members)] = True
        missing = np.zeros(len(graph.values), dtype=np.bool_)
        missing[graph.values.owners[~present[graph.values.items]]] = True
        left = np.flatnonzero(~missing)
        nodes = edge_nodes(graph)[left].tolist()
        lists = (_lists(graph.values.take(left)), _lists(graph.children.take(left)))
        for node, classes, children in zip(nodes, *lists, strict=True):
            if all(child in found for child in children):
                found.setdefault(node, []).append((classes, children))
        return len(graph.edge_counts) - 1, found

    def _through(self, node: int, edges: list[tuple[list[int], list[int]]]) -> list[int]:
        """The least that each edge of a node weighs, the best of which is the node's own."""
        weights = [
            sum(map(self.least_of_class.__getitem__, classes))
            + sum(map(self.least_of_node.__getitem__, children))
            for classes, children in edges
        ]
        self.least_of_node[node] = min(weights)
        return weights

    def _bound(
        self,
        reached: dict[int, list[tuple[list[int], list[int]]]],
        through: dict[int, list[int]],
        bound: int,
    ) -> tuple[dict[int, list[Edge]], dict[int, int]]:
        """The edges that a solution within the bound can hold, and the room of each node."""
        whole = {self.root: self.least_of_node.get(self.root, INFINITE)}
        kept: dict[int, list[Edge]] = {}
        for node in reversed(reached):
            rest = whole.get(node, INFINITE) - self.least_of_node[node]
            for (classes, children), weight in zip(reached[node], through[node], strict=True):
                if weight + rest <= bound:
                    kept.setdefault(node, []).append(Edge(classes, children, bound - weight - rest))
                    for child in children:
                        whole[child] = min(whole.get(child, INFINITE), weight + rest)
        return dict(reversed(kept.items())), {node: bound - whole[node] for node in kept}


def _members(compiled: Compiled, kept: Allowed) -> dict[int, list[int]]:
    """The values that are kept, by class."""
    class_of = compiled.diagram.class_of
    found: dict[int, list[int]] = {}
    for place in np.flatnonzero(kept & (class_of >= 0)).tolist():
        found.setdefault(int(class_of[place]), []).append(place)
    return found


def _lists(ragged: Ragged) -> list[list[int]]:
    ends = np.cumsum(ragged.lengths).tolist()
    items = ragged.items.tolist()
    return [items[start:end] for start, end in zip([0, *ends], ends, strict=False)]
