"""Lists of different lengths in two flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Ragged:
    """Many lists of numbers: `lengths` of each, and all their `items` one after the other."""

    lengths: NDArray[np.int64]
    items: NDArray[np.int64]

    @classmethod
    def empty(cls, lists: int) -> Self:
        return cls(np.zeros(lists, dtype=np.int64), np.zeros(0, dtype=np.int64))

    @classmethod
    def of_matrix(cls, matrix: NDArray[np.integer]) -> Self:
        """Each row a list."""
        rows, length = matrix.shape
        return cls(np.full(rows, length, dtype=np.int64), matrix.astype(np.int64).ravel())

    @classmethod
    def of_pairs(cls, lists: int, owners: NDArray[np.integer], items: NDArray[np.integer]) -> Self:
        """Each item into the list of its owner, in order."""
        order = np.argsort(owners, kind="stable")
        lengths = np.bincount(owners, minlength=lists).astype(np.int64)
        return cls(lengths, items[order].astype(np.int64))

    @classmethod
    def concatenate(cls, parts: Sequence["Ragged"]) -> Self:
        """All lists of the parts, one part after the other."""
        return cls(
            np.concatenate([part.lengths for part in parts]),
            np.concatenate([part.items for part in parts]),
        )

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each list begins in `items`."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def owners(self) -> NDArray[np.int64]:
        """The list that each item is in."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def at(self, number: int) -> list[int]:
        """The items of one list."""
        start = self.starts[number]
        items: list[int] = self.items[start : start + self.lengths[number]].tolist()
        return items

    def take(self, lists: NDArray[np.integer]) -> "Ragged":
        """The lists of these numbers, in this order, possibly repeated."""
        lengths = self.lengths[lists]
        shift = self.starts[lists] - (np.cumsum(lengths) - lengths)
        places = np.repeat(shift, lengths) + np.arange(int(lengths.sum()))
        return Ragged(lengths, self.items[places])
