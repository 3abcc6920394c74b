"""Variables that are functions of one other: how rules see a group.

Two such views of one group have together no more combinations than the group has values. Single
tables do not say so, as each ties one view to the group: it has to be known beside them.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from configurator.engine.reduction import Columns, Reduced


@dataclass(frozen=True, eq=False)
class Quotients:
    """For each variable the one that it is a function of, and its value for each value of that.

    What is no function of another is one of itself.
    """

    source: tuple[int, ...]
    values: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, network: Reduced) -> Self:
        """The functions that tables of two variables say."""
        source = list(range(len(network.sizes)))
        values: list[NDArray[np.int64]] = [np.arange(size) for size in network.sizes]
        for table in network.tables:
            if len(table.scope) != 2:
                continue
            for one, image in (table.scope, table.scope[::-1]):
                one_each = len(table) == network.sizes[one] > network.sizes[image]
                free = source[image] == image and source[one] == one
                if one_each and free and len(np.unique(table.column(one))) == len(table):
                    found = np.empty(network.sizes[one], dtype=np.int64)
                    found[table.column(one)] = table.column(image)
                    source[image], values[image] = one, found
                    break
        return cls(tuple(source), tuple(values))

    def joint(self) -> list[Columns]:
        """For each variable with several functions, how their values come together."""
        images: dict[int, list[int]] = {}
        for variable, source in enumerate(self.source):
            if source != variable:
                images.setdefault(source, []).append(variable)
        return [
            Columns(tuple(each), [self.values[image].astype(np.int32) for image in each])
            for each in images.values()
            if len(each) > 1
        ]
