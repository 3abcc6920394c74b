"""Sums as figures: what is known of them, and whether something in them is not."""

from fractions import Fraction

import pytest

from configurator.engine.evaluation import Judge
from configurator.engine.figures import Figure, added_up
from configurator.engine.model import Choice, Group, Kind, Model, Option
from configurator.engine.parsing import RuleTextError, names_of, parse_sum

PC = Model(
    (
        Group("cpu", Kind.ONE, (Option("a", {"watts": 65}), Option("b", {"watts": None}))),
        Group("graphics", Kind.ONE, (Option("g", {"watts": Fraction(401, 2)}),), optional=True),
        Group("drive", Kind.MANY, (Option("d", {"watts": 5}, {"1": 1, "3": 3}),)),
        Group("fans", Kind.NUMBER, numbers=range(7)),
    )
)
JUDGE = Judge(PC)


def figure(text: str, *choices: Choice) -> Figure:
    return added_up(JUDGE, parse_sum(text, names_of(PC)), choices)


def test_attributes_are_added_up_by_units_over_all_groups_and_with_the_constant() -> None:
    chosen = (Choice("cpu", "a"), Choice("graphics", "g"), Choice("drive", "d", "3"))
    found = figure("watts of cpu, graphics, drive + 2 x units of drive - 10", *chosen)
    assert found == Figure(65 + Fraction(401, 2) + 15 + 6 - 10)


def test_what_is_not_chosen_yet_adds_nothing() -> None:
    assert figure("watts of cpu, graphics + 100", Choice("cpu", "a")) == Figure(Fraction(165))
    assert figure("watts of cpu, graphics + 100") == Figure(Fraction(100), empty=True)
    assert figure("watts of graphics", Choice("graphics", "-")) == Figure(Fraction(0), empty=True)


def test_an_unknown_part_is_told_beside_the_known_ones() -> None:
    found = figure("watts of cpu, graphics", Choice("cpu", "b"), Choice("graphics", "g"))
    assert found == Figure(Fraction(401, 2), unknown=True)


def test_a_number_alone_and_the_values_of_numbers_are_sums_too() -> None:
    assert figure("1200") == Figure(Fraction(1200))
    assert figure("value of fans + 1", Choice("fans", "4")) == Figure(Fraction(5))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wats of cpu", "no attribute “wats”. Did you mean “watts”?"),
        ("watts of cpu <= 5", "“<=” does not fit here. Expected a comma, “+”, “-” or the end."),
        ("watts of", "The text stops too early. Expected a name."),
        ("cpu is a", "“is” does not fit here. Expected “of”."),
        ("", "There is no rule yet."),
    ],
)
def test_what_is_no_sum_is_refused_with_its_mistake(text: str, told: str) -> None:
    with pytest.raises(RuleTextError) as caught:
        parse_sum(text, names_of(PC))
    assert told in str(caught.value)
