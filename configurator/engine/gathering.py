"""Many short lists, each added up or searched for its least, a whole column of them at a time.

numpy reduces long segments fast and short ones slowly: a call over a column of first items, then of
second ones, takes a tenth of the time. Lists are laid out by length: the long ones first, one after
the other, then the columns of the short ones, each of which has the lists that are so long.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.ragged import Ragged

SEGMENTS_A_COLUMN = 60
"""A call for a column takes as long as so many segments more in a call for all segments."""

LONGEST = 32
"""A list of more items than this is always a segment."""

Places = NDArray[np.intp]

Step: TypeAlias = Callable[[], object]
"""A call with all that it needs, which is made at every sweep."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Lists in the order of `lists`, their items in that of `items`.

    The first `long` lists are segments that begin at `starts`, and end where `columns` begin: each
    is a slice of items, with how many lists have an item there.
    """

    lists: Places
    items: Places
    long: int
    starts: Places
    columns: tuple[tuple[slice, int], ...]

    @property
    def owners(self) -> Places:
        """The list of each item, by its number in the order of `lists`."""
        lengths = np.diff(np.append(self.starts, self.segments))
        columns = [np.arange(self.long, self.long + count) for _, count in self.columns]
        return np.concatenate([np.repeat(np.arange(self.long), lengths), *columns])

    @cached_property
    def segments(self) -> int:
        """Where the segments end."""
        return int(self.columns[0][0].start) if self.columns else len(self.items)

    def reducing(
        self, ufunc: np.ufunc, laid_out: NDArray[Any], out: NDArray[Any]
    ) -> Iterator[Step]:
        """The calls that write for each list, in the order of `lists`, what its items come to."""
        if self.long:
            segments, found = laid_out[: self.segments], out[: self.long]
            yield partial(ufunc.reduceat, segments, self.starts, out=found)
        if self.columns:
            short = out[self.long :]
            first, _ = self.columns[0]
            yield partial(np.copyto, short, laid_out[first])
            for column, count in self.columns[1:]:
                yield partial(ufunc, short[:count], laid_out[column], out=short[:count])


def layout_of(lists: Ragged) -> Layout:
    """How to lay out lists, none of which is empty. Items are those of `lists.items`' order."""
    order = np.argsort(-lists.lengths, kind="stable")
    lengths = lists.lengths[order]
    long = _how_many_long(lengths)
    whole = lists.lengths[order[:long]]
    starts = lists.starts[order]
    parts = [Ragged(lists.lengths, np.arange(len(lists.items))).take(order[:long]).items]
    columns = []
    place = int(whole.sum())
    for column in range(int(lengths[long:].max(initial=0))):
        count = int((lengths[long:] > column).sum())
        parts.append(starts[long : long + count] + column)
        columns.append((slice(place, place + count), count))
        place += count
    return Layout(
        order.astype(np.intp),
        np.concatenate(parts).astype(np.intp),
        long,
        (np.cumsum(whole) - whole).astype(np.intp),
        tuple(columns),
    )


def in_order(lists: Ragged) -> Layout:
    """Lists laid out in their own order: all segments. None of them may be empty."""
    count = np.arange(len(lists), dtype=np.intp)
    items = np.arange(len(lists.items), dtype=np.intp)
    return Layout(count, items, len(lists), lists.starts.astype(np.intp), ())


def _how_many_long(lengths: NDArray[np.int64]) -> int:
    """How many lists are best reduced as segments, the others column by column."""
    longer = len(lengths) - np.cumsum(np.bincount(lengths, minlength=2))[: LONGEST + 1]
    return int(longer[(longer + SEGMENTS_A_COLUMN * np.arange(len(longer))).argmin()])
