"""What a process keeps of what it has loaded or compiled, so that it is not done for each click."""

from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Cache(Generic[Key, Value]):
    """At most `limit` values by key, the oldest dropped first; safe among threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: dict[Key, Value] = {}
        self._lock = Lock()
        _caches.append(self)

    def get(self, key: Key) -> Value | None:
        return self._values.get(key)

    def keep(self, key: Key, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._limit:
                del self._values[next(iter(self._values))]

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


_caches: list[Cache[Any, Any]] = []


def forget_everything() -> None:
    """Empty this process's caches, for when the database behind them is another one."""
    for cache in _caches:
        cache.clear()
