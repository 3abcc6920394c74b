"""What the summary says of presets: which one it is, and those that are one change away.

Prices are those of the engine: what is offered is priced and valid, with everything else kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import NONE, GroupKind, Preset
from configurator.builder.address_index import index_of
from configurator.builder.met_presets import (
    PRESET,
    MetPreset,
    met_preset,
    met_words,
    preset_amounts,
    wanted_by_preset,
)
from configurator.builder.money_words import difference_words, price_words
from configurator.builder.product_words import words_of
from configurator.builder.reckoning import Missing, Reckoning, frozen
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.builder.unchecked_words import option_unchecked
from configurator.builder.views import PresetHint
from configurator.engine.model import Choice, Unavailable
from configurator.engine.situations import Situation, allowed_in, kept
from configurator.publishing.live import LiveProduct

MOST_NEAR = 2
"""How many presets that are one change away are offered; one beside a preset that is met."""

MOST_ASKED = 2
"""How many changes of several choices are priced, each by a sweep of its own."""


@dataclass(frozen=True)
class _Change:
    """What makes a configuration a preset: `added` in one group, where it takes away `removed`.

    A `plain` one is a single choice more: its total is known from the click's own sweep.
    """

    preset: Preset
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
    amounts = preset_amounts(live)
    unavailable = reckoning.here.unavailable
    chosen = set(reckoning.chosen)
    found: list[_Change] = []
    for preset, wanted in wanted_by_preset(live).values():
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
            yield _Change(preset, gain, missing, removed, choices, plain)


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


def _amount(live: LiveProduct, preset: Preset) -> int:
    return preset_amounts(live)[PRESET + preset.id]
