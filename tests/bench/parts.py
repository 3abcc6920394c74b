"""Where the time of a request goes: each moment is counted for one part only.

Watching a function costs time at every call, also where one of its own part calls it. So it is
first found out which functions are called from outside of their part, and only they are watched
while it counts.
"""

import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

Place: TypeAlias = tuple[object, str]
"""The module or class that a function is called by, and its name there."""

ENGINE = "configurator.engine."
CALLERS = ("configurator.builder", "configurator.publishing", "configurator.storefront")
SESSION_CALLS = ("execute", "scalar", "scalars", "get", "commit", "rollback", "close")


class Parts:
    """Adds up, in seconds, what each part takes; a part that calls another waits for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.entered: set[Place] = set()
        self._stack: list[str] = []
        self._since = 0.0

    def timed(self, part: str, place: Place, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted for `part`; `place` is noted when that begins."""

        switch, stack, entered = self._switch, self._stack, self.entered

        @functools.wraps(function)
        def call(*given: Any, **named: Any) -> Any:
            if stack and stack[-1] == part:
                return function(*given, **named)
            switch()
            entered.add(place)
            stack.append(part)
            try:
                return function(*given, **named)
            finally:
                switch()
                stack.pop()

        return call

    @contextmanager
    def counting(self, part: str) -> Iterator[None]:
        self._switch()
        self._stack.append(part)
        try:
            yield
        finally:
            self._switch()
            self._stack.pop()

    def _switch(self) -> None:
        now = time.perf_counter()
        if self._stack:
            self.seconds[self._stack[-1]] += now - self._since
        self._since = now


@contextmanager
def watching(parts: Parts, only: Container[Place] | None = None) -> Iterator[None]:
    """Count calls of the engine, of the database and of templates while this lasts.

    With `only`, nothing but the functions at these places is watched.
    """
    watched = [(part, place) for part, place in _watchable() if only is None or place in only]
    undo = [(owner, name, getattr(owner, name)) for _part, (owner, name) in watched]
    for part, (owner, name) in watched:
        setattr(owner, name, parts.timed(part, (owner, name), getattr(owner, name)))
    try:
        yield
    finally:
        for owner, name, function in undo:
            setattr(owner, name, function)


def _watchable() -> Iterator[tuple[str, Place]]:
    """Every part, with the places by which its functions are called."""
    for module in _modules(CALLERS):
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value.__module__.startswith(ENGINE):
                yield "engine", (module, name)
    for cls in _engine_classes():
        for name, value in vars(cls).items():
            if isinstance(value, FunctionType) and not name.startswith("_"):
                yield "engine", (cls, name)
    yield from (("database", (Session, name)) for name in SESSION_CALLS)
    yield "template", (sys.modules["configurator.storefront.builder_routes"], "render_template")


def _modules(prefixes: tuple[str, ...]) -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(prefixes)]


def _engine_classes() -> set[type]:
    """The engine's classes whose methods the other rooms call."""
    return {
        value
        for module in _modules(CALLERS)
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__.startswith(ENGINE)
    } | {
        value
        for module in _modules((ENGINE + "compiled", ENGINE + "evaluation", ENGINE + "answers"))
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
