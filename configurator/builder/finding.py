"""How a visitor looks through a long list of options: what is searched for, filtered and sorted by.

It stands in the address as `find.<path>:<what>=<value>`, and is no part of the configuration:
`q` is searched for, `sort` names an order, `fits` leaves out what does not fit, `page` turns pages.
A filter is named by its attribute: a word, which may stand several times, or the ends of a number
as `<attribute>.from` and `<attribute>.to`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from catalog.product_tree import FlatGroup
from catalog.shop import Attribute, GroupKind
from configurator.builder.problems import Code, Problem
from configurator.builder.remembering import remembered

LONG_LIST = 24
"""A group with more options than this can be searched; so many are shown on a page."""

MOST_FINDS = 120
LONGEST_SEARCH = 60

NOT_KNOWN = "-"
"""The value of a filter that asks for options of which the fact is not known."""

YES, NO = "yes", "no"
PREFIX = "find."
ORDER, PRICE, POPULAR = "order", "price", "popular"
OWN_SORTS = frozenset({ORDER, PRICE, POPULAR})

_OWN = frozenset({"q", "sort", "fits", "page", "go", "was"})
_ENDS = (".from", ".to")
_PAGE = re.compile(r"[1-9][0-9]{0,3}")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Filter:
    """What options have to state of one attribute: one of the words, or a number in a range."""

    attribute: str
    words: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True)
class Find:
    """How the list of the group at `path` is looked through.

    `was` is the state that a form was shown for and `go` the page that its button asked for: both
    only in what a form sends.
    """

    path: str
    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ORDER
    fits: bool = False
    page: int = 1
    go: int | None = None
    was: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.search or self.filters or self.fits)

    def filter_of(self, attribute: str) -> Filter:
        """What is asked of an attribute; a filter that asks nothing where it is not filtered by."""
        return next((f for f in self.filters if f.attribute == attribute), Filter(attribute))

    def without(self, attribute: str) -> "Find":
        """The same without the filter of an attribute, from the first page."""
        left = tuple(each for each in self.filters if each.attribute != attribute)
        return replace(self, filters=left, page=1)


def is_long(flat: FlatGroup) -> bool:
    """Whether the options of a group are too many to look through one by one."""
    return flat.group.kind is not GroupKind.SLOT and len(flat.group.options) > LONG_LIST


def field(path: str, what: str) -> str:
    """The name of a parameter of a list; attributes with a name of our own are dotted."""
    return f"{PREFIX}{path}:{what}"


def filter_field(path: str, attribute: str, end: str = "") -> str:
    """The name of the parameter that filters by an attribute, or by an end of its range."""
    return field(path, ("." if attribute in _OWN else "") + attribute + end)


def find_pairs(find: Find) -> Iterator[tuple[str, str]]:
    """The parameters that say the same again; what goes without saying is left out."""
    yield from stated(find)
    if find.page > 1:
        yield field(find.path, "page"), str(find.page)


def stated(find: Find) -> Iterator[tuple[str, str]]:
    """What decides which options are listed, and in which order: all but the page."""
    if find.search:
        yield field(find.path, "q"), find.search
    if find.sort != ORDER:
        yield field(find.path, "sort"), find.sort
    if find.fits:
        yield field(find.path, "fits"), "1"
    for each in find.filters:
        for word in each.words:
            yield filter_field(find.path, each.attribute), word
        for end, number in zip(_ENDS, (each.at_least, each.at_most), strict=True):
            if number is not None:
                yield filter_field(find.path, each.attribute, end), plain_number(number)


def fingerprint(find: Find) -> str:
    """What a form remembers, to turn back to the first page when something else is listed."""
    return "&".join("=".join(pair) for pair in stated(find))


def plain_number(number: Decimal) -> str:
    """A number as addresses write it: digits, and a point only where it says something."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def settled_find(find: Find) -> Find:
    """What a form sent as the plain state it means: on the page asked for, or the first again."""
    page = find.go or find.page
    if find.was is not None and find.was != fingerprint(find):
        page = 1
    return replace(find, page=page, go=None, was=None)


