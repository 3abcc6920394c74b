"""Prices and differences in words, remembered: a page says the same few of them all the time."""

from functools import lru_cache

from configurator.i18n import money, signed_money


@lru_cache(maxsize=4096)
def price_words(minor: int, currency: str, language: str) -> str:
    """A price with its currency."""
    return money(minor, currency, language)


PARTS = frozenset({"choice", "sequence", "text", "halves"})
"""Kinds of causes that are charged for what is chosen: each is a part of the price, and a price by
itself beside a product that costs nothing."""


def part_words(minor: int, base: int, currency: str, language: str) -> str:
    """What a choice costs by itself. Beside a product that costs nothing it is no surcharge."""
    if base or minor <= 0:
        return difference_words(minor, currency, language)
    return price_words(minor, currency, language)


@lru_cache(maxsize=4096)
def difference_words(minor: int, currency: str, language: str) -> str:
    """A signed difference; `language` is the request's."""
    return signed_money(minor, currency)
