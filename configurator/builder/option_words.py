"""An option in words: its name, picture and facts, put into words when it is first looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from catalog.drawing import picture_name
from catalog.naming import amount_words, option_words, say
from catalog.product_tree import FlatGroup
from catalog.shop import TAKEN, Allergen, AllergenState, Attribute, Option
from configurator.builder.fact_words import fact_words
from configurator.builder.lead_words import difference_in_lead
from configurator.builder.list_views import FactView
from configurator.builder.translating import gettext as _
from configurator.publishing.facts import DIETS
from configurator.publishing.lead_times import Lead
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True)
class OptionWords:
    """An option in words. `amounts` pairs each amount it offers with its name.

    `facts` is a line of what matters about food, `shown` the facts that its group shows.
    """

    id: str
    key: str
    name: str
    description: str = ""
    picture: str = ""
    facts: str = ""
    shown: tuple[FactView, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()


class OptionList(Sequence[OptionWords]):
    """The options of a group in words, each made when it is first looked at: there may be hundreds.

    Threads may make the same one twice, and no harm is done.
    """

    def __init__(self, size: int, make: Callable[[int], OptionWords]) -> None:
        self._made: list[OptionWords | None] = [None] * size
        self._make = make

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> OptionWords: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[OptionWords, ...]: ...
    def __getitem__(self, place: int | slice) -> OptionWords | tuple[OptionWords, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        made = self._made[place]
        if made is None:
            made = self._made[place] = self._make(place)
        return made


def html_key(path: str, *rest: str) -> str:
    """An id for HTML: unique per choice, without the dots that selectors read as classes."""
    return "--".join((path, *rest)).replace(".", "-")


def picture_url(live: LiveProduct, name: str | None) -> str:
    """Where a picture of the shop is served; empty where there is none."""
    mark = live.pictures.get(name) if name else None
    if mark is None or name is None:
        return ""
    extension = name.rpartition(".")[2] if "." in name else "svg"
    return f"/{live.shop.id}/pictures/{mark}.{extension}"


def allergen_words(allergen: Allergen, language: str) -> str:
    """The name of an allergen within a sentence: "contains milk"."""
    name = say(allergen.name, language)
    return f"{name[:1].lower()}{name[1:]}" if language == "en" else name


def taken_in_words(flat: FlatGroup, language: str) -> OptionWords:
    """The one option of a slot."""
    return OptionWords(TAKEN, html_key(flat.path, TAKEN), option_words(flat, TAKEN, language))


def option_in_words(
    live: LiveProduct,
    flat: FlatGroup,
    option: Option,
    shown: tuple[Attribute, ...],
    language: str,
) -> OptionWords:
    """An option with the facts `shown`; `language` has to be the request's."""
    return OptionWords(
        id=option.id,
        key=html_key(flat.path, option.id),
        name=say(option.name, language),
        description=say(option.description, language) if option.description else "",
        picture=picture_url(live, picture_name(flat.group, option)),
        facts=" · ".join(_facts(live, flat, option, language)),
        shown=tuple(_shown(live, flat, option, shown, language)),
        amounts=tuple(
            (pair, amount_words(live.shop, pair, language) or _("Normal"))
            for pair in option.amounts
        ),
    )


def _shown(
    live: LiveProduct,
    flat: FlatGroup,
    option: Option,
    shown: tuple[Attribute, ...],
    language: str,
) -> Iterator[FactView]:
    """The facts that the group shows, those that are not known too."""
    known = live.judge.options[flat.path][option.id].attributes
    for attribute in shown:
        fact = known.get(attribute.id)
        words = fact_words(attribute, fact, language)
        yield FactView(say(attribute.name, language), words, fact is not None)


def _facts(live: LiveProduct, flat: FlatGroup, option: Option, language: str) -> Iterator[str]:
    """The facts that matter on a card: diet, calories, extra time, allergens."""
    known = live.judge.options[flat.path][option.id].attributes
    if option.items:
        if known["vegan"]:
            yield _("vegan")
        elif known["vegetarian"] and "vegetarian" in DIETS:
            yield _("vegetarian")
    kcal = known.get("kcal")
    if kcal is not None and not isinstance(kcal, bool | str | frozenset) and kcal:
        yield f"{int(kcal)} kcal"
    # Where making takes days, minutes at the bench are nothing to the shopper.
    longer = Lead(option.days, 0 if live.product.days else option.minutes)
    if longer != Lead():
        yield difference_in_lead(Lead(), longer)
    contained = [
        allergen_words(allergen, language)
        for allergen in live.shop.allergens
        if known.get(allergen.id) == AllergenState.CONTAINS.value
    ]
    if contained:
        yield _("contains %(allergens)s", allergens=", ".join(contained))
