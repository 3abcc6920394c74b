"""Finishing a configuration, and what is missing until it is finished."""

import pytest

from configurator.engine.answers import Situation
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.completing import Status, finish, status
from configurator.engine.expressions import Has, Or
from configurator.engine.model import Costs, Limits, Rule
from tests.engine.builders import (
    answered,
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
    one("bun", "sesame brioche"),
    one("patty", "beef vegan"),
    many("toppings", "onion bacon"),
    one("drink", "cola tea", optional=True),
    one("size", "small large", applies_if=answered("drink=cola|tea")),
    requires("brioche-with-beef", answered("bun=brioche"), answered("patty=beef")),
)


@pytest.fixture(scope="module")
def burger() -> Compiled:
    return compile_model(BURGER)


def test_finishing_takes_the_cheapest(burger: Compiled) -> None:
    costs = prices("bun=sesame:200 bun=brioche:100 patty=vegan:10 patty=beef:50 drink=tea:-5")

    finished = finish(burger, Situation(choices("toppings.onion=normal")), costs)

    assert finished == choices("bun=brioche patty=beef toppings.onion=normal drink=tea size=small")


def test_of_equally_cheap_ways_the_one_with_the_fewest_things_is_taken(burger: Compiled) -> None:
    assert finish(burger, Situation(), Costs()) == choices("bun=sesame patty=beef")


def test_then_what_is_listed_first_is_taken() -> None:
    either = compile_model(
        model(
            many("toppings", "onion bacon tomato"),
            Rule("some", Or((Has("toppings", "bacon"), Has("toppings", "tomato")))),
        )
    )

    assert finish(either, Situation(), Costs()) == choices("toppings.bacon=normal")


def test_finishing_avoids_what_is_sold_out(burger: Compiled) -> None:
    situation = Situation((), sold_out("bun=sesame"))

    assert finish(burger, situation, Costs()) == choices("bun=brioche patty=beef")


def test_a_conflict_cannot_be_finished(burger: Compiled) -> None:
    assert finish(burger, Situation(choices("bun=brioche patty=vegan")), Costs()) is None


def test_groups_that_need_an_answer_are_open(burger: Compiled) -> None:
    assert status(burger, Situation()) == Status(None, ("bun", "patty"), conflict=False)
    assert status(burger, Situation(choices("patty=vegan drink=tea"))) == Status(
        None, ("size",), conflict=False
    )


def test_what_is_forced_needs_no_answer(burger: Compiled) -> None:
    assert status(burger, Situation(choices("bun=brioche"))) == Status(
        choices("bun=brioche patty=beef"), (), conflict=False
    )


def test_a_limit_from_below_makes_a_group_open() -> None:
    sauced = compile_model(model(many("sauces", "bbq mayo mustard", distinct=Limits(2))))

    assert status(sauced, Situation(choices("sauces.bbq=normal"))).open_groups == ("sauces",)
    assert status(sauced, Situation(choices("sauces.bbq=normal sauces.mayo=normal"))).complete


def test_a_rule_can_make_an_optional_group_open() -> None:
    meal = compile_model(
        model(
            one("main", "burger salad", optional=True),
            one("side", "fries soup", optional=True),
            excludes("not-nothing", answered("main=-"), answered("side=-")),
        )
    )

    assert status(meal, Situation()).open_groups in [("main",), ("side",)]
    assert status(meal, Situation(choices("side=-"))).open_groups == ("main",)
    assert status(meal, Situation(choices("main=salad"))).complete == choices("main=salad")


def test_a_conflict_is_neither_complete_nor_open(burger: Compiled) -> None:
    found = status(burger, Situation(choices("bun=brioche patty=vegan")))

    assert found == Status(None, (), conflict=True)
