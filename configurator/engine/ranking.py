"""Costs of two ranks in one number."""

import numpy as np
from numpy.typing import NDArray

from configurator.engine.domains import Values

LARGEST = 2**44
"""A weight that leaves room, below the engine's infinity, for the sums over a large model."""


def weight_over(values: Values, costs: NDArray[np.int64]) -> tuple[int, int]:
    """A weight that one unit of something more important needs to outweigh all `costs`.

    With it comes a bound below the total of every configuration: with `weight` added per unit to
    the costs, `divmod(total - bound, weight)` gives the units, and the total less `bound`. Raises
    `OverflowError` where the costs are too large to be outweighed.
    """
    starts = [variable.start for variable in values.variables]
    real, conditions = costs[: len(values)], costs[len(values) :].reshape(-1, 2)
    least = int(np.minimum.reduceat(real, starts).sum()) + int(conditions.min(axis=1).sum())
    most = int(np.maximum.reduceat(real, starts).sum()) + int(conditions.max(axis=1).sum())
    weight = most - least + 1
    if weight > LARGEST:
        raise OverflowError(f"costs that differ by {weight - 1:,} cannot be ranked")
    return weight, least
