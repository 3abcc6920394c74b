"""What the kitchen reads: one product in the order of assembly, and what differs from standard."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.naming import (
    choice_words,
    find_amount,
    group_words,
    option_words,
    say,
    split_amount,
)
from catalog.product_tree import FlatGroup
from catalog.shop import AllergenState, GroupKind, Preset, Shop, Text, lies_in
from configurator.engine.model import Choice, taken
from configurator.orders.by_hand import by_hand, notes
from configurator.orders.ticket_copies import GroupLine, aligned, told_once
from configurator.orders.wording import gettext_in
from configurator.publishing.configurations import allergens, preset_choices
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import NO_TEXTS, Texts


@dataclass(frozen=True)
class TicketLine:
    """One thing to put on, or to leave out. `differs` from the standard: said loudly."""

    group: Text
    words: Text
    differs: bool


@dataclass(frozen=True)
class AllergenNotice:
    """An allergen that the product has, may have, or of which nobody knows."""

    name: Text
    state: AllergenState


@dataclass(frozen=True)
class Ticket:
    """A product as the kitchen makes it. `standard` names what it is compared with, if anything."""

    title: Text
    standard: Text | None
    lines: tuple[TicketLine, ...]
    allergens: tuple[AllergenNotice, ...]
    by_hand: tuple[Text, ...] = ()
    """What has to be checked by hand: what is not known, and what the shop looks at."""
    notes: tuple[Text, ...] = ()
    """What the shop's warnings and notes say; nothing of it stands in the way."""


def ticket_of(
    live: LiveProduct,
    complete: tuple[Choice, ...],
    origin: Preset | None,
    texts: Texts = NO_TEXTS,
) -> Ticket:
    """The ticket of a complete configuration that began as the preset `origin`, or as none.

    It is compared with that preset, or with the one that the product calls standard. What the
    preset asks has no standard answer, so every answer to it is said loudly; and so is what was
    typed, to the letter.
    """
    standard = origin or _standard(live)
    expected: tuple[Choice, ...] = ()
    if standard is not None:
        answers = taken(preset_choices(live, standard))
        expected = tuple(each for each in answers if not standard.is_asked(each.group))
        expected = aligned(live, expected, taken(complete))
    made = told_once(live, _lines(live, taken(complete), expected, texts, standard is not None))
    return Ticket(
        standard.name if origin and standard else live.product.name,
        standard.name if standard else None,
        tuple(TicketLine(each.group, each.words, each.differs) for each in made),
        tuple(_notices(live, complete)),
        by_hand(live, complete),
        notes(live, complete),
    )


def _standard(live: LiveProduct) -> Preset | None:
    """The product's standard preset, where it names one that is there."""
    presets = {preset.id: preset for preset in live.shop.presets}
    return presets.get(live.product.standard or "")


def in_order_of_assembly(live: LiveProduct) -> tuple[FlatGroup, ...]:
    """The groups as they are made: those that the product lists, then the rest as asked.

    A slot that is listed brings all that is in it, each copy whole.
    """
    listed = live.product.assembly

    def turn(flat: FlatGroup) -> int:
        places = (place for place, path in enumerate(listed) if lies_in(flat.shared_path, path))
        return next(places, len(listed))

    return tuple(sorted(live.groups, key=turn))


def _lines(
    live: LiveProduct,
    chosen: tuple[Choice, ...],
    expected: tuple[Choice, ...],
    texts: Texts,
    compared: bool,
) -> Iterator[GroupLine]:
    for flat in in_order_of_assembly(live):
        name = {each: group_words(live.shop, flat, each) for each in live.shop.languages}
        if flat.copy and flat.group.kind is GroupKind.SLOT:
            continue  # What is in it is told, and what is missing of it.
        has = [each for each in chosen if each.group == flat.path]
        should = [each for each in expected if each.group == flat.path]
        for words, differs in _group_lines(live.shop, flat, has, should):
            yield GroupLine(flat, name, words, differs and compared)
        if flat.path in texts:
            text = quoted(texts[flat.path])
            said = {each: f"{words}: {text}" for each, words in name.items()}
            yield GroupLine(flat, name, said, True)


