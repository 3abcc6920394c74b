"""What staff see of an order: plain values, in the language of whoever looks and in the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from catalog.naming import say
from catalog.shop import AllergenState, Shop, Text
from configurator.builder.translating import gettext as _
from configurator.i18n import LANGUAGES, day_and_clock, language, money
from configurator.orders import freezing
from configurator.orders.board import Urgency, begins, minutes_since, urgency
from configurator.orders.checkout import SHOPPER
from configurator.orders.ledger import PaymentState, balance_due, payment_state
from configurator.orders.models import Order, Payment
from configurator.orders.order_freezing import frozen_charges, frozen_taxes
from configurator.orders.states import CANCELLED, DONE, MAKING, PLACED, READY, TRANSITIONS
from configurator.orders.ticket import Ticket
from pricing.money import Money


@dataclass(frozen=True)
class InBoth:
    """The same in the reader's language and in the other one."""

    own: str
    other: str


@dataclass(frozen=True)
class TicketLineView:
    """One thing to put on or to leave out."""

    group: InBoth
    words: InBoth
    differs: bool

    @property
    def part_of(self) -> str:
        """The name of its group; empty where the words begin with it, as those of a text do."""
        own = self.group.own
        return "" if self.words.own.startswith(f"{own}:") else own


@dataclass(frozen=True)
class AllergenBox:
    """Every allergen of one state: what it contains, may contain, or nobody knows of."""

    state: AllergenState
    words: str
    names: tuple[InBoth, ...]


@dataclass(frozen=True)
class PieceView:
    """So many of one product, as the kitchen makes it."""

    quantity: int
    title: InBoth
    price: Money
    standard: InBoth | None
    lines: tuple[TicketLineView, ...]
    allergens: tuple[AllergenBox, ...]
    by_hand: tuple[InBoth, ...]
    notes: tuple[InBoth, ...]

    @property
    def differences(self) -> tuple[TicketLineView, ...]:
        return tuple(each for each in self.lines if each.differs)

    @property
    def as_usual(self) -> tuple[TicketLineView, ...]:
        return tuple(each for each in self.lines if not each.differs)


@dataclass(frozen=True)
class ChargeView:
    """What an order is charged besides its lines, or a tax that its total includes."""

    words: InBoth
    amount: Money


@dataclass(frozen=True)
class MoveView:
    """A change of state that can be made now: its target, and the words of its button."""

    to: str
    words: str


@dataclass(frozen=True)
class EntryView:
    """Something that was done with an order: when, what, and by whom."""

    time: str
    words: str
    actor: str


@dataclass(frozen=True)
class OrderView:
    """An order on the staff's pages."""

    id: int
    number: str
    state: str
    state_words: str
    name: str
    email: str
    phone: str
    where: str
    placed: str
    promised: str
    is_wanted_later: bool
    age: str
    urgency: Urgency
    pieces: tuple[PieceView, ...]
    charges: tuple[ChargeView, ...]
    taxes: tuple[ChargeView, ...]
    total: Money
    payment: PaymentState
    payment_words: str
    due: Money
    forward: MoveView | None
    back: MoveView | None
    may_cancel: bool
    entries: tuple[EntryView, ...]


def order_view(order: Order, time_zone: str, now: datetime) -> OrderView:
    forward, back = _moves(order.state)
    payment = payment_state(order)
    placed_at = order.placed_at or order.created_at
    return OrderView(
        id=order.id,
        number=order.number or "",
        state=order.state,
        state_words=state_words(order.state),
        name=order.contact_name,
        email=order.contact_email,
        phone=order.contact_phone,
        where=_where(order),
        placed=day_and_clock(placed_at, time_zone),
        promised=day_and_clock(order.promised_at or placed_at, time_zone),
        is_wanted_later=order.wanted_at is not None,
        age=_age(order, now),
        urgency=urgency(order, now),
        pieces=tuple(_pieces(order)),
        charges=tuple(
            ChargeView(_in_both(each.words), Money(each.amount, order.currency))
            for each in frozen_charges(order)
        ),
        taxes=tuple(
            ChargeView(_in_both(each.words), Money(each.tax, order.currency))
            for each in frozen_taxes(order)
        ),
        total=Money(order.total, order.currency),
        payment=payment,
        payment_words=_payments()[payment],
        due=balance_due(order),
        forward=forward,
        back=back,
        may_cancel=CANCELLED in TRANSITIONS[order.state],
        entries=tuple(_entries(order, time_zone)),
    )


