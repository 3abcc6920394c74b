"""Clicks to be measured: shoppers in mid-build, no two of whom have the same configuration."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from configurator.builder.address import query
from configurator.builder.product_words import product_words
from configurator.engine.answers import valid_domains
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Kind
from configurator.engine.situations import Situation, kept
from configurator.publishing.live import LiveProduct

MOST_STEPS = 12


@dataclass(frozen=True)
class Click:
    """One option taken: the address of the whole page, and what htmx asks for instead."""

    page: str
    fragment: str


def clicks(live: LiveProduct, count: int, seed: int = 1) -> list[Click]:
    """`count` clicks, each on another configuration, so that no answer can be remembered."""
    picking = random.Random(seed)
    found: dict[str, Click] = {}
    while len(found) < count:
        for click in _build(live, picking):
            found.setdefault(click.page, click)
    return list(found.values())[:count]


def _build(live: LiveProduct, picking: random.Random) -> Iterator[Click]:
    """A shopper who takes what can be had, in groups at random."""
    choices: tuple[Choice, ...] = ()
    steps = product_words(live, "en").groups
    path = f"/{live.shop.id}/{live.product.id}/build"
    for _ in range(picking.randint(3, MOST_STEPS)):
        taking = picking.choice(_can_be_had(live, choices))
        before = query(live, choices)
        choices = (*kept(live.compiled.model, choices, taking), taking)
        step = steps[taking.group].step
        page = f"{path}?{query(live, choices, step=step)}"
        yield Click(page, f"{page}&was={before.replace('=', '%3D').replace('&', '%26')}")


def _can_be_had(live: LiveProduct, choices: tuple[Choice, ...]) -> list[Choice]:
    domains = valid_domains(live.compiled, Situation(choices), live.costs)
    model = live.compiled.model
    return [
        choice
        for group in model.groups
        for option in group.options
        for amount in (option.amounts if group.kind is Kind.MANY else ("",))
        for choice in (Choice(group.path, option.id, amount),)
        if option.id != NONE and choice not in choices and domains.is_available(choice)
    ]
