"""What expressions mean, and what is reported of a configuration that is not valid."""

from fractions import Fraction

import pytest

from configurator.engine.evaluation import Judge, evaluate, number_in, violations
from configurator.engine.expressions import (
    NONE,
    And,
    AttributeCompares,
    AttributeIs,
    Chosen,
    Comparison,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
    PlainValue,
    Quantifier,
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.model import Choice, Group, Kind, Limits, Model, Option, Rule

AMOUNTS = {"light": 1, "normal": 1, "extra": 2, "extra-left": 1}

BURGER = Model(
    groups=(
        Group(
            "bun",
            Kind.ONE,
            (
                Option("brioche", {"vegan": False, "kcal": 300, "milk": "contains"}),
                Option("potato", {"vegan": True, "kcal": 250, "milk": "free"}),
                Option("secret", {"vegan": None, "kcal": None}),
            ),
        ),
        Group(
            "cheese",
            Kind.ONE,
            (Option("cheddar", {"vegan": False, "kcal": Fraction("90.5"), "milk": "contains"}),),
            optional=True,
        ),
        Group(
            "toppings",
            Kind.MANY,
            (
                Option("onion", {"vegan": True, "kcal": 5}, AMOUNTS),
                Option("bacon", {"vegan": False, "kcal": 80}, AMOUNTS),
                Option("mystery", {}, AMOUNTS),
            ),
            distinct=Limits(0, 2),
            units=Limits(0, 3),
        ),
        Group("set", Kind.ONE, (Option("set"),), optional=True),
        Group(
            "set.drink",
            Kind.ONE,
            (Option("cola", {"kcal": 140}), Option("water", {"kcal": 0})),
            applies_if=Is("set", ("set",)),
        ),
        Group("straws", Kind.NUMBER, numbers=range(0, 11, 2), optional=True),
    ),
)


def choices(text: str) -> tuple[Choice, ...]:
    """`bun=brioche toppings.onion=extra`, as in the address of a configuration."""
    found = []
    for word in text.split():
        left, right = word.split("=")
        group, _, option = left.partition(".") if left.startswith("toppings.") else (left, "", "")
        found.append(Choice(group, option, right) if option else Choice(group, right))
    return tuple(found)


def truth(expression: Expression, configuration: str) -> bool | None:
    return evaluate(expression, BURGER, choices(configuration))


def with_rule(expression: Expression, strength: str = "must") -> Model:
    rule = Rule("rule", expression, "must" if strength == "must" else "warn")
    return Model(BURGER.groups, (rule,))


@pytest.mark.parametrize(
    ("options", "configuration", "expected"),
    [
        (("brioche",), "bun=brioche", True),
        (("potato", "brioche"), "bun=brioche", True),
        (("potato",), "bun=brioche", False),
        ((NONE,), "bun=brioche", False),
        ((NONE,), "", True),
        ((NONE, "potato"), "", True),
        ((NONE,), "bun=-", True),
    ],
)
def test_is_asks_for_the_answer_and_none_is_an_answer(
    options: tuple[str, ...], configuration: str, expected: bool
) -> None:
    assert truth(Is("bun", options), configuration) is expected


def test_is_none_does_not_hold_of_a_group_that_does_not_apply() -> None:
    assert truth(Is("set.drink", (NONE,)), "bun=brioche") is False
    assert truth(Is("set.drink", (NONE,)), "set=set") is True


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [((), True), (("extra",), True), (("light", "extra"), True), (("extra-left",), False)],
)
def test_has_asks_for_an_option_in_one_of_the_amounts(
    amounts: tuple[str, ...], expected: bool
) -> None:
    assert truth(Has("toppings", "onion", amounts), "toppings.onion=extra") is expected
    assert truth(Has("toppings", "bacon", amounts), "toppings.onion=extra") is False


def test_counts_are_of_distinct_options_or_of_units() -> None:
    eaten = "toppings.onion=extra toppings.bacon=light"
    assert truth(Counted("toppings", "distinct", 2, 2), eaten) is True
    assert truth(Counted("toppings", "units", 3, 3), eaten) is True
    assert truth(Counted("toppings", "units", None, 2), eaten) is False
    assert truth(Counted("toppings", "distinct", 3, None), eaten) is False


