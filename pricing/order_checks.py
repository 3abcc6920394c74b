"""What an order must not be for it to be priced."""

from collections.abc import Iterable, Mapping, Sequence

from pricing.errors import (
    CurrencyMismatchError,
    NoPartsError,
    RepeatedError,
    TooManyPiecesError,
    TooSmallError,
    UnknownPieceError,
)
from pricing.order_terms import Discount, OrderLine, OrderTerms


def check_order(lines: Sequence[OrderLine], terms: OrderTerms) -> None:
    """Raises the error of `pricing.errors` that says what is wrong, if anything is."""
    _check_repeated(f"line {line.key}" for line in lines)
    _check_repeated(f"fee {fee.name}" for fee in terms.fees)
    for line in lines:
        if line.quantity < 1:
            raise TooSmallError(f"the quantity of line {line.key}", line.quantity, 1)
        if not line.parts:
            raise NoPartsError(line.key)
        _check_repeated(f"part {part.path} of line {line.key}" for part in line.parts)
        if line.quote.total.currency != terms.currency:
            raise CurrencyMismatchError(terms.currency, line.quote.total.currency)
    if terms.tip < 0:
        raise TooSmallError("a tip", terms.tip, 0)
    quantities = {line.key: line.quantity for line in lines}
    for discount in terms.discounts:
        _check_discount(discount, quantities)


def _check_repeated(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RepeatedError(name)
        seen.add(name)


def _check_discount(discount: Discount, quantities: Mapping[str, int]) -> None:
    if discount.times < 0:
        raise TooSmallError(f"the times of discount {discount.name}", discount.times, 0)
    for key, pieces in discount.pieces.items():
        if key not in quantities:
            raise UnknownPieceError(f"line {key}")
        if pieces < 0:
            raise TooSmallError(f"the pieces of line {key}", pieces, 0)
        if pieces > quantities[key]:
            raise TooManyPiecesError(key, pieces, quantities[key])
