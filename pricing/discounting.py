"""What discounts take off the pieces of an order's lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pricing.money import Money
from pricing.order_terms import Discount
from pricing.rounding import EXACT

Left: TypeAlias = Mapping[str, Sequence[int]]
"""By the key of each line, what each of its pieces costs after the discounts so far."""


@dataclass(frozen=True)
class Discounted:
    """What a discount changes each line by that it reaches, and what it leaves."""

    changes: Mapping[str, int]
    left: Left


def discounted(left: Left, discount: Discount) -> Discounted:
    """The discount of what the ones before left; no changes where it comes to nothing."""
    pieces = [
        (key, piece)
        for key, costs in left.items()
        for piece in _dearest(costs, discount.pieces.get(key, 0))
    ]
    worth = [max(0, left[key][piece]) for key, piece in pieces]
    amount = _amount(discount, sum(worth))
    if not pieces or not amount:
        return Discounted({}, left)
    after = {key: list(costs) for key, costs in left.items()}
    changes: dict[str, int] = {}
    for (key, piece), change in zip(pieces, Money(amount, "").spread(worth), strict=True):
        after[key][piece] += change.minor
        changes[key] = changes.get(key, 0) + change.minor
    return Discounted({key: change for key, change in changes.items() if change}, after)


def _dearest(costs: Sequence[int], pieces: int) -> list[int]:
    """Which of the pieces cost most, the first of equals."""
    return sorted(range(len(costs)), key=lambda piece: -costs[piece])[:pieces]


def _amount(discount: Discount, worth: int) -> int:
    amount = (
        EXACT.nearest(discount.share * worth)
        if discount.share
        else discount.amount * discount.times
    )
    return max(amount, -worth)
