"""YAML as it is written: words stay words, and every key knows its line.

Nothing is guessed from the looks of a word, so `no`, `12:30` and `007` arrive as they stand. What
could hide or multiply content (aliases, anchors, tags, a second document, a key that stands twice)
is refused, and size, depth and the number of values are bounded before anything is built.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from catalog.problems import Fault, Path, Position, Problem

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 100_000


class Plain(str):
    """A word that stands without quotes: the only kind that can be a number or a flag."""

    __slots__ = ()


Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


@dataclass
class Source:
    """What a file says. Where it could not be read to its end, `tree` is empty."""

    tree: Tree = field(default_factory=dict)
    positions: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_readable: bool = True


class _UnreadableError(Exception):
    """The file cannot be read on from `line`."""

    def __init__(self, line: int, path: Path, fault: Fault) -> None:
        super().__init__(line, path, fault)
        self.line = line
        self.path = path
        self.fault = fault


def read_yaml(body: bytes, file: str, at: Path) -> Source:
    """The tree of a file whose top stands at the path `at`, with every problem of its YAML."""
    reader = _Reader(file)
    try:
        tree = reader.document(body, at)
    except _UnreadableError as stop:
        reader.tell(stop.line, stop.path, stop.fault)
        return Source({}, reader.positions, reader.problems, is_readable=False)
    return Source(tree, reader.positions, reader.problems)


def _events(body: bytes, at: Path) -> Iterator[yaml.Event]:
    """The parser's events, its complaints turned into ours."""
    if len(body) > MAX_BYTES:
        raise _UnreadableError(1, at, Fault("file-too-large", {"limit": MAX_BYTES}))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(line, at, Fault("not-utf-8")) from None
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        fault = Fault("not-yaml", {"told": error.problem or ""})
        raise _UnreadableError(line, at, fault) from None
    except yaml.YAMLError:
        raise _UnreadableError(1, at, Fault("control-character")) from None


class _Reader:
    """Builds one file's tree from events, keeping positions and problems as it goes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.positions: dict[Path, Position] = {}
        self.problems: list[Problem] = []
        self.values = 0

    def tell(self, line: int, path: Path, fault: Fault) -> None:
        self.problems.append(Problem(self.file, line, path, fault.code, fault.facts))

    def document(self, body: bytes, at: Path) -> Tree:
        self.positions[at] = Position(self.file, 1)
        self.events = _events(body, at)
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return {}
        tree = self._value(next(self.events), at, 0)
        next(self.events)
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _UnreadableError(_line(following), at, Fault("second-document"))
        return tree

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Tree:
        self._bound(event, path, depth)
        self._refuse_marks(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._word(event, path)
        return Plain()

    def _bound(self, event: yaml.Event, path: Path, depth: int) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise _UnreadableError(_line(event), path, Fault("too-many", {"limit": MAX_VALUES}))
        if depth > MAX_DEPTH:
            raise _UnreadableError(_line(event), path, Fault("too-deep", {"limit": MAX_DEPTH}))

    def _refuse_marks(self, event: yaml.Event, path: Path) -> None:
        """An alias is `*name`, an anchor `&name`, a tag `!name`."""
        if isinstance(event, yaml.AliasEvent):
            self.tell(_line(event), path, Fault("alias", {"word": f"*{event.anchor}"}))
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            self.tell(_line(event), path, Fault("alias", {"word": f"&{event.anchor}"}))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.tell(_line(event), path, Fault("tag", {"word": str(tag)}))

    def _word(self, event: yaml.ScalarEvent, path: Path) -> str:
        if event.style:
            return event.value
        if not event.value:
            self.tell(_line(event), path, Fault("empty"))
        return Plain(event.value)

    def _list(self, path: Path, depth: int) -> list[Tree]:
        values: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            below = (*path, str(len(values)))
            self.positions[below] = Position(self.file, _line(event))
            values.append(self._value(event, below, depth + 1))
        return values

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        values: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            below = (*path, key)
            known = self.positions.setdefault(below, Position(self.file, _line(event)))
            if key in values:
                self.tell(_line(event), below, Fault("twice", {"word": key, "line": known.line}))
            value = self._value(next(self.events), below, depth + 1)
            values.setdefault(key, value)
        return values

    def _key(self, event: yaml.Event, path: Path, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._bound(event, path, depth)
            self._refuse_marks(event, path)
            return event.value
        line = _line(event)
        self._value(event, (*path, "?"), depth + 1)
        self.tell(line, path, Fault("key-not-word"))
        return "?"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
