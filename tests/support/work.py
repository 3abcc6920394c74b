"""A guard against work that grows out of hand: a wide limit, and never a measure of speed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT_S = 30  # CPU time of this process; what is guarded against takes minutes, or for ever


@contextmanager
def bounded_work() -> Iterator[None]:
    """Fails where what stands inside costs half a minute of work.

    The limit is far above what is expected, so that a busy machine never fails a test. Speed
    itself is told by the benchmarks.
    """
    began = time.process_time()
    yield
    assert time.process_time() - began < LIMIT_S
