"""A cart read under what is live now: what holds, what changed, and what would be nearest to it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from catalog.database import canonical_json
from catalog.stock import sold_out_items
from configurator.engine.checked import checked_finish, checked_repairs
from configurator.engine.evaluation import Reading
from configurator.engine.explaining import Explanation, explain
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Group, Kind, Unavailable
from configurator.engine.situations import Situation
from configurator.orders.freezing import (
    ChosenWords,
    Frozen,
    chosen_words,
    freeze,
    read_configuration,
    read_kept_texts,
)
from configurator.orders.models import Line, Order
from configurator.publishing.configurations import missing, quote
from configurator.publishing.lead_times import Lead, lead_time, slowest
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.profiles import NO_PROFILE, Profile, unsuited, with_profile
from configurator.publishing.typed_texts import TextFault, Texts, read_texts
from pricing.money import Money

Standing: TypeAlias = Literal["holds", "repriced", "sold out", "impossible", "gone"]


@dataclass(frozen=True)
class Nearest:
    """A valid configuration as near as can be: its taken choices, and how they differ."""

    complete: tuple[Choice, ...]
    removed: tuple[Choice, ...]
    added: tuple[Choice, ...]
    unit_price: int


@dataclass(frozen=True)
class Reviewed:
    """A line under what is live.

    `choices` are those taken that still exist, `retired` the frozen words of the groups where one
    does not. `explanation` tells what no longer goes together, `mistyped` what text is missing or
    no longer taken. `frozen` is what the line would keep if it were placed now, None where it
    cannot be; `nearest` is then what comes closest.
    """

    line: Line
    standing: Standing
    live: LiveProduct | None = None
    choices: tuple[Choice, ...] = ()
    retired: tuple[ChosenWords, ...] = ()
    sold_out: tuple[Choice, ...] = ()
    explanation: Explanation | None = None
    texts: Texts = field(default_factory=dict)
    mistyped: Mapping[str, TextFault] = field(default_factory=dict)
    frozen: Frozen | None = None
    nearest: Nearest | None = None

    @property
    def holds(self) -> bool:
        """Whether it can be ordered, perhaps at another price."""
        return self.frozen is not None

    @property
    def unit_price(self) -> int:
        """What one costs now; what it cost when it was put in the cart, where it cannot be had."""
        return self.frozen.unit_price if self.frozen else self.line.unit_price

    @property
    def price(self) -> int:
        return self.unit_price * self.line.quantity

    @property
    def lead(self) -> Lead:
        """How long making it takes."""
        return lead_time(self.live, self.choices) if self.live else Lead()


@dataclass(frozen=True)
class ReviewedCart:
    """Every line of a cart as it stands now, in order."""

    order: Order
    lines: tuple[Reviewed, ...]

    @property
    def holds(self) -> bool:
        """Whether it can be ordered as it is."""
        return bool(self.lines) and all(each.holds for each in self.lines)

    @property
    def total(self) -> Money:
        """What the lines that can be had cost together."""
        return Money(sum(each.price for each in self.lines if each.holds), self.order.currency)

    @property
    def pieces(self) -> int:
        return sum(each.line.quantity for each in self.lines)

    @property
    def lead(self) -> Lead:
        """How long making it takes: the slowest line, since they are made side by side."""
        return slowest(each.lead for each in self.lines)

    @cached_property
    def seen(self) -> str:
        """A name for exactly these lines at these prices: what a shopper who pays has seen."""
        lines = [
            [
                each.line.id,
                each.line.quantity,
                each.unit_price,
                each.line.configuration,
                each.line.texts,
            ]
            for each in self.lines
        ]
        return hashlib.sha256(canonical_json(lines).encode()).hexdigest()[:32]


def review(session: Session, order: Order, profile: Profile = NO_PROFILE) -> ReviewedCart:
    """The cart under the live revision and what is sold out now. Nothing is written.

    What comes closest to a line suits `profile`; the lines themselves need not.
    """
    sold_out = sold_out_items(session, order.shop_id)
    return ReviewedCart(
        order, tuple(_review_line(session, each, sold_out, profile) for each in order.lines)
    )


def _review_line(
    session: Session, line: Line, sold_out_ids: frozenset[str], profile: Profile
) -> Reviewed:
    live = live_product(session, line.order.shop_id, line.product_id)
    if live is None:
        return Reviewed(line, "gone")
    kept = read_configuration(line.configuration)
    choices = tuple(each for each in kept if live.judge.offers(each))
    unavailable = missing(live, sold_out_ids)
    sold_out = unavailable.among(choices)
    changed = line.revision != live.revision
    typed = read_kept_texts(line.texts)
    texts, mistyped = read_texts(live, choices, typed) if changed else (typed, {})
    lost = {each.group for each in kept if each not in choices}
    lost |= typed.keys() - texts.keys() - mistyped.keys()
    broken = live.judge.violations(choices) if changed else ()
    if not (sold_out or lost or broken or mistyped):
        return _holding(live, line, choices, texts)
    return Reviewed(
        line,
        "impossible" if lost or broken or mistyped else "sold out",
        live,
        choices,
        tuple(each for each in chosen_words(line) if each.path in lost),
        sold_out,
        _explanation(live, choices, broken),
        texts,
        mistyped,
        nearest=None
        if mistyped
        else nearest(live, kept, choices, with_profile(unavailable, unsuited(live, profile))),
    )


def _holding(live: LiveProduct, line: Line, choices: tuple[Choice, ...], texts: Texts) -> Reviewed:
    frozen = (
        Frozen(line.configuration, line.quote, line.words, line.ticket, line.unit_price, line.texts)
        if line.revision == live.revision
        else freeze(live, choices, line.preset_id, texts)
    )
    standing: Standing = "holds" if frozen.unit_price == line.unit_price else "repriced"
    return Reviewed(line, standing, live, choices, texts=texts, frozen=frozen)


def _explanation(
    live: LiveProduct, choices: tuple[Choice, ...], broken: tuple[str, ...]
) -> Explanation | None:
    """Why the choices do not go together, apart from what is sold out."""
    if not broken:
        return None
    found = explain(live.compiled, Situation(choices), None)
    return found or Explanation(None, (), broken, ())


def nearest(
    live: LiveProduct,
    kept: tuple[Choice, ...],
    choices: tuple[Choice, ...],
    unavailable: Unavailable,
) -> Nearest | None:
    """The valid configuration that changes least of `choices`, then costs least.

    `kept` is what the line holds, with choices that exist no more; what differs is told against it.
    """
    explicit = Situation(with_nones(live, choices), unavailable)
    ways = checked_repairs(live.compiled, explicit, None, live.checked, 1)
    if not ways:
        return None
    after = Situation(ways[0].configuration, unavailable)
    complete = checked_finish(live.compiled, after, live.checked)
    if complete is None:
        return None
    return Nearest(
        complete,
        tuple(each for each in kept if each not in complete),
        tuple(each for each in complete if each not in kept),
        quote(live, complete).total.minor,
    )


def with_nones(live: LiveProduct, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices, with "none" in each group that was left empty on purpose and is to stay so."""
    reading = Reading(live.judge, choices)
    answered = {each.group for each in choices}
    empty = (
        Choice(group.path, NONE)
        for group in live.compiled.model.groups
        if group.path not in answered and _may_be_empty(group) and reading.applies(group.path)
    )
    return (*choices, *empty)


def _may_be_empty(group: Group) -> bool:
    if group.kind is Kind.MANY:
        return group.distinct.at_least == group.units.at_least == 0
    return group.optional
