"""Presets near a configuration: the one that it is, and those that are one change away.

Prices are those of the engine: what is offered is priced and valid, with everything else kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import NONE, GroupKind, Preset
from configurator.builder.address_index import index_of
from configurator.builder.money_words import difference_words, price_words
from configurator.builder.product_words import words_of
from configurator.builder.reckoning import Missing, Reckoning, frozen
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.builder.unchecked_words import option_unchecked
from configurator.builder.views import PresetHint
from configurator.engine.model import Choice, Unavailable
from configurator.engine.situations import Situation, allowed_in, kept
from configurator.publishing.configurations import matched_presets, preset_choices
from configurator.publishing.live import LiveProduct

PRESET = "preset:"
"""How the name of the condition begins on which a preset's price depends."""

MOST_NEAR = 2
"""How many presets that are one change away are offered; one beside a preset that is met."""

MOST_ASKED = 2
"""How many changes of several choices are priced, each by a sweep of its own."""


@dataclass(frozen=True)
class MetPreset:
    """A preset that a configuration is, and what it changes the price by, in smallest units."""

    preset: Preset
    amount: int


@dataclass(frozen=True)
class _Change:
    """What makes a configuration a preset: `added` in one group, where it takes away `removed`.

    A `plain` one is a single choice more: its total is known from the click's own sweep.
    """

    preset: Preset
    path: str
    gain: int
    added: tuple[Choice, ...]
    removed: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    plain: bool


def preset_hints(reckoning: Reckoning) -> tuple[PresetHint, ...]:
    """What the summary says of presets: what it is, then what it could be with one change."""
    if reckoning.conflict is not None:
        return ()
    met = met_preset(reckoning)
    told = [PresetHint("met", met_words(reckoning, met))] if met else []
    nearest = [_near_hint(reckoning, change, more) for more, change in _near(reckoning, met)]
    return (*told, *nearest[: MOST_NEAR - len(told)])


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
            return MetPreset(preset, _amounts(live)[name])
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
    for choice in _wanted_by_preset(live)[met.preset.id][1]:
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
    if set(removed).isdisjoint(_wanted_by_preset(live)[met.preset.id][1]):
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
    lost = [each for each in _holding(live, before) if _amounts(live)[each] < 0]
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


def _near_hint(reckoning: Reckoning, change: _Change, more: int) -> PresetHint:
    live, language = reckoning.live, reckoning.here.language
    currency = live.price_list.currency
    comes = ", ".join(words_of(live, each, language) for each in change.added)
    goes = ", ".join(words_of(live, each, language) for each in change.removed)
    name = say(change.preset.name, language)
    less = price_words(-_amount(live, change.preset), currency, language)
    told = _(
        "With %(option)s it is our %(preset)s: %(less)s off.", option=comes, preset=name, less=less
    )
    if goes:
        told = _(
            "With %(option)s instead of %(other)s it is our %(preset)s: %(less)s off.",
            option=comes,
            other=goes,
            preset=name,
            less=less,
        )
    difference = difference_words(more, currency, language) if more else _("same price")
    return PresetHint("near", told, reckoning.href(change.choices), difference)


def _near(reckoning: Reckoning, met: MetPreset | None) -> list[tuple[int, _Change]]:
    """The changes worth offering, each with what it changes the price by; cheapest first.

    What adds something is offered wherever the preset takes off more than is taken off now. What
    puts one thing in the place of another has to cost less, and mostly by the preset: anything
    else would be advice to buy less.
    """
    now = reckoning.live.total(reckoning.domains.cheapest or 0)
    found: dict[str, tuple[int, _Change]] = {}
    asked = 0
    for change in _changes(reckoning, met.amount if met else 0):
        if change.preset.id in found or (not change.plain and asked == MOST_ASKED):
            continue
        asked += not change.plain
        total = _total(reckoning, change)
        if total is None:
            continue
        more = total - now
        worth = not change.removed or -2 * change.gain <= more < 0
        if worth and _is_met_by(reckoning.live, change):
            found[change.preset.id] = more, change
    # Of those that come to the same the menu's order decides.
    return sorted(found.values(), key=lambda each: each[0])


