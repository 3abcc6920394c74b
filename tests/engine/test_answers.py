"""What may still be chosen, and at what total."""

import pytest

from configurator.engine.answers import Situation, count_left, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.explaining import Explanation, explain
from configurator.engine.expressions import And, Has, Is, Not
from configurator.engine.model import Choice, Costs, Group, Kind, Limits, Option
from tests.engine.builders import (
    answered,
    choice,
    choices,
    excludes,
    many,
    model,
    number,
    one,
    prices,
    requires,
    sold_out,
)

BURGER = model(
    one("bun", "sesame brioche"),
    one("patty", "beef vegan"),
    many("toppings", "onion bacon", amounts={"normal": 1, "extra": 2}),
    one("drink", "cola tea", optional=True),
    excludes("no-bacon-with-vegan", answered("patty=vegan"), Has("toppings", "bacon")),
    requires("brioche-with-beef", answered("bun=brioche"), answered("patty=beef")),
)
PRICES = prices(
    "bun=sesame:0 bun=brioche:500 patty=beef:3000 patty=vegan:3500 toppings.bacon=normal:900"
    " toppings.bacon=extra:1500 drink=cola:2000 drink=tea:2500"
)


@pytest.fixture(scope="module")
def burger() -> Compiled:
    return compile_model(BURGER)


def test_the_total_from_is_that_of_the_cheapest_way_to_finish(burger: Compiled) -> None:
    assert valid_domains(burger, Situation(), PRICES).cheapest == 3000
    assert valid_domains(burger, Situation(choices("patty=vegan")), PRICES).cheapest == 3500


def test_an_option_costs_the_total_of_finishing_with_it(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("drink=cola")), PRICES)

    assert domains.cost_of(choice("bun=brioche")) == 5500
    assert domains.cost_of(choice("toppings.bacon=extra")) == 6500


def test_another_answer_replaces_the_one_before(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("patty=vegan drink=tea")), PRICES)

    assert domains.cost_of(choice("patty=beef")) == 5500
    assert domains.cost_of(choice("drink=-")) == 3500


def test_an_option_that_the_rules_exclude_is_blocked(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("patty=vegan")), PRICES)

    assert not domains.is_available(choice("toppings.bacon=normal"))
    assert not domains.is_available(choice("bun=brioche"))
    assert domains.is_available(choice("toppings.onion=extra"))


def test_an_option_without_an_amount_stands_for_its_cheapest(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(), PRICES)

    assert domains.cost_of(Choice("toppings", "bacon")) == 3900


def test_an_option_can_be_asked_about_as_not_taken(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("toppings.bacon=extra")), PRICES)

    assert domains.cost_of(choice("toppings.bacon=-")) == 3000


def test_nothing_of_a_group_can_be_asked_about(burger: Compiled) -> None:
    needs_one = compile_model(model(many("toppings", "onion bacon", distinct=Limits(1))))

    assert valid_domains(burger, Situation(), PRICES).cost_of(choice("toppings=-")) == 3000
    assert valid_domains(needs_one, Situation(), Costs()).cost_of(choice("toppings=-")) is None


def test_taking_something_withdraws_the_none_of_its_group() -> None:
    pair = compile_model(
        model(
            many("toppings", "onion bacon"),
            requires("together", Has("toppings", "onion"), Has("toppings", "bacon")),
        )
    )

    domains = valid_domains(pair, Situation(choices("toppings=-")), Costs())

    assert domains.is_available(choice("toppings.onion=normal"))


def test_what_is_sold_out_is_blocked_and_not_counted(burger: Compiled) -> None:
    situation = Situation(unavailable=sold_out("toppings.bacon patty=beef"))
    domains = valid_domains(burger, situation, PRICES)

    assert not domains.is_available(choice("toppings.bacon=extra"))
    assert not domains.is_available(choice("patty=beef"))
    assert domains.cheapest == 3500


def test_an_amount_alone_can_be_sold_out(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(unavailable=sold_out("toppings.bacon=extra")), PRICES)

    assert not domains.is_available(choice("toppings.bacon=extra"))
    assert domains.is_available(choice("toppings.bacon=normal"))


def test_what_every_way_to_finish_has_is_forced(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("bun=brioche")), PRICES)

    assert domains.forced == choices("patty=beef")


