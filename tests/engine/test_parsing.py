"""Rule text, as the expression that it means."""

from fractions import Fraction

import pytest

from configurator.engine.expressions import (
    NONE,
    And,
    AttributeCompares,
    AttributeIs,
    Chosen,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.model import Group, Kind, Model, Option
from configurator.engine.parsing import (
    AttributeNames,
    RuleTextError,
    names_of,
    parse_condition,
    parse_rule,
)
from tests.engine.burger_names import BURGER
from tests.support.work import bounded_work

BRIOCHE, CHEDDAR = Is("bun", ("brioche",)), Is("cheese", ("cheddar",))
ONION = Has("toppings", "onion")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("bun is brioche", BRIOCHE),
        ("bun is not brioche", Not(BRIOCHE)),
        ("bun is one of brioche, potato", Is("bun", ("brioche", "potato"))),
        ("bun is not one of brioche, none", Not(Is("bun", ("brioche", NONE)))),
        ("cheese is none", Is("cheese", (NONE,))),
        ('cheese is "none"', Is("cheese", ("none",))),
        ("cheese is taken", Is("cheese", ("cheddar", "none"))),
        ("set.drink is cola", Is("set.drink", ("cola",))),
        ("seats is 4", Is("seats", ("4",))),
        ("toppings is taken", Counted("toppings", "distinct", 1, None)),
        ("toppings is none", Counted("toppings", "distinct", None, 0)),
    ],
)
def test_an_answer_is_asked_for_with_is(text: str, expression: Expression) -> None:
    assert parse_condition(text, BURGER) == expression


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("toppings has onion", ONION),
        ("toppings has no onion", Not(ONION)),
        ("toppings has extra onion", Has("toppings", "onion", ("extra",))),
        ("toppings has extra-left onion", Has("toppings", "onion", ("extra-left",))),
        ("toppings has light or normal onion", Has("toppings", "onion", ("light", "normal"))),
        (
            "toppings has no light or normal onion",
            Not(Has("toppings", "onion", ("light", "normal"))),
        ),
        ("toppings has onion or bun is brioche", Or((ONION, BRIOCHE))),
        ("toppings has onion or toppings has onion", Or((ONION, ONION))),
        (
            "toppings has light or extra onion or bun is brioche",
            Or((Has("toppings", "onion", ("light", "extra")), BRIOCHE)),
        ),
    ],
)
def test_an_option_among_several_is_asked_for_with_has(text: str, expression: Expression) -> None:
    assert parse_condition(text, BURGER) == expression


@pytest.mark.parametrize(
    ("text", "what", "at_least", "at_most"),
    [
        ("at least 2 of toppings", "distinct", 2, None),
        ("at most 4 of toppings", "distinct", None, 4),
        ("exactly 3 of toppings", "distinct", 3, 3),
        ("between 1 and 3 of toppings", "distinct", 1, 3),
        ("at most 6 units of toppings", "units", None, 6),
        ("between 1 and 3 units of toppings", "units", 1, 3),
    ],
)
def test_options_and_units_are_counted(
    text: str, what: str, at_least: int | None, at_most: int | None
) -> None:
    counted = parse_condition(text, BURGER)
    assert isinstance(counted, Counted)
    assert (counted.what, counted.at_least, counted.at_most) == (what, at_least, at_most)


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("vegan", AttributeIs("vegan", (True,))),
        ("not vegan", AttributeIs("vegan", (False,))),
        ("vegan is yes", AttributeIs("vegan", (True,))),
        ("vegan is not yes", AttributeIs("vegan", (False,))),
        ("milk is contains", AttributeIs("milk", ("contains",))),
        ("milk is one of contains, may_contain", AttributeIs("milk", ("contains", "may_contain"))),
        ("milk is not free", AttributeIs("milk", ("contains", "may_contain"))),
        ("kcal is 100", AttributeIs("kcal", (Fraction(100),))),
        ("kcal is not 100", AttributeCompares("kcal", "!=", Fraction(100))),
        ("kcal > 100.5", AttributeCompares("kcal", ">", Fraction("100.5"))),
        ("kcal ≤ 1/3", AttributeCompares("kcal", "<=", Fraction(1, 3))),
        ("kcal = 100", AttributeCompares("kcal", "=", Fraction(100))),
    ],
)
def test_the_chosen_options_are_tested_by_what_is_known_of_them(
    text: str, test: AttributeIs | AttributeCompares
) -> None:
    groups = ("bun", "toppings")
    assert parse_condition(f"any of bun, toppings with {text}", BURGER) == Chosen(
        "any", groups, test
    )
    assert parse_condition(f"every of bun, toppings with {text}", BURGER) == Chosen(
        "every", groups, test
    )
    assert parse_condition(f"no of bun, toppings with {text}", BURGER) == Chosen("no", groups, test)


