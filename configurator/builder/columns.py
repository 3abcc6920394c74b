"""A long list of options as columns: what searching, filtering and sorting read of all at once.

Made once per product, group and language; a click works on them with numpy alone, so that its cost
hardly grows with the number of options.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from catalog.shop import Attribute, GroupKind
from configurator.builder.fact_words import in_order, sort_key
from configurator.builder.finding import NO, NOT_KNOWN, ORDER, PRICE, YES
from configurator.builder.remembering import remembered
from configurator.builder.searching import matching, searchable
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice
from configurator.engine.sweep import INFINITE
from configurator.publishing.live import LiveProduct

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]

Facts: TypeAlias = Sequence[AttributeValue | None]
"""What each option states of an attribute."""


@dataclass(frozen=True, eq=False)
class WordColumn:
    """The words that options state of an attribute: pairs of a row and the place of a word."""

    words: tuple[str, ...]
    rows: Places
    codes: Places
    size: int

    def stating(self, wanted: Iterable[str]) -> Mask:
        """Which options state any of the words."""
        asked = np.isin(self.codes, [self.words.index(w) for w in wanted if w in self.words])
        found = np.zeros(self.size, dtype=np.bool_)
        found[self.rows[asked]] = True
        return found

    def counts(self, among: Mask) -> list[int]:
        """How many of the options in `among` state each word."""
        found = np.bincount(self.codes[among[self.rows]], minlength=len(self.words))
        return [int(count) for count in found]


@dataclass(frozen=True, eq=False)
class NumberColumn:
    """The numbers that options state of an attribute; NaN is unknown. `steps` are those stated."""

    numbers: NDArray[np.float64]

    @cached_property
    def steps(self) -> tuple[float, ...]:
        known = self.numbers[~np.isnan(self.numbers)]
        return tuple(float(each) for each in np.unique(known))

    @cached_property
    def unknown(self) -> Mask:
        return np.isnan(self.numbers)

    def between(self, at_least: float | None, at_most: float | None) -> Mask:
        """Which options state a number in the range; one that is not known is in none."""
        found = ~self.unknown
        if at_least is not None:
            found &= self.numbers >= at_least
        if at_most is not None:
            found &= self.numbers <= at_most
        return found


@dataclass(frozen=True, eq=False)
class Columns:
    """The options of one group, each a row.

    `places` are the engine's values that take each option, one after the other, and `starts` where
    each option's begin; a place past the last value stands for "never".
    """

    live: LiveProduct
    path: str
    language: str
    prices: NDArray[np.int64]
    places: Places
    starts: Places
    facts: Mapping[str, Facts]
    words: Mapping[str, WordColumn]
    numbers: Mapping[str, NumberColumn]
    rows: Mapping[str, int]

    @property
    def size(self) -> int:
        return len(self.rows)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What is searched for each option: made when something is."""
        options = self.live.group(self.path).group.options
        return tuple(searchable(option.name.values()) for option in options)

    def order(self, sort: str) -> Places:
        """The rows sorted by a price or a fact, or as the menu has them; not to be written to."""
        return _order(self, sort)

    def searched(self, query: str) -> Mask:
        """Which options have names with every word of the query; not to be written to."""
        return _searched(self, query)

    def costs(self, totals: NDArray[np.int64]) -> NDArray[np.int64]:
        """The least total with each option, as a sweep found it; `INFINITE` for what is blocked."""
        found = np.append(totals, INFINITE)[self.places]
        return np.minimum.reduceat(found, self.starts)

    def popular(self, counts: Mapping[str, int]) -> Places:
        """The rows by how often each option was ordered, else in the order of the menu."""
        ordered = np.zeros(self.size, dtype=np.int64)
        for option, count in counts.items():
            row = self.rows.get(option)
            if row is not None:
                ordered[row] = count
        return np.argsort(-ordered, kind="stable")


def _search(columns: Columns, query: str) -> Mask:
    found = matching(columns.texts, query)
    found.setflags(write=False)
    return found


_searched = remembered(_search, limit=256)


