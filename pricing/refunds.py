"""What giving back a part of an order pays back.

A part is given back piece by piece or at once: all its pieces come to what was charged for it.
All parts, all fees and the rest come to the total of the order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from pricing.errors import TooManyPiecesError, TooSmallError, UnknownPieceError
from pricing.money import Money
from pricing.order_prices import OrderQuote, PartPrice


@dataclass(frozen=True)
class Refund:
    """What is paid back, and the tax in it."""

    amount: Money
    tax: Money

    def __add__(self, other: "Refund") -> "Refund":
        return Refund(self.amount + other.amount, self.tax + other.tax)


def refund_of(
    order: OrderQuote, line: str, path: str | None, pieces: int, given_back: int = 0
) -> Refund:
    """What giving back pieces of the part at `path` of a line pays back; None: of all its parts.

    `given_back` is how many pieces of it were given back before.
    Raises `UnknownPieceError`, `TooSmallError` and `TooManyPiecesError` for what is not there.
    """
    parts = [
        part for part in order.parts if part.line == line and (path is None or part.path == path)
    ]
    if not parts:
        raise UnknownPieceError(f"line {line}" if path is None else f"part {path} of line {line}")
    return _sum(refund_of_part(part, pieces, given_back) for part in parts)


def refund_of_part(part: PartPrice, pieces: int, given_back: int = 0) -> Refund:
    """What giving back some pieces of the part pays back, after `given_back` of them."""
    if min(pieces, given_back) < 0:
        raise TooSmallError(f"the pieces of line {part.line}", min(pieces, given_back), 0)
    if given_back + pieces > part.quantity:
        raise TooManyPiecesError(part.line, given_back + pieces, part.quantity)
    return Refund(
        _between(part.gross, given_back, given_back + pieces, part.quantity),
        _between(part.tax, given_back, given_back + pieces, part.quantity),
    )


def refund_of_fee(order: OrderQuote, name: str) -> Refund:
    """What giving back a fee pays back; raises `UnknownPieceError` where it was not charged."""
    for fee in order.fees:
        if fee.name == name:
            return Refund(fee.gross, fee.tax)
    raise UnknownPieceError(f"fee {name}")


def refund_of_rest(order: OrderQuote) -> Refund:
    """What was charged that belongs to no part and no fee: the tip, and what rounding changed."""
    return Refund(order.charged("tip", "rounding", "floor"), Money(0, order.total.currency))


def _between(amount: Money, first: int, last: int, of: int) -> Money:
    """What equal pieces, from one to another of all, are of an amount."""
    return Money(amount.minor * last // of - amount.minor * first // of, amount.currency)


def _sum(refunds: Iterable[Refund]) -> Refund:
    return reduce(Refund.__add__, refunds)
