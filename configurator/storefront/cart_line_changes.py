"""What changed among the lines that make up a price."""

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.orders.causes import without_list
from configurator.storefront.cart_totals import AmountLine
from pricing.money import Money


@dataclass(frozen=True)
class ChangeView:
    """An amount that changed; `before` or `now` is None where there was, or is, no such line.

    `details` are those of its own lines that changed; `total` is true of what they add up to.
    """

    words: str
    before: Money | None
    now: Money | None
    details: tuple["ChangeView", ...] = ()
    total: bool = False


def line_changes(
    before: Iterable[tuple[str, int]], now: Iterable[AmountLine], currency: str
) -> tuple[ChangeView, ...]:
    """What is another amount now, by its words; equal words are told once, with their sum.

    What another price list prices now is the same thing still: it is one row, in its words of now.
    `before` are words with amounts in the smallest unit of `currency`.
    """
    earlier = _summed(before)
    later = _summed((each.words, each.amount.minor) for each in now)
    for old, new in _listed_elsewhere(earlier, later):
        earlier[new] = earlier.pop(old)
    return tuple(
        ChangeView(words, _money(earlier, words, currency), _money(later, words, currency))
        for words in dict.fromkeys((*later, *earlier))
        if earlier.get(words) != later.get(words)
    )


def _listed_elsewhere(earlier: dict[str, int], later: dict[str, int]) -> list[tuple[str, str]]:
    """Words of before and of now that differ by nothing but the price list."""
    gone = {without_list(words): words for words in earlier if words not in later}
    come = [words for words in later if words not in earlier]
    return [(gone.pop(stem), new) for new in come if (stem := without_list(new)) in gone]


def _money(amounts: dict[str, int], words: str, currency: str) -> Money | None:
    return Money(amounts[words], currency) if words in amounts else None


def _summed(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for words, amount in rows:
        sums[words] = sums.get(words, 0) + amount
    return sums