def state_words(state: str) -> str:
    return {
        PLACED: _("New"),
        MAKING: _("Being made"),
        READY: _("Ready"),
        DONE: _("Handed over"),
        CANCELLED: _("Cancelled"),
    }[state]


def _moves(state: str) -> tuple[MoveView | None, MoveView | None]:
    """The way forward and the way back, each with the words of its button."""
    forward = {
        PLACED: MoveView(MAKING, _("Start")),
        MAKING: MoveView(READY, _("Ready")),
        READY: MoveView(DONE, _("Hand over")),
    }
    back = {
        MAKING: MoveView(PLACED, _("Not started")),
        READY: MoveView(MAKING, _("Recall")),
        DONE: MoveView(READY, _("Not handed over")),
    }
    return forward.get(state), back.get(state)


def _payments() -> dict[PaymentState, str]:
    return {
        "nothing due": _("Nothing to pay"),
        "due": _("To pay"),
        "paid": _("Paid"),
        "part refunded": _("Partly given back"),
        "refunded": _("Given back"),
    }


def _where(order: Order) -> str:
    if order.table_name:
        return _("Table %(table)s", table=order.table_name)
    return _("Counter")


def _age(order: Order, now: datetime) -> str:
    """How long it has been its turn, and how late it is."""
    if urgency(order, now) == "late" and order.promised_at is not None:
        return _("%(count)s min late", count=minutes_since(order.promised_at, now))
    return _("%(count)s min", count=minutes_since(begins(order), now))


def _entries(order: Order, time_zone: str) -> Iterator[EntryView]:
    """Moves and payments together, in the order in which they were made."""
    done = [(each.at, state_words(each.to_state), each.actor) for each in order.history]
    done += [(each.at, _payment_words(each), each.actor) for each in order.payments]
    for at, words, actor in sorted(done, key=lambda entry: entry[0]):
        yield EntryView(
            day_and_clock(at, time_zone), words, _("shopper") if actor == SHOPPER else actor
        )


def _payment_words(payment: Payment) -> str:
    amount = money(abs(payment.amount), payment.currency)
    if payment.amount < 0:
        return _("Given back: %(amount)s", amount=amount)
    return _("Paid: %(amount)s", amount=amount)


def _pieces(order: Order) -> Iterator[PieceView]:
    for line in order.lines:
        ticket = freezing.ticket(line)
        yield PieceView(
            quantity=line.quantity,
            price=Money(line.unit_price * line.quantity, order.currency),
            title=_in_both(ticket.title),
            standard=_in_both(ticket.standard) if ticket.standard else None,
            lines=tuple(
                TicketLineView(_in_both(each.group), _in_both(each.words), each.differs)
                for each in ticket.lines
            ),
            allergens=tuple(_allergens(ticket)),
            by_hand=tuple(map(_in_both, ticket.by_hand)),
            notes=tuple(map(_in_both, ticket.notes)),
        )


def _allergens(ticket: Ticket) -> Iterator[AllergenBox]:
    """A box for each state, the surest first."""
    words = {
        AllergenState.CONTAINS: _("contains"),
        AllergenState.MAY_CONTAIN: _("may contain"),
        AllergenState.UNKNOWN: _("not known"),
    }
    for state, said in words.items():
        names = tuple(_in_both(each.name) for each in ticket.allergens if each.state is state)
        if names:
            yield AllergenBox(state, said, names)


def workplace(shop: Shop) -> str:
    """What staff call the place where orders are made."""
    return _("Workshop") if shop.made_in == "workshop" else _("Kitchen")


def _in_both(text: Text) -> InBoth:
    other = next(each for each in LANGUAGES if each != language())
    return InBoth(say(text, language()), say(text, other))
