"""Every problem is worded in Korean and in English."""

import re
from pathlib import Path

import pytest

import catalog
from catalog.problem_words import CODES, problem_line, problem_words
from catalog.problems import Problem, ProblemFact

UNWELCOME = re.compile(r"\b(invalid|please|sorry|oops|error)\b|[!！]", re.IGNORECASE)
HANGUL = re.compile("[가-힣]")
WORDS = ("word", "limit", "line", "told", "words", "languages", "kind", "product")
NUMBERS = ("at_least", "at_most", "step", "count")


def problem(code: str) -> Problem:
    facts: dict[str, ProblemFact] = {"known": ("milk", "wheat")}
    facts.update(dict.fromkeys(WORDS, "fact"), **dict.fromkeys(NUMBERS, 7))
    return Problem("shop.yaml", 3, ("amounts", "extra"), code, facts)


def raised_codes() -> set[str]:
    """Every code that the sources of the catalog name."""
    sources = "".join(each.read_text("utf-8") for each in Path(catalog.__path__[0]).glob("*.py"))
    calls = r'(?:Fault|fault|unknown|unknown_error|PictureError)\(\s*"([a-z0-9-]+)"'
    return set(re.findall(calls, sources)) - {"svg-"}


def test_every_code_that_is_raised_has_words() -> None:
    assert raised_codes() <= CODES
    assert len(raised_codes()) > 60


@pytest.mark.parametrize("code", sorted(CODES))
def test_words_are_calm_and_filled_in_both_languages(code: str) -> None:
    korean, english = (problem_words(problem(code), language) for language in ("ko", "en"))
    assert HANGUL.search(korean)
    assert not HANGUL.search(english)
    for words in (korean, english):
        assert not UNWELCOME.search(words)
        assert "{word}" not in words
        assert "{near}" not in words


def test_a_problem_is_one_line_with_its_place() -> None:
    assert problem_line(problem("unknown-item"), "en") == (
        "shop.yaml:3 amounts.extra: fact is not in items.yaml. Known: milk, wheat."
    )
    assert problem_line(problem("unknown-item"), "ko") == (
        "shop.yaml:3 amounts.extra: fact: items.yaml에 없어요. 비슷하거나 있는 것: milk, wheat."
    )


def test_what_a_merchant_wrote_cannot_steer_the_terminal() -> None:
    wrote = Problem("shop.yaml", 1, ("\x1b[2J",), "unknown-item", {"word": "\x9b1m", "known": ()})
    assert problem_line(wrote, "en").startswith("shop.yaml:1 �[2J: �1m is not in items.yaml.")
    named = Problem("products/\x1b[2J.yaml", 1, (), "unknown-item", {"word": "x", "known": ()})
    assert problem_line(named, "en").startswith("products/�[2J.yaml:1 : x is not in items.yaml.")


def test_braces_in_what_a_merchant_wrote_are_not_filled_in() -> None:
    wrote = Problem("shop.yaml", 1, (), "unknown-item", {"word": "{near}", "known": ()})
    assert problem_words(wrote, "en").startswith("{near} is not in items.yaml.")


def test_a_misspelt_name_is_found_among_very_many() -> None:
    names = tuple(f"part-{at}-{kind}" for at in range(3000) for kind in ("a", "b"))
    wrote = Problem("shop.yaml", 1, (), "unknown-item", {"word": "part-2931a", "known": names})
    assert "part-2931-a" in problem_words(wrote, "en")