def total(*terms: tuple[str | Fraction | int, str | None, str]) -> tuple[Term, ...]:
    return tuple(
        Term(Fraction(factor), attribute, tuple(groups.split()))
        for factor, attribute, groups in terms
    )


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("kcal of bun <= 1200", Sum(total((1, "kcal", "bun")), "<=", Fraction(1200))),
        (
            "kcal of bun, cheese + 2 x kcal of toppings + 100 <= 1200",
            Sum(total((1, "kcal", "bun cheese"), (2, "kcal", "toppings")), "<=", Fraction(1100)),
        ),
        (
            "kcal of bun - 0.5 × kcal of cheese > 10 - 1/3 * kcal of toppings",
            Sum(
                total((1, "kcal", "bun"), ("-1/2", "kcal", "cheese"), ("1/3", "kcal", "toppings")),
                ">",
                Fraction(10),
            ),
        ),
        ("100 < kcal of bun", Sum(total((-1, "kcal", "bun")), "<", Fraction(-100))),
        (
            "units of toppings + units of bun != 5",
            Sum(total((1, None, "toppings"), (1, None, "bun")), "!=", Fraction(5)),
        ),
        ("value of seats >= 2", Sum(total((1, None, "seats")), ">=", Fraction(2))),
        ("-2 x units of seats ≥ -4", Sum(total((-2, None, "seats")), ">=", Fraction(-4))),
    ],
)
def test_sums_are_gathered_on_the_left(text: str, expression: Expression) -> None:
    assert parse_condition(text, BURGER) == expression


def test_the_options_of_groups_are_compared_with_each_other() -> None:
    assert parse_condition("same milk of bun, cheese", BURGER) == SameAttribute(
        "milk", ("bun", "cheese")
    )


@pytest.mark.parametrize(("word", "allowed"), [("allows", True), ("forbids", False)])
def test_a_table_lists_rows_of_answers(word: str, allowed: bool) -> None:
    text = f"bun, cheese {word} (brioche, cheddar or none), (any, none)"
    rows = ((("brioche",), ("cheddar", NONE)), ((), (NONE,)))
    assert parse_condition(text, BURGER) == Table(("bun", "cheese"), rows, allowed)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        (
            "bun is brioche or bun is brioche and not toppings has onion",
            Or((BRIOCHE, And((BRIOCHE, Not(ONION))))),
        ),
        (
            "(bun is brioche or toppings has onion) and cheese is cheddar",
            And((Or((BRIOCHE, ONION)), CHEDDAR)),
        ),
        (
            "between 1 and 2 of toppings and cheese is cheddar",
            And((Counted("toppings", "distinct", 1, 2), CHEDDAR)),
        ),
        ("not not cheese is cheddar", Not(Not(CHEDDAR))),
        ("not (bun is brioche and cheese is cheddar)", Not(And((BRIOCHE, CHEDDAR)))),
        ("bun is brioche\n  and\tcheese is cheddar", And((BRIOCHE, CHEDDAR))),
    ],
)
def test_not_binds_before_and_and_and_before_or(text: str, expression: Expression) -> None:
    assert parse_condition(text, BURGER) == expression


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("bun is brioche requires cheese is cheddar", Implies(BRIOCHE, CHEDDAR)),
        ("bun is brioche excludes cheese is cheddar", Implies(BRIOCHE, Not(CHEDDAR))),
        ("if bun is brioche then cheese is cheddar", Implies(BRIOCHE, CHEDDAR)),
        (
            "bun is brioche and toppings has onion requires cheese is cheddar or cheese is none",
            Implies(And((BRIOCHE, ONION)), Or((CHEDDAR, Is("cheese", (NONE,))))),
        ),
        (
            "not (bun is brioche requires cheese is cheddar)",
            Not(Implies(BRIOCHE, CHEDDAR)),
        ),
        ("bun is brioche", BRIOCHE),
    ],
)
def test_a_rule_requires_excludes_or_simply_holds(text: str, expression: Expression) -> None:
    assert parse_rule(text, BURGER) == expression


def test_a_condition_neither_requires_nor_excludes() -> None:
    with pytest.raises(RuleTextError) as caught:
        parse_condition("cheese is none or (bun is brioche requires cheese is cheddar)", BURGER)
    assert [mistake.code for mistake in caught.value.mistakes] == ["condition.rule"]


def test_names_come_from_a_model() -> None:
    cpu = Group("cpu", Kind.ONE, (Option("i5", {"socket": "LGA 1700", "watts": 65, "new": None}),))
    board = Group("board", Kind.ONE, (Option("b1", {"socket": "AM5", "wifi": True}),))
    names = names_of(Model((cpu, board)))
    assert names.groups["cpu"].attributes == {
        "socket": AttributeNames("word", ("AM5", "LGA 1700")),
        "watts": AttributeNames("number"),
        "new": AttributeNames(),
    }
    read = parse_condition('any of cpu, board with socket is one of "LGA 1700", AM4', names)
    assert isinstance(read, Chosen)
    assert read.test == AttributeIs("socket", ("LGA 1700", "AM4"))


def test_the_words_of_an_attribute_can_be_declared() -> None:
    bun = Group("bun", Kind.ONE, (Option("brioche", {"milk": "contains"}),))
    names = names_of(Model((bun,)), {"milk": ("contains", "free")})
    assert parse_condition("any of bun with milk is free", names)
    with pytest.raises(RuleTextError):
        parse_condition("any of bun with milk is fre", names)


def test_forty_long_rules_are_no_work_to_read() -> None:
    text = "kcal of bun, cheese + 2 x kcal of toppings <= 1200 and toppings has extra onion"
    with bounded_work():
        for _ in range(40):
            parse_rule(text, BURGER)
