"""What a configuration of a live product is worth, is, and takes to make."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from catalog.shop import (
    NONE,
    TAKEN,
    AllergenState,
    Answer,
    Example,
    GroupKind,
    Inspection,
    Preset,
    Text,
)
from catalog.stock import sold_out_items
from configurator.engine.expressions import AttributeValue
from configurator.engine.figures import added_up
from configurator.engine.model import Choice, Unavailable, taken
from configurator.engine.unchecked import Unchecked
from configurator.publishing.facts import worst
from configurator.publishing.live import LiveProduct
from pricing import quote as pricing

SOLD_OUT = "sold-out:"
"""How the reason of an option begins that is missing because an item is sold out."""


def preset_choices(live: LiveProduct, preset: Preset | Example) -> tuple[Choice, ...]:
    """The answers of a preset or an example, in the order of asking, as far as they exist still."""
    return tuple(
        choice
        for flat in live.groups
        if flat.path in preset.choices
        for choice in _answer_choices(flat.path, flat.group.kind, preset.choices[flat.path])
        if choice.option == NONE or live.judge.offers(choice)
    )


def _answer_choices(path: str, kind: GroupKind, answer: Answer) -> Iterator[Choice]:
    if isinstance(answer, Mapping):
        for option, amount in answer.items():
            yield Choice(path, option, amount)
    elif kind is not GroupKind.TEXT:
        yield Choice(path, str(answer))


def quote(
    live: LiveProduct, complete: tuple[Choice, ...], typed: Collection[str] = ()
) -> pricing.Quote:
    """The price of a complete configuration, every line with its cause.

    `typed` are the paths of the groups that a text was typed for.
    """
    chosen = [(each.group, each.option, each.amount) for each in taken(complete)]
    return pricing.quote(live.price_list, chosen, live.held(complete), typed)


def so_far(live: LiveProduct, choices: Iterable[Choice]) -> int:
    """The price of what is chosen alone, in the currency's smallest unit."""
    return quote(live, tuple(choices)).total.minor


def matched_presets(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Preset, ...]:
    """The presets on the menu whose defining answers the configuration gives, best price first."""
    matched = [
        preset
        for preset, defining in live.presets
        if live.judge.evaluate(defining, complete) is True
    ]
    return tuple(sorted(matched, key=lambda preset: preset.adjustment))


def is_told_within(live: LiveProduct, choice: Choice) -> bool:
    """Whether that a slot is taken is told by what is in it: one of several equal slots."""
    flat = live.group(choice.group)
    return bool(flat.copy) and flat.group.kind is GroupKind.SLOT and choice.option == TAKEN


def allergens(live: LiveProduct, choices: Iterable[Choice]) -> Mapping[str, AllergenState]:
    """What is known of each allergen of the shop in all that is chosen."""
    facts = [facts for facts, _ in _facts(live, choices)]
    return {
        allergen.id: worst([AllergenState(str(each[allergen.id] or "unknown")) for each in facts])
        for allergen in live.shop.allergens
    }


def total_fact(live: LiveProduct, choices: Iterable[Choice], attribute: str) -> Decimal | None:
    """A number fact added up over everything chosen, by units; None where one is unknown."""
    total = Fraction(0)
    for facts, units in _facts(live, choices):
        fact = facts.get(attribute)
        if fact is None or isinstance(fact, bool | str | frozenset):
            return None
        total += units * Fraction(fact)
    return _decimal(total)


@dataclass(frozen=True)
class MeterReading:
    """What a meter of the product shows for some choices, in its unit.

    `limit` is None where there is none, or nothing is chosen yet that sets it. `unknown`: a fact of
    something chosen is unknown, so that `used` may be more, or `limit` another.
    """

    id: str
    name: Text
    unit: str
    used: Decimal
    limit: Decimal | None
    unknown: bool

    @property
    def over(self) -> bool:
        """Whether what is known to be used is past the limit."""
        return self.limit is not None and self.used > self.limit


def meters(live: LiveProduct, choices: Iterable[Choice]) -> tuple[MeterReading, ...]:
    """The meters of the product, in its order; the choices may be complete or not."""
    chosen = tuple(choices)
    readings = []
    for meter, total, most in live.meters:
        used = added_up(live.judge, total, chosen)
        limit = None if most is None else added_up(live.judge, most, chosen)
        readings.append(
            MeterReading(
                meter.id,
                meter.name,
                meter.unit,
                _decimal(used.known),
                None if limit is None or limit.empty else _decimal(limit.known),
                used.unknown or (limit is not None and limit.unknown),
            )
        )
    return tuple(readings)


def unchecked(
    live: LiveProduct, choices: Iterable[Choice], complete: bool = False
) -> tuple[Unchecked, ...]:
    """The *must* rules that are not checked, because a fact of what is chosen is unknown.

    Of a configuration that is not `complete`, those that stay so whatever is chosen further.
    """
    return live.unchecked_rules.of(choices, complete)


def inspections(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Inspection, ...]:
    """What is looked at by hand when this configuration is made; what may be needed is included.

    A condition that reads an unknown fact counts as holding: looking is the safe side.
    """
    return tuple(
        inspection
        for inspection, condition in live.inspections
        if condition is None or live.judge.evaluate(condition, complete) is not False
    )


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _facts(
    live: LiveProduct, choices: Iterable[Choice]
) -> Iterator[tuple[Mapping[str, AttributeValue | None], int]]:
    """The facts of each option taken, with its units; a slot or a number has none of its own."""
    for choice in taken(choices):
        option = live.judge.options[choice.group].get(choice.option)
        if option is not None and option.attributes:
            yield option.attributes, option.amounts.get(choice.amount, 1)


def unavailable(session: Session, live: LiveProduct) -> Unavailable:
    """The options that cannot be had now because an item they use is sold out."""
    return missing(live, sold_out_items(session, live.shop.id))


def missing(live: LiveProduct, items: frozenset[str]) -> Unavailable:
    """The options that use one of these items, each with the item as its reason."""
    if not items:
        return Unavailable()
    return Unavailable(
        {
            Choice(flat.path, option.id): SOLD_OUT + item
            for flat in live.groups
            for option in flat.group.options
            if option.items and not items.isdisjoint(option.items)
            for item in sorted(items.intersection(option.items))
        }
    )
