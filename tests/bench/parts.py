"""Where the time of a request goes: each moment is counted for one part only."""

import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

from sqlalchemy.orm import Session

ENGINE = "configurator.engine."
CALLERS = ("configurator.builder", "configurator.publishing", "configurator.storefront")
SESSION_CALLS = ("execute", "scalar", "scalars", "get", "commit", "rollback", "close")


class Parts:
    """Adds up, in seconds, what each part takes; a part that calls another waits for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stack: list[str] = []
        self._since = 0.0

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted for `part`."""

        switch, stack = self._switch, self._stack

        @functools.wraps(function)
        def call(*given: Any, **named: Any) -> Any:
            if stack and stack[-1] == part:
                return function(*given, **named)
            switch()
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
def watching(parts: Parts) -> Iterator[None]:
    """Count calls of the engine, of the database and of templates while this lasts."""
    undo: list[tuple[object, str, object]] = []

    def replace(owner: object, name: str, part: str) -> None:
        function = getattr(owner, name)
        undo.append((owner, name, function))
        setattr(owner, name, parts.timed(part, function))

    for module in _modules(CALLERS):
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value.__module__.startswith(ENGINE):
                replace(module, name, "engine")
    for cls in _engine_classes():
        for name, value in list(vars(cls).items()):
            if isinstance(value, FunctionType) and not name.startswith("_"):
                replace(cls, name, "engine")
    for name in SESSION_CALLS:
        replace(Session, name, "database")
    replace(sys.modules["configurator.storefront.builder_routes"], "render_template", "template")
    try:
        yield
    finally:
        for owner, name, function in reversed(undo):
            setattr(owner, name, function)


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