def read_finds(
    groups: Mapping[str, FlatGroup],
    attributes: Mapping[str, Attribute],
    given: Iterable[tuple[str, str]],
    problems: list[Problem],
) -> tuple[Find, ...]:
    """Every list that the parameters speak of; what cannot be read is added to `problems`."""
    readers: dict[str, _Reader] = {}
    for name, value in given:
        path, _, what = name.removeprefix(PREFIX).rpartition(":")
        flat = groups.get(path)
        if not value and what != "was":
            continue
        if flat is None or not is_long(flat):
            problems.append(Problem("unknown-filter", name[:80], value[:80]))
            continue
        reader = readers.setdefault(path, _Reader(flat, attributes))
        problem = reader.take(what, value)
        if problem is not None:
            problems.append(Problem(problem, name[:80], value[:80], path))
    return tuple(reader.find() for reader in readers.values())


class _Reader:
    """Collects the parameters of one list."""

    def __init__(self, flat: FlatGroup, attributes: Mapping[str, Attribute]) -> None:
        self._flat = flat
        self._attributes = attributes
        self._find = Find(flat.path)
        self._words: dict[str, list[str]] = {}
        self._ends: dict[str, dict[str, Decimal]] = {}

    def take(self, what: str, value: str) -> Code | None:
        """Take a parameter in; the code of the problem where it cannot be."""
        if what in _OWN:
            return self._own(what, value)
        attribute, end = _taken_apart(what.removeprefix("."))
        known = self._attributes.get(attribute)
        if known is None or attribute not in self._flat.group.filters:
            return "unknown-filter"
        if (known.kind == "number") != bool(end):
            return "malformed-filter"
        if not end:
            return self._word(known, value)
        number = _number(value)
        if number is None:
            return "malformed-filter"
        self._ends.setdefault(attribute, {}).setdefault(end, number)
        return None

    def find(self) -> Find:
        """What was taken in, filters in the order of the group."""
        filters = []
        for attribute in self._flat.group.filters:
            words = tuple(dict.fromkeys(self._words.get(attribute, ())))
            ends = self._ends.get(attribute, {})
            if words or ends:
                filters.append(Filter(attribute, words, *map(ends.get, _ENDS)))
        return replace(self._find, filters=tuple(filters))

    def _own(self, what: str, value: str) -> Code | None:
        if what == "q" and len(value) <= LONGEST_SEARCH:
            self._find = replace(self._find, search=" ".join(value.split()))
        elif what == "was":
            self._find = replace(self._find, was=value)
        elif what == "fits" and value == "1":
            self._find = replace(self._find, fits=True)
        elif what == "page" and _PAGE.fullmatch(value):
            self._find = replace(self._find, page=int(value))
        elif what == "go" and _PAGE.fullmatch(value):
            self._find = replace(self._find, go=int(value))
        elif what == "sort":
            if value not in sorts(self._flat, self._attributes):
                return "unknown-filter"
            self._find = replace(self._find, sort=value)
        else:
            return "malformed-filter"
        return None

    def _word(self, attribute: Attribute, value: str) -> Code | None:
        if attribute.kind == "flag" and value not in (YES, NO, NOT_KNOWN):
            return "malformed-filter"
        if attribute.kind != "flag" and value not in stated_words(self._flat, attribute.id):
            return "unknown-filter"
        self._words.setdefault(attribute.id, []).append(value)
        return None


def _stated_words(flat: FlatGroup, attribute: str) -> frozenset[str]:
    """The words that options of a group state of an attribute, and the word for "not known"."""
    facts = [option.facts.get(attribute) for option in flat.group.options]
    words = {fact for fact in facts if isinstance(fact, str)}
    return frozenset(words.union({NOT_KNOWN}, *(f for f in facts if isinstance(f, tuple))))


stated_words = remembered(_stated_words, limit=256)


def sorts(flat: FlatGroup, attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """What a list can be sorted by: our own orders, then the facts that are shown."""
    shown = (each for each in flat.group.shows if each in attributes)
    facts = (each for each in shown if attributes[each].kind != "words" and each not in OWN_SORTS)
    return (ORDER, PRICE, POPULAR, *facts)


def _taken_apart(what: str) -> tuple[str, str]:
    """An attribute and the end of its range, which is empty for a word."""
    for end in _ENDS:
        if what.endswith(end):
            return what.removesuffix(end), end
    return what, ""


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value) if _NUMBER.fullmatch(value) else None
    except InvalidOperation:
        return None
