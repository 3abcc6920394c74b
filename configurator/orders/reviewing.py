"""A cart read under what is live now: what holds, and what changed."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from catalog.database import canonical_json
from catalog.shop import Shop
from catalog.stock import sold_out_items
from configurator.engine.explaining import Explanation, explain
from configurator.engine.model import Choice
from configurator.engine.situations import Situation
from configurator.orders.cart import is_held
from configurator.orders.coupons import Sold
from configurator.orders.freezing import (
    ChosenWords,
    Frozen,
    chosen_words,
    freeze,
    is_priced_in_full,
    read_configuration,
    read_kept_texts,
)
from configurator.orders.models import Line, Order
from configurator.orders.nearest import Nearest, nearest
from configurator.orders.offering import Offer, cart_occasion, offer
from configurator.orders.order_pricing import OrderPrice, Priced, price_order
from configurator.publishing.configurations import missing
from configurator.publishing.lead_times import Lead, lead_time, slowest
from configurator.publishing.live import LiveProduct, live_product, live_shop, product_at
from configurator.publishing.occasions import Occasion, lists_in_force
from configurator.publishing.profiles import NO_PROFILE, Profile, unsuited, with_profile
from configurator.publishing.typed_texts import TextFault, Texts, read_texts
from pricing.errors import PricingError
from pricing.money import Money

Standing: TypeAlias = Literal["holds", "repriced", "sold out", "impossible", "gone", "unpriced"]


@dataclass(frozen=True)
class Reviewed:
    """A line under what is live.

    `choices` are those taken that still exist, `retired` the frozen words of the groups where one
    does not. `explanation` tells what no longer goes together, `mistyped` what text is missing or
    no longer taken. `frozen` is what the line would keep if it were placed now, None where it
    cannot be; `nearest` is then what comes closest. `dearer` is what one would cost now, where a
    lower price is held for the shopper.
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
    dearer: int | None = None

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
    """Every line of a cart as it stands now, in order, and what they cost in all.

    `offer`, `occasion` and `price` are None where the shop is no longer live.
    """

    order: Order
    lines: tuple[Reviewed, ...]
    offer: Offer | None = None
    occasion: Occasion | None = None
    price: OrderPrice | None = None

    @property
    def holds(self) -> bool:
        """Whether it can be ordered as it is."""
        return bool(self.lines) and all(each.holds for each in self.lines)

    @property
    def currency(self) -> str:
        return self.occasion.currency if self.occasion else self.order.currency

    @property
    def total(self) -> Money:
        """What is to be paid for the lines that can be had, with everything that is charged."""
        return self.price.quote.total if self.price else Money(0, self.currency)

    @property
    def pieces(self) -> int:
        return sum(each.line.quantity for each in self.lines)

    @property
    def lead(self) -> Lead:
        """How long making it takes: the slowest line, since they are made side by side."""
        return slowest(each.lead for each in self.lines)

    def held_until(self, now: datetime) -> datetime | None:
        """Until when nothing that is published makes a line dearer; None where one is not held."""
        until = [each.line.held_until for each in self.lines if is_held(each.line, now)]
        ends = [each for each in until if each is not None]
        return min(ends) if ends and len(ends) == len(self.lines) else None

    @cached_property
    def seen(self) -> str:
        """A name for exactly these lines and charges: what a shopper who pays has seen."""
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
        told = canonical_json([lines, self.currency, *self._charges()])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def _charges(self) -> list[object]:
        if self.price is None:
            return []
        quoted = self.price.quote
        charges = [[e.cause.kind, e.cause.name, e.amount.minor] for e in quoted.charges]
        taxes = [[each.rate, each.net.minor, each.tax.minor] for each in quoted.taxes]
        return [charges, taxes, quoted.total.minor]


def review(
    session: Session,
    order: Order,
    now: datetime,
    profile: Profile = NO_PROFILE,
    customers: Collection[str] = (),
) -> ReviewedCart:
    """The cart under the live revision, what is sold out, and the prices for when it is wanted.

    Nothing is written. What comes closest to a line suits `profile`; the lines themselves need not.
    `customers` are the names of who orders, for coupons that one may use so often.
    """
    shop = live_shop(session, order.shop_id)
    if shop is None:
        return ReviewedCart(order, tuple(Reviewed(each, "gone") for each in order.lines))
    offered = offer(session, shop.shop, cart_lead(session, order), now)
    occasion = cart_occasion(shop.shop, order, offered, now)
    reviewing = _Reviewing(session, occasion, now, sold_out_items(session, order.shop_id), profile)
    lines = tuple(reviewing.line(each) for each in order.lines)
    price = _price(session, shop.shop, order, lines, occasion, customers)
    return ReviewedCart(order, lines, offered, occasion, price)


