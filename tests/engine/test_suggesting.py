"""What the editor offers while a rule is typed."""

import pytest

from configurator.engine.model import Kind
from configurator.engine.names import GroupNames, Names
from configurator.engine.parsing import complete
from tests.engine.burger_names import BURGER


def offered(text: str) -> set[str]:
    """What is offered at the bar, or at the end."""
    before, _, after = text.partition("|")
    return set(complete(before + after, len(before), BURGER))


GROUPS = {"bun", "cheese", "toppings", "set", "set.drink", "seats", '"any"'}
JOINING = {"and", "or", "requires", "excludes"}
ATTRIBUTES = {"vegan", "kcal", "milk", "melts_with", '"of"'}
KEYWORDS = {"at", "exactly", "between", "any", "every", "no", "same", "units", "value", "not"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", GROUPS | KEYWORDS | ATTRIBUTES | {"if"}),
        ("bun is brioche and ", GROUPS | KEYWORDS | ATTRIBUTES),
        ("not (", GROUPS | KEYWORDS | ATTRIBUTES | {"if"}),
        ("b", {"bun", "between"}),
        ("SE", {"set", "set.drink", "seats"}),
        ("bun ", {"is", "allows", "forbids"}),
        ("toppings ", {"is", "has"}),
        ("kcal ", {"of"}),
        ("bun is ", {"brioche", "potato", "16-grain", "none", "not", "one", "taken"}),
        ("bun is not ", {"brioche", "potato", "16-grain", "none", "one", "taken"}),
        ("bun is one of brioche, ", {"brioche", "potato", "16-grain", "none"}),
        ("bun is not one of p", {"potato"}),
        ("cheese is ", {"cheddar", '"none"', "none", "not", "one", "taken"}),
        ("seats is one of ", {*"12345678", "none"}),
        ("toppings has ", {"onion", "bacon", "light", "normal", "extra", "extra-left", "no"}),
        ("toppings has no b", {"bacon"}),
        ("toppings has light ", {"onion", "and", "or", "requires", "excludes"}),
        ("toppings has light or n", {"no", "not", "normal"}),
        ("at ", {"least", "most"}),
        ("at least 2 ", {"of", "units"}),
        ("at least 2 of ", {"toppings"}),
        ("at most 2 units of ", {"toppings"}),
        ("value of ", {"seats"}),
        ("units of b", {"bun"}),
        ("any of ", GROUPS - {"seats"}),
        ("any of bun, ", GROUPS - {"seats", "bun"}),
        ("any of bun, cheese with ", {"vegan", "kcal", "milk", "melts_with", "not"}),
        ("any of cheese with melts_with ", {"include", "do", *JOINING}),
        ("any of cheese with melts_with include ", {"bacon", "egg", "one", "no"}),
        ("any of cheese with melts_with do not include one of e", {"egg"}),
        ("any of cheese with milk ", {"is", *JOINING}),
        ("milk ", {"of"}),
        ("milk of cheese ", {"is"}),
        (
            "milk of bun, cheese is ",
            {"contains", "free", "may_contain", "no", "not", "one", "among"},
        ),
        ("milk of cheese is not one of f", {"free"}),
        ("melts_with of cheese ", {"is", "include", "do"}),
        ("melts_with of cheese include ", {"bacon", "egg", "one", "no"}),
        ("melts_with of cheese do not include one of b", {"bacon"}),
        ("milk of bun is among ", {"milk", "melts_with", '"of"'}),
        ("milk of bun is among melts_with of ", {"cheese"}),
        ("any of bun with not ", {"vegan", "kcal", "milk"}),
        ("any of bun with milk is ", {"contains", "free", "may_contain", "no", "not", "one"}),
        ("any of bun with milk is one of free, ", {"contains", "free", "may_contain", "no"}),
        ("same m", {"milk", "melts_with"}),
        ("same milk of ", {"bun", "cheese", "toppings"}),
        ("kcal of bun + ", {"kcal", "units", "value"}),
        ("kcal of bun + 2 x ", {"kcal", "units", "value"}),
        ("bun, cheese ", {"allows", "forbids"}),
        ("bun, cheese allows (", {"brioche", "potato", "16-grain", "none", "any"}),
        ("bun, cheese allows (brioche or ", {"brioche", "potato", "16-grain", "none"}),
        ("bun, cheese allows (brioche, c", {"cheddar"}),
        ("bun, cheese allows (any, none), (p", {"potato"}),
        ("bun is brioche ", {"and", "or", "requires", "excludes"}),
        ("bun is br| and", {"brioche"}),
        ("bun is is ", set()),
        ('bun is "', set()),
    ],
)
def test_only_what_fits_is_offered(text: str, expected: set[str]) -> None:
    assert offered(text) == expected


def test_names_come_before_keywords_and_there_are_never_too_many() -> None:
    names = Names({"parts": GroupNames(Kind.ONE, tuple(f"part-{n}" for n in range(10_000)))})
    offers = complete("parts is ", 9, names)
    assert offers[0] == "part-0"
    assert len(offers) == 50
    assert complete("p", 1, names) == ("parts",)


def test_a_text_that_is_too_long_is_offered_nothing() -> None:
    assert complete(" " * 5000, 5000, BURGER) == ()
