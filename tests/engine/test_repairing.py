"""The least changes that make something possible."""

import pytest

from configurator.engine.answers import Situation
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.expressions import Has
from configurator.engine.model import Choice, Costs, Limits
from configurator.engine.repairing import Repair, repairs
from tests.engine.builders import (
    answered,
    choice,
    choices,
    excludes,
    many,
    model,
    one,
    prices,
    requires,
    sold_out,
)

BURGER = model(
    one("bun", "sesame brioche rye"),
    one("patty", "beef vegan fish"),
    many("toppings", "bacon onion tomato", distinct=Limits(0, 2)),
    excludes("no-bacon-with-vegan", answered("patty=vegan"), Has("toppings", "bacon")),
    requires("brioche-with-beef", answered("bun=brioche"), answered("patty=beef")),
)
PRICES = prices(
    "bun=brioche:500 bun=rye:300 patty=beef:3000 patty=vegan:3500 patty=fish:2800"
    " toppings.bacon=normal:900"
)


@pytest.fixture(scope="module")
def burger() -> Compiled:
    return compile_model(BURGER)


def test_a_repair_gives_up_the_choice_in_the_way(burger: Compiled) -> None:
    situation = Situation(choices("bun=rye patty=vegan toppings.onion=normal"))
    [repair] = repairs(burger, situation, choice("toppings.bacon=normal"), PRICES)

    assert repair == Repair(
        configuration=choices("bun=rye patty=fish toppings.bacon=normal toppings.onion=normal"),
        removed=choices("patty=vegan"),
        added=choices("patty=fish"),
        cost=4000,
        changes=1,
    )


def test_repairs_differ_and_the_cheapest_of_the_smallest_is_first(burger: Compiled) -> None:
    situation = Situation(choices("toppings.onion=normal toppings.tomato=normal"))
    found = repairs(burger, situation, choice("toppings.bacon=normal"), PRICES)

    assert {repair.removed for repair in found} == {
        choices("toppings.onion=normal"),
        choices("toppings.tomato=normal"),
    }
    assert [repair.changes for repair in found] == [1, 1]


def test_there_are_no_more_repairs_than_asked_for(burger: Compiled) -> None:
    situation = Situation(choices("toppings.onion=normal toppings.tomato=normal"))

    assert len(repairs(burger, situation, choice("toppings.bacon=normal"), PRICES, limit=1)) == 1


def test_the_answer_that_is_replaced_is_no_change(burger: Compiled) -> None:
    situation = Situation(choices("bun=brioche patty=beef"))
    [repair] = repairs(burger, situation, choice("patty=vegan"), PRICES)

    assert repair.removed == choices("bun=brioche")
    assert repair.added == choices("bun=sesame")
    assert repair.configuration == choices("bun=sesame patty=vegan")


def test_what_is_possible_already_needs_no_change(burger: Compiled) -> None:
    [repair] = repairs(burger, Situation(choices("bun=rye")), choice("patty=beef"), PRICES)

    assert (repair.removed, repair.added, repair.changes) == ((), (), 0)
    assert repair.configuration == choices("bun=rye patty=beef")


def test_a_conflict_has_a_nearest_configuration(burger: Compiled) -> None:
    situation = Situation(choices("bun=brioche patty=vegan toppings.bacon=normal"))
    first, second = repairs(burger, situation, None, PRICES)

    assert first.removed == choices("patty=vegan")
    assert first.added == choices("patty=beef")
    assert second.removed == choices("bun=brioche toppings.bacon=normal")
    assert second.changes == 2


def test_of_two_answers_to_one_question_one_stays(burger: Compiled) -> None:
    found = repairs(burger, Situation(choices("bun=rye bun=brioche")), None, PRICES)

    assert [repair.configuration for repair in found] == [
        choices("bun=rye"),
        choices("bun=brioche"),
    ]


def test_what_can_never_be_had_has_no_repair(burger: Compiled) -> None:
    situation = Situation((), sold_out("toppings.bacon"))

    assert repairs(burger, situation, choice("toppings.bacon=normal"), PRICES) == ()


def test_no_repair_uses_what_is_sold_out(burger: Compiled) -> None:
    situation = Situation(choices("patty=vegan"), sold_out("patty=fish"))
    [repair] = repairs(burger, situation, choice("toppings.bacon=normal"), PRICES)

    assert repair.added == choices("patty=beef")


def test_an_option_wanted_in_any_amount_comes_in_the_cheapest() -> None:
    dear = compile_model(model(many("toppings", "onion", amounts={"light": 1, "extra": 2})))
    costs = prices("toppings.onion=light:500 toppings.onion=extra:400")
    [repair] = repairs(dear, Situation(), Choice("toppings", "onion"), costs)

    assert repair.configuration == choices("toppings.onion=extra")


def test_a_none_given_up_counts_what_is_taken_after_all() -> None:
    sauced = compile_model(
        model(
            one("side", "fries nuggets"),
            many("sauces", "ketchup mayo bbq"),
            requires("nuggets-with-ketchup", answered("side=nuggets"), Has("sauces", "ketchup")),
            requires("nuggets-with-mayo", answered("side=nuggets"), Has("sauces", "mayo")),
        )
    )
    [repair] = repairs(sauced, Situation(choices("sauces=-")), choice("side=nuggets"), Costs())

    assert repair.removed == choices("sauces=-")
    assert repair.added == choices("sauces.ketchup=normal sauces.mayo=normal")
    assert repair.changes == 2


def test_an_optional_answer_may_give_way_to_none() -> None:
    dry = compile_model(
        model(
            one("sauce", "ketchup mayo", optional=True),
            one("meal", "burger cake"),
            requires("no-sauce-on-cake", answered("meal=cake"), answered("sauce=-")),
        )
    )
    [repair] = repairs(dry, Situation(choices("sauce=mayo")), choice("meal=cake"), Costs())

    assert repair.configuration == choices("sauce=- meal=cake")
    assert repair.added == choices("sauce=-")


def test_an_answer_whose_group_no_longer_applies_is_given_up_for_nothing() -> None:
    sized = compile_model(
        model(
            one("drink", "cola none"),
            one("size", "small large", optional=True, applies_if=answered("drink=cola")),
        )
    )
    for answer in ("size=large", "size=-"):
        situation = Situation(choices(f"drink=cola {answer}"))
        [repair] = repairs(sized, situation, choice("drink=none"), Costs())

        assert repair.removed == choices(answer)
        assert repair.added == ()
        assert repair.configuration == choices("drink=none")


def test_costs_that_no_change_can_outweigh_are_refused(burger: Compiled) -> None:
    with pytest.raises(OverflowError):
        repairs(burger, Situation(), choice("bun=rye"), prices(f"bun=rye:{2**50}"))
