"""What the checkout form is filled in with, and what it asks only where the shop has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import get_currency_precision

from catalog.shop import Shop, Times
from configurator.orders.models import Order
from configurator.orders.reviewing import ReviewedCart
from configurator.orders.tips import OWN, still_taken, tip_amount
from pricing.money import Money


@dataclass(frozen=True)
class TipView:
    """A tip that can be given: a share of what the things cost, and what that comes to."""

    value: str
    amount: Money
    chosen: bool


@dataclass(frozen=True)
class TipsView:
    """The tips that a shop offers. Nothing is chosen before the shopper does; `typed` is an amount
    of their own."""

    shares: tuple[TipView, ...]
    own: bool
    typed: str

    @property
    def none(self) -> bool:
        return not self.own and not any(each.chosen for each in self.shares)


def kept_answers(order: Order, shop: Shop) -> Mapping[str, str]:
    """The answers of a checkout form that a cart keeps: how it is to be had, nothing personal."""
    tip = still_taken(order.tip, shop)
    return {
        "where": "table" if order.way == "table" else "counter",
        "table": order.table_name,
        "when": order.wanted_at.isoformat() if order.wanted_at else "",
        "tip": tip if not tip or tip.endswith("%") else OWN,
    }


def tips_view(shop: Shop, cart: ReviewedCart, entered: Mapping[str, str]) -> TipsView | None:
    """The tips that can be given; None where the shop takes none."""
    if not shop.tips:
        return None
    goods = sum(each.price for each in cart.lines if each.holds)
    chosen, kept = entered.get("tip", ""), cart.order.tip
    return TipsView(
        tuple(
            TipView(
                f"{each}%",
                Money(tip_amount(f"{each}%", goods), cart.currency),
                chosen == f"{each}%",
            )
            for each in shop.tips
        ),
        chosen == OWN,
        entered["tip_own"] if "tip_own" in entered else _typed(kept, cart.currency),
    )


def depends_on_wishes(shop: Shop) -> bool:
    """Whether what an order costs may change with its time, its way or a tip."""
    times = [each.times for each in shop.price_lists] + [each.times for each in shop.coupons]
    ways = [each.ways for each in shop.fees] + [each.ways for each in shop.taxes.rates]
    return bool(shop.tips) or any(each != Times() for each in times) or any(ways)


def _typed(tip: str, currency: str) -> str:
    """An amount of the shopper's own as it would be typed."""
    if not tip or tip.endswith("%"):
        return ""
    digits = get_currency_precision(currency)
    return str(Decimal(tip).scaleb(-digits))
