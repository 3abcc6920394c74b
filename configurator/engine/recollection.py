"""Answers kept by their questions, the last ones given."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

MOST = 4096


class Recollection:
    """Answers by their questions, the `most` last given. Answers must depend on nothing else."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
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
            if len(self._answers) > self.most:
                self._answers.popitem(last=False)
