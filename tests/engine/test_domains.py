"""Groups become variables, and choices become numbers and back."""

import pytest

from configurator.engine.domains import DOES_NOT_APPLY, values_of
from configurator.engine.model import Choice
from tests.engine.builders import answered, choice, many, model, number, one

MODEL = model(
    one("bun", "a b", optional=True),
    many("toppings", "x y", amounts={"normal": 1, "extra": 2}, applies_if=answered("bun=a")),
    number("seats", range(2, 8, 2)),
    one("side", "s", applies_if=answered("bun=b")),
)


def test_each_option_of_a_many_of_group_is_a_variable_of_its_own() -> None:
    names = [variable.name for variable in values_of(MODEL).variables]
    assert names == ["bun", "toppings.x", "toppings.y", "seats", "side"]


def test_every_value_is_found_under_the_choice_that_it_stands_for() -> None:
    values = values_of(MODEL)
    for index in range(len(values)):
        assert values.index(values.choice(index)) == index
        variable = values.variable_of(index)
        assert variable.start <= index < variable.stop
        assert variable.group == values.choice(index).group


def test_the_values_of_each_kind_of_group() -> None:
    values = values_of(MODEL)
    listed = {
        variable.name: [values.choice(index) for index in variable.indexes]
        for variable in values.variables
    }
    assert listed["bun"] == [choice("bun=-"), choice("bun=a"), choice("bun=b")]
    assert [each.amount for each in listed["toppings.x"]] == ["-", "normal", "extra"]
    assert [each.option for each in listed["seats"]] == ["2", "4", "6"]
    assert listed["side"] == [Choice("side", "s"), Choice("side", DOES_NOT_APPLY)]


def test_only_what_is_taken_counts_as_taken() -> None:
    values = values_of(MODEL)
    taken = [values.choice(index) for index in range(len(values)) if values.taken(index)]
    assert [each.option for each in taken] == ["a", "b", "x", "x", "y", "y", "2", "4", "6", "s"]


@pytest.mark.parametrize("text", ["bun=z", "seats=3", "seats=-", "toppings.x=light", "sauce=a"])
def test_a_choice_that_no_group_offers_has_no_number(text: str) -> None:
    with pytest.raises(KeyError):
        values_of(MODEL).index(choice(text))


def test_an_option_is_taken_by_all_its_amounts() -> None:
    values = values_of(MODEL)
    amounts = [values.choice(index).amount for index in values.taking("toppings", "x")]
    assert amounts == ["normal", "extra"]
    assert values.taking("toppings", "z") == ()
    assert values.taking("nothing", "x") == ()
