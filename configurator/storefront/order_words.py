"""An order in words: its state, what to do now, and times on the shop's clock."""

from collections.abc import Mapping
from datetime import datetime

from catalog.shop import Shop
from configurator.builder.translating import gettext as _
from configurator.i18n import day_and_clock, money
from configurator.orders.ledger import balance_due, payment_state
from configurator.orders.models import Order
from configurator.orders.states import CANCELLED, DONE, MAKING, OPEN, PLACED, READY

STEPS = (PLACED, MAKING, READY, DONE)
"""The states that an order goes through when all is well."""

WORD_JOINER = "\u2060"


def state_words(state: str) -> str:
    """A fulfilment state as shoppers and staff read it."""
    return _states()[state]


def headline(order: Order, shop: Shop) -> str:
    """What is happening to the order, in a sentence."""
    if order.state == READY and order.table_name:
        return _("Your order is on its way to table %(table)s", table=order.table_name)
    return {
        PLACED: _("We have your order"),
        MAKING: _("We are making your order"),
        READY: _("Your order is ready"),
        DONE: _("Enjoy your meal") if shop.made_in == "kitchen" else _("Enjoy what we built"),
        CANCELLED: _("This order was cancelled"),
    }[order.state]


def is_late(order: Order, now: datetime) -> bool:
    """Whether it should have been ready by now."""
    return order.state in OPEN and order.promised_at is not None and now > order.promised_at


def time_words(order: Order, time_zone: str, now: datetime) -> str:
    """When it will be ready; nothing once that is no question any more."""
    if order.state not in OPEN or order.promised_at is None:
        return ""
    if is_late(order, now):
        return _("It takes a little longer than we said. We are on it.")
    time = day_and_clock(order.promised_at, time_zone)
    if order.wanted_at is not None:
        return _("Ready for you at %(time)s", time=time)
    return _("Ready about %(time)s", time=time)


def what_to_do(order: Order) -> tuple[str, ...]:
    """What the shopper does now, step by step."""
    if order.state == CANCELLED:
        return (_cancelled_payment(order),)
    told = []
    due = balance_due(order)
    if due.minor > 0:
        told.append(_("Pay %(amount)s at the counter, by card or in cash.", amount=money(due)))
    elif payment_state(order) == "paid":
        told.append(_("Paid. There is nothing left to pay."))
    if order.state == READY and not order.table_name:
        told.append(_("Come to the counter and say %(number)s.", number=_unbroken(order)))
    elif order.state in OPEN:
        told.append(_where(order))
    return tuple(told)


def _where(order: Order) -> str:
    if order.table_name:
        return _("We bring it to table %(table)s.", table=order.table_name)
    return _("When it is ready, say %(number)s at the counter.", number=_unbroken(order))


def _unbroken(order: Order) -> str:
    """The number held together, so that no line ends within it."""
    return (order.number or "").replace("-", f"{WORD_JOINER}-{WORD_JOINER}")


def _cancelled_payment(order: Order) -> str:
    if balance_due(order).minor < 0:
        return _("You get your money back at the counter.")
    return _("There is nothing to pay. If you did not expect this, ask at the counter.")


def _states() -> Mapping[str, str]:
    return {
        PLACED: _("Order received"),
        MAKING: _("Being made"),
        READY: _("Ready"),
        DONE: _("Handed over"),
        CANCELLED: _("Cancelled"),
    }
