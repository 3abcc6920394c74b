"""What never changes between two clicks on one product: its names, pictures and facts in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.naming import amount_words, choice_words, group_words, option_words, say
from catalog.product_tree import FlatGroup
from catalog.shop import NONE, Allergen, AllergenState, Bounds, GroupKind, Option
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext
from configurator.engine.model import Choice
from configurator.publishing.facts import DIETS, allergen_state, attributes
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True)
class OptionWords:
    """An option in words. `amounts` pairs each amount it offers with its name."""

    id: str
    key: str
    name: str
    description: str
    picture: str
    facts: str
    amounts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GroupWords:
    """A group in words; `step` is the step that asks it."""

    flat: FlatGroup
    path: str
    key: str
    name: str
    help: str
    limit: str
    kind: str
    step: str
    options: tuple[OptionWords, ...]

    @property
    def is_many(self) -> bool:
        return self.flat.group.kind is GroupKind.MANY


@dataclass(frozen=True)
class StepWords:
    id: str
    name: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class ProductWords:
    """A product in the words of one language."""

    name: str
    groups: Mapping[str, GroupWords]
    steps: tuple[StepWords, ...]
    language: str

    def step(self, step_id: str | None) -> StepWords:
        """The step of that id, or the first."""
        return next((each for each in self.steps if each.id == step_id), self.steps[0])


@remembered
def product_words(live: LiveProduct, language: str) -> ProductWords:
    """The words of a product, worked out once; `language` has to be the request's."""
    steps = tuple(_steps(live, language))
    step_of = {path: step.id for step in steps for path in step.groups}
    groups = {
        flat.path: _group(live, flat, step_of.get(flat.path, steps[0].id), language)
        for flat in live.groups
    }
    return ProductWords(say(live.product.name, language), groups, steps, language)


def words_of(live: LiveProduct, choice: Choice, language: str) -> str:
    """A choice as shoppers read it."""
    flat = live.group(choice.group)
    if flat.group.kind is GroupKind.NUMBER:
        return choice.option if choice.option != NONE else _("None")
    if choice.amount == NONE:
        option = choice_words(live.shop, flat, choice.option, "", language)
        return _("Without %(option)s", option=option)
    return choice_words(live.shop, flat, choice.option, choice.amount, language)


def picture_url(live: LiveProduct, name: str | None) -> str:
    """Where a picture of the shop is served; empty where there is none."""
    mark = live.pictures.get(name) if name else None
    if mark is None or name is None:
        return ""
    extension = name.rpartition(".")[2] if "." in name else "svg"
    return f"/{live.shop.id}/pictures/{mark}.{extension}"


def html_key(path: str, *rest: str) -> str:
    """An id for HTML: unique per choice, without the dots that selectors read as classes."""
    return "--".join((path, *rest)).replace(".", "-")


def _steps(live: LiveProduct, language: str) -> Iterator[StepWords]:
    """The steps of the product with the paths of their groups; without steps, one for each."""
    if not live.product.steps:
        for group in live.product.groups:
            paths = _under(live, group.id)
            if paths:
                yield StepWords(group.id, say(group.name, language), paths)
        return
    for step in live.product.steps:
        paths = tuple(path for group_id in step.groups for path in _under(live, group_id))
        yield StepWords(step.id, say(step.name, language), paths)


def _under(live: LiveProduct, group_id: str) -> tuple[str, ...]:
    return tuple(
        flat.path
        for flat in live.groups
        if flat.path == group_id or flat.path.startswith(group_id + ".")
    )


def _group(live: LiveProduct, flat: FlatGroup, step: str, language: str) -> GroupWords:
    group = flat.group
    options = tuple(_options(live, flat, language))
    return GroupWords(
        flat=flat,
        path=flat.path,
        key=html_key(flat.path),
        name=group_words(live.shop, flat, language),
        help=say(group.help, language) if group.help else "",
        limit=_limit(flat),
        kind="one" if group.kind is GroupKind.SLOT else group.kind.value,
        step=step,
        options=options,
    )


def _options(live: LiveProduct, flat: FlatGroup, language: str) -> Iterator[OptionWords]:
    if flat.group.kind is GroupKind.SLOT:
        yield OptionWords(
            "taken",
            html_key(flat.path, "taken"),
            option_words(flat, "taken", language),
            "",
            "",
            "",
            (),
        )
    for option in flat.group.options:
        yield OptionWords(
            id=option.id,
            key=html_key(flat.path, option.id),
            name=say(option.name, language),
            description=say(option.description, language) if option.description else "",
            picture=picture_url(live, option.picture),
            facts=" · ".join(_facts(live, option, language)),
            amounts=tuple(
                (pair, amount_words(live.shop, pair, language) or _("Normal"))
                for pair in option.amounts
            ),
        )


def _facts(live: LiveProduct, option: Option, language: str) -> Iterator[str]:
    """The facts that matter on a card: diet, calories, extra minutes, allergens."""
    known = attributes(live.shop, option)
    if option.items:
        if known["vegan"]:
            yield _("vegan")
        elif known["vegetarian"] and "vegetarian" in DIETS:
            yield _("vegetarian")
    kcal = known.get("kcal")
    if kcal is not None and not isinstance(kcal, bool | str) and kcal:
        yield f"{int(kcal)} kcal"
    if option.minutes:
        yield _("+%(count)s min", count=option.minutes)
    contained = [
        allergen_words(allergen, language)
        for allergen in live.shop.allergens
        if allergen_state(live.shop, option, allergen.id) is AllergenState.CONTAINS
    ]
    if contained:
        yield _("contains %(allergens)s", allergens=", ".join(contained))


def allergen_words(allergen: Allergen, language: str) -> str:
    """The name of an allergen within a sentence: "contains milk"."""
    name = say(allergen.name, language)
    return f"{name[:1].lower()}{name[1:]}" if language == "en" else name


def _limit(flat: FlatGroup) -> str:
    """The limits of a question in words, so that nobody has to find them by trying."""
    group = flat.group
    if group.kind is GroupKind.NUMBER:
        return _range(group.numbers)
    if group.kind is not GroupKind.MANY:
        return "" if group.optional else _("Choose one")
    parts = [_distinct(group.distinct), _units(group.units)]
    return " · ".join(part for part in parts if part) or _("Choose as many as you like")


def _distinct(bounds: Bounds) -> str:
    least, most = bounds.at_least, bounds.at_most
    if most is None:
        return _("Choose at least %(count)s", count=least) if least else ""
    if least == most:
        return _("Choose %(count)s", count=most)
    if least:
        return _("Choose %(least)s to %(most)s", least=least, most=most)
    return _("Choose up to %(count)s", count=most)


def _units(bounds: Bounds) -> str:
    if bounds.at_most is None:
        return ""
    return ngettext("up to %(num)s portion in all", "up to %(num)s portions in all", bounds.at_most)


def _range(bounds: Bounds) -> str:
    if bounds.at_most is None:
        return _("At least %(count)s", count=bounds.at_least)
    return _("%(least)s to %(most)s", least=bounds.at_least, most=bounds.at_most)
