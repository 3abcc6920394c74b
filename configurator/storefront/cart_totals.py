"""What is to be paid in all, line by line: in a cart, at checkout, of an order, in its mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import Shop
from configurator.i18n import language
from configurator.orders.freezing import ReceiptLine
from configurator.orders.models import Order
from configurator.orders.order_freezing import (
    TaxLine,
    charge_lines,
    frozen_charges,
    frozen_taxes,
    included_taxes,
)
from configurator.orders.reviewing import ReviewedCart
from pricing.money import Money


@dataclass(frozen=True)
class AmountLine:
    """What an amount is for. `adds` where it is added to a price, or taken off one; `kind` is that
    of its cause."""

    words: str
    amount: Money
    adds: bool
    kind: str = ""


@dataclass(frozen=True)
class TotalView:
    """`total` is `subtotal`, what the lines cost, with the `charges`; it includes `taxes`."""

    subtotal: Money
    charges: tuple[AmountLine, ...]
    taxes: tuple[AmountLine, ...]
    total: Money


def cart_total(shop: Shop, cart: ReviewedCart) -> TotalView:
    """What a cart costs in all, as it is now."""
    if cart.price is None:
        return _view((), (), cart.total)
    quoted = cart.price.quote
    return _view(charge_lines(shop, quoted), included_taxes(shop, quoted), quoted.total)


def order_total(order: Order) -> TotalView:
    """What a placed order costs in all, as it was frozen."""
    return _view(frozen_charges(order), frozen_taxes(order), Money(order.total, order.currency))


def _view(charges: Iterable[ReceiptLine], taxes: Iterable[TaxLine], total: Money) -> TotalView:
    told = tuple(
        AmountLine(say(each.words, language()), Money(each.amount, total.currency), True, each.kind)
        for each in charges
    )
    return TotalView(
        Money(total.minor - sum(each.amount.minor for each in told), total.currency),
        told,
        tuple(
            AmountLine(say(each.words, language()), Money(each.tax, total.currency), adds=False)
            for each in taxes
        ),
        total,
    )
