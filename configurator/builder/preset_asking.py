"""What a preset on the menu still asks: answered in place, before it is ordered."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.product_tree import FlatGroup
from catalog.shop import NONE, GroupKind, Preset
from configurator.builder.money_words import difference_words
from configurator.builder.option_words import html_key
from configurator.builder.product_words import GroupWords, product_words
from configurator.builder.translating import gettext as _
from configurator.engine.answers import Domains
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import asked_texts


@dataclass(frozen=True, slots=True)
class AskedOption:
    """A possible answer of something that a preset asks. `missing` says why it cannot be had,
    `unfit` why it does not suit the profile."""

    key: str
    value: str
    name: str
    difference: str
    checked: bool
    missing: str
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    field: str
    key: str
    name: str
    options: tuple[AskedOption, ...]


def asked_of(
    live: LiveProduct,
    preset: Preset,
    domains: Domains,
    choices: tuple[Choice, ...],
    language: str,
) -> Iterator[Asked]:
    """What a preset still asks, in place; a start is offered only where it costs nothing more."""
    words = product_words(live, language)
    for path, group in words.groups.items():
        if not preset.is_asked(path) or group.flat.group.kind is not GroupKind.ONE:
            continue
        options = tuple(_asked_options(live, group, domains, choices, language))
        if options:
            yield Asked(path, html_key("preset", preset.id, path), group.name, options)


def asked_texts_of(
    live: LiveProduct, preset: Preset, shown: tuple[Choice, ...]
) -> tuple[FlatGroup, ...]:
    """What has to be typed before a preset is ordered, and what it asks for besides."""
    return tuple(
        flat
        for flat in asked_texts(live, shown)
        if preset.is_asked(flat.path) or not flat.group.optional
    )


def _asked_options(
    live: LiveProduct,
    group: GroupWords,
    domains: Domains,
    choices: tuple[Choice, ...],
    language: str,
) -> Iterator[AskedOption]:
    start = next((each.option for each in choices if each.group == group.path), None)
    least = live.total(domains.cheapest or 0)
    offered = [(option.id, option.name) for option in group.options]
    if group.flat.group.optional:
        offered.append((NONE, _("None")))
    for option_id, name in offered:
        choice = Choice(group.path, option_id)
        cost = domains.cost_of(choice)
        if cost is None and option_id == NONE:
            continue
        more = live.total(cost) - least if cost is not None else 0
        yield AskedOption(
            key=html_key(group.path, option_id),
            value=option_id,
            name=name,
            difference=difference_words(more, live.price_list.currency, language) if more else "",
            checked=option_id == start and cost is not None,
            missing="" if cost is not None else _("sold out"),
        )
