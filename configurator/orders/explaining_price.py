"""The last look before an order stands: that every unit of its price is told."""

from configurator.orders.freezing import receipt
from configurator.orders.models import Order
from configurator.orders.order_freezing import frozen_quote


class UnexplainedPriceError(Exception):
    """An order was to be placed whose lines do not come to what would be charged."""

    def __init__(self, order_id: int, what: str) -> None:
        super().__init__(order_id, what)
        self.order_id = order_id
        self.what = what

    def __str__(self) -> str:
        return f"the price of order {self.order_id} cannot be explained: {self.what}"


def check_explained(order: Order) -> None:
    """Raise `UnexplainedPriceError` unless what was frozen adds up to the last unit.

    The receipt of a line comes to its price, the lines and charges to the total, and so do the
    parts, fees, tip and rounding: what would be given back is what was charged.
    """
    quoted = frozen_quote(order)
    if quoted is None:
        raise UnexplainedPriceError(order.id, "it has none")
    for line in order.lines:
        if sum(each.amount for each in receipt(line)) != line.unit_price:
            raise UnexplainedPriceError(order.id, f"the receipt of line {line.id}")
    charged = {each.key: (each.quantity, each.unit.minor) for each in quoted.lines}
    if charged != {str(each.id): (each.quantity, each.unit_price) for each in order.lines}:
        raise UnexplainedPriceError(order.id, "its lines")
    total = quoted.total.minor
    if quoted.subtotal.minor + sum(each.amount.minor for each in quoted.charges) != total:
        raise UnexplainedPriceError(order.id, "its charges")
    parts = sum(each.gross.minor for each in quoted.parts)
    fees = sum(each.gross.minor for each in quoted.fees)
    if parts + fees + quoted.charged("tip", "rounding", "floor").minor != total:
        raise UnexplainedPriceError(order.id, "its parts")