def test_a_none_can_be_forced_and_an_explicit_choice_is_not() -> None:
    dry = compile_model(
        model(
            one("meal", "burger cake"),
            one("sauce", "ketchup mayo", optional=True),
            requires("no-sauce-on-cake", answered("meal=cake"), answered("sauce=-")),
        )
    )

    assert valid_domains(dry, Situation(choices("meal=cake")), Costs()).forced == choices("sauce=-")
    both = Situation(choices("meal=cake sauce=-"))
    assert valid_domains(dry, both, Costs()).forced == ()


def test_choices_in_conflict_have_no_total_and_force_nothing(burger: Compiled) -> None:
    situation = Situation(choices("patty=vegan toppings.bacon=normal"))
    domains = valid_domains(burger, situation, PRICES)

    assert not domains.consistent
    assert domains.cheapest is None
    assert domains.forced == ()


def test_two_answers_to_one_question_are_in_conflict(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(choices("bun=sesame bun=brioche")), PRICES)

    assert not domains.consistent


def test_conditions_are_charged_where_they_hold() -> None:
    lunch = Is("drink", ("cola",))
    deal = compile_model(
        model(one("drink", "cola tea"), one("side", "fries"), conditions={"deal": lunch})
    )
    costs = prices("drink=cola:2000 drink=tea:1800", {"deal": -500})

    domains = valid_domains(deal, Situation(), costs)

    assert domains.cheapest == 1500
    assert domains.cost_of(choice("drink=tea")) == 1800


def test_a_group_applies_does_not_or_is_not_decided() -> None:
    sized = compile_model(
        model(
            one("drink", "cola none"),
            one("size", "small large", applies_if=answered("drink=cola")),
            many("extras", "ice lemon", applies_if=answered("drink=cola")),
        )
    )

    def applies(address: str) -> list[bool | None]:
        domains = valid_domains(sized, Situation(choices(address)), Costs())
        return [domains.applies(path) for path in ("drink", "size", "extras")]

    assert applies("") == [True, None, None]
    assert applies("drink=cola") == [True, True, True]
    assert applies("drink=none") == [True, False, False]
    assert applies("extras.ice=normal") == [True, True, True]


def test_a_group_that_does_not_apply_blocks_its_options_and_counts_once() -> None:
    sized = compile_model(
        model(
            one("drink", "cola none"), one("size", "small large", applies_if=answered("drink=cola"))
        )
    )
    situation = Situation(choices("drink=none"))

    assert not valid_domains(sized, situation, Costs()).is_available(choice("size=small"))
    assert count_left(sized, situation) == 1
    assert count_left(sized, Situation()) == 3


def test_a_number_is_a_choice_like_any_other() -> None:
    seats = compile_model(
        model(
            number("seats", range(2, 9, 2)),
            one("table", "small large"),
            requires("small-table", answered("table=small"), answered("seats=2|4")),
        )
    )
    domains = valid_domains(seats, Situation(choices("table=small")), Costs())

    assert domains.is_available(choice("seats=4"))
    assert not domains.is_available(choice("seats=6"))


def test_a_model_without_any_valid_configuration_offers_nothing() -> None:
    void = compile_model(
        model(
            one("bun", "sesame"),
            requires("never", answered("bun=sesame"), And((Not(answered("bun=sesame")),))),
        )
    )
    domains = valid_domains(void, Situation(), Costs())

    assert not domains.consistent
    assert not domains.is_available(choice("bun=sesame"))
    assert count_left(void, Situation()) == 0


def test_an_unknown_choice_is_told_apart_from_a_blocked_one(burger: Compiled) -> None:
    domains = valid_domains(burger, Situation(), PRICES)

    with pytest.raises(KeyError):
        domains.cost_of(choice("bun=rye"))
    with pytest.raises(KeyError):
        valid_domains(burger, Situation(choices("salad=green")), PRICES)


def test_an_option_that_offers_no_amount_can_never_be_had() -> None:
    empty = compile_model(model(Group("toppings", Kind.MANY, (Option("onion"),))))
    onion = Choice("toppings", "onion")

    assert valid_domains(empty, Situation(), Costs()).cost_of(onion) is None
    assert explain(empty, Situation(), onion) == Explanation(onion, (), (), ())
