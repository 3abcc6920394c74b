"""What has been found out about a compiled model, kept as long as the model is."""

from threading import Lock
from weakref import WeakKeyDictionary

from configurator.engine.compiled import Compiled
from configurator.engine.recollection import MOST, Recollection

FEWEST = 256
"""How many answers are kept of one model, according to its size."""

ROOM = 4_000_000
"""Bytes that the answers on one subject may take, more or less."""


_kept: WeakKeyDictionary[Compiled, dict[str, Recollection]] = WeakKeyDictionary()
_keeping = Lock()


def recollection_of(compiled: Compiled, subject: str = "") -> Recollection:
    """What is known of `compiled` on a subject.

    It must not hold on to `compiled`, or neither would ever be let go.
    """
    kept = _kept.get(compiled)
    if kept is None or subject not in kept:
        with _keeping:
            kept = _kept.setdefault(compiled, {})
            kept.setdefault(subject, Recollection(_most(compiled)))
    return kept[subject]


def _most(compiled: Compiled) -> int:
    """As many answers as fit the room, if each says one byte of every value."""
    return min(MOST, max(FEWEST, ROOM // (len(compiled.values) + 1)))
