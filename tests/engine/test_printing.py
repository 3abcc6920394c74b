"""Expressions written as text mean the same when they are read again."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeCompares,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
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
from configurator.engine.model import Kind
from configurator.engine.parsing import parse_rule, print_expression
from configurator.engine.printing import number_text
from configurator.engine.syntax import LONGEST_TEXT
from tests.engine.burger_names import AMOUNTS, BURGER, FOOD

ANSWERS = {
    path: (*(group.options or map(str, group.numbers)), NONE)
    for path, group in BURGER.groups.items()
    if group.kind is not Kind.MANY
}
FOODS = st.lists(st.sampled_from(["bun", "cheese", "toppings"]), min_size=1, unique=True).map(tuple)
NUMBERS = st.fractions(-2000, 2000, max_denominator=50)


@st.composite
def answers(draw: st.DrawFn) -> Is:
    path = draw(st.sampled_from(sorted(ANSWERS)))
    options = st.sampled_from(ANSWERS[path])
    return Is(path, tuple(draw(st.lists(options, min_size=1, max_size=3, unique=True))))


@st.composite
def counts(draw: st.DrawFn) -> Counted:
    least, most = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
    bounds = draw(st.sampled_from([(least, None), (None, most), (least, most)]))
    return Counted("toppings", draw(st.sampled_from(["distinct", "units"])), *bounds)


def option_tests() -> st.SearchStrategy[AttributeTest]:
    words = st.lists(st.sampled_from(FOOD["milk"].words), min_size=1, unique=True)
    flags = st.lists(st.booleans(), min_size=1, unique=True)
    comparisons = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
    return st.one_of(
        st.builds(AttributeIs, st.just("milk"), words.map(tuple)),
        st.builds(AttributeIs, st.just("vegan"), flags.map(tuple)),
        st.builds(
            AttributeIs, st.just("kcal"), st.lists(NUMBERS, min_size=1, max_size=3).map(tuple)
        ),
        st.builds(AttributeCompares, st.just("kcal"), comparisons, NUMBERS),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    groups = draw(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=1, max_size=3, unique=True))
    cells = [
        st.lists(st.sampled_from(ANSWERS[path]), max_size=3, unique=True).map(tuple)
        for path in groups
    ]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=3))
    return Table(tuple(groups), tuple(rows), draw(st.booleans()))


def sums() -> st.SearchStrategy[Sum]:
    units = st.lists(st.sampled_from(sorted(BURGER.groups)), min_size=1, max_size=3, unique=True)
    terms = st.one_of(
        st.builds(Term, NUMBERS, st.just("kcal"), FOODS),
        st.builds(Term, NUMBERS, st.none(), units.map(tuple)),
    )
    comparisons = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
    several = st.lists(terms, min_size=1, max_size=3).map(tuple)
    return st.builds(Sum, several, comparisons, NUMBERS)


LEAVES: st.SearchStrategy[Expression] = st.one_of(
    answers(),
    st.builds(
        Has,
        st.just("toppings"),
        st.just("onion"),
        st.lists(st.sampled_from(AMOUNTS), max_size=3, unique=True).map(tuple),
    ),
    counts(),
    st.builds(Chosen, st.sampled_from(["any", "every", "no"]), FOODS, option_tests()),
    st.builds(
        Chosen,
        st.sampled_from(["any", "every", "no"]),
        st.just(("cheese",)),
        st.builds(
            AttributeIncludes,
            st.just("melts_with"),
            st.lists(st.sampled_from(["bacon", "egg"]), min_size=1, unique=True).map(tuple),
        ),
    ),
    st.builds(Among, st.just("milk"), FOODS, st.just("melts_with"), st.just(("cheese",))),
    st.builds(SameAttribute, st.sampled_from(sorted(FOOD)), FOODS),
    tables(),
    sums(),
)


def connected(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, parts),
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Implies, parts, parts),
    )


EXPRESSIONS = st.recursive(LEAVES, connected, max_leaves=8)


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS)
def test_what_is_printed_reads_back_as_the_same(expression: Expression) -> None:
    text = print_expression(expression)
    if len(text) <= LONGEST_TEXT:
        assert parse_rule(text, BURGER) == expression
        assert parse_rule(print_expression(expression, {"seats"}), BURGER) == expression


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("if bun is brioche then cheese is none", "bun is brioche requires cheese is none"),
        (
            "bun is brioche requires not cheese is none",
            "bun is brioche excludes cheese is none",
        ),
        ("((bun is one of brioche))", "bun is brioche"),
        ("100 ≥ 1.50 × kcal of bun", "-1.5 x kcal of bun >= -100"),
        ("not toppings has extra onion", "toppings has no extra onion"),
        ("not not bun is brioche", "not bun is not brioche"),
        ('"bun" is 16-grain', "bun is 16-grain"),
        ('"any" is one of "or", 16', '"any" is one of "or", 16'),
        ('any of "any" with "of" is "is"', 'any of "any" with "of" is "is"'),
        ("set.drink is 330", "set.drink is 330"),
        ("between 2 and 2 of toppings", "exactly 2 of toppings"),
        ("value of seats > 3", "value of seats > 3"),
        (
            "(bun is brioche and cheese is none) or bun is potato",
            "bun is brioche and cheese is none or bun is potato",
        ),
        (
            "(bun is brioche and cheese is none) and bun is potato",
            "(bun is brioche and cheese is none) and bun is potato",
        ),
    ],
)
def test_each_text_has_one_canonical_form(text: str, canonical: str) -> None:
    printed = print_expression(parse_rule(text, BURGER), {"seats"})
    assert printed == canonical
    assert print_expression(parse_rule(printed, BURGER), {"seats"}) == canonical


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-3), "-3"),
        (Fraction("0.05"), "0.05"),
        (Fraction("-12.5"), "-12.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 7), "-1/7"),
        (100, "100"),
    ],
)
def test_a_number_is_printed_as_a_decimal_where_it_has_an_end(
    number: Fraction | int, text: str
) -> None:
    assert number_text(number) == text


@given(st.text())
def test_any_word_can_be_written(word: str) -> None:
    expression = Chosen("any", ("any",), AttributeIs("of", (word,)))
    assert parse_rule(print_expression(expression), BURGER) == expression
