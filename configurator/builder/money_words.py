"""Prices and differences in words, remembered: a page says the same few of them all the time."""

from functools import lru_cache

from configurator.i18n import money, signed_money


@lru_cache(maxsize=4096)
def price_words(minor: int, currency: str, language: str) -> str:
    """A price with its currency."""
    return money(minor, currency, language)


@lru_cache(maxsize=4096)
def difference_words(minor: int, currency: str, language: str) -> str:
    """A signed difference; `language` is the request's."""
    return signed_money(minor, currency)
