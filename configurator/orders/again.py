"""Ordering again: the same configurations in a cart, as far as they can still be had."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from configurator.engine.model import Choice
from configurator.orders.cart import Refused, add_line
from configurator.orders.freezing import read_configuration, read_kept_texts
from configurator.orders.models import Line, Order
from configurator.orders.nearest import with_nones
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.occasions import Occasion


@dataclass(frozen=True)
class Again:
    """What became of a line that was ordered before: the line in the cart, why there is none, or
    None where the product, or a part of what was chosen, is no longer offered.

    `live` is the product as it is now, and `choices` are those that it still offers.
    """

    before: Line
    outcome: Line | Refused | None
    live: LiveProduct | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether it is in the cart, as it was, at the price that it had."""
        line = self.outcome
        return isinstance(line, Line) and (line.unit_price, line.currency) == (
            self.before.unit_price,
            self.before.currency,
        )


def order_again(
    session: Session, order: Order, cart: Order, occasion: Occasion, now: datetime
) -> tuple[Again, ...]:
    """Put every line of an order that was placed in a cart, at the prices of the occasion."""
    return tuple(_line_again(session, line, cart, occasion, now) for line in order.lines)


def _line_again(
    session: Session, line: Line, cart: Order, occasion: Occasion, now: datetime
) -> Again:
    live = live_product(session, cart.shop_id, line.product_id, occasion)
    if live is None:
        return Again(line, None)
    kept = read_configuration(line.configuration)
    choices = live.offered(kept)
    if len(choices) < len(kept):
        return Again(line, None, live, choices)
    outcome = add_line(
        session,
        live,
        cart,
        with_nones(live, choices),
        line.quantity,
        line.preset_id,
        read_kept_texts(line.texts),
        now=now,
    )
    return Again(line, outcome, live, choices)
