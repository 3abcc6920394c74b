"""What has been found out about a compiled model, kept as long as the model is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from configurator.engine.compiled import Compiled

T = TypeVar("T")

MOST = 4096
FEWEST = 256
"""How many answers are kept of one model, according to its size."""

ROOM = 4_000_000
"""Bytes that the answers on one subject may take, more or less."""


class Recollection:
    """Answers by their questions, the `most` last given. Answers must depend on nothing else."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, question: Hashable, work: Callable[[], T], kind: type[T]) -> T:
        """The answer given before, or that of `work`; two may find out the same at once."""
        found = self.known(question, kind)
        if found is None:
            found = work()
            self.keep(question, found)
        return found

    def known(self, question: Hashable, kind: type[T]) -> T | None:
        """The answer given before; None where none is kept."""
        with self._lock:
            found = self._answers.get(question)
            if not isinstance(found, kind):
                return None
            self._answers.move_to_end(question)
            return found

    def keep(self, question: Hashable, answer: object) -> None:
        with self._lock:
            self._answers[question] = answer
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)


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
