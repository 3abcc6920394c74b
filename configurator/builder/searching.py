"""Searching names as people type them: case, spaces, hyphens and half-typed Korean do not matter.

A name and a word are compared as rows of letters alone, in which × is an x, as it is typed. Korean
syllables are taken apart, so that what is being typed (라잊) already finds what it will become
(라이젠).
"""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST, _LAST = ord("가"), ord("힣")
_HEADS = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
_MIDDLES = (
    *("ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ"),
    *("ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ"),
)
_TAILS = (
    *(
        "",
        "ㄱ",
        "ㄲ",
        "ㄱㅅ",
        "ㄴ",
        "ㄴㅈ",
        "ㄴㅎ",
        "ㄷ",
        "ㄹ",
        "ㄹㄱ",
        "ㄹㅁ",
        "ㄹㅂ",
        "ㄹㅅ",
        "ㄹㅌ",
    ),
    *("ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"),
)


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case, Korean syllables taken apart."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("×", "x")
    if plain.isascii():
        return "".join(filter(str.isalnum, plain))
    return "".join(_apart(each) for each in plain if each.isalnum())


def searchable(names: Iterable[str]) -> str:
    """What is searched for one option: all its names, told apart so that no word spans two."""
    return "\n".join(letters(name) for name in dict.fromkeys(names))


def matching(texts: Sequence[str], query: str) -> NDArray[np.bool_]:
    """Which of the searchable texts hold every word of the query."""
    found = np.ones(len(texts), dtype=np.bool_)
    for word in filter(None, map(letters, query.split())):
        found &= np.fromiter((word in text for text in texts), np.bool_, len(texts))
    return found


def _apart(character: str) -> str:
    place = ord(character)
    if not _FIRST <= place <= _LAST:
        return _JAMO.get(character, character)
    head, rest = divmod(place - _FIRST, len(_MIDDLES) * len(_TAILS))
    middle, tail = divmod(rest, len(_TAILS))
    return _HEADS[head] + _MIDDLES[middle] + _TAILS[tail]


_JAMO = {
    **{chr(0x1100 + place): letter for place, letter in enumerate(_HEADS)},
    **{chr(0x1161 + place): letter for place, letter in enumerate(_MIDDLES)},
    **{chr(0x11A7 + place): letter for place, letter in enumerate(_TAILS) if place},
}
"""Letters that stand alone: NFKC turns typed ones (ㄱ) into the parts of syllables."""
