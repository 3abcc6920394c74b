"""Counting solutions exactly; a large model has a count of hundreds of digits."""

from collections.abc import Sequence

import numpy as np

from configurator.engine.sweep import Sweeper

EXACT = 2.0**61
"""Counts that stay below this, as far as floating point can tell, fit 64 bits."""


def count_solutions(sweeper: Sweeper, weights: Sequence[int]) -> int:
    """How many solutions a diagram has, where each class stands for `weights` values."""
    with np.errstate(over="ignore", invalid="ignore"):
        rough = sweeper.ways(np.array(weights, dtype=np.float64))
    fits = bool(np.isfinite(rough).all()) and rough.max() < EXACT
    exact = np.array(weights, dtype=np.int64 if fits else object)
    return int(sweeper.ways(exact)[-1])
