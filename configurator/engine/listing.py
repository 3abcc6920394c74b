"""Listing the best compromises of price and merit in a window, over what is left of a diagram.

A *label* is one way to take a part of the diagram: its price, its merit, its rank among equals.
Labels go up the diagram from the leaves. Of those of one node only the undominated stay, and none
that no solution in the window can hold: a sweep has told how far each part of the diagram lies
above the best solution already, and no solution may lie above the window's bound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Allowed, Compiled
from configurator.engine.model import Choice
from configurator.engine.part import Edge, Part

Numbers = NDArray[np.int64]

Label: TypeAlias = tuple[int, int, int, Any]
"""Price, merit with a minus, rank, and what it holds: a value, or a tuple of such."""

MANY_PAIRS = 200
"""From so many pairs of labels on it is worth adding them up in arrays."""

_ORDER = itemgetter(0, 1, 2)
_NOTHING: Label = (0, 0, 0, ())


@dataclass(frozen=True)
class Window:
    """The solutions with `price_weight x price - merit_weight x merit` of at most `bound`.

    The weights are not below zero.
    """

    price_weight: int
    merit_weight: int
    bound: int

    def weight(self, price: Any, merit: Any) -> Any:
        return self.price_weight * price - self.merit_weight * merit


@dataclass(frozen=True)
class Solution:
    """A valid complete configuration: its price and its merit; `read` reads what it takes."""

    price: int
    merit: int
    read: Callable[[], tuple[Choice, ...]] = field(compare=False, repr=False)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything that it takes, in the order of the model."""
        return self.read()


class TooMany(Exception):
    """There are more labels in the window than may be looked at."""


def solutions_in(
    compiled: Compiled,
    allowed: Allowed,
    costs: tuple[Numbers, Numbers],
    window: Window,
    most_labels: int,
) -> list[Solution]:
    """The undominated solutions in the window, by price; of equals the one of least rank.

    `costs` are the price and the merit of every value. Raises `TooMany`.
    """
    price, merit = costs
    weights = window.weight(price, merit)
    totals = compiled.sweep(weights, allowed, allowed)
    kept = allowed.copy()
    kept[: len(totals)] &= totals <= window.bound
    part = Part(compiled, kept, weights, window.bound)
    if part.root not in part.edges:
        return []
    members = _members_as_labels(compiled, part.members, price, merit)
    found = _Labels(part, members, window, most_labels).of_root()
    return [Solution(label[0], -label[1], partial(_choices, compiled, label)) for label in found]


class _Labels:
    """The labels of a part of a diagram, counted as they are made."""

    def __init__(
        self, part: Part, members: dict[int, list[Label]], window: Window, most: int
    ) -> None:
        self._part = part
        self._members = members
        self._window = window
        self._left = most
        self._of_node: dict[int, list[Label]] = {}

    def of_root(self) -> list[Label]:
        for node, edges in self._part.edges.items():
            labels = [label for edge in edges for label in self._of_edge(edge)]
            self._of_node[node] = undominated(labels)
        return self._of_node[self._part.root]

    def _of_edge(self, edge: Edge) -> list[Label]:
        """Everything that the edge takes, put together one part after the other."""
        least_of_class, least_of_node = self._part.least_of_class, self._part.least_of_node
        parts = [(self._members[each], least_of_class[each]) for each in edge.classes]
        parts += [(self._of_node[each], least_of_node[each]) for each in edge.children]
        parts.sort(key=lambda part: len(part[0]))
        labels, least = [_NOTHING], 0
        for others, its_least in parts:
            least += its_least
            labels = self._together(labels, others, least + edge.room)
            if len(others) > 1:
                labels = undominated(labels)
        return labels

    def _together(self, some: list[Label], others: list[Label], bound: int) -> list[Label]:
        """Each of `some` with each of the others, as far as the bound lets them."""
        self._left -= len(some) * len(others)
        if self._left < 0:
            raise TooMany
        if len(some) * len(others) >= MANY_PAIRS:
            return self._together_in_arrays(some, others, bound)
        by_price, by_merit = self._window.price_weight, self._window.merit_weight
        return [
            (price + other[0], merit + other[1], rank + other[2], (held, other[3]))
            for price, merit, rank, held in some
            for other in others
            if by_price * (price + other[0]) + by_merit * (merit + other[1]) <= bound
        ]

    def _together_in_arrays(
        self, some: list[Label], others: list[Label], bound: int
    ) -> list[Label]:
        """The same for many pairs, without those that another beats."""
        one, two = _figures(some), _figures(others)
        sums = (one[:, None, :] + two[None, :, :]).reshape(-1, 3)
        by_price, by_merit = self._window.price_weight, self._window.merit_weight
        fitting = np.flatnonzero(by_price * sums[:, 0] + by_merit * sums[:, 1] <= bound)
        sums = sums[fitting]
        order = np.lexsort((sums[:, 2], sums[:, 1], sums[:, 0]))
        merits = sums[order, 1]
        better = np.ones(len(order), dtype=np.bool_)
        better[1:] = merits[1:] < np.minimum.accumulate(merits)[:-1]
        kept = order[better]
        places = fitting[kept].tolist()
        return [
            (price, merit, rank, (some[place // len(others)][3], others[place % len(others)][3]))
            for (price, merit, rank), place in zip(sums[kept].tolist(), places, strict=True)
        ]


def _figures(labels: list[Label]) -> Numbers:
    """Price, merit and rank of each."""
    return np.array([label[:3] for label in labels], dtype=np.int64)


def undominated(labels: list[Label]) -> list[Label]:
    """Those that no other beats: by price, each with more merit than all before."""
    if len(labels) < 2:
        return labels
    labels.sort(key=_ORDER)
    kept: list[Label] = []
    least = labels[0][1] + 1
    for label in labels:
        if label[1] < least:
            kept.append(label)
            least = label[1]
    return kept


def _members_as_labels(
    compiled: Compiled, members: dict[int, list[int]], price: Numbers, merit: Numbers
) -> dict[int, list[Label]]:
    """The undominated members of each class."""
    ranks = _ranks(compiled)
    return {
        class_: undominated(
            [(int(price[each]), -int(merit[each]), ranks[each], each) for each in places]
        )
        for class_, places in members.items()
    }


def _ranks(compiled: Compiled) -> list[int]:
    """What each value adds to the rank of a solution: few things first, then what is listed first.

    The rank decides between equals alone.
    """
    values = compiled.values
    unit = sum(len(variable.indexes) for variable in values.variables) + 1
    ranks = [
        place - variable.start + (unit if values.taken(place) else 0)
        for variable in values.variables
        for place in variable.indexes
    ]
    return ranks + [0] * (len(compiled.diagram.class_of) - len(ranks))


def _choices(compiled: Compiled, label: Label) -> tuple[Choice, ...]:
    """Everything that a label takes, in the order of the model."""
    values = compiled.values
    places = sorted(place for place in _flat(label[3]) if place < len(values))
    return tuple(values.choice(place) for place in places if values.taken(place))


def _flat(held: Any) -> Iterator[int]:
    """The values in nested tuples of them."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, int):
            yield one
        else:
            waiting.extend(one)
