"""What may be typed, and how it is counted."""

import unicodedata

import pytest

from catalog.shop import Group, GroupKind
from configurator.publishing.typed_texts import TextFault, text_fault, tidied

NAME = Group("name", {"en": "Name"}, GroupKind.TEXT, max_length=5)
LONG = Group("name", {"en": "Name"}, GroupKind.TEXT, max_length=24)
OPTIONAL = Group("name", {"en": "Name"}, GroupKind.TEXT, max_length=5, optional=True)


@pytest.mark.parametrize(
    "typed", ["Mina", "  Mina ", "미나♥", "<b>", "O'k&", "🩷🐶", "שלום", "e\u0301"]
)
def test_what_can_be_read_can_be_typed(typed: str) -> None:
    assert text_fault(NAME, tidied(typed)) is None


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "missing"),
        ("  \t ", "missing"),
        ("Minaaa", "long"),
        ("a\nb", "unprintable"),
        ("a\u202eb", "unprintable"),
        ("\u2066ab\u2069", "unprintable"),
        ("a\u200fb", "unprintable"),
        ("a\u0007", "unprintable"),
        ("\u3164\u3164", "unprintable"),
        ("\u200d", "unprintable"),
        ("a\u2028b", "unprintable"),
        ("a\ufdd0", "unprintable"),
        ("\ue000", "unprintable"),
    ],
)
def test_what_cannot_be_read_is_refused(typed: str, fault: TextFault) -> None:
    assert text_fault(NAME, tidied(typed)) == fault


@pytest.mark.parametrize("typed", ["שִׁ֖מְךָ", "ที่นี่", "हिन्दी", "བསྒྲུབས", "ế", "1️⃣"])
def test_marks_that_a_script_needs_can_be_typed(typed: str) -> None:
    assert text_fault(LONG, tidied(typed)) is None


def test_a_pile_of_marks_on_one_letter_is_refused() -> None:
    assert text_fault(LONG, tidied("Z" + "\u0300" * 6)) is None
    assert text_fault(LONG, tidied("Z" + "\u0300" * 7)) == "unprintable"
    assert text_fault(LONG, tidied("Z\u0300" * 10)) is None


def test_only_where_it_may_stay_empty_is_nothing_an_answer() -> None:
    assert text_fault(OPTIONAL, tidied("  ")) is None
    assert text_fault(OPTIONAL, tidied("\u3164")) == "unprintable"


def test_a_korean_syllable_counts_once_however_it_is_sent() -> None:
    taken_apart = unicodedata.normalize("NFD", "한글각인요")
    assert len(taken_apart) > 5
    assert tidied(taken_apart) == "한글각인요"
    assert text_fault(NAME, tidied(taken_apart)) is None


def test_signs_beyond_the_basic_plane_count_once() -> None:
    assert text_fault(NAME, "🐶" * 5) is None
    assert text_fault(NAME, "🐶" * 6) == "long"
