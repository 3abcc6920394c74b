"""What a configuration of a live product is worth, is, and takes to make."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from catalog.naming import find_option
from catalog.shop import NONE, AllergenState, Answer, GroupKind, Preset
from catalog.stock import sold_out_items
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Unavailable, taken
from configurator.publishing.facts import worst
from configurator.publishing.live import LiveProduct
from pricing import quote as pricing

SOLD_OUT = "sold-out:"
"""How the reason of an option begins that is missing because an item is sold out."""


def preset_choices(live: LiveProduct, preset: Preset) -> tuple[Choice, ...]:
    """The answers of a preset, in the order of asking. What no longer exists is left out."""
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


def quote(live: LiveProduct, complete: tuple[Choice, ...]) -> pricing.Quote:
    """The price of a complete configuration, every line with its cause."""
    chosen = [(each.group, each.option, each.amount) for each in taken(complete)]
    return pricing.quote(live.price_book, chosen, live.judge.conditions(complete))


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


def lead_minutes(live: LiveProduct, choices: Iterable[Choice]) -> int:
    """How long making takes: the product's own minutes, and the slowest option beside them."""
    options = (find_option(live.group(each.group), each.option) for each in taken(choices))
    slowest = max((option.minutes for option in options if option is not None), default=0)
    return live.product.minutes + slowest


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
        if fact is None or isinstance(fact, bool | str):
            return None
        total += units * Fraction(fact)
    return Decimal(total.numerator) / Decimal(total.denominator)


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
            for item in sorted(items & set(option.items or {}))
        }
    )
