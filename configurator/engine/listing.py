"""The best compromises of price and merit in a window, found over what is left of a diagram.

A *label* is one way to take a part of the diagram: its price, its merit, its rank among equals.
Labels go up the diagram from the leaves. Of those of one node only the undominated stay, and none
that no solution in the window can hold: sweeps have told how little the rest of a solution can
cost, how much merit it can have, and how little it can weigh by a few slopes. The most promising
edges of the root come first, and whatever they lead to makes the window smaller.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Allowed, Compiled, Lows
from configurator.engine.members import Label, Members
from configurator.engine.model import Choice
from configurator.engine.part import Edge, Part
from configurator.engine.slope import MERIT_ALONE, PRICE_ALONE, Slope

Numbers = NDArray[np.int64]

MANY_PAIRS = 200
"""From so many pairs of labels on it is worth adding them up in arrays."""

ASIDE = 4
"""Solutions are also bounded by slopes so many times steeper and flatter than that of a window."""

_ORDER = itemgetter(0, 1, 2)
_NOTHING: Label = (0, 0, 0, ())


@dataclass(frozen=True)
class Window:
    """The solutions for at most `most_price`, with at least `least_merit`.

    The cheapest of them is wanted, or the one of most merit. Of all slopes, it is by `slope` that
    there is the least between them and the best there is.
    """

    most_price: int
    least_merit: int
    slope: Slope
    cheapest: bool

    def beside(self, label: Label) -> "Window":
        """What is left of the window for something that is wanted as much as a label in it."""
        price, merit, *_ = label
        if self.cheapest:
            return replace(self, most_price=price)
        return replace(self, least_merit=-merit)


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


class Lister:
    """Lists solutions of allowed values, whose price and merit are given for every value.

    There has to be one. Weights by a slope have to fit: no price and merit may weigh more than
    `most_weight`.
    """

    def __init__(
        self,
        compiled: Compiled,
        allowed: Allowed,
        price: Numbers,
        merit: Numbers,
        most_labels: int,
        most_weight: int,
    ) -> None:
        self._compiled = compiled
        self._allowed = allowed
        self._price, self._merit = price, merit
        self._most_labels = most_labels
        self._most_weight = most_weight
        self._lows: dict[Slope, Lows] = {}
        self._graph = compiled.graph

    @cached_property
    def _members(self) -> Members:
        return Members(self._compiled, self._allowed, self._price, self._merit)

    def solutions(self, window: Window) -> list[Solution]:
        """Undominated solutions in the window by price, of equals those of least rank.

        Those that are wanted most are among them, not every other. Raises `TooMany`.
        """
        slopes = (PRICE_ALONE, MERIT_ALONE, *self._aside(window.slope), window.slope)
        bounds = [
            (self._low(slope), slope.weight(window.most_price, window.least_merit))
            for slope in slopes
        ]
        part = Part(self._graph, self._first_edges, self._members, bounds)
        found = _Search(part, self._members, slopes, window, self._most_labels).found()
        read = partial(_choices, self._compiled)
        return [Solution(label[0], -label[1], partial(read, label)) for label in found]

    @cached_property
    def _first_edges(self) -> Numbers:
        counts = self._graph.edge_counts
        first_edges: Numbers = np.cumsum(counts) - counts
        return first_edges

    def _aside(self, slope: Slope) -> tuple[Slope, Slope]:
        highest = int(np.abs(self._price).max()), int(np.abs(self._merit).max())
        steeper = Slope(slope.by_price, ASIDE * slope.by_merit)
        flatter = Slope(ASIDE * slope.by_price, slope.by_merit)
        most = self._most_weight
        return steeper.fitting(highest, most), flatter.fitting(highest, most)

    def _low(self, slope: Slope) -> Lows:
        known = self._lows.get(slope)
        if known is None:
            weights = slope.weight(self._price, self._merit)
            known = self._compiled.lows(weights, self._allowed)
            self._lows[slope] = known
        return known


class _Search:
    """The labels of a part of a diagram, made where they are needed, and counted."""

    def __init__(
        self, part: Part, members: Members, slopes: Sequence[Slope], window: Window, most: int
    ) -> None:
        self._part = part
        self._members = members
        self._classes = len(members.alone)
        self._slopes = slopes
        self._window = window
        self._smaller = [0] * len(slopes)
        self._left = most
        self._of_node: dict[int, list[Label]] = {}

    def found(self) -> list[Label]:
        labels: list[Label] = []
        for edge in self._part.top:
            if any(room < less for room, less in zip(edge.room, self._smaller, strict=True)):
                continue
            found = self._of_edge(edge)
            if found:
                labels = undominated(labels + found)
                self._narrow(labels[0 if self._window.cheapest else -1])
        return labels

    def _narrow(self, label: Label) -> None:
        """From here on, what is wanted less than the label is passed over."""
        one, other = self._window, self._window.beside(label)
        self._smaller = [
            slope.weight(one.most_price, one.least_merit)
            - slope.weight(other.most_price, other.least_merit)
            for slope in self._slopes
        ]

    def _labels(self, item: int) -> list[Label]:
        if item < self._classes:
            return self._members.labels(item)
        known = self._of_node.get(item)
        if known is None:
            edges = self._part.edges.get(item, ())
            known = undominated([label for edge in edges for label in self._of_edge(edge)])
            self._of_node[item] = known
        return known

    def _of_edge(self, edge: Edge) -> list[Label]:
        """Everything that the edge takes, put together one item after the other.

        Always in the same order, so that of equals with the same rank the same one is found.
        """
        labels = [_NOTHING]
        limits = [room - less for room, less in zip(edge.room, self._smaller, strict=True)]
        for item, least in zip(edge.items, edge.least, strict=True):
            others = self._labels(item)
            limits = [limit + its for limit, its in zip(limits, least, strict=True)]
            labels = self._together(labels, others, limits)
            if not labels:
                return labels
        price, merit, rank, held = edge.sure
        return [
            (price + its_price, merit + its_merit, rank + its_rank, (held, its_held))
            for its_price, its_merit, its_rank, its_held in labels
        ]

    def _together(
        self, some: list[Label], others: list[Label], limits: Sequence[int]
    ) -> list[Label]:
        """Each of `some` with each of the others, as far as the limits let them."""
        self._left -= len(some) * len(others)
        if self._left < 0:
            raise TooMany
        if len(some) * len(others) >= MANY_PAIRS:
            return self._together_in_arrays(some, others, limits)
        most_price, most_merit, a, b, c = limits
        one, two, three = self._slopes[2:]
        labels: list[Label] = [
            (price, merit, rank + other[2], (held, other[3]))
            for first_price, first_merit, rank, held in some
            for other in others
            if (price := first_price + other[0]) <= most_price
            and (merit := first_merit + other[1]) <= most_merit
            and three.by_price * price + three.by_merit * merit <= c
            and one.by_price * price + one.by_merit * merit <= a
            and two.by_price * price + two.by_merit * merit <= b
        ]
        return labels if len(some) == 1 or len(others) == 1 else undominated(labels)

    def _together_in_arrays(
        self, some: list[Label], others: list[Label], limits: Sequence[int]
    ) -> list[Label]:
        """The same for many pairs."""
        one, two = _figures(some), _figures(others)
        prices, merits, ranks = (np.add.outer(one[:, n], two[:, n]).ravel() for n in range(3))
        fits = (prices <= limits[0]) & (merits <= limits[1])
        for slope, most in zip(self._slopes[2:], limits[2:], strict=True):
            fits &= slope.weight(prices, -merits) <= most
        fitting = np.flatnonzero(fits)
        prices, merits, ranks = prices[fitting], merits[fitting], ranks[fitting]
        order = np.lexsort((ranks, merits, prices))
        sorted_merits = merits[order]
        better = np.ones(len(order), dtype=np.bool_)
        better[1:] = sorted_merits[1:] < np.minimum.accumulate(sorted_merits)[:-1]
        kept = order[better]
        figures = prices[kept].tolist(), merits[kept].tolist(), ranks[kept].tolist()
        return [
            (price, merit, rank, (some[place // len(others)][3], others[place % len(others)][3]))
            for price, merit, rank, place in zip(*figures, fitting[kept].tolist(), strict=True)
        ]


def _figures(labels: list[Label]) -> Numbers:
    """Price, merit and rank of each."""
    return np.array([label[:3] for label in labels], dtype=np.int64).reshape(-1, 3)


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
