"""Presets near a configuration: told with what they save, checked against every way to answer."""

from dataclasses import replace

import pytest

from catalog.shop import Preset
from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.answers import Circumstances, answer
from configurator.builder.met_presets import met_preset
from configurator.builder.reckoning import reckon
from configurator.builder.views import BuilderView, PresetHint
from configurator.engine.model import Choice
from configurator.publishing.configurations import missing
from tests.builder.pages import ask, every_valid, follow, group_of, option_of, speaking
from tests.publishing.builders import PRESET, SHOP, live, text

LUNCH = Preset(
    "lunch",
    "sandwich",
    text("Lunch"),
    {"bread": "rye", "filling": "ham", "drink": "taken", "drink.kind": "tea"},
    ("bread", "filling", "drink", "drink.kind"),
    adjustment=-900,
)
DELI = live(replace(SHOP, presets=(PRESET, LUNCH)))
VALID = every_valid(DELI)
CLASSIC = "bread=brioche&filling=ham&extras.cheese=normal"


def least(asked: str) -> int:
    """The price of the cheapest valid configuration that holds what a query string says."""
    choices = set(read_query(DELI, asked).choices)
    return min(price for whole, price in VALID if choices <= whole)


def near(view: BuilderView) -> list[PresetHint]:
    return [hint for hint in view.hints if hint.kind == "near"]


def met(view: BuilderView) -> list[str]:
    return [hint.words for hint in view.hints if hint.kind == "met"]


def amount(words: str) -> int:
    return int(words.replace("₩", "").replace(",", "").replace("same price", "0"))


def test_what_is_missing_is_offered_with_what_it_changes_the_price_by() -> None:
    (hint,) = near(ask(DELI, "bread=brioche&filling=ham&drink=-"))
    assert hint.words == "With cheese it is our Classic: ₩400 off."
    assert hint.difference == "+₩300"
    taken = follow(DELI, hint.href)
    assert met(taken) == ["This is our Classic: ₩400 is off already."]
    assert taken.totals.so_far == "₩6,300"


def test_another_answer_is_offered_only_where_it_costs_less() -> None:
    asked = "bread=rye&filling=ham&drink=taken&drink.kind=cola"
    (hint,) = near(ask(DELI, asked))
    assert hint.words == "With tea instead of cola it is our Lunch: ₩900 off."
    assert hint.difference == "-₩700"
    cheaper_by_itself = "bread=brioche&filling=ham&drink=taken&drink.kind=tea"
    assert near(ask(DELI, cheaper_by_itself)) == [
        PresetHint(
            "near",
            "With rye instead of brioche it is our Lunch: ₩900 off.",
            near(ask(DELI, cheaper_by_itself))[0].href,
            "-₩1,400",
        ),
        PresetHint(
            "near",
            "With cheese it is our Classic: ₩400 off.",
            near(ask(DELI, cheaper_by_itself))[1].href,
            "+₩300",
        ),
    ]


def test_every_hint_leads_where_it_says_at_the_difference_it_says() -> None:
    told = 0
    for whole, _price in VALID:
        for left_out in {choice.group for choice in whole}:
            choices = tuple(sorted(each for each in whole if each.group != left_out))
            asked = query(DELI, choices)
            for hint in near(ask(DELI, asked)):
                to = hint.href.partition("?")[2].partition("&undo")[0]
                assert least(to) - least(asked) == amount(hint.difference), (asked, hint)
                with speaking():
                    found = reckon(DELI, read_query(DELI, to), Circumstances("en"))
                    reached = met_preset(found)
                assert reached is None or reached.preset.name["en"] in hint.words
                assert found.conflict is None
                told += 1
    assert told > 50


def test_hints_are_the_same_however_the_choices_were_made() -> None:
    one = ask(DELI, "bread=rye&filling=ham&drink=taken&drink.kind=cola&drink.ice=ice")
    other = ask(DELI, "drink.ice=ice&drink.kind=cola&filling=ham&drink=taken&bread=rye")
    assert one.hints == other.hints


def test_nothing_is_offered_before_something_of_the_preset_is_chosen() -> None:
    assert ask(DELI, "").hints == ()


def test_what_is_sold_out_is_no_hint() -> None:
    asked = "bread=brioche&filling=ham&drink=-"
    assert near(ask(DELI, asked, sold_out=frozenset({"cheddar"}))) == []


def test_the_groups_of_a_preset_that_is_met_say_what_keeps_its_price() -> None:
    view = ask(DELI, f"{CLASSIC}&drink=-")
    assert group_of(view, "bread").keeping == (
        "With brioche it keeps the price of our Classic: ₩400 off."
    )
    assert group_of(view, "drink").keeping == ""
    # Rye is 500 less, and the preset's 400 is lost with brioche.
    assert option_of(view, "bread", "rye").difference == "-₩100"
    assert group_of(ask(DELI, "bread=rye&filling=ham"), "bread").keeping == ""


def test_a_way_to_have_something_else_says_which_price_it_gives_up() -> None:
    view = ask(DELI, f"{CLASSIC}&drink=-&want=filling:tofu")
    assert view.offer is not None
    told = {plate.gives_up for plate in view.offer.plates if not plate.keeps}
    assert told == {"Without the price of our Classic (₩400 off)"}
    assert view.offer.plates[-1].gives_up == ""


def test_a_preset_is_not_met_while_one_of_its_choices_is_open() -> None:
    assert met(ask(DELI, "bread=rye&filling=ham&drink=taken")) == []


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (CLASSIC.rpartition("&")[0], CLASSIC, "This is our Classic: ₩400 is off already."),
        (
            CLASSIC,
            CLASSIC.replace("brioche", "rye"),
            "It no longer has the price of our Classic.",
        ),
        (CLASSIC, f"{CLASSIC}&drink=-", ""),
    ],
)
def test_a_preset_met_or_lost_is_announced(before: str, now: str, told: str) -> None:
    here = Circumstances("en", missing(DELI, frozenset()), before=read_query(DELI, before).choices)
    with speaking():
        announced = answer(DELI, read_query(DELI, now), here).announcement
    heard = [each for each in ("is off already", "no longer has") if each in announced]
    assert announced.endswith(told) if told else heard == []


def test_a_choice_in_conflict_is_no_preset() -> None:
    view = ask(DELI, "bread=brioche&filling=tofu&extras.cheese=normal")
    assert view.hints == ()


def test_what_would_not_fit_the_rest_is_no_hint() -> None:
    brioche_only = replace(LUNCH, choices={**LUNCH.choices, "bread": "brioche"})
    deli = live(replace(SHOP, presets=(brioche_only,)))
    # Brioche wants ham, so that nothing but ham is there to be exchanged.
    assert near(ask(deli, "bread=brioche&filling=tofu&drink=taken&drink.kind=tea")) == []
    assert Choice("bread", "brioche") in read_query(deli, "bread=brioche").choices
