"""What a cart costs in all: its lines, and what the shop charges an order besides them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from catalog.shop import Shop, Way
from configurator.orders.coupons import Judged, Sold, coupons_in_question, judge, typed_coupons
from configurator.orders.freezing import Frozen, receipt
from configurator.orders.models import Order
from configurator.orders.terms import order_terms, tax_category
from configurator.orders.tips import still_taken, tip_amount
from configurator.publishing.occasions import Occasion
from pricing.money import Money
from pricing.order_prices import OrderQuote
from pricing.order_quote import quote_order
from pricing.order_terms import OrderLine, Part
from pricing.quote_lines import Cause, CauseKind, Quote, QuoteLine


@dataclass(frozen=True)
class Priced:
    """A line that can be had, with what it would keep."""

    sold: Sold
    frozen: Frozen


@dataclass(frozen=True)
class OrderPrice:
    """The price of an order, and how each coupon stands to it: those without a code, then those
    whose code was typed."""

    quote: OrderQuote
    judged: tuple[Judged, ...]
    typed: tuple[str, ...]

    @property
    def coupons_taken(self) -> tuple[str, ...]:
        """The ids of the coupons that changed the price."""
        return tuple(each.name for each in self.quote.discounts if each.kind == "coupon")

    @property
    def judged_codes(self) -> tuple[Judged, ...]:
        """The coupons whose codes were typed."""
        return tuple(each for each in self.judged if each.coupon.id in self.typed)


def price_order(
    session: Session,
    shop: Shop,
    order: Order,
    lines: Sequence[Priced],
    occasion: Occasion,
    customers: Collection[str] = (),
) -> OrderPrice:
    """What the lines cost together on an occasion, as the cart is to be had, tipped and coupons
    typed. `customers` are the names of who orders, once that is known."""
    sold = [each.sold for each in lines]
    judged = tuple(
        judge(session, shop, each, sold, occasion.at, customers)
        for each in coupons_in_question(shop, order)
    )
    currency = occasion.currency or shop.currency
    goods = sum(each.price for each in sold)
    terms = order_terms(
        shop,
        sold,
        judged,
        cast(Way, order.way),
        occasion.channel,
        currency,
        tip_amount(still_taken(order.tip, shop), goods) if lines else 0,
    )
    quoted = quote_order([_order_line(shop, each, currency) for each in lines], terms)
    return OrderPrice(quoted, judged, typed_coupons(order))


def _order_line(shop: Shop, line: Priced, currency: str) -> OrderLine:
    parts = line.sold.live.standalone_parts(line.sold.complete)
    return OrderLine(
        line.sold.key,
        line.sold.quantity,
        kept_quote(line.frozen, currency),
        tuple(
            Part(each.path, tax_category(shop, each.category), each.standalone) for each in parts
        ),
    )


def kept_quote(frozen: Frozen, currency: str) -> Quote:
    """The quote of one piece, as its frozen text has it."""
    lines = tuple(
        QuoteLine(Cause(cast(CauseKind, each.kind)), Money(each.amount, currency))
        for each in receipt(frozen)
    )
    return Quote(lines, Money(frozen.unit_price, currency))