def quoted(text: str) -> str:
    """What was typed, marked off from the words of the shop."""
    return f"“{text}”"


def _group_lines(
    shop: Shop, flat: FlatGroup, has: list[Choice], should: list[Choice]
) -> Iterator[tuple[Text, bool]]:
    """The words of what is taken, or missing, in one group; and whether that is not standard."""
    if flat.group.kind is GroupKind.MANY:
        expected = {each.option: each.amount for each in should}
        chosen = {each.option: each.amount for each in has}
        for option in flat.group.options:
            yield from _option_line(
                shop, flat, option.id, chosen.get(option.id), expected.get(option.id)
            )
    elif has == should and has:
        yield _in_each(shop, lambda language: option_words(flat, has[0].option, language)), False
    elif has:
        yield _in_each(shop, lambda language: _loud_name(flat, has[0].option, language)), True
    elif should:
        yield _in_each(shop, lambda language: _without(flat, should[0].option, language)), True


def _option_line(
    shop: Shop, flat: FlatGroup, option: str, amount: str | None, expected: str | None
) -> Iterator[tuple[Text, bool]]:
    """The words of one option of a *many of* group; None is an option that is not taken."""
    if amount is None:
        if expected is not None:
            yield _in_each(shop, lambda language: _without(flat, option, language)), True
    elif amount == expected:
        yield (
            _in_each(shop, lambda language: choice_words(shop, flat, option, amount, language)),
            False,
        )
    else:
        added = expected is None
        yield (
            _in_each(shop, lambda language: _changed(shop, flat, option, amount, added, language)),
            True,
        )


def _without(flat: FlatGroup, option: str, language: str) -> str:
    _ = gettext_in(language)
    return _("NO %(option)s", option=_loud_name(flat, option, language))


def _changed(
    shop: Shop, flat: FlatGroup, option: str, amount: str, added: bool, language: str
) -> str:
    """An option in another amount or place than standard, or one that was added."""
    name = _loud_name(flat, option, language)
    how = _amount_word(shop, amount, added, language)
    where = _place_word(shop, amount, language)
    _ = gettext_in(language)
    told = (
        _("%(how)s %(option)s", how=how, option=name) if how else _("ADD %(option)s", option=name)
    )
    return _("%(what)s, %(where)s", what=told, where=where) if where else told


def _place_word(shop: Shop, pair: str, language: str) -> str:
    _, place = split_amount(shop, pair)
    return next((say(each.name, language).upper() for each in shop.places if each.id == place), "")


def _amount_word(shop: Shop, pair: str, added: bool, language: str) -> str:
    """The word of the amount, "EXTRA" or "2x"; empty for a plain one that was added."""
    amount = find_amount(shop, pair)
    if amount is None:
        count, _ = split_amount(shop, pair)
        return "" if not count or (added and count == "1") else f"{count}x"
    if amount.ticket is not None:
        return _loud(say(amount.ticket, language))
    return "" if added and amount.units == 1 else _loud(say(amount.name, language))


def _loud_name(flat: FlatGroup, option: str, language: str) -> str:
    return option_words(flat, option, language).upper()


def _loud(word: str) -> str:
    """Capitals, but "2x" stays as it is."""
    return word if word[:1].isdigit() else word.upper()


def _in_each(shop: Shop, words: Callable[[str], str]) -> Text:
    return {language: words(language) for language in shop.languages}


def _notices(live: LiveProduct, complete: Iterable[Choice]) -> Iterator[AllergenNotice]:
    states: Mapping[str, AllergenState] = allergens(live, complete)
    for allergen in live.shop.allergens:
        if states[allergen.id] is not AllergenState.FREE:
            yield AllergenNotice(allergen.name, states[allergen.id])
