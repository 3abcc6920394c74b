"""The values worth taking of each class, by price and merit."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Allowed, Compiled
from configurator.engine.situations import starts_of, taking

Numbers = NDArray[np.int64]

Label: TypeAlias = tuple[int, int, int, object]
"""Price, merit with a minus, rank, and what it holds: a value, or a tuple of such."""


class Members:
    """Of each class the allowed values that no other of the class beats.

    `alone` is that of a class which has one of them, -1 for others. `price`, `merit` and `rank` are
    those of every value; the rank decides between equals alone: few things first, then what is
    listed first.
    """

    def __init__(
        self, compiled: Compiled, allowed: Allowed, price: Numbers, merit: Numbers
    ) -> None:
        self.price, self.merit, self.rank = price, merit, _ranks(compiled)
        class_of = compiled.diagram.class_of
        places = np.flatnonzero(allowed & (class_of >= 0))
        classes, merits = class_of[places], merit[places]
        order = np.lexsort((self.rank[places], -merits, price[places], classes))
        places, classes, merits = places[order], classes[order], merits[order]
        # The most merit so far within the class: a class outdoes those before it.
        lifted = merits + classes * (np.ptp(merits) + 1 if len(merits) else 1)
        better = np.ones(len(places), dtype=np.bool_)
        better[1:] = lifted[1:] > np.maximum.accumulate(lifted)[:-1]
        self._places, classes = places[better], classes[better]
        counts = np.bincount(classes, minlength=compiled.diagram.classes)
        self._ends = np.cumsum(counts)
        self.alone = np.full(len(counts), -1, dtype=np.int64)
        single = counts == 1
        self.alone[single] = self._places[(self._ends - 1)[single]]
        self._known: dict[int, list[Label]] = {}

    def labels(self, class_: int) -> list[Label]:
        """The members of a class, by price."""
        known = self._known.get(class_)
        if known is None:
            start = self._ends[class_ - 1] if class_ else 0
            places = self._places[start : self._ends[class_]]
            figures = (self.price, -self.merit, self.rank)
            known = list(
                zip(*(each[places].tolist() for each in figures), places.tolist(), strict=True)
            )
            self._known[class_] = known
        return known


def _ranks(compiled: Compiled) -> Numbers:
    values = compiled.values
    ranks = np.zeros(len(compiled.diagram.class_of), dtype=np.int64)
    starts = starts_of(values)
    lengths = np.diff(np.append(starts, len(values)))
    ranks[: len(values)] = np.arange(len(values)) - np.repeat(starts, lengths)
    ranks[: len(values)] += taking(values) * (len(values) + 1)
    return ranks
