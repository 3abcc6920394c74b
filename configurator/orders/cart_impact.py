"""How many carts would have to be told, if a product were published as it is drafted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.orders.freezing import read_configuration
from configurator.orders.models import Line, Order
from configurator.orders.states import CART
from configurator.publishing.live import LiveProduct

CONSIDERED = timedelta(days=7)
"""A cart untouched for longer than this is not expected to come back."""

MOST_LINES = 5_000


@dataclass(frozen=True)
class CartImpact:
    """Of the carts that hold the product: how many lines would no longer hold, in how many carts.

    `total` is what those lines are worth, in the currency's smallest unit.
    """

    lines: int
    carts: int
    total: int


def cart_impact(session: Session, after: LiveProduct, now: datetime) -> CartImpact:
    """Judge the lines of recent carts by the rules that would be live."""
    rows = session.scalars(
        select(Line)
        .join(Order)
        .where(
            Order.shop_id == after.shop.id,
            Order.state == CART,
            Order.changed_at > now - CONSIDERED,
            Line.product_id == after.product.id,
        )
        .order_by(Line.id.desc())
        .limit(MOST_LINES)
    )
    broken = [line for line in rows if not _holds(after, line)]
    return CartImpact(
        lines=len(broken),
        carts=len({line.order_id for line in broken}),
        total=sum(line.unit_price * line.quantity for line in broken),
    )


def _holds(after: LiveProduct, line: Line) -> bool:
    choices = read_configuration(line.configuration)
    return all(map(after.judge.offers, choices)) and not after.judge.violations(choices)