def _price(
    session: Session,
    shop: Shop,
    order: Order,
    lines: tuple[Reviewed, ...],
    occasion: Occasion,
    customers: Collection[str],
) -> OrderPrice:
    """What the lines that can be had cost together."""
    priced = [
        Priced(
            Sold(str(each.line.id), each.line.quantity, each.price, each.live, each.choices),
            each.frozen,
        )
        for each in lines
        if each.live and each.frozen
    ]
    return price_order(session, shop, order, priced, occasion, customers)


def cart_lead(session: Session, order: Order) -> Lead:
    """How long making a cart takes, whatever it costs: the slowest line."""
    return slowest(_lead(session, each) for each in order.lines)


def _lead(session: Session, line: Line) -> Lead:
    """How long making a line takes, whatever it costs."""
    live = live_product(session, line.order.shop_id, line.product_id)
    if live is None:
        return Lead()
    return lead_time(live, live.offered(read_configuration(line.configuration)))


@dataclass(frozen=True)
class _Reviewing:
    """What lines are reviewed by."""

    session: Session
    occasion: Occasion
    now: datetime
    sold_out_ids: frozenset[str]
    profile: Profile

    def line(self, line: Line) -> Reviewed:
        live = live_product(self.session, line.order.shop_id, line.product_id, self.occasion)
        if live is None:
            return Reviewed(line, "gone")
        kept = read_configuration(line.configuration)
        choices = live.offered(kept)
        unavailable = missing(live, self.sold_out_ids)
        sold_out = unavailable.among(choices)
        changed = line.revision != live.revision
        typed = read_kept_texts(line.texts)
        texts, mistyped = read_texts(live, choices, typed) if changed else (typed, {})
        lost = {each.group for each in kept if each not in choices}
        lost |= typed.keys() - texts.keys() - mistyped.keys()
        broken = live.judge.violations(choices) if changed else ()
        if not (sold_out or lost or broken or mistyped):
            return self._holding(live, line, choices, texts)
        suiting = with_profile(unavailable, unsuited(live, self.profile))
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
            nearest=None if mistyped else nearest(live, kept, choices, suiting),
        )

    def _holding(
        self, live: LiveProduct, line: Line, choices: tuple[Choice, ...], texts: Texts
    ) -> Reviewed:
        """A line that can be made: at its price, at another one, or without any."""
        unpriced = Reviewed(line, "unpriced", live, choices, texts=texts)
        if live.price_list.currency != self.occasion.currency:
            return unpriced
        if _is_priced_by(line, live) and self._has_prices(live, _as_kept(line)):
            return Reviewed(line, "holds", live, choices, texts=texts, frozen=_as_kept(line))
        try:
            fresh = freeze(live, choices, line.preset_id, texts)
        except PricingError:
            return unpriced
        if not self._has_prices(live, fresh):
            return unpriced
        held = self._held(line, live, choices, texts)
        if held is not None and held.unit_price < fresh.unit_price:
            dearer = fresh.unit_price
            fresh = replace(fresh, quote=held.quote, unit_price=held.unit_price)
        else:
            dearer = None
        same = fresh.unit_price == line.unit_price or fresh.currency != line.currency
        standing: Standing = "holds" if same else "repriced"
        return Reviewed(line, standing, live, choices, texts=texts, frozen=fresh, dearer=dearer)

    def _has_prices(self, live: LiveProduct, frozen: Frozen) -> bool:
        """Whether all of it has a price in the currency that is paid in: none is converted."""
        shares = {each.name for each in live.price_list.adjustments if each.share}
        return self.occasion.currency == live.shop.currency or is_priced_in_full(frozen, shares)

    def _held(
        self, line: Line, live: LiveProduct, choices: tuple[Choice, ...], texts: Texts
    ) -> Frozen | None:
        """What a line would keep under the revision that it was put in the cart under, on this
        occasion; None where that is held no more, or was in another currency."""
        if line.revision == live.revision or not is_held(line, self.now):
            return None
        before = product_at(self.session, live.shop.id, line.product_id, line.revision)
        if before is None or line.currency != live.price_list.currency:
            return None
        before = before.priced_by(lists_in_force(before.shop, self.occasion))
        if _is_priced_by(line, before):
            return _as_kept(line)
        try:
            return freeze(before, choices, line.preset_id, texts)
        except PricingError:
            return None


def _is_priced_by(line: Line, live: LiveProduct) -> bool:
    """Whether a line was frozen under exactly these prices."""
    now = (live.revision, canonical_json(live.lists), live.price_list.currency)
    return now == (line.revision, line.lists, line.currency)


def _as_kept(line: Line) -> Frozen:
    return Frozen(
        line.configuration,
        line.quote,
        line.words,
        line.ticket,
        line.unit_price,
        line.texts,
        line.lists,
        line.currency,
    )


def _explanation(
    live: LiveProduct, choices: tuple[Choice, ...], broken: tuple[str, ...]
) -> Explanation | None:
    """Why the choices do not go together, apart from what is sold out."""
    if not broken:
        return None
    found = explain(live.compiled, Situation(choices), None)
    return found or Explanation(None, (), broken, ())
