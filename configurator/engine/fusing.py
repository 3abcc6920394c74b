"""Making a diagram shallower still where that makes it only a little wider.

A level of a sweep takes some calls, however few edges it has: small levels are put into those above
them. Each edge that leads to a node of such a level becomes one edge for each of the node's edges,
so that every solution stays one way through the diagram, and equal ones keep their order.
"""

import numpy as np
from numpy.typing import NDArray

from configurator.engine.diagram import Graph
from configurator.engine.layering import Layered, edge_nodes
from configurator.engine.ragged import Ragged

Numbers = NDArray[np.int64]

WORTH_A_LEVEL = 500
"""The calls for a level take as long as so many edges more."""

MOST_EDGES = 200_000
"""In a diagram with more edges than this, levels are not what takes the time."""


def fused(diagram: Layered) -> Layered:
    """The same solutions in fewer levels."""
    while len(diagram.graph.values) <= MOST_EDGES:
        chosen = _levels_to_fuse(diagram)
        if not chosen.any():
            break
        diagram = _without(diagram, chosen)
    return diagram


def _levels_to_fuse(diagram: Layered) -> NDArray[np.bool_]:
    """Small levels of which no edge leads to two, or from one to another; cheapest first."""
    graph, counts = diagram.graph, diagram.level_counts
    level_of = np.repeat(np.arange(len(counts)), counts)
    edges, below = graph.children.owners, level_of[graph.children.items]
    above = level_of[edge_nodes(graph)][edges]
    instead = np.bincount(below, graph.edge_counts[graph.children.items] - 1, len(counts))
    more = instead - np.bincount(level_of, graph.edge_counts, len(counts))
    chosen = np.zeros(len(counts), dtype=np.bool_)
    touched = np.zeros(len(counts), dtype=np.bool_)
    leading = np.zeros(len(graph.values), dtype=np.bool_)
    for level in np.argsort(more[:-1], kind="stable").tolist():
        if more[level] > WORTH_A_LEVEL:
            break
        here = below == level
        leading_here, from_level = edges[here], above == level
        alone = len(np.unique(leading_here)) == len(leading_here)
        if touched[level] or leading[leading_here].any() or not alone:
            continue
        chosen[level] = True
        touched[above[here]] = True
        touched[below[from_level]] = True
        leading[leading_here] = True
    return chosen


def _without(diagram: Layered, chosen: NDArray[np.bool_]) -> Layered:
    """The diagram without these levels: what led to their nodes leads to what they lead to."""
    graph, counts = diagram.graph, diagram.level_counts
    gone = np.repeat(chosen, counts)
    owners = edge_nodes(graph)
    first_edges = np.cumsum(graph.edge_counts) - graph.edge_counts
    leads = gone[graph.children.items]
    through = np.full(len(graph.values), -1, dtype=np.int64)
    through[graph.children.owners[leads]] = graph.children.items[leads]
    kept = np.flatnonzero(~gone[owners])
    times = np.where(through[kept] < 0, 1, graph.edge_counts[through[kept]])
    outer = np.repeat(kept, times)
    number = np.arange(len(outer)) - np.repeat(np.cumsum(times) - times, times)
    passing = np.flatnonzero(through[outer] >= 0)
    inner = first_edges[through[outer[passing]]] + number[passing]
    staying = graph.children.owners[~leads]
    children = Ragged.of_pairs(len(graph.values), staying, graph.children.items[~leads])
    places = np.cumsum(~gone) - 1
    joined = _joined(children, graph.children, outer, passing, inner)
    return Layered(
        Graph(
            np.bincount(places[owners[outer]], minlength=int((~gone).sum())).astype(np.int64),
            _joined(graph.values, graph.values, outer, passing, inner),
            Ragged(joined.lengths, places[joined.items]),
        ),
        counts[~chosen],
    )


def _joined(
    lists: Ragged, further: Ragged, outer: Numbers, passing: Numbers, inner: Numbers
) -> Ragged:
    """The lists of these numbers, those that are `passing` with a further list behind."""
    first, second = lists.take(outer), further.take(inner)
    return Ragged.of_pairs(
        len(outer),
        np.concatenate((first.owners, passing[second.owners])),
        np.concatenate((first.items, second.items)),
    )
