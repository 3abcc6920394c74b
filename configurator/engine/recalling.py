"""What has been found out about a compiled model, kept as long as the model is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from configurator.engine.compiled import Compiled

T = TypeVar("T")

MOST = 1024


class Recollection:
    """Answers by their questions, the `MOST` last given. Answers must depend on nothing else."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, question: Hashable, work: Callable[[], T], kind: type[T]) -> T:
        """The answer given before, or that of `work`; two may find out the same at once."""
        with self._lock:
            found = self._answers.get(question)
            if isinstance(found, kind):
                self._answers.move_to_end(question)
                return found
        answer = work()
        with self._lock:
            self._answers[question] = answer
            if len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return answer


_kept: WeakKeyDictionary[Compiled, Recollection] = WeakKeyDictionary()
_keeping = Lock()


def recollection_of(compiled: Compiled) -> Recollection:
    """What is known of `compiled`; it must not hold on to it, or neither would ever be let go."""
    with _keeping:
        if compiled not in _kept:
            _kept[compiled] = Recollection()
        return _kept[compiled]
