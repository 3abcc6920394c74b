"""The means to look through a long list, in words: search, filters, orders, pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np

from catalog.naming import say
from catalog.shop import Attribute
from configurator.builder.columns import NumberColumn
from configurator.builder.fact_words import number_words, word_words
from configurator.builder.finding import (
    LONGEST_SEARCH,
    ORDER,
    POPULAR,
    PREFIX,
    PRICE,
    Filter,
    Find,
    filter_field,
    fingerprint,
    plain_number,
    sorts,
)
from configurator.builder.list_views import (
    EndView,
    FilterView,
    FinderView,
    PageView,
    RemovalView,
    SortView,
    WordView,
)
from configurator.builder.listing import Listing
from configurator.builder.option_words import html_key
from configurator.builder.product_words import GroupWords
from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext

Attributes = Mapping[str, Attribute]
Href = Callable[[Find], str]

MOST_STEPS = 12
"""How many ends of a range are offered to choose from."""

NEIGHBOURS = 1
"""How many pages are offered on each side of the one in sight."""


def finder_view(
    group: GroupWords, found: Listing, attributes: Attributes, language: str, href: Href
) -> FinderView:
    """The means to look through a list; `href` links to it as looked through in another way."""
    find = found.find
    filters = tuple(_filters(found, attributes, group.flat.group.filters, language))
    return FinderView(
        prefix=f"{PREFIX}{find.path}:",
        search=find.search,
        search_label=_("Search %(group)s", group=group.name),
        search_hint=ngettext("Search %(num)s by name", "Search %(num)s by name", found.total),
        longest=LONGEST_SEARCH,
        filters=filters,
        sorts=tuple(_sorts(group, find, attributes, language)),
        fits=find.fits,
        misfits=_misfits(found),
        found=_found(found),
        removals=tuple(_removals(find, filters, href)),
        nothing="" if found.found else _("Nothing is found. Remove a filter:"),
        was=fingerprint(find),
        page=found.page,
        pages=tuple(_pages(found)) if found.pages > 1 else (),
        pages_label=_("Pages of %(group)s", group=group.name),
    )


def _found(found: Listing) -> str:
    if not found.find.narrows:
        return ngettext("%(num)s to choose from", "%(num)s to choose from", found.total)
    return _("%(found)s of %(total)s found", found=found.found, total=found.total)


def _misfits(found: Listing) -> str:
    if not found.misfits:
        return _("hides none")
    return _("hides %(count)s", count=f"{found.misfits:,}")


def _sorts(
    group: GroupWords, find: Find, attributes: Attributes, language: str
) -> Iterator[SortView]:
    own = {
        ORDER: _("Our order"),
        PRICE: _("Price, lowest first"),
        POPULAR: _("Most ordered"),
    }
    for each in sorts(group.flat, attributes):
        name = own.get(each) or _sort_words(attributes[each], language)
        yield SortView(each, name, each == find.sort)


def _sort_words(attribute: Attribute, language: str) -> str:
    name = say(attribute.name, language)
    if attribute.kind != "number":
        return name
    if attribute.better == "more":
        return _("%(fact)s, highest first", fact=name)
    return _("%(fact)s, lowest first", fact=name)


def _filters(
    found: Listing, attributes: Attributes, asked: tuple[str, ...], language: str
) -> Iterator[FilterView]:
    for each in asked:
        if each in attributes:
            yield _filter(found, attributes[each], language)


def _filter(found: Listing, attribute: Attribute, language: str) -> FilterView:
    set_to = found.find.filter_of(attribute.id)
    path, is_number = found.find.path, attribute.kind == "number"
    return FilterView(
        key=html_key(path, "filter", attribute.id),
        field=filter_field(path, attribute.id),
        name=say(attribute.name, language),
        active=_active(attribute, set_to, language),
        words=() if is_number else tuple(_words(found, attribute, set_to, language)),
        ends=tuple(_ends(found, attribute, set_to, language)) if is_number else (),
        unit=attribute.unit,
    )


def _active(attribute: Attribute, set_to: Filter, language: str) -> str:
    """What is asked of an attribute in words, without its name."""
    if set_to.words:
        return ", ".join(word_words(attribute, word, language) for word in set_to.words)
    least, most = (
        "" if number is None else number_words(attribute, float(number), language)
        for number in (set_to.at_least, set_to.at_most)
    )
    if least and most:
        return _("%(least)s to %(most)s", least=least, most=most)
    if least:
        return _("%(least)s or more", least=least)
    return _("%(most)s or less", most=most) if most else ""


def _words(
    found: Listing, attribute: Attribute, set_to: Filter, language: str
) -> Iterator[WordView]:
    """The words that would find something, and those that are asked for."""
    column = found.columns.words[attribute.id]
    for place, (word, count) in enumerate(
        zip(column.words, found.counts[attribute.id], strict=True)
    ):
        if count or word in set_to.words:
            yield WordView(
                key=html_key(found.find.path, "filter", attribute.id, str(place)),
                value=word,
                words=word_words(attribute, word, language),
                count=count,
                chosen=word in set_to.words,
            )


def _ends(found: Listing, attribute: Attribute, set_to: Filter, language: str) -> Iterator[EndView]:
    """Where a number may begin and end: the end that shoppers look for, or both."""
    column = found.columns.numbers[attribute.id]
    if not column.steps:
        return
    sides = (
        (".from", _("at least"), set_to.at_least, "less"),
        (".to", _("at most"), set_to.at_most, "more"),
    )
    for end, name, value, other in sides:
        if attribute.better == other and value is None:
            continue
        given = "" if value is None else plain_number(value)
        steps = tuple(_steps(found, attribute, column, end, language))
        if value is not None and given not in [step for step, _words in steps]:
            steps = (*steps, (given, number_words(attribute, float(value), language)))
        yield EndView(
            key=html_key(found.find.path, "filter", attribute.id, end[1:]),
            field=filter_field(found.find.path, attribute.id, end),
            name=name,
            value=given,
            steps=steps,
            least=_written(column.steps[0]),
            most=_written(column.steps[-1]),
        )


def _steps(
    found: Listing, attribute: Attribute, column: NumberColumn, end: str, language: str
) -> Iterator[tuple[str, str]]:
    """Ends to choose from, each with how many options it would leave; spread where many."""
    among = found.among[attribute.id]
    stated = column.steps
    spread = np.unique(np.linspace(0, len(stated) - 1, min(len(stated), MOST_STEPS)).round())
    for place in spread.astype(int):
        number = stated[place]
        inside = column.between(number, None) if end == ".from" else column.between(None, number)
        count = int(np.count_nonzero(inside & among))
        if count:
            words = number_words(attribute, number, language)
            yield _written(number), f"{words} ({count:,})"


def _written(number: float) -> str:
    return plain_number(Decimal(repr(number)))


def _removals(find: Find, filters: tuple[FilterView, ...], href: Href) -> Iterator[RemovalView]:
    """Everything that narrows the list, each with the link that takes it away."""
    if find.search:
        key = html_key(find.path, "drop", "search")
        yield RemovalView(key, f"“{find.search}”", href(replace(find, search="", page=1)))
    for asked in find.filters:
        field = filter_field(find.path, asked.attribute)
        view = next(each for each in filters if each.field == field)
        key = html_key(find.path, "drop", asked.attribute)
        yield RemovalView(key, f"{view.name}: {view.active}", href(find.without(asked.attribute)))
    if find.fits:
        key = html_key(find.path, "drop", "fits")
        yield RemovalView(key, _("Only what fits"), href(replace(find, fits=False, page=1)))


def _pages(found: Listing) -> Iterator[PageView]:
    """The first page, the last, and those around the one in sight."""
    shown = sorted(
        {1, found.pages}.union(
            range(
                max(1, found.page - NEIGHBOURS),
                min(found.pages, found.page + NEIGHBOURS) + 1,
            )
        )
    )
    for before, number in zip([0, *shown], shown, strict=False):
        yield PageView(number, number == found.page, number - before > 1)
