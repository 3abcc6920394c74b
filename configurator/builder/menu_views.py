"""The menu: what can be built, and the presets, each with what it still asks."""

from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import Shop
from configurator.builder.address import query
from configurator.builder.lead_words import lead_words
from configurator.builder.money_words import price_words
from configurator.builder.option_words import html_key, picture_url
from configurator.builder.pictures import picture_of
from configurator.builder.preset_asking import Asked, asked_of, asked_texts_of
from configurator.builder.product_words import product_words
from configurator.builder.reckoning import Missing
from configurator.builder.remembering import remembered
from configurator.builder.summary import contents, kcal_words
from configurator.builder.text_views import TextView, Typed, text_views
from configurator.builder.translating import gettext as _
from configurator.builder.views import Picture
from configurator.engine.answers import Domains
from configurator.engine.checked import checked_domains
from configurator.engine.model import Choice, Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.configurations import preset_choices
from configurator.publishing.lead_times import lead_time
from configurator.publishing.live import LiveProduct
from configurator.publishing.profiles import is_misfit


@dataclass(frozen=True, slots=True)
class PresetCard:
    """A preset on the menu. `configuration` leaves out what is `asked`; `texts` are to be typed.

    `missing` says why it cannot be had as it is; `change_href` leads into the builder all the same.
    `unfit` says why it does not suit the profile; where it is `suiting`, the builder begins with
    what comes closest and does.
    """

    id: str
    key: str
    product: str
    name: str
    description: str
    image: str
    picture: Picture | None
    price: str
    is_from: bool
    lead: str
    kcal: str
    contains: str
    configuration: str
    asked: tuple[Asked, ...]
    texts: tuple[TextView, ...]
    change_href: str
    missing: str
    unfit: str = ""
    suiting: bool = False


@dataclass(frozen=True, slots=True)
class BuildCard:
    """A product to put together oneself; `unfit` where nothing of it suits the profile."""

    product: str
    name: str
    description: str
    image: str
    picture: Picture | None
    least: str
    href: str
    unfit: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Presets of one category; without a name those of none."""

    id: str
    name: str
    cards: tuple[PresetCard, ...]


def build_card(live: LiveProduct, missing: Missing, language: str) -> BuildCard:
    """The way into the builder, with the least that anything there costs."""
    return _build_card(live, missing, language)


def sections(
    shop: Shop, lives: dict[str, LiveProduct], missing: dict[str, Missing], language: str
) -> tuple[Section, ...]:
    """The presets by category, in the order of the shop file."""
    by_category: dict[str, list[PresetCard]] = {}
    for preset in shop.presets:
        live = lives.get(preset.product)
        if live is not None and not preset.paused:
            card = _preset_card(live, preset.id, missing[preset.product], language)
            by_category.setdefault(preset.category or "", []).append(card)
    found = [
        Section(each.id, say(each.name, language), tuple(by_category.pop(each.id, ())))
        for each in shop.categories
    ]
    rest = tuple(card for cards in by_category.values() for card in cards)
    found.append(Section("more", _("More") if found else "", rest))
    return tuple(section for section in found if section.cards)


@remembered
def _build_card(live: LiveProduct, missing: Missing, language: str) -> BuildCard:
    product = live.product
    domains = _domains(live, (), missing)
    least = live.total(domains.cheapest or 0)
    return BuildCard(
        product=product.id,
        name=say(product.name, language),
        description=say(product.description, language) if product.description else "",
        image=picture_url(live, product.picture),
        picture=picture_of(live, _showpiece(live), language),
        least=price_words(least, live.price_list.currency, language),
        href=f"/{live.shop.id}/{product.id}/build",
        unfit=not domains.consistent and any(is_misfit(reason) for _choice, reason in missing),
    )


def _showpiece(live: LiveProduct) -> tuple[Choice, ...]:
    """What the menu draws of a product: the preset that it is compared with, or its first."""
    presets = [each for each in live.shop.presets if each.product == live.product.id]
    standard = [each for each in presets if each.id == live.product.standard]
    chosen = (standard or presets)[:1]
    return preset_choices(live, chosen[0]) if chosen else ()


def _preset_card_now(
    live: LiveProduct, preset_id: str, missing: Missing, language: str
) -> PresetCard:
    preset = live.shop.preset(preset_id)
    choices = preset_choices(live, preset)
    given = tuple(each for each in choices if not preset.is_asked(each.group))
    domains = _domains(live, given, missing)
    started = _domains(live, choices, missing)
    best = started if started.consistent else domains
    shown = (*choices, *started.forced)
    asked = tuple(asked_of(live, preset, domains, choices, language))
    price = live.total(best.cheapest or 0)
    return PresetCard(
        id=preset.id,
        key=html_key("preset", preset.id),
        product=preset.product,
        name=say(preset.name, language),
        description=say(preset.description, language) if preset.description else "",
        image=picture_url(live, preset.picture),
        picture=picture_of(live, choices, language),
        price=price_words(price, live.price_list.currency, language),
        is_from=bool(_differences(asked)),
        lead=lead_words(lead_time(live, shown)),
        kcal=kcal_words(live, shown),
        contains=_contents(live, shown, language),
        configuration=query(live, given),
        asked=asked,
        texts=text_views(live, asked_texts_of(live, preset, shown), Typed(), "preset", preset.id),
        change_href=f"/{live.shop.id}/{preset.product}/build?"
        + query(live, choices, preset=preset.id, revision=live.revision),
        missing="" if domains.consistent else _why_missing(live, given, missing, language),
    )


_preset_card = remembered(_preset_card_now, limit=2048)


def _differences(asked: tuple[Asked, ...]) -> list[str]:
    return [option.difference for each in asked for option in each.options if option.difference]


def _contents(live: LiveProduct, choices: tuple[Choice, ...], language: str) -> str:
    contains, _may_contain, unknown = contents(live, choices, language)
    parts = []
    if contains:
        parts.append(_("contains %(allergens)s", allergens=", ".join(contains)))
    if unknown:
        parts.append(_("not known: %(allergens)s", allergens=", ".join(unknown)))
    return " · ".join(parts)


def _domains(live: LiveProduct, choices: tuple[Choice, ...], missing: Missing) -> Domains:
    situation = Situation(choices, Unavailable(dict(missing)))
    return checked_domains(live.compiled, situation, live.checked)


def _why_missing(
    live: LiveProduct, choices: tuple[Choice, ...], missing: Missing, language: str
) -> str:
    """What of a preset cannot be had now, by name."""
    gone = {(each.group, each.option) for each, _reason in missing}
    words = product_words(live, language)
    names = [
        option.name
        for choice in choices
        for option in words.groups[choice.group].options
        if option.id == choice.option and (choice.group, choice.option) in gone
    ]
    if names:
        return _("Sold out today: %(names)s", names=", ".join(dict.fromkeys(names)))
    return _("Cannot be had as it is right now")
