"""The builder's answers, checked against trying every configuration."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.shop import NONE, Rule
from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.views import State, StepStatus
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct
from tests.builder.pages import ask, every_valid, follow, group_of, option_of, switched
from tests.publishing.builders import live, text, with_rules

DELI = live()
VALID = every_valid(DELI)
TAKEN_CHOICES = sorted({choice for whole, _ in VALID for choice in whole})


def least(choices: frozenset[Choice]) -> int | None:
    """The price of the cheapest valid configuration that holds these choices."""
    prices = [price for whole, price in VALID if choices <= whole]
    return min(prices, default=None)


def difference_words(minor: int) -> tuple[str, ...]:
    """What a difference may be called."""
    if not minor:
        return "included", "same price"
    return (f"{'+' if minor > 0 else '-'}₩{abs(minor):,}",)


@st.composite
def possible_choices(draw: st.DrawFn) -> frozenset[Choice]:
    """Part of a valid configuration, as shoppers reach it by clicking what is available."""
    whole, _ = draw(st.sampled_from(VALID))
    return frozenset(choice for choice in sorted(whole) if draw(st.booleans()))


@settings(max_examples=60, deadline=None)
@given(possible_choices())
def test_what_is_shown_as_available_can_be_completed_and_what_is_blocked_cannot(
    choices: frozenset[Choice],
) -> None:
    view = ask(DELI, query(DELI, tuple(choices)))
    for group in view.groups:
        for option in group.options:
            for amount in option.amounts:
                if amount.value:
                    choice = Choice(group.path, option.field.rpartition(".")[2], amount.value)
                    possible = least(switched(choices, choice)) is not None
                    assert amount.state.is_blocked != possible, (choices, choice)
            if not option.amounts and option.value != NONE:
                choice = Choice(group.path, option.value)
                possible = least(switched(choices, choice)) is not None
                assert option.state.is_blocked != possible, (choices, choice)


@settings(max_examples=60, deadline=None)
@given(possible_choices())
def test_a_difference_leads_from_the_cheapest_finish_to_the_cheapest_finish(
    choices: frozenset[Choice],
) -> None:
    view = ask(DELI, query(DELI, tuple(choices)))
    now = least(choices)
    assert now is not None
    for group in view.groups:
        for option in group.options:
            if option.state is State.AVAILABLE and not option.amounts and option.value != NONE:
                then = least(switched(choices, Choice(group.path, option.value)))
                assert then is not None
                assert option.difference in difference_words(then - now), (choices, option)


@settings(max_examples=60, deadline=None)
@given(possible_choices())
def test_the_least_total_is_that_of_the_cheapest_way_to_finish(
    choices: frozenset[Choice],
) -> None:
    view = ask(DELI, query(DELI, tuple(choices)))
    assert view.totals.least == f"₩{least(choices):,}"


@settings(max_examples=60, deadline=None)
@given(st.frozensets(st.sampled_from(TAKEN_CHOICES), max_size=5))
def test_every_repair_leads_to_choices_that_go_together(choices: frozenset[Choice]) -> None:
    single = {(each.group, each.option if each.amount else ""): each for each in sorted(choices)}
    held = frozenset(single.values())
    view = ask(DELI, query(DELI, tuple(held)))
    if least(held) is not None:
        assert view.offer is None
        return
    assert view.offer is not None
    assert view.offer.kind == "conflict"
    assert view.offer.plates
    for plate in view.offer.plates:
        assert follow(DELI, plate.href).offer is None


def test_a_conflict_stays_on_top_while_a_wish_is_answered() -> None:
    conflict = "bread=brioche&filling=tofu"
    assert ask(DELI, conflict).standing is None
    wished = next(
        view
        for option in ("bread:brioche", "filling:tofu", "extras:cheese")
        for view in [ask(DELI, f"{conflict}&want={option}")]
        if view.offer is not None and view.offer.kind == "want"
    )
    assert wished.standing is not None
    assert wished.standing.kind == "conflict"
    assert wished.standing.plates


def test_steps_say_how_they_stand() -> None:
    assert ask(DELI, "").step.status is StepStatus.ATTENTION
    assert ask(DELI, "bread=rye&filling=ham").step.status is StepStatus.COMPLETE
    assert ask(DELI, "bread=brioche&filling=tofu").step.status is StepStatus.CONFLICT


def test_a_blocked_option_says_why_in_the_words_of_the_shop() -> None:
    view = ask(DELI, "bread=brioche")
    tofu = option_of(view, "filling", "tofu")
    assert tofu.state is State.NEEDS_CHANGES
    assert tofu.reason == "Brioche wants ham."
    assert tofu.want == "filling:tofu"


def test_what_is_forced_is_shown_with_its_reason_and_not_written_down() -> None:
    view = ask(DELI, "bread=brioche")
    ham = option_of(view, "filling", "ham")
    assert ham.state is State.FORCED
    assert ham.reason == "Brioche wants ham."
    assert ("filling", "ham") not in view.hidden
    assert [line.words for line in view.summary] == ["brioche", "ham"]


def test_a_wanted_option_is_offered_beside_keeping_mine() -> None:
    view = ask(DELI, "bread=brioche&filling=ham&want=filling:tofu")
    assert view.offer is not None
    assert view.offer.sentences == ("Brioche wants ham.",)
    *repairs, keep = view.offer.plates
    assert keep.keeps
    assert [plate.keeps for plate in repairs] == [False] * len(repairs)
    taken = follow(DELI, repairs[0].href)
    assert option_of(taken, "filling", "tofu").state is State.CHOSEN
    kept = follow(DELI, keep.href)
    assert option_of(kept, "bread", "brioche").state is State.CHOSEN
    assert kept.offer is None


def test_a_wanted_option_that_fits_needs_no_offer() -> None:
    assert ask(DELI, "bread=rye&want=filling:tofu").offer is None


def test_a_repair_can_be_undone() -> None:
    view = ask(DELI, "bread=brioche&filling=ham&want=filling:tofu")
    assert view.offer is not None
    repaired = follow(DELI, view.offer.plates[0].href)
    back = follow(DELI, repaired.undo_href)
    assert option_of(back, "bread", "brioche").state is State.CHOSEN
    assert option_of(back, "filling", "ham").state is State.CHOSEN


def test_sold_out_is_told_apart_and_something_else_is_offered() -> None:
    view = ask(DELI, "want=bread:rye", sold_out=frozenset({"rye"}))
    rye = option_of(view, "bread", "rye")
    assert rye.state is State.SOLD_OUT
    assert rye.state_words == "Sold out today"
    assert view.offer is not None
    assert view.offer.sentences == ("rye is sold out today.",)
    assert view.offer.causes == ("sold-out:rye",)
    assert view.offer.plates[0].added == ("brioche",)


def test_a_group_inside_a_slot_is_asked_once_the_slot_is_taken() -> None:
    assert [group.path for group in ask(DELI, "").groups] == ["bread", "filling", "extras", "drink"]
    taken = ask(DELI, "drink=taken&drink.kind=cola")
    assert "drink.ice" in [group.path for group in taken.groups]


def test_the_groups_of_a_slot_left_out_are_not_asked() -> None:
    assert "drink.ice" not in [group.path for group in ask(DELI, "drink=-").groups]


def test_a_configuration_that_is_on_the_menu_is_told_so_with_what_it_saves() -> None:
    view = ask(DELI, "bread=brioche&filling=ham&extras.cheese=normal&drink=-")
    assert [hint.words for hint in view.hints] == ["This is our Classic: ₩400 is off already."]


def test_finishing_is_proposed_at_the_cheapest() -> None:
    view = ask(DELI, "bread=brioche&finish=1")
    assert view.offer is not None
    finished = follow(DELI, view.offer.plates[0].href)
    assert finished.totals.complete
    assert finished.totals.so_far == view.totals.least


def test_what_is_shared_are_the_choices_alone() -> None:
    view = ask(DELI, "bread=rye&preset=classic&undo=bread:brioche")
    assert view.shared == "bread=rye"


def test_every_choice_is_carried_by_an_input_or_a_hidden_field() -> None:
    view = ask(DELI, "bread=rye&filling=ham&extras.onion=extra")
    assert option_of(view, "extras", "onion").amounts[2].chosen
    assert ("was", "bread=rye&filling=ham&extras.onion=extra") in view.hidden


def test_clearing_is_offered_where_something_was_answered() -> None:
    view = ask(DELI, "bread=rye")
    assert group_of(view, "bread").clearable
    assert not group_of(view, "filling").clearable


@pytest.mark.parametrize("problem", ["pickles=dill", "bread=spelt"])
def test_what_a_link_says_too_much_is_told(problem: str) -> None:
    view = ask(DELI, f"filling=ham&{problem}&r=9")
    assert view.notices[0].words == "The menu has changed since this link was made."
    assert len(view.notices) == 2
    assert option_of(view, "filling", "ham").state is State.CHOSEN


def test_links_of_the_answer_are_canonical() -> None:
    view = ask(DELI, "filling=ham&bread=rye")
    address = read_query(DELI, view.shared)
    assert query(DELI, address.choices) == "bread=rye&filling=ham"


def test_two_products_that_are_equal_answer_alike() -> None:
    other: LiveProduct = live()
    assert ask(other, "bread=rye").summary == ask(DELI, "bread=rye").summary


def test_a_chosen_option_that_sold_out_is_told_as_such_and_a_way_on_is_offered() -> None:
    view = ask(DELI, "bread=rye&filling=tofu", sold_out=frozenset({"tofu"}))
    assert view.offer is not None
    assert view.offer.title == "Not everything here can be had today. What instead?"
    assert view.offer.sentences == ("tofu is sold out today.",)
    assert view.offer.aside == "Options and prices below are those of the first way."
    ham = follow(DELI, view.offer.plates[0].href)
    assert option_of(ham, "filling", "tofu").state is not State.CHOSEN


def test_where_nothing_can_be_made_the_page_says_so_and_leads_to_the_menu() -> None:
    view = ask(DELI, "bread=rye", sold_out=frozenset({"ham", "tofu"}))
    assert view.offer is not None
    assert view.offer.title == "None of this can be made right now"
    assert view.offer.plates == ()
    assert view.menu_href == "/deli/"
    assert view.totals.least == view.totals.so_far


def test_a_rule_that_reads_an_unknown_fact_is_said_to_be_unchecked() -> None:
    text_of_rule = "filling is ham excludes any of extras with milk is contains"
    shop = with_rules(Rule("no-milk", text_of_rule, text("No milk.")))
    items = tuple(replace(each, allergens={}) for each in shop.items)
    view = ask(live(replace(shop, items=items)), "bread=rye&filling=ham&extras.cheese=normal")
    assert [notice.words for notice in view.notices] == ["Not checked: cheese: milk not known"]
