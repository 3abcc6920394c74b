"""Filling the placeholders of sentences, with the Korean particle that fits what is filled in.

`{bun}` is replaced by a label; `{bun:은/는}` by the label and the first particle where the label
ends in a consonant as it is read aloud in Korean, otherwise the second. In other languages the
particle is left out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

PARTICLES = (
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "으로/로",
    "이나/나",
    "이라/라",
    "이라는/라는",
    "이에요/예요",
)

PLACEHOLDER = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")

Ending: TypeAlias = Literal["vowel", "consonant", "ㄹ"]


class SentenceError(Exception):
    """A sentence whose placeholders cannot be read; `part` is where it goes wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part

    def __str__(self) -> str:
        return f"cannot read the placeholder at {self.part!r}; write {{name}} or {{name:은/는}}"


@lru_cache(maxsize=4096)
def placeholders(template: str) -> tuple[str, ...]:
    """The names that a sentence speaks of, each once; raises `SentenceError`."""
    for match in PLACEHOLDER.finditer(template):
        if match[2] is not None and match[2] not in PARTICLES:
            raise SentenceError(match[0])
    stray = re.search("[{}]", PLACEHOLDER.sub(lambda match: " " * len(match[0]), template))
    if stray:
        raise SentenceError(template[stray.start() :])
    return tuple(dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(template)))


def fill(template: str, labels: Mapping[str, str], language: str) -> str:
    """The sentence with `labels` in place.

    Raises `KeyError` where a label is missing, `SentenceError` where a placeholder is malformed.
    """
    placeholders(template)

    def put(match: re.Match[str]) -> str:
        label = labels[match[1]]
        return label + particle(label, match[2]) if match[2] and language == "ko" else label

    return PLACEHOLDER.sub(put, template)


def particle(label: str, pair: str) -> str:
    """The one of a pair such as `은/는` that follows `label`; both where its sound is unknown."""
    closed, opened = pair.split("/")
    match ending(label):
        case "vowel":
            return opened
        case "consonant":
            return closed
        case "ㄹ":
            return opened if closed.startswith("으로") else closed
        case None:
            return (
                f"({closed[0]}){closed[1:]}" if closed.endswith(opened) else f"{closed}({opened})"
            )


def ending(label: str) -> Ending | None:
    """How `label` ends when read aloud in Korean; None where that is unknown."""
    spoken = _spoken_part(label)
    last = spoken[-1:]
    if "가" <= last <= "힣":
        return _hangul(last)
    if "ㄱ" <= last <= "ㅣ":
        return "vowel" if last >= "ㅏ" else "ㄹ" if last == "ㄹ" else "consonant"
    if last.isascii() and last.isdigit():
        return DIGITS[last]
    if last.isascii() and last.isalpha():
        return _latin(re.findall(r"[0-9]*[A-Za-z]+", spoken)[-1])
    return SIGNS.get(last)


# 영 일 이 삼 사 오 육 칠 팔 구; a final 0 is 영, 십, 백, 천 or 만, which all end in a consonant.
DIGITS: dict[str, Ending] = {
    "0": "consonant",
    "1": "ㄹ",
    "2": "vowel",
    "3": "consonant",
    "4": "vowel",
    "5": "vowel",
    "6": "consonant",
    "7": "ㄹ",
    "8": "ㄹ",
    "9": "vowel",
}

# 퍼센트, 도, 플러스, 원, 달러
SIGNS: dict[str, Ending] = {
    "%": "vowel",
    "℃": "vowel",
    "°": "vowel",
    "+": "vowel",
    "₩": "consonant",
    "$": "vowel",
}

# The names of the other letters end in a vowel. 엘, 엠, 엔, 알
LETTERS: dict[str, Ending] = {"l": "ㄹ", "m": "consonant", "n": "consonant", "r": "ㄹ"}

# After a number a unit is read out: 그램, 킬로그램, 밀리그램; litres, metres, bytes end in a vowel.
# Written otherwise it is letters of a name (Ryzen 3200G: 지).
UNITS: dict[str, Ending] = {
    "g": "consonant",
    "kg": "consonant",
    "mg": "consonant",
    "l": "vowel",
    "L": "vowel",
    "ml": "vowel",
    "mL": "vowel",
    "m": "vowel",
    "mm": "vowel",
    "cm": "vowel",
    "km": "vowel",
}

# How English words end once written in Hangul (번, 라임, 애플, 북, 컷, 치즈); the first that fits.
WORD_ENDINGS: tuple[tuple[re.Pattern[str], Ending], ...] = (
    (re.compile(r"(l|[^aeiou]le|[aeiou]le)$"), "ㄹ"),
    (re.compile(r"(m|n|ng|[aeiou]me|[aeiou]ne)$"), "consonant"),
    (re.compile(r"(ck|(^|[^aeiou])[aeiou][pkct]|ook)$"), "consonant"),
    (re.compile(r"."), "vowel"),
)


def _spoken_part(label: str) -> str:
    """`label` without closing punctuation, and without a remark in brackets at its end."""
    without_remark = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", label)
    return re.sub(r"[\s.,:;!?'\"”’»」』)\]…_-]+$", "", without_remark or label)


def _hangul(syllable: str) -> Ending:
    final = (ord(syllable) - ord("가")) % 28
    return "vowel" if final == 0 else "ㄹ" if final == 8 else "consonant"


def _latin(word: str) -> Ending:
    letters = word.lstrip("0123456789")
    if letters != word and letters in UNITS:
        return UNITS[letters]
    if len(letters) == 1 or letters.isupper():
        return LETTERS.get(letters[-1].lower(), "vowel")
    return next(each for pattern, each in WORD_ENDINGS if pattern.search(letters.lower()))
