"""The preset that a configuration is: what it saves, what keeps its price, and when it is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import NONE, GroupKind, Preset
from configurator.builder.money_words import price_words
from configurator.builder.product_words import words_of
from configurator.builder.reckoning import Reckoning
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.engine.model import Choice
from configurator.publishing.configurations import matched_presets, preset_choices
from configurator.publishing.live import LiveProduct

PRESET = "preset:"
"""How the name of the condition begins on which a preset's price depends."""


@dataclass(frozen=True)
class MetPreset:
    """A preset that a configuration is, and what it changes the price by, in smallest units."""

    preset: Preset
    amount: int


def met_preset(reckoning: Reckoning) -> MetPreset | None:
    """The preset whose price the configuration has; a finished one may be a preset all the same.

    While one of its defining choices is open it is not met yet.
    """
    return _met_preset(reckoning)


def _met_preset_now(reckoning: Reckoning) -> MetPreset | None:
    live = reckoning.live
    chosen = reckoning.status.complete or reckoning.chosen
    for name in _holding(live, chosen):
        preset = live.shop.preset(name.removeprefix(PRESET))
        if not set(preset.defining).intersection(reckoning.status.open_groups):
            return MetPreset(preset, preset_amounts(live)[name])
    if reckoning.status.complete is None:
        return None
    return next((MetPreset(each, 0) for each in matched_presets(live, chosen)), None)


_met_preset = remembered(_met_preset_now, limit=8)


def keeping_words(reckoning: Reckoning) -> Mapping[str, str]:
    """By group: what has to stay as it is for the price of the preset that is met."""
    met = None if reckoning.conflict is not None else met_preset(reckoning)
    if met is None or met.amount >= 0:
        return {}
    live, language = reckoning.live, reckoning.here.language
    by_group: dict[str, list[str]] = {}
    for choice in wanted_by_preset(live)[met.preset.id][1]:
        if choice in reckoning.chosen:
            by_group.setdefault(choice.group, []).append(words_of(live, choice, language))
    return {
        path: _(
            "With %(options)s it keeps the price of our %(preset)s: %(less)s off.",
            options=", ".join(names),
            preset=say(met.preset.name, language),
            less=price_words(-met.amount, live.price_list.currency, language),
        )
        for path, names in by_group.items()
    }


def given_up(reckoning: Reckoning, removed: Iterable[Choice]) -> str:
    """Which price ends where these choices are given up; empty where none does."""
    met = None if reckoning.conflict is not None else met_preset(reckoning)
    if met is None or met.amount >= 0:
        return ""
    live, language = reckoning.live, reckoning.here.language
    if set(removed).isdisjoint(wanted_by_preset(live)[met.preset.id][1]):
        return ""
    return _(
        "Without the price of our %(preset)s (%(less)s off)",
        preset=say(met.preset.name, language),
        less=price_words(-met.amount, live.price_list.currency, language),
    )


def preset_news(reckoning: Reckoning) -> str:
    """What a screen reader says where this change met a preset, or lost the price of one."""
    before = reckoning.here.before
    if before is None or before == reckoning.choices or reckoning.conflict is not None:
        return ""
    met = met_preset(reckoning)
    changed = {each.group for each in set(before).symmetric_difference(reckoning.choices)}
    touched = met is not None and not changed.isdisjoint(met.preset.defining)
    told = met_words(reckoning, met) if met and touched else ""
    lost = "" if met and met.amount < 0 else _lost_words(reckoning, before)
    return " ".join(filter(None, (lost, told)))


def _lost_words(reckoning: Reckoning, before: tuple[Choice, ...]) -> str:
    """That the price of the preset that it was is gone."""
    live = reckoning.live
    lost = [each for each in _holding(live, before) if preset_amounts(live)[each] < 0]
    if not lost:
        return ""
    preset = live.shop.preset(lost[0].removeprefix(PRESET))
    name = say(preset.name, reckoning.here.language)
    return _("It no longer has the price of our %(preset)s.", preset=name)


def met_words(reckoning: Reckoning, met: MetPreset) -> str:
    """That the configuration is on the menu already, with what that saves."""
    live, language = reckoning.live, reckoning.here.language
    name = say(met.preset.name, language)
    if met.amount >= 0:
        return _("This is our %(preset)s.", preset=name)
    less = price_words(-met.amount, live.price_list.currency, language)
    return _("This is our %(preset)s: %(less)s is off already.", preset=name, less=less)


@remembered
def preset_amounts(live: LiveProduct) -> Mapping[str, int]:
    """What each preset on the menu changes the price by, by the name of its condition."""
    return {
        each.condition: each.amount
        for each in live.price_list.adjustments
        if each.condition.startswith(PRESET)
    }


def _holding(live: LiveProduct, choices: tuple[Choice, ...]) -> list[str]:
    """The names of the presets' conditions that hold: of several presets that of the best."""
    return list(live.judge.holding(live.costing.quoted, choices, preset_amounts(live)))


@remembered
def wanted_by_preset(live: LiveProduct) -> Mapping[str, tuple[Preset, tuple[Choice, ...]]]:
    """The presets that take something off with their defining choices, by id, in menu order."""
    known = preset_amounts(live)
    return {
        preset.id: (preset, _wanted(live, preset))
        for preset, _defining in live.presets
        if known.get(PRESET + preset.id, 0) < 0
    }


def _wanted(live: LiveProduct, preset: Preset) -> tuple[Choice, ...]:
    """The choices that define a preset; none of a *many of* group says nothing of it."""
    given = preset_choices(live, preset)
    answered = {each.group for each in given}
    left_out = (Choice(path, NONE) for path in preset.defining if path not in answered)
    return tuple(
        each
        for each in (*given, *left_out)
        if each.group in preset.defining
        and (each.option != NONE or live.group(each.group).group.kind is not GroupKind.MANY)
    )
