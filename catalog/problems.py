"""Mistakes in shop files, as values. Their wording is in `problem_words`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]
"""Where in a shop: keys from the shop down, `("products", "burger", "groups", "bun", "name")`."""

ProblemFact: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, wherever it stands. `code` says which mistake, `facts` fill its wording."""

    code: str
    facts: Mapping[str, ProblemFact] = field(default_factory=dict)


@dataclass(frozen=True)
class Position:
    """A line of a file of the shop's folder; 1 is the first."""

    file: str
    line: int


@dataclass(frozen=True)
class Problem:
    """A fault and where it stands."""

    file: str
    line: int
    path: Path
    code: str
    facts: Mapping[str, ProblemFact] = field(default_factory=dict)


def place(positions: Mapping[Path, Position], path: Path, fault: Fault) -> Problem:
    """The problem of a fault at `path`, on the line of the nearest key that the files hold."""
    position = nearest_position(positions, path)
    return Problem(position.file, position.line, path, fault.code, fault.facts)


def nearest_position(positions: Mapping[Path, Position], path: Path) -> Position:
    """Where `path` stands in the files, or else what holds it; `shop.yaml` holds everything."""
    while path and path not in positions:
        path = path[:-1]
    return positions.get(path, Position("shop.yaml", 1))


def unknown(code: str, word: str, known: Iterable[str], **facts: ProblemFact) -> Fault:
    """A word that names nothing, and the names that there are; its wording tells those near it."""
    return Fault(code, {"word": word, "known": tuple(known), **facts})