def _is_met_by(live: LiveProduct, change: _Change) -> bool:
    """Whether it is the price of this preset, and not of a better one, that counts then."""
    condition = live.costing.quoted[PRESET + change.preset.id]
    return live.judge.evaluate(condition, change.choices) is True


def _changes(reckoning: Reckoning, now: int) -> list[_Change]:
    """Every change of one group that makes it a preset which takes off more than `now`."""
    live = reckoning.live
    amounts = _amounts(live)
    unavailable = reckoning.here.unavailable
    chosen = set(reckoning.chosen)
    found: list[_Change] = []
    for preset, wanted in _wanted_by_preset(live).values():
        gain = now - amounts[PRESET + preset.id]
        missing = [each for each in wanted if each not in chosen]
        paths = {each.group for each in missing}
        if gain <= 0 or len(paths) != 1 or len(missing) == len(wanted):
            continue
        if any(each.option == NONE or unavailable.reason(each) for each in missing):
            continue
        found += _changes_to(reckoning, preset, gain, wanted, tuple(missing))
    return sorted(found, key=lambda each: -each.gain)


def _changes_to(
    reckoning: Reckoning,
    preset: Preset,
    gain: int,
    wanted: tuple[Choice, ...],
    missing: tuple[Choice, ...],
) -> Iterator[_Change]:
    """What is missing, in the place of the other answers of its group, or beside them."""
    live, before = reckoning.live, reckoning.nearest
    path = missing[0].group
    if path not in reckoning.applying:
        return
    stays = before
    for each in missing:
        stays = kept(live.compiled.model, stays, each)
    others = tuple(each for each in stays if each.group != path)
    many = live.group(path).group.kind is GroupKind.MANY
    for left in dict.fromkeys((others, stays) if many else (stays,)):
        # What the rules force now they may not force then: what the preset needs is chosen.
        choices = index_of(live).ordered(dict.fromkeys((*left, *wanted)))
        removed = tuple(
            each
            for each in reckoning.chosen
            if each.group == path and NONE not in (each.option, each.amount)
            if each not in choices
        )
        plain = len(missing) == 1 and set(choices) == {*stays, *missing}
        if not any(option_unchecked(reckoning, each) for each in missing):
            yield _Change(preset, path, gain, missing, removed, choices, plain)


def _total(reckoning: Reckoning, change: _Change) -> int | None:
    """The least that it comes to with the change; None where it does not go with the rest."""
    live = reckoning.live
    if change.plain:
        found = reckoning.domains.total_of(change.added[0])
        return None if found is None else live.total(found.price)
    cost = _cost(live, change.choices, frozen(reckoning.here.unavailable))
    return None if cost is None else live.total(cost)


def _cost_now(live: LiveProduct, choices: tuple[Choice, ...], missing: Missing) -> int | None:
    compiled, checked = live.compiled, live.checked
    allowed = allowed_in(compiled, Situation(choices, Unavailable(dict(missing))))
    return checked.price_of(compiled.least(compiled.costs(checked.ranked), allowed))


_cost = remembered(_cost_now, limit=512)


@remembered
def _amounts(live: LiveProduct) -> Mapping[str, int]:
    """What each preset on the menu changes the price by, by the name of its condition."""
    return {
        each.condition: each.amount
        for each in live.price_list.adjustments
        if each.condition.startswith(PRESET)
    }


def _amount(live: LiveProduct, preset: Preset) -> int:
    return _amounts(live)[PRESET + preset.id]


def _holding(live: LiveProduct, choices: tuple[Choice, ...]) -> list[str]:
    """The names of the presets' conditions that hold: of several presets that of the best."""
    return list(live.judge.holding(live.costing.quoted, choices, _amounts(live)))


@remembered
def _wanted_by_preset(live: LiveProduct) -> Mapping[str, tuple[Preset, tuple[Choice, ...]]]:
    """The presets that take something off with their defining choices, by id, in menu order."""
    known = _amounts(live)
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
