"""What the builder shows of a long list of options: plain values in the visitor's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of an option with the name of its attribute; one that is not known says so."""

    name: str
    words: str
    known: bool


@dataclass(frozen=True, slots=True)
class WordView:
    """A word that options can be filtered by, and how many state it."""

    key: str
    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class EndView:
    """An end of a range: one of `steps` (value and words), or typed in where there are none."""

    key: str
    field: str
    name: str
    value: str
    steps: tuple[tuple[str, str], ...]
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class FilterView:
    """What options can be filtered by. `active` says in words what is asked for, or is empty."""

    key: str
    field: str
    name: str
    active: str
    words: tuple[WordView, ...]
    ends: tuple[EndView, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class SortView:
    """An order of the list."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RemovalView:
    """Something that narrows the list, with the link that takes it away."""

    key: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the list; `gap` where pages before it are left out."""

    number: int
    current: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class FinderView:
    """The means to look through a list, and what was found.

    `prefix` begins the names of its parameters. `was` is what the form remembers of the list.
    `misfits` says how many do not fit, in words.
    """

    prefix: str
    search: str
    search_label: str
    search_hint: str
    longest: int
    filters: tuple[FilterView, ...]
    sorts: tuple[SortView, ...]
    fits: bool
    misfits: str
    found: str
    removals: tuple[RemovalView, ...]
    nothing: str
    was: str
    page: int
    pages: tuple[PageView, ...]
    pages_label: str
