"""Facts about options in words: "12 GB", "AM4, AM5", "yes", and that one is not known."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from babel.numbers import format_decimal

from catalog.naming import say
from catalog.shop import Attribute
from configurator.builder.finding import NO, NOT_KNOWN, YES
from configurator.builder.translating import gettext as _
from configurator.engine.expressions import AttributeValue

SortKey: TypeAlias = tuple[bool, Fraction, tuple[tuple[int, int, str], ...]]

_LONG = 10_000
_DIGITS = re.compile(r"(\d+)")


def fact_words(attribute: Attribute, fact: AttributeValue | None, language: str) -> str:
    """A fact as a card shows it; `language` has to be the request's."""
    if fact is None:
        return _("not known")
    if isinstance(fact, bool):
        return word_words(attribute, YES if fact else NO, language)
    if isinstance(fact, str):
        return word_words(attribute, fact, language)
    if isinstance(fact, frozenset):
        listed = in_order(attribute, fact, language)
        return ", ".join(word_words(attribute, word, language) for word in listed) or _("none")
    return number_words(attribute, fact, language)


def word_words(attribute: Attribute, word: str, language: str) -> str:
    """One word of an attribute as it is shown; what the shop has no words for stands as it is."""
    if word in attribute.words:
        return say(attribute.words[word], language)
    if attribute.kind == "flag" or word == NOT_KNOWN:
        return {YES: _("yes"), NO: _("no"), NOT_KNOWN: _("not known")}[word]
    return word


def number_words(attribute: Attribute, number: Fraction | float, language: str) -> str:
    """A number of an attribute with its unit."""
    return measured(float(number), attribute.unit, language)


def measured(number: float, unit: str, language: str) -> str:
    """A number with its unit, where it has one."""
    figure = _figure(number, bool(unit), language)
    return f"{figure} {unit}" if unit else figure


def in_order(attribute: Attribute, words: Iterable[str], language: str) -> tuple[str, ...]:
    """Words as shoppers expect them: as the shop lists them, then by number and letter."""
    listed = {YES: -2, NO: -1} | {word: place for place, word in enumerate(attribute.words)}
    last = len(listed)

    def place(word: str) -> tuple[bool, int, tuple[tuple[int, int, str], ...]]:
        shown = attribute.words.get(word)
        name = say(shown, language) if shown else word
        return word == NOT_KNOWN, listed.get(word, last), natural(name)

    return tuple(sorted(words, key=place))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers within words by their size: "DDR4" before "DDR5" before "DDR10"."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part.casefold())
        for part in _DIGITS.split(text)
        if part
    )


def sort_key(attribute: Attribute, fact: AttributeValue | None, language: str) -> SortKey:
    """Where an option comes when sorted by a fact: the better end first, the unknown last."""
    if fact is None:
        return True, Fraction(0), ()
    if isinstance(fact, bool):
        return False, Fraction(not fact), ()
    if isinstance(fact, str):
        shown = attribute.words.get(fact)
        return False, Fraction(0), natural(say(shown, language) if shown else fact)
    if isinstance(fact, frozenset):
        return False, Fraction(-len(fact)), ()
    return False, Fraction(fact) * (-1 if attribute.better == "more" else 1), ()


@lru_cache(maxsize=4096)
def _figure(number: float, measured: bool, language: str) -> str:
    """A bare number of four digits may be a year, and is not taken apart."""
    pattern = "#,##0.####" if measured or abs(number) >= _LONG else "0.####"
    return format_decimal(number, pattern, locale=language)