@pytest.mark.parametrize(
    ("quantifier", "configuration", "expected"),
    [
        ("any", "bun=brioche", False),
        ("any", "bun=brioche toppings.onion=light", True),
        ("any", "", False),
        ("any", "bun=secret", None),
        ("any", "bun=secret toppings.onion=light", True),
        ("every", "bun=potato toppings.onion=light", True),
        ("every", "bun=potato toppings.bacon=light", False),
        ("every", "", True),
        ("every", "bun=secret toppings.onion=light", None),
        ("every", "bun=secret toppings.bacon=light", False),
        ("no", "bun=brioche", True),
        ("no", "bun=potato", False),
        ("no", "", True),
        ("no", "bun=secret", None),
        ("no", "toppings.mystery=light", None),
    ],
)
def test_a_test_of_chosen_options_is_unknown_only_where_it_is_undecided(
    quantifier: Quantifier, configuration: str, expected: bool | None
) -> None:
    vegan = Chosen(quantifier, ("bun", "toppings"), AttributeIs("vegan", (True,)))
    assert truth(vegan, configuration) is expected


@pytest.mark.parametrize(
    ("comparison", "constant", "expected"),
    [
        ("<", "90.5", False),
        ("<=", "90.5", True),
        ("=", "90.5", True),
        ("!=", "90.5", False),
        (">=", "90.6", False),
        (">", "90.4", True),
    ],
)
def test_numbers_of_attributes_are_compared_exactly(
    comparison: Comparison, constant: str, expected: bool
) -> None:
    test = AttributeCompares("kcal", comparison, Fraction(constant))
    assert truth(Chosen("any", ("cheese",), test), "cheese=cheddar") is expected


def test_a_word_compared_as_a_number_is_unknown() -> None:
    test = AttributeCompares("milk", ">", Fraction(1))
    assert truth(Chosen("any", ("bun",), test), "bun=brioche") is None


def test_a_flag_is_never_equal_to_a_number() -> None:
    values: tuple[PlainValue, ...] = (1,)
    assert truth(Chosen("any", ("bun",), AttributeIs("vegan", values)), "bun=potato") is False


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ("bun=brioche cheese=cheddar", Fraction("390.5")),
        ("bun=brioche toppings.bacon=extra", Fraction(460)),
        ("", Fraction(0)),
        ("set=set set.drink=cola", Fraction(140)),
    ],
)
def test_a_sum_counts_each_chosen_option_by_its_units(
    configuration: str, expected: Fraction
) -> None:
    kcal = Term(Fraction(1), "kcal", ("bun", "cheese", "toppings", "set.drink"))
    assert truth(Sum((kcal,), "=", expected), configuration) is True
    assert truth(Sum((kcal,), "<", expected), configuration) is False


def test_a_sum_of_nothing_in_particular_adds_units_and_the_values_of_numbers() -> None:
    units = Term(Fraction(2), None, ("bun", "toppings", "straws"))
    eaten = "bun=brioche toppings.onion=extra straws=8"
    assert truth(Sum((units,), "=", Fraction(22)), eaten) is True


def test_a_sum_over_an_unknown_attribute_is_unknown() -> None:
    kcal = Term(Fraction(1), "kcal", ("bun", "toppings"))
    assert truth(Sum((kcal,), ">=", Fraction(0)), "bun=secret") is None
    assert truth(Sum((kcal,), ">=", Fraction(0)), "toppings.mystery=light") is None


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ("", True),
        ("bun=secret", True),
        ("bun=brioche cheese=cheddar", True),
        ("bun=potato cheese=cheddar", False),
        ("bun=secret cheese=cheddar", None),
    ],
)
def test_same_attribute_compares_what_is_chosen(configuration: str, expected: bool | None) -> None:
    assert truth(SameAttribute("milk", ("bun", "cheese")), configuration) is expected


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ("bun=brioche cheese=cheddar", True),
        ("bun=potato", True),
        ("bun=potato cheese=cheddar", False),
        ("bun=brioche", False),
        ("bun=secret cheese=cheddar", True),
        ("bun=secret", True),
    ],
)
def test_a_table_lists_the_answers_that_stand_together(configuration: str, expected: bool) -> None:
    rows = ((("brioche",), ("cheddar",)), (("potato",), (NONE,)), (("secret",), ()))
    groups = ("bun", "cheese")
    assert truth(Table(groups, rows, allowed=True), configuration) is expected
    assert truth(Table(groups, rows, allowed=False), configuration) is not expected


def test_connectives_follow_kleene() -> None:
    unknown = Chosen("any", ("bun",), AttributeIs("vegan", (True,)))
    yes, no = Is("bun", ("secret",)), Is("bun", ("potato",))
    expected: dict[Expression, bool | None] = {
        Not(unknown): None,
        And((unknown, no)): False,
        And((unknown, yes)): None,
        Or((unknown, yes)): True,
        Or((unknown, no)): None,
        Implies(unknown, yes): True,
        Implies(unknown, no): None,
        Implies(no, unknown): True,
        Implies(yes, unknown): None,
    }
    assert {each: truth(each, "bun=secret") for each in expected} == expected


