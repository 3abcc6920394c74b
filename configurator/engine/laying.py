"""Laying a diagram out for sweeping: every level in as few and as long arrays as can be."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from configurator.engine.diagram import Graph
from configurator.engine.gathering import Layout, Places, in_order, layout_of
from configurator.engine.layering import Layered
from configurator.engine.ragged import Ragged
from configurator.engine.tables import row_keys

SCATTERED = 5
"""Adding to an edge in its own place takes as long as to so many edges of a whole column."""

CALLS = 1_500
"""The further calls for edges in places of their own take as long as so many edges of a column."""


@dataclass(frozen=True, eq=False)
class Level:
    """What one level of nodes reads and writes, as places in arrays laid out for sweeping.

    Each edge adds up one item of every column of `items`, which are places in the state of a sweep;
    a few edges have `more`: pairs of edges and items, each edge once a pair. `of_nodes` lays out
    the edges of each node, `node_of_edge` says the node of each edge, and `of_parents` lays out the
    edges that lead to each node, in the order of the nodes (None for the root).
    """

    edges: slice
    nodes: slice
    items: Places
    more: tuple[tuple[Places, Places], ...]
    of_nodes: Layout
    node_of_edge: Places
    of_parents: Layout | None


def bundled_values(values: Ragged) -> tuple[NDArray[np.int64], Ragged]:
    """The bundle of each list, -1 for an empty one, and what is in each bundle.

    Lists are compared as they stand: the same values in another order make another bundle.
    """
    bundle_of = np.full(len(values), -1, dtype=np.int64)
    bundles: list[Ragged] = []
    count = 0
    for length in np.unique(values.lengths[values.lengths > 0]).tolist():
        lists = np.flatnonzero(values.lengths == length)
        rows = values.items[values.starts[lists][:, None] + np.arange(length)]
        most = int(rows.max()) + 1
        keys, _ = row_keys(list(rows.T), [most] * length)
        _, first, same = np.unique(keys, return_index=True, return_inverse=True)
        bundle_of[lists] = same + count
        bundles.append(values.take(lists[first]))
        count += len(first)
    return bundle_of, Ragged.concatenate([*bundles, Ragged.empty(0)])


class Laying:
    """Lays the nodes and edges of a graph out for sweeping.

    `edges` are the graph's edges in their new order, `edge_places` the place of each edge in it,
    `node_places` that of each node.
    """

    def __init__(self, diagram: Layered, bundle_of: NDArray[np.int64], bundles: int) -> None:
        graph = diagram.graph
        nodes = len(graph.edge_counts)
        firsts = np.cumsum(diagram.level_counts) - diagram.level_counts
        first_edges = np.concatenate(([0], np.cumsum(graph.edge_counts)))
        self._bounds = [
            (slice(first, last), slice(int(first_edges[first]), int(first_edges[last])))
            for first, last in zip(
                firsts.tolist(), (firsts + diagram.level_counts).tolist(), strict=True
            )
        ]
        layouts = [
            layout_of(Ragged(graph.edge_counts[its], np.arange(edges.stop - edges.start)))
            for its, edges in self._bounds
        ]
        each = list(zip(self._bounds, layouts, strict=True))
        self.edges = np.concatenate([edges.start + laid.items for (_, edges), laid in each])
        self.edge_places = inverse(self.edges)
        self.node_places = inverse(
            np.concatenate([its.start + laid.lists for (its, _), laid in each])
        )
        self._items = self._all_items(graph, bundle_of, bundles)
        self._parents = Ragged.of_pairs(
            nodes,
            self.node_places[graph.children.items],
            self.edge_places[graph.children.owners],
        )
        self._nothing = bundles + nodes
        self.levels = [self._level(*bounds, laid) for bounds, laid in each]

    def _all_items(self, graph: Graph, bundle_of: NDArray[np.int64], bundles: int) -> Ragged:
        """What each edge adds up, as places in a state: its bundle and its children."""
        taking = np.flatnonzero(bundle_of >= 0)
        return Ragged.of_pairs(
            len(bundle_of),
            self.edge_places[np.concatenate((taking, graph.children.owners))],
            np.concatenate((bundle_of[taking], self.node_places[graph.children.items] + bundles)),
        )

    def _level(self, nodes: slice, edges: slice, laid: Layout) -> Level:
        items = self._items.take(np.arange(edges.start, edges.stop))
        above = self._parents.take(np.arange(nodes.start, nodes.stop))
        of_parents = None
        if len(above.items):
            of_parents = replace(in_order(above), items=above.items.astype(np.intp))
        having = np.bincount(items.lengths)[::-1].cumsum()[::-1][1:]
        whole = having * SCATTERED + CALLS >= len(items)
        columns = max(1, int(whole.argmin() if not whole.all() else len(whole)))
        more = tuple(
            (edges_of, items.items[items.starts[edges_of] + number].astype(np.intp))
            for number in range(columns, len(having))
            for edges_of in [np.flatnonzero(items.lengths > number)]
        )
        kept = [self._column(items, number) for number in range(columns)]
        return Level(edges, nodes, np.stack(kept), more, laid, laid.owners, of_parents)

    def _column(self, items: Ragged, number: int) -> Places:
        """The item of that number of each edge, or nothing."""
        column = np.full(len(items), self._nothing, dtype=np.intp)
        having = np.flatnonzero(items.lengths > number)
        column[having] = items.items[items.starts[having] + number]
        return column


def inverse(order: NDArray[np.integer]) -> Places:
    """The place of each number in an order of all numbers."""
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places
