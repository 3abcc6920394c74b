"""What never changes between two clicks on one product: its names, pictures and facts in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import FlatGroup
from catalog.shop import NONE, Attribute, Bounds, GroupKind, lies_in
from configurator.builder.option_words import (
    OptionList,
    html_key,
    option_in_words,
    taken_in_words,
)
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True)
class GroupWords:
    """A group in words; `step` is the step that asks it, `shows` the facts its options show."""

    flat: FlatGroup
    path: str
    key: str
    name: str
    help: str
    limit: str
    kind: str
    step: str
    shows: tuple[str, ...]
    options: OptionList


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
    """The paths of a group and of all that lies in it, in every copy."""
    return tuple(flat.path for flat in live.groups if lies_in(flat.shared_path, group_id))


def _group(live: LiveProduct, flat: FlatGroup, step: str, language: str) -> GroupWords:
    group = flat.group
    known = {each.id: each for each in live.shop.attributes}
    shown = tuple(known[each] for each in group.shows if each in known)
    return GroupWords(
        flat=flat,
        path=flat.path,
        key=html_key(flat.path),
        name=group_words(live.shop, flat, language),
        help=say(group.help, language) if group.help else "",
        limit=_limit(flat),
        kind="one" if group.kind is GroupKind.SLOT else group.kind.value,
        step=step,
        shows=tuple(say(each.name, language) for each in shown),
        options=_options(live, flat, shown, language),
    )


def _options(
    live: LiveProduct, flat: FlatGroup, shown: tuple[Attribute, ...], language: str
) -> OptionList:
    options = flat.group.options
    if flat.group.kind is GroupKind.SLOT:
        return OptionList(1, lambda _place: taken_in_words(flat, language))
    return OptionList(
        len(options),
        lambda place: option_in_words(live, flat, options[place], shown, language),
    )


def _limit(flat: FlatGroup) -> str:
    """The limits of a question in words, so that nobody has to find them by trying."""
    group = flat.group
    if group.kind is GroupKind.NUMBER:
        return _range(group.numbers)
    if group.kind is GroupKind.TEXT:
        return _("Up to %(count)s characters", count=group.max_length)
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
    return _("up to %(count)s in all", count=bounds.at_most)


def _range(bounds: Bounds) -> str:
    if bounds.at_most is None:
        return _("At least %(count)s", count=bounds.at_least)
    return _("%(least)s to %(most)s", least=bounds.at_least, most=bounds.at_most)