@pytest.mark.parametrize(
    ("configuration", "broken"),
    [
        ("bun=brioche", ()),
        ("bun=brioche set=set set.drink=cola straws=10", ()),
        ("", ("answer:bun",)),
        ("bun=brioche bun=potato", ("answer:bun",)),
        ("bun=gluten", ("answer:bun",)),
        ("bun=brioche set=set", ("answer:set.drink",)),
        ("bun=brioche set.drink=cola", ("applies:set.drink",)),
        ("bun=brioche set.drink=beer", ("applies:set.drink",)),
        ("bun=brioche straws=3", ("answer:straws",)),
        ("bun=brioche straws=1_0", ("answer:straws",)),
        ("bun=brioche straws=١٠", ("answer:straws",)),
        ("bun=brioche toppings.onion=huge", ("answer:toppings",)),
        ("bun=brioche toppings.onion=light toppings.onion=extra", ("answer:toppings",)),
        ("bun=brioche toppings.onion=extra toppings.bacon=extra", ("limit:toppings",)),
        (
            "toppings.onion=light toppings.bacon=light toppings.mystery=light",
            ("answer:bun", "limit:toppings"),
        ),
    ],
)
def test_what_breaks_a_configuration_is_named(configuration: str, broken: tuple[str, ...]) -> None:
    assert violations(BURGER, choices(configuration)) == broken


def test_limits_do_not_count_where_the_group_does_not_apply() -> None:
    sides = Group(
        "sides",
        Kind.MANY,
        (Option("fries", {}, {"normal": 1}),),
        distinct=Limits(1),
        applies_if=Is("bun", ("potato",)),
    )
    model = Model((*BURGER.groups, sides))
    assert violations(model, choices("bun=brioche")) == ()
    assert violations(model, choices("bun=potato")) == ("limit:sides",)


def test_a_group_whose_condition_is_unknown_applies() -> None:
    condition = Chosen("any", ("bun",), AttributeIs("vegan", (True,)))
    model = Model(
        (*BURGER.groups, Group("leaf", Kind.ONE, (Option("rocket"),), False, applies_if=condition))
    )
    assert violations(model, choices("bun=secret")) == ("answer:leaf",)
    assert violations(model, choices("bun=brioche")) == ()


def test_groups_that_depend_on_each_other_in_a_circle_are_still_judged() -> None:
    one = Group("one", Kind.ONE, (Option("a"),), True, applies_if=Is("two", (NONE,)))
    two = Group("two", Kind.ONE, (Option("a"),), True, applies_if=Is("one", (NONE,)))
    assert violations(Model((one, two)), ()) == ()


def test_only_a_must_that_is_known_not_to_hold_breaks_a_configuration() -> None:
    unknown = Chosen("any", ("bun",), AttributeIs("vegan", (True,)))
    assert violations(with_rule(unknown), choices("bun=brioche")) == ("rule",)
    assert violations(with_rule(unknown), choices("bun=secret")) == ()
    assert violations(with_rule(unknown, "warn"), choices("bun=brioche")) == ()


def test_a_judge_tells_notices_unchecked_rules_and_conditions() -> None:
    vegan = Chosen("every", ("bun",), AttributeIs("vegan", (True,)))
    model = Model(
        BURGER.groups,
        (Rule("hint", vegan, "warn"), Rule("law", vegan)),
        {"vegan": vegan, "rich": Is("bun", ("brioche",))},
    )
    judge = Judge(model)
    assert judge.notices(choices("bun=brioche")) == ("hint",)
    assert judge.unchecked(choices("bun=secret")) == ("hint", "law")
    assert judge.conditions(choices("bun=secret")) == ()
    assert judge.conditions(choices("bun=brioche")) == ("rich",)


def test_a_name_that_the_model_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        violations(BURGER, (Choice("sauces", "ketchup"),))
    with pytest.raises(KeyError):
        truth(Is("sauces", ("ketchup",)), "")


@pytest.mark.parametrize("digits", ["", "-", "01", "+2", "2.0", " 2", "1_0", "²", "9" * 5000, "-0"])
def test_a_number_is_written_in_one_way_only(digits: str) -> None:
    assert number_in(BURGER.group("straws"), digits) is None
