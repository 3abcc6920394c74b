"""What changed among the lines that make up a price."""

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.storefront.cart_totals import AmountLine
from pricing.money import Money


@dataclass(frozen=True)
class ChangeView:
    """An amount that changed; `before` or `now` is None where there was, or is, no such line.

    `details` are those of its own lines that changed.
    """

    words: str
    before: Money | None
    now: Money | None
    details: tuple["ChangeView", ...] = ()


def line_changes(
    before: Iterable[tuple[str, int]], now: Iterable[AmountLine], currency: str
) -> tuple[ChangeView, ...]:
    """What is another amount now, by its words; equal words are told once, with their sum.

    `before` are words with amounts in the smallest unit of `currency`.
    """
    earlier = _summed(before)
    later = _summed((each.words, each.amount.minor) for each in now)
    return tuple(
        ChangeView(words, _money(earlier, words, currency), _money(later, words, currency))
        for words in dict.fromkeys((*later, *earlier))
        if earlier.get(words) != later.get(words)
    )


def _money(amounts: dict[str, int], words: str, currency: str) -> Money | None:
    return Money(amounts[words], currency) if words in amounts else None


def _summed(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for words, amount in rows:
        sums[words] = sums.get(words, 0) + amount
    return sums
