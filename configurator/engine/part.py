"""The part of a diagram that solutions within some bounds can hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Lows
from configurator.engine.diagram import Graph
from configurator.engine.members import Label, Members
from configurator.engine.ragged import Ragged

Numbers = NDArray[np.int64]

Bound: TypeAlias = tuple[Lows, int]
"""How little things can weigh in one way, and how much a solution may."""

FEW = 4
"""A root with no more edges than this is no place to choose which ones to follow first."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What an edge takes: a label of what there is no choice of, then one of each item.

    Items are classes, and children, numbered behind all classes. `least` says of each item how
    little it weighs, in as many ways as there are bounds; `room`, by how much less than allowed
    the best solution with the edge weighs.
    """

    sure: Label
    items: list[int]
    least: list[list[int]]
    room: list[int]


class Part:
    """The nodes and edges that a solution within all the bounds can hold.

    `edges` has the edges of each node, numbered like a child; children may be missing, where
    nothing below them is within every bound. `top` are the edges of the root, those with the best
    solution by the last bound first. Every solution is one of them with what they lead to.
    """

    def __init__(
        self, graph: Graph, first_edges: Numbers, members: Members, bounds: Sequence[Bound]
    ) -> None:
        left = np.flatnonzero(
            np.logical_and.reduce([lows.of_edge <= bound for lows, bound in bounds])
        )
        classes = len(members.alone)
        values, children = graph.values.take(left), graph.children.take(left)
        sure = _sure(values, members)
        open_ = np.flatnonzero(members.alone[values.items] < 0)
        items = Ragged.of_pairs(
            len(left),
            np.concatenate((values.owners[open_], children.owners)),
            np.concatenate((values.items[open_], children.items + classes)),
        )
        least = _by_bound([_least(lows)[items.items] for lows, _ in bounds])
        room = _by_bound([bound - lows.of_edge[left] for lows, bound in bounds])
        nodes = (np.searchsorted(first_edges, left, side="right") - 1 + classes).tolist()
        listed, ends = items.items.tolist(), np.cumsum(items.lengths).tolist()
        self.edges: dict[int, list[Edge]] = {}
        spans = zip([0, *ends], ends, strict=False)
        for node, (start, end), its, own in zip(nodes, spans, sure, room, strict=True):
            edge = Edge(its, listed[start:end], least[start:end], own)
            self.edges.setdefault(node, []).append(edge)
        root = self.edges.get(classes + len(graph.edge_counts) - 1, [])

        def most_room(node: int) -> list[int]:
            start = first_edges[node - classes]
            its = slice(start, start + graph.edge_counts[node - classes])
            return [bound - int(lows.of_edge[its].min()) for lows, bound in bounds]

        top = self._expanded(root, classes, most_room)
        self.top = sorted(top, key=lambda edge: -edge.room[-1])

    def _expanded(
        self, root: list[Edge], classes: int, most_room: Callable[[int], list[int]]
    ) -> list[Edge]:
        """The edges of the root, in place of a node that they all lead to those of it.

        `most_room` is that of the best solution through a node.
        """
        while 0 < len(root) <= FEW:
            common = set.intersection(*(set(edge.items) for edge in root))
            below = [item for item in common if item >= classes]
            if not below:
                break
            node = max(below, key=lambda item: (len(self.edges.get(item, ())), item))
            best = most_room(node)
            rest = [_without(edge, node) for edge in root]
            root = [_joined(one, two, best) for one in self.edges.get(node, ()) for two in rest]
        return root


def _without(edge: Edge, item: int) -> Edge:
    place = edge.items.index(item)
    items, least = edge.items, edge.least
    return replace(
        edge, items=items[:place] + items[place + 1 :], least=least[:place] + least[place + 1 :]
    )


def _joined(edge: Edge, above: Edge, best: list[int]) -> Edge:
    """An edge, and the rest of one that leads to its node, as one."""
    mine, other = edge.sure, above.sure
    figures = (mine[0] + other[0], mine[1] + other[1], mine[2] + other[2])
    room = [one + two - most for one, two, most in zip(edge.room, above.room, best, strict=True)]
    sure = (*figures, (mine[3], other[3]))
    return Edge(sure, edge.items + above.items, edge.least + above.least, room)


def _sure(values: Ragged, members: Members) -> list[Label]:
    """What each edge takes of classes that have one member."""
    alone = members.alone[values.items]
    places, owners = alone[alone >= 0], values.owners[alone >= 0]
    ends = np.cumsum(np.bincount(owners, minlength=len(values)))
    figures = []
    for each in (members.price, -members.merit, members.rank):
        so_far = np.concatenate(([0], np.cumsum(each[places])))[ends]
        figures.append(np.diff(so_far, prepend=0).tolist())
    held, last = places.tolist(), ends.tolist()
    taken = [tuple(held[start:end]) for start, end in zip([0, *last], last, strict=False)]
    return list(zip(*figures, taken, strict=True))


def _least(lows: Lows) -> Numbers:
    return np.concatenate((lows.of_class, lows.of_node))


def _by_bound(columns: list[Numbers]) -> list[list[int]]:
    rows: list[list[int]] = np.stack(columns, axis=1).tolist()
    return rows