def _sort(columns: Columns, sort: str) -> Places:
    if sort == ORDER:
        found = np.arange(columns.size)
    elif sort == PRICE:
        found = np.argsort(columns.prices, kind="stable")
    else:
        attribute = next(each for each in columns.live.shop.attributes if each.id == sort)
        found = _by_fact(attribute, columns.facts[sort], columns.language)
    found.setflags(write=False)
    return found


_order = remembered(_sort, limit=256)


@remembered
def columns_of(live: LiveProduct, path: str, language: str) -> Columns:
    """The columns of a group of options; facts are sorted as `language` reads them."""
    flat = live.group(path)
    options = flat.group.options
    attributes = {each.id: each for each in live.shop.attributes}
    asked = [each for each in (*flat.group.shows, *flat.group.filters) if each in attributes]
    known = live.judge.options[path]
    facts = {
        each: [known[option.id].attributes.get(each) for option in options]
        for each in dict.fromkeys(asked)
    }
    words, numbers = _facts_apart(attributes, facts, language)
    places, starts = _places(live, path)
    return Columns(
        live=live,
        path=path,
        language=language,
        prices=_prices(live, path),
        places=places,
        starts=starts,
        facts=facts,
        words=words,
        numbers=numbers,
        rows={option.id: row for row, option in enumerate(options)},
    )


def _facts_apart(
    attributes: Mapping[str, Attribute],
    facts: Mapping[str, Facts],
    language: str,
) -> tuple[dict[str, WordColumn], dict[str, NumberColumn]]:
    words, numbers = {}, {}
    for attribute, stated in facts.items():
        if attributes[attribute].kind == "number":
            numbers[attribute] = NumberColumn(np.array([_number(fact) for fact in stated]))
        else:
            words[attribute] = _word_column(attributes[attribute], stated, language)
    return words, numbers


def _word_column(attribute: Attribute, stated: Facts, language: str) -> WordColumn:
    told_of = {fact: _words(fact) for fact in dict.fromkeys(stated)}
    words = in_order(attribute, {word for each in told_of.values() for word in each}, language)
    told = [told_of[fact] for fact in stated]
    code = {word: place for place, word in enumerate(words)}
    pairs = [(row, code[word]) for row, each in enumerate(told) for word in each]
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return WordColumn(words, table[:, 0].copy(), table[:, 1].copy(), len(stated))


def _words(fact: AttributeValue | None) -> tuple[str, ...]:
    """The words of a fact as filters name them."""
    if fact is None:
        return (NOT_KNOWN,)
    if isinstance(fact, bool):
        return (YES if fact else NO,)
    return tuple(fact) if isinstance(fact, frozenset) else (str(fact),)


def _number(fact: AttributeValue | None) -> float:
    if fact is None or isinstance(fact, bool | str | frozenset):
        return float("nan")
    return float(fact)


def _by_fact(attribute: Attribute, stated: Facts, language: str) -> Places:
    """The rows by a fact, the better end first, unknown ones last; else in the menu's order."""
    # Thousands of options state a few facts: those are compared, not every option with others.
    distinct = {fact: sort_key(attribute, fact, language) for fact in dict.fromkeys(stated)}
    rank_of = {key: rank for rank, key in enumerate(sorted(set(distinct.values())))}
    ranks = {fact: rank_of[key] for fact, key in distinct.items()}
    return np.argsort(np.array([ranks[fact] for fact in stated], dtype=np.intp), kind="stable")


def _prices(live: LiveProduct, path: str) -> NDArray[np.int64]:
    """What each option costs at the least, by itself."""
    listed = live.price_list.choices
    return np.array(
        [
            min(listed.get((path, option.id, amount), 0) for amount in option.amounts or ("",))
            for option in live.group(path).group.options
        ],
        dtype=np.int64,
    )


def _places(live: LiveProduct, path: str) -> tuple[Places, Places]:
    """The places of the values that take each option, and where those of each option begin."""
    values = live.compiled.values
    many = live.group(path).group.kind is GroupKind.MANY
    places: list[int] = []
    starts: list[int] = []
    for option in live.group(path).group.options:
        starts.append(len(places))
        amounts = option.amounts if many else ("",)
        taking = [values.index(Choice(path, option.id, amount)) for amount in amounts]
        places += taking or [len(values)]
    return np.array(places, dtype=np.intp), np.array(starts, dtype=np.intp)
