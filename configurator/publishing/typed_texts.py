"""Typed text: which questions ask for it, and what may be typed.

The engine knows nothing of it, so that it never decides what can be had. Its length is counted in
code points of its composed form (NFC), which every database and printer counts alike: one for a
Korean syllable or a letter with its accent.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Literal, TypeAlias

from catalog.product_tree import FlatGroup
from catalog.shop import Group
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct

Texts: TypeAlias = Mapping[str, str]
"""What was typed, by the path of its group."""

TextFault: TypeAlias = Literal["missing", "long", "unprintable"]

NO_TEXTS: Texts = MappingProxyType({})

# Joiners hold letters and signs together; every other format character hides or turns text round.
_JOINERS = frozenset({"\u200c", "\u200d"})
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_INVISIBLE = frozenset({"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"})
"""Letters and signs that print nothing: fillers of Korean syllables, the empty Braille pattern."""
_MOST_MARKS = 6
"""No script sets more marks on one letter; a pile of them covers the lines of a ticket above it."""


def asked_texts(live: LiveProduct, choices: Iterable[Choice]) -> tuple[FlatGroup, ...]:
    """The questions that ask for text in a configuration, in the order of asking."""
    chosen = tuple(choices)
    return tuple(
        flat
        for flat, condition in live.texts
        if condition is None or live.judge.evaluate(condition, chosen) is not False
    )


def read_texts(
    live: LiveProduct, choices: Iterable[Choice], typed: Texts
) -> tuple[Texts, Mapping[str, TextFault]]:
    """What was typed where a configuration asks for it, and what is wrong with it.

    What nobody asks for any more is left out, and so is what may stay empty and does.
    """
    texts: dict[str, str] = {}
    faults: dict[str, TextFault] = {}
    for flat in asked_texts(live, choices):
        text = tidied(typed.get(flat.path, ""))
        fault = text_fault(flat.group, text)
        if fault is not None:
            faults[flat.path] = fault
        elif text:
            texts[flat.path] = text
    return texts, faults


def tidied(typed: str) -> str:
    """Text in its composed form, without blanks around it."""
    return unicodedata.normalize("NFC", typed).strip()


def text_fault(group: Group, text: str) -> TextFault | None:
    """Why a group does not take a tidied text; None where it does."""
    if not text:
        return None if group.optional else "missing"
    if any(map(_is_unprintable, text)) or not any(map(_is_seen, text)):
        return "unprintable"
    if _highest_pile(text) > _MOST_MARKS:
        return "unprintable"
    return "long" if len(text) > group.max_length else None


def _is_unprintable(character: str) -> bool:
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    kind = unicodedata.category(character)
    return is_no_character or (kind in _UNPRINTABLE and character not in _JOINERS)


def _highest_pile(text: str) -> int:
    """The most marks that stand on one letter: accents, vowel signs, variants of a sign."""
    marks = (unicodedata.category(each) in ("Mn", "Me") for each in text)
    return max((sum(1 for _ in pile) for is_mark, pile in groupby(marks) if is_mark), default=0)


def _is_seen(character: str) -> bool:
    """Whether it leaves ink; a sign newer than our tables (Cn) is believed to."""
    kind = unicodedata.category(character)
    return (kind == "Cn" or kind[0] not in "ZCM") and character not in _INVISIBLE
