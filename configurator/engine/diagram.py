"""Compiling tables into an AND/OR multi-valued decision diagram.

Bucket elimination read backwards is a diagram: a *node* offers the rows of a bucket that agree with
one value of its separator, an *edge* is one such row: it takes values, and goes on to one node of
each bucket that handed its message here. Equal nodes are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.elimination import Bucket, buckets_of
from configurator.engine.ragged import Ragged
from configurator.engine.reduction import Reduced
from configurator.engine.tables import Keys, Rows, row_keys

MANY_EDGES = 64
"""With fewer edges in a bucket it is not worth looking for children that come together."""

WORTH_BUNDLING = 4
"""So many edges should on average share a bundle of children."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes and edges. Edges are sorted by node; an edge's children have lower numbers than it.

    `edge_counts` says how many edges each node has. `values` and `children` list for each edge the
    classes that it takes and the nodes that it goes on to. The last node is the root, with one
    edge.
    """

    edge_counts: NDArray[np.int64]
    values: Ragged
    children: Ragged


def graph_of(network: Reduced, first_class: Sequence[int], budget: int) -> Graph | None:
    """The diagram of a network; None where it has no solution.

    `first_class` numbers the classes of each variable from there on, or is -1 for a variable whose
    values cost nothing and need not be found again. Raises `CompileBudgetExceeded`.
    """
    buckets = buckets_of(network, budget)
    return None if buckets is None else _assembled(network, buckets, first_class)


def _assembled(network: Reduced, buckets: Sequence[Bucket], first_class: Sequence[int]) -> Graph:
    """The buckets as one graph, equal nodes made one, under a root for what stands alone."""
    parts = _Parts()
    names: list[NDArray[np.int64]] = []
    roots: list[int] = []
    for bucket in buckets:
        below = [
            names[child][link] for child, link in zip(bucket.children, bucket.links, strict=True)
        ]
        places, kept, edge_counts = _equal_made_one(bucket, below, network.sizes, parts.nodes)
        columns = parts.bundled([each[kept] for each in below])
        names.append(places + parts.nodes)
        if not bucket.separator:
            roots.append(int(names[-1][0]))
        first = first_class[bucket.variable]
        taken = bucket.rows.column(bucket.variable)[kept][:, None] + first
        parts.add(edge_counts, taken if first >= 0 else taken[:, :0], columns)
    alone = np.array([_standing_alone(buckets, first_class)], dtype=np.int64)
    parts.add(np.ones(1, dtype=np.int64), alone, [np.array([root]) for root in roots])
    return parts.graph()


class _Parts:
    """A graph that grows from the bottom up."""

    def __init__(self) -> None:
        self.nodes = 0
        self._counts: list[NDArray[np.int64]] = []
        self._values: list[Ragged] = []
        self._children: list[Ragged] = []
        self._plain = np.zeros(0, dtype=bool)

    def add(
        self,
        edge_counts: NDArray[np.int64],
        values: NDArray[np.integer],
        columns: Sequence[NDArray[np.int64]],
    ) -> None:
        """Adds nodes; every row of `values`, and every place in the `columns`, is an edge."""
        edges = len(values)
        children = np.stack(columns, axis=1) if columns else np.zeros((edges, 0), dtype=np.int64)
        first_edges = np.cumsum(edge_counts) - edge_counts
        to_plain = np.all(self._plain[children], axis=1)
        plain = (edge_counts == 1) & to_plain[first_edges]
        self._counts.append(edge_counts)
        self._values.append(Ragged.of_matrix(values))
        self._children.append(Ragged.of_matrix(children))
        self._plain = np.concatenate((self._plain, plain))
        self.nodes += len(edge_counts)

    def bundled(self, columns: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
        """The same children for every edge, those that often come together made one node.

        Only *plain* children, which lead nowhere but to values: to bundle others would make the
        diagram deeper, and so slower.
        """
        kept = [each for each in columns if not self._plain[each].all()]
        plain = [each for each in columns if self._plain[each].all()]
        while len(plain) > 1 and len(plain[0]) >= MANY_EDGES:
            together, ranks, plain = _often_together(plain)
            if len(together) == 1:
                kept += together
                continue
            _, first = np.unique(ranks, return_index=True)
            kept.append(ranks + self.nodes)
            nothing = np.zeros((len(first), 0), dtype=np.int64)
            self.add(np.ones(len(first), dtype=np.int64), nothing, [c[first] for c in together])
        return kept + plain

    def graph(self) -> Graph:
        return Graph(
            np.concatenate(self._counts),
            Ragged.concatenate(self._values),
            Ragged.concatenate(self._children),
        )


def _often_together(
    columns: Sequence[NDArray[np.int64]],
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64], list[NDArray[np.int64]]]:
    """Columns that have few combinations, the number of each row's combination, and the rest."""
    ranked = [np.unique(column, return_inverse=True) for column in columns]
    order = sorted(range(len(columns)), key=lambda place: len(ranked[place][0]))
    together, rest = [columns[order[0]]], []
    ranks = ranked[order[0]][1]
    for place in order[1:]:
        distinct, own = ranked[place]
        combinations, joint = np.unique(ranks * len(distinct) + own, return_inverse=True)
        if len(combinations) * WORTH_BUNDLING > len(ranks):
            rest.append(columns[place])
        else:
            together.append(columns[place])
            ranks = joint
    return together, ranks, rest


def _standing_alone(buckets: Sequence[Bucket], first_class: Sequence[int]) -> list[int]:
    """The classes of variables that no table restricts any more."""
    bucketed = {bucket.variable for bucket in buckets}
    return [
        first
        for variable, first in enumerate(first_class)
        if variable not in bucketed and first >= 0
    ]


def _equal_made_one(
    bucket: Bucket, below: Sequence[NDArray[np.int64]], sizes: Sequence[int], nodes: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Merges the nodes of a bucket that have the same edges.

    Returns the merged node of each separator value (-1 for one without rows), the rows of the
    merged nodes in their order, and how many each has. Nodes are compared by what they hold.
    """
    cells: list[Rows | Keys] = [bucket.rows.column(bucket.variable), *below]
    keys, _ = row_keys(cells, [sizes[bucket.variable], *(nodes for _ in below)])
    _, contents = np.unique(keys, return_inverse=True)
    order = np.lexsort((contents, bucket.own))
    own = bucket.own[order]
    starts = np.flatnonzero(np.concatenate(([True], own[1:] != own[:-1])))
    lengths = np.diff(np.append(starts, len(own)))
    places = np.full(bucket.nodes, -1, dtype=np.int64)
    kept: list[NDArray[np.int64]] = []
    edge_counts: list[NDArray[np.int64]] = []
    found = 0
    for length in np.unique(lengths).tolist():
        chosen = starts[lengths == length]
        rows = order[chosen[:, None] + np.arange(length)]
        listed = contents[rows]
        keys, _ = row_keys(list(listed.T), [int(contents.max()) + 1] * length)
        _, first, same = np.unique(keys, return_index=True, return_inverse=True)
        places[own[chosen]] = same + found
        kept.append(rows[first].ravel())
        edge_counts.append(np.full(len(first), length, dtype=np.int64))
        found += len(first)
    return places, np.concatenate(kept), np.concatenate(edge_counts)
