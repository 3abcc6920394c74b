"""What a visitor sees of a long list: the options found, in order, and those of one page."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.builder.columns import Columns, Mask
from configurator.builder.finding import LONG_LIST, POPULAR, Filter, Find
from configurator.engine.sweep import INFINITE


@dataclass(frozen=True, eq=False)
class Listing:
    """The options of a group as they are looked through.

    `rows` are those of the page; `pinned` are rows that have to be in sight and are not among them.
    `misfits` is how many of what is searched for and filtered do not fit, whether they are listed
    or not. `among` has, for each filter, the options that all others leave, and `counts` how many
    of them state each of its words.
    """

    find: Find
    columns: Columns
    rows: tuple[int, ...]
    pinned: tuple[int, ...]
    found: int
    misfits: int
    page: int
    pages: int
    counts: Mapping[str, list[int]]
    among: Mapping[str, Mask]

    @property
    def total(self) -> int:
        """How many options the group has."""
        return self.columns.size


def listing(
    columns: Columns,
    find: Find,
    totals: NDArray[np.int64],
    popular: Mapping[str, int],
    keep: Collection[str],
) -> Listing:
    """Look through a list; `keep` are the ids of options that have to be in sight."""
    parts = {each.attribute: _stating(columns, each) for each in find.filters}
    searched = columns.searched(find.search)
    fits = columns.costs(totals) < INFINITE
    matched = _all_of(searched, parts.values())
    found = matched & fits if find.fits else matched
    order = columns.popular(popular) if find.sort == POPULAR else columns.order(find.sort)
    listed = order[found[order]]
    pages = max(1, -(-len(listed) // LONG_LIST))
    page = min(find.page, pages)
    rows = tuple(int(row) for row in listed[(page - 1) * LONG_LIST : page * LONG_LIST])
    base = searched & fits if find.fits else searched
    filters = columns.live.group(columns.path).group.filters
    among = dict(_among(base, parts, filters))
    return Listing(
        find=find,
        columns=columns,
        rows=rows,
        pinned=tuple(_missing(columns, keep, rows)),
        found=len(listed),
        misfits=int(np.count_nonzero(matched & ~fits)),
        page=page,
        pages=pages,
        counts={
            each: columns.words[each].counts(among[each])
            for each in filters
            if each in columns.words
        },
        among=among,
    )


def _stating(columns: Columns, asked: Filter) -> Mask:
    """Which options pass one filter."""
    if asked.attribute in columns.words:
        return columns.words[asked.attribute].stating(asked.words)
    at_least, at_most = (None if n is None else float(n) for n in (asked.at_least, asked.at_most))
    return columns.numbers[asked.attribute].between(at_least, at_most)


def _all_of(first: Mask, others: Collection[Mask]) -> Mask:
    found = first.copy()
    for each in others:
        found &= each
    return found


def _among(
    base: Mask, parts: Mapping[str, Mask], attributes: Collection[str]
) -> Iterator[tuple[str, Mask]]:
    """For each attribute, what all filters but its own leave."""
    whole = _all_of(base, parts.values())
    for attribute in attributes:
        others = [mask for each, mask in parts.items() if each != attribute]
        yield attribute, _all_of(base, others) if attribute in parts else whole


def _missing(columns: Columns, keep: Collection[str], rows: tuple[int, ...]) -> Iterator[int]:
    for option in keep:
        row = columns.rows.get(option)
        if row is not None and row not in rows:
            yield row
