"""Every mistake in a rule text is told in words, at its place."""

import random
import re
from pathlib import Path

import pytest

from configurator.engine import wording_en, wording_ko
from configurator.engine.expressions import groups_of
from configurator.engine.model import Kind
from configurator.engine.parsing import (
    GroupNames,
    Mistake,
    Names,
    RuleTextError,
    complete,
    parse_condition,
    parse_rule,
    print_expression,
    wording,
)
from configurator.engine.sentences import placeholders
from tests.engine.burger_names import BURGER
from tests.support.work import bounded_work


def mistakes(text: str, names: Names = BURGER) -> tuple[Mistake, ...]:
    with pytest.raises(RuleTextError) as caught:
        parse_rule(text, names)
    return caught.value.mistakes


def golden() -> list[list[str]]:
    """Blocks of three lines: a text with its mistake marked, then what is said of it."""
    blocks = Path(__file__).with_name("golden_mistakes.txt").read_text("utf-8").split("\n\n")
    return [[line.removeprefix("  ") for line in block.splitlines()] for block in blocks]


@pytest.mark.parametrize(("marked", "english", "korean"), golden())
def test_a_mistake_is_told_at_its_place(marked: str, english: str, korean: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    (mistake,) = mistakes(text)
    assert (
        f"{text[: mistake.start]}«{text[mistake.start : mistake.end]}»{text[mistake.end :]}"
        == marked
    )
    assert wording(mistake, "en") == english
    assert wording(mistake, "ko") == korean


def test_a_rule_where_a_condition_belongs_is_told() -> None:
    with pytest.raises(RuleTextError) as caught:
        parse_condition("if bun is brioche then cheese is none", BURGER)
    (mistake,) = caught.value.mistakes
    assert wording(mistake, "en") == (
        "This is a whole rule. Write only the condition, such as “bun is brioche”."
    )
    assert wording(mistake, "ko") == (
        "이 글은 규칙이에요. 여기에는 “bun is brioche” 같은 조건만 써 주세요."
    )


def test_all_mistakes_in_names_are_told_at_once_in_the_order_of_the_text() -> None:
    text = "bnu is brioche and cheese is brie and toppings has huge onion"
    assert [(each.code, text[each.start : each.end]) for each in mistakes(text)] == [
        ("group.unknown", "bnu"),
        ("option.unknown", "brie"),
        ("amount.unknown", "huge"),
    ]


def test_the_error_words_itself() -> None:
    assert str(RuleTextError(mistakes("bnu is a or bun is brioch"))) == (
        "There is no group “bnu”. Did you mean “bun”? "
        "“bun” has no option “brioch”. Did you mean “brioche”?"
    )


def test_a_suggestion_put_in_place_mends_the_text() -> None:
    text = "bnu is brioche and toppings has exta onion and any of bun with milkk is fre"
    for mistake in reversed(mistakes(text)):
        text = text[: mistake.start] + mistake.suggestions[0] + text[mistake.end :]
    assert text == "bun is brioche and toppings has extra onion and any of bun with milk is fre"
    (mistake,) = mistakes(text)
    assert mistake.suggestions == ("free",)


def test_suggested_names_are_quoted_where_they_have_to_be() -> None:
    names = Names({"taken": GroupNames(Kind.ONE, ("units",))})
    assert [each.suggestions for each in mistakes('taaken is "units"', names)] == [('"taken"',)]
    assert [each.suggestions for each in mistakes('"taken" is unitz', names)] == [('"units"',)]


def test_both_languages_word_the_same_mistakes() -> None:
    assert wording_en.MISTAKES.keys() == wording_ko.MISTAKES.keys()
    for code, template in wording_en.MISTAKES.items():
        assert set(placeholders(template)) == set(placeholders(wording_ko.MISTAKES[code])), code


def test_every_wording_is_plain() -> None:
    for template in (*wording_en.MISTAKES.values(), *wording_ko.MISTAKES.values()):
        assert not re.search(r"invalid|please|sorry|oops|error|!", template, re.IGNORECASE)


def test_at_most_twenty_mistakes_are_told() -> None:
    assert len(mistakes(" and ".join(["bnu is brioche"] * 100))) == 20


def test_a_text_full_of_unknown_names_of_a_large_shop_is_answered_quickly() -> None:
    options = tuple(f"part-{number}" for number in range(20_000))
    names = Names({"parts": GroupNames(Kind.ONE, options)})
    with bounded_work():
        assert mistakes("parts is one of " + ", ".join(f"bart{n}" for n in range(300)), names)


WORDS = """
    bun cheese toppings seats set.drink any brioche onion extra light none taken units is not one
    of has no and or requires excludes if then at least most exactly between same allows forbids
    with every vegan kcal milk value x free contains ( ) , + - < <= = != × ≤ " ! 1 2.5 1/0 -3 1e5
    9999999999999999 0x10 ٣ 한글 BUN
"""
FRAGMENTS = (*WORDS.split(), "\\", "\x00", "\u202e", "\ud800", "'", "{", "}", "🍔", "\n", ".")

SEEDS = (
    "bun is brioche and cheese is one of cheddar, none or not (set is taken)",
    "kcal of bun, cheese + 2 x kcal of toppings - 1.5 <= 1200 requires toppings has light onion",
    "no of bun, cheese with milk is one of contains, free excludes at most 4 units of toppings",
    "bun, cheese allows (brioche, cheddar or none), (any, none) and seats is one of 2, 4",
)


def mistakes_in(text: str) -> tuple[Mistake, ...]:
    try:
        parse_rule(text, BURGER)
    except RuleTextError as error:
        return error.mistakes
    return ()


def reads_or_tells(text: str) -> bool:
    """Whether the text can be read; where it cannot, its mistakes have words and places in it."""
    found = mistakes_in(text)
    for mistake in found:
        assert 0 <= mistake.start <= mistake.end <= len(text)
        assert wording(mistake, "en")
        assert wording(mistake, "ko")
    if not found:
        expression = parse_rule(text, BURGER)
        assert set(groups_of(expression)) <= set(BURGER.groups)
        assert parse_rule(print_expression(expression), BURGER) == expression
    return not found


def test_no_heap_of_words_breaks_the_reader() -> None:
    chance = random.Random(7)
    for _ in range(1500):
        words = chance.choices(FRAGMENTS, k=chance.randint(1, 14))
        reads_or_tells(chance.choice(["", " ", " "]).join(words))


def test_no_mutation_of_a_rule_breaks_the_reader() -> None:
    chance = random.Random(11)
    read = 0
    for _ in range(1500):
        text = chance.choice(SEEDS)
        if chance.random() < 0.5:
            words = text.split(" ")
            words[chance.randrange(len(words))] = chance.choice(FRAGMENTS)
            text = " ".join(words)
        else:
            at, length = chance.randrange(len(text) + 1), chance.choice([0, 0, 1, 5])
            text = text[:at] + chance.choice(FRAGMENTS) + text[at + length :]
        read += reads_or_tells(text)
        complete(text, chance.randrange(len(text) + 1), BURGER)
    assert read > 20


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000,
        "(" * 1999 + "bun is brioche" + ")" * 1986,
        "not " * 900 + "bun is brioche",
        "not (" * 600 + "bun is brioche" + ")" * 600,
        "(" * 49 + "not " * 10 + "bun is brioche" + ")" * 49,
        '"' * 3999,
        '"\\' * 1900,
        "bun is one of " + "brioche, " * 400,
        "kcal of bun" + " + kcal of bun" * 250,
        "9" * 4000,
        "kcal of bun < " + "9" * 3900,
        "bun is brioche or " * 200,
        "toppings has " + "light or " * 400 + "onion",
        "a" * 4001,
        " " * 4001,
        "." * 3999,
        "-" * 3999,
        "bun is brioche requires " * 150,
    ],
)
def test_a_hostile_text_is_answered_quickly(text: str) -> None:
    with bounded_work():
        assert not reads_or_tells(text)


def test_fifty_levels_are_read() -> None:
    assert reads_or_tells("(" * 50 + "bun is brioche" + ")" * 50)
    assert reads_or_tells("not (" * 25 + "bun is brioche" + ")" * 25)


def test_the_nearest_name_is_found_among_very_many() -> None:
    options = (*(f"part-{number}" for number in range(5000)), "radeon-9070")
    (mistake,) = mistakes(
        "parts is radon-9070", Names({"parts": GroupNames(Kind.ONE, tuple(options))})
    )
    assert mistake.suggestions == ("radeon-9070",)
