"""Making a diagram shallow: the fewer levels it has, the faster it is swept.

A node with one edge is an "and" of what the edge takes; where it is small or used once, it moves
into the edges that lead to it. What is left is sorted into levels: the children of an edge are in
lower levels than its node.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.diagram import Graph
from configurator.engine.ragged import Ragged

SMALL = 2
"""A node with one edge of at most so many values and children is copied freely."""


@dataclass(frozen=True, eq=False)
class Layered:
    """A graph whose nodes are sorted by level; `level_counts` says how many nodes each has."""

    graph: Graph
    level_counts: NDArray[np.int64]


def layered(graph: Graph) -> Layered:
    """The same diagram with fewer levels."""
    graph = _without_single_edges(graph)
    return _sorted_by_level(graph)


def edge_nodes(graph: Graph) -> NDArray[np.int64]:
    """The node of each edge."""
    return np.repeat(np.arange(len(graph.edge_counts)), graph.edge_counts)


def _without_single_edges(graph: Graph) -> Graph:
    while True:
        nodes = len(graph.edge_counts)
        first_edge = np.cumsum(graph.edge_counts) - graph.edge_counts
        uses = np.bincount(graph.children.items, minlength=nodes)
        size = (graph.values.lengths + graph.children.lengths)[first_edge]
        moved = (graph.edge_counts == 1) & ((uses == 1) | (size <= SMALL))
        moved[-1] = False
        if not moved[graph.children.items].any():
            return graph
        graph = _reached(_moved_up(graph, moved, first_edge))


def _moved_up(graph: Graph, moved: NDArray[np.bool_], first_edge: NDArray[np.int64]) -> Graph:
    """Puts the values and children of `moved` nodes where the nodes were children."""
    values, children = graph.values, graph.children
    replaced = moved[children.items]
    owners = children.owners[replaced]
    edges = first_edge[children.items[replaced]]
    new_values, new_children = values.take(edges), children.take(edges)
    kept = ~replaced
    edges_in_all = len(values)
    return Graph(
        graph.edge_counts,
        Ragged.of_pairs(
            edges_in_all,
            np.concatenate((values.owners, np.repeat(owners, new_values.lengths))),
            np.concatenate((values.items, new_values.items)),
        ),
        Ragged.of_pairs(
            edges_in_all,
            np.concatenate((children.owners[kept], np.repeat(owners, new_children.lengths))),
            np.concatenate((children.items[kept], new_children.items)),
        ),
    )


def _reached(graph: Graph) -> Graph:
    """Without the nodes that no edge leads to any more, nor those that only they led to."""
    while True:
        used = np.zeros(len(graph.edge_counts), dtype=bool)
        used[graph.children.items] = True
        used[-1] = True
        if used.all():
            return graph
        graph = _renumbered(graph, np.flatnonzero(used))


def _renumbered(graph: Graph, order: NDArray[np.int64]) -> Graph:
    """The nodes of `order` only, numbered in that order."""
    nodes = len(graph.edge_counts)
    numbers = np.full(nodes, -1, dtype=np.int64)
    numbers[order] = np.arange(len(order))
    edges = Ragged(graph.edge_counts, np.arange(len(graph.values))).take(order).items
    values, children = graph.values.take(edges), graph.children.take(edges)
    return Graph(
        graph.edge_counts[order], values, Ragged(children.lengths, numbers[children.items])
    )


def _sorted_by_level(graph: Graph) -> Layered:
    levels = _levels(graph)
    order = np.argsort(levels, kind="stable")
    return Layered(_renumbered(graph, order), np.bincount(levels))


def _levels(graph: Graph) -> NDArray[np.int64]:
    """The level of each node: one more than the highest of its edges' children, from 0 on."""
    nodes = len(graph.edge_counts)
    below = np.bincount(edge_nodes(graph), graph.children.lengths, nodes).astype(np.int64)
    parents = np.flatnonzero(below)
    starts = (np.cumsum(below) - below)[parents]
    levels = np.zeros(nodes, dtype=np.int64)
    while len(parents):
        higher = np.maximum.reduceat(levels[graph.children.items], starts) + 1
        if (higher == levels[parents]).all():
            break
        levels[parents] = higher
    return levels
