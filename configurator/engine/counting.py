"""Counting solutions exactly; a large model has a count of hundreds of digits."""

from collections.abc import Sequence

import numpy as np

from configurator.engine.diagram import Graph


def count_solutions(graph: Graph, weights: Sequence[int] | np.ndarray) -> int:
    """How many solutions a graph has, where each class stands for `weights` values."""
    weight = [int(each) for each in weights]
    values, children = graph.values.items.tolist(), graph.children.items.tolist()
    value_ends = np.cumsum(graph.values.lengths).tolist()
    child_ends = np.cumsum(graph.children.lengths).tolist()
    counts: list[int] = []
    edge = value = child = 0
    for edges in graph.edge_counts.tolist():
        total = 0
        for _ in range(edges):
            ways = 1
            for place in values[value : value_ends[edge]]:
                ways *= weight[place]
            for node in children[child : child_ends[edge]]:
                ways *= counts[node]
            value, child = value_ends[edge], child_ends[edge]
            edge += 1
            total += ways
        counts.append(total)
    return counts[-1]
