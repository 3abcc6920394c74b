"""Two or three configurations of a product side by side: only what differs, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import NONE
from configurator.builder.address import Address, query
from configurator.builder.meter_views import meter_views
from configurator.builder.money_words import difference_words, price_words
from configurator.builder.pictures import picture_of
from configurator.builder.product_words import GroupWords, words_of
from configurator.builder.reckoning import Circumstances, Reckoning, reckon
from configurator.builder.summary import (
    forced_words,
    kcal_words,
    listed_price,
)
from configurator.builder.translating import gettext as _
from configurator.builder.views import Picture
from configurator.engine.model import Choice
from configurator.publishing.configurations import is_told_within, matched_presets, so_far
from configurator.publishing.lead_times import Lead, lead_time
from configurator.publishing.live import LiveProduct

MOST = 3
LETTERS = "ABC"


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the configurations; `configuration` is how it stands in addresses.

    `difference` is its price against the first one's; `open_words` says what it still asks.
    """

    title: str
    configuration: str
    href: str
    picture: Picture | None
    price: str
    difference: str
    lead: Lead
    kcal: str
    open_words: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one configuration has in a group; `reason` is why, where the rules left no choice.

    It `is_open` where that is still to be chosen.
    """

    words: str
    is_open: bool
    price: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A group, or all copies of it together, with a cell for each configuration."""

    group: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and the groups in which all have the same.

    `figures` are the names of meters with what each configuration comes to.
    """

    compared: tuple[Compared, ...]
    figures: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[Row, ...]
    same: tuple[tuple[str, str], ...]


def compare(live: LiveProduct, addresses: tuple[Address, ...], here: Circumstances) -> Comparison:
    """The configurations of the addresses, in their order.

    Copies of a slot are compared together: which of them holds what tells nothing.
    """
    reckonings = [reckon(live, address, here) for address in addresses]
    rows = list(_rows(reckonings))
    return Comparison(
        tuple(
            _compared(each, LETTERS[place], reckonings[0] if place else None)
            for place, each in enumerate(reckonings)
        ),
        tuple(_figures(reckonings)),
        tuple(row for row, differs in rows if differs),
        tuple((row.group, row.cells[0].words) for row, differs in rows if not differs),
    )


def _told(reckoning: Reckoning) -> tuple[Choice, ...]:
    """What the page tells: what is chosen and forced; while choices clash, they alone.

    The reckoning speaks of the nearest way out then, which nobody has chosen.
    """
    return reckoning.choices if reckoning.conflict else reckoning.chosen


def _price(reckoning: Reckoning) -> int:
    """The whole price, or the least that it can come to while something is open.

    While choices clash, it is what they cost by themselves.
    """
    if reckoning.conflict:
        return so_far(reckoning.live, reckoning.choices)
    cheapest = reckoning.domains.cheapest or 0
    return reckoning.live.total(cheapest)


def _price_words(reckoning: Reckoning) -> str:
    shown = price_words(
        _price(reckoning), reckoning.live.price_list.currency, reckoning.here.language
    )
    if reckoning.conflict:
        return _("%(price)s so far", price=shown)
    if reckoning.status.complete is None:
        return _("from %(price)s", price=shown)
    return shown


def _difference(reckoning: Reckoning, first: Reckoning | None) -> str:
    """What it costs more than the first; between what can be had and what cannot, nothing."""
    if first is None or first.conflict or reckoning.conflict:
        return ""
    more = _price(reckoning) - _price(first)
    return difference_words(more, reckoning.live.price_list.currency, reckoning.here.language)


def _compared(reckoning: Reckoning, letter: str, first: Reckoning | None) -> Compared:
    live, language = reckoning.live, reckoning.here.language
    told = _told(reckoning)
    asked = [reckoning.words.groups[path].name for path in reckoning.status.open_groups]
    return Compared(
        title=_title(reckoning) or _("Build %(letter)s", letter=letter),
        configuration=query(live, reckoning.choices),
        href=reckoning.stay(),
        picture=picture_of(live, told, language),
        price=_price_words(reckoning),
        difference=_difference(reckoning, first),
        lead=lead_time(live, reckoning.status.complete or told) + reckoning.here.waiting,
        kcal=kcal_words(live, told),
        open_words=_("Still to choose: %(groups)s", groups=" · ".join(asked)) if asked else "",
        conflict=reckoning.conflict is not None,
    )


def _title(reckoning: Reckoning) -> str:
    """The name of the preset that it is; empty for one of the shopper's own."""
    complete = reckoning.status.complete
    matched = matched_presets(reckoning.live, complete) if complete is not None else ()
    return say(matched[0].name, reckoning.here.language) if matched else ""


def _figures(reckonings: list[Reckoning]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The meters in which the configurations differ."""
    read = [
        {each.key: each for each in meter_views(of.live, _told(of), of.here.language)}
        for of in reckonings
    ]
    names = {key: meter.name for meters in read for key, meter in meters.items()}
    for key, name in names.items():
        words = tuple(meters[key].words if key in meters else "" for meters in read)
        if len(set(words)) > 1:
            yield name, words


def _rows(reckonings: list[Reckoning]) -> Iterator[tuple[Row, bool]]:
    """A row for each group that any of them answers, and whether they differ in it."""
    answered = [_by_shared_path(each) for each in reckonings]
    for path, group in _shared_groups(reckonings[0]).items():
        choices = [each.get(path, []) for each in answered]
        answers = [_taken(of_one) for of_one in choices]
        if not any(answers):
            continue
        cells = tuple(
            _cell(reckoning, path, of_one)
            for reckoning, of_one in zip(reckonings, choices, strict=True)
        )
        yield Row(group, cells), any(each != answers[0] for each in answers)


def _shared_groups(reckoning: Reckoning) -> dict[str, str]:
    """The name of each shared path: of the group, or of the slot without the number of a copy."""
    names: dict[str, str] = {}
    for flat in reckoning.live.groups:
        words: GroupWords = reckoning.words.groups[flat.path]
        name = say(flat.group.name, reckoning.here.language) if flat.copy else words.name
        names.setdefault(flat.shared_path, name)
    return names


def _by_shared_path(reckoning: Reckoning) -> dict[str, list[Choice]]:
    """What is chosen and forced, "none" too."""
    found: dict[str, list[Choice]] = {}
    for choice in _told(reckoning):
        if is_told_within(reckoning.live, choice):
            continue
        path = reckoning.live.group(choice.group).shared_path
        found.setdefault(path, []).append(choice)
    return found


def _taken(choices: list[Choice]) -> Counter[tuple[str, str]]:
    """What is taken, whichever copy it is in; an answer with none takes nothing."""
    return Counter((each.option, each.amount) for each in choices if not _is_none(each))


def _is_none(choice: Choice) -> bool:
    return NONE in (choice.option, choice.amount)


def _cell(reckoning: Reckoning, path: str, choices: list[Choice]) -> Cell:
    live, language = reckoning.live, reckoning.here.language
    taken = [each for each in choices if not _is_none(each)]
    counted = Counter(words_of(live, each, language) for each in taken)
    words = [f"{count} × {each}" if count > 1 else each for each, count in counted.items()]
    still_open = (live.group(each).shared_path for each in reckoning.status.open_groups)
    is_open = not choices if reckoning.conflict else path in still_open
    return Cell(
        words=", ".join(words) or (_("Not chosen yet") if is_open else _("None")),
        is_open=is_open,
        price=listed_price(reckoning, taken),
        reason=forced_words(reckoning, choices),
    )
