"""What a configuration of a shop's product costs, needs and holds."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from catalog.shop import AllergenState
from configurator.engine.answers import Situation, valid_domains
from configurator.engine.completing import finish
from configurator.engine.model import Choice
from configurator.publishing.configurations import (
    allergens,
    matched_presets,
    missing,
    preset_choices,
    quote,
    total_fact,
)
from configurator.publishing.lead_times import Lead, lead_time
from tests.publishing.builders import PRESET, live

RYE_HAM = (Choice("bread", "rye"), Choice("filling", "ham"))
WITH_COLA = (
    *RYE_HAM,
    Choice("drink", "taken"),
    Choice("drink.kind", "cola"),
    Choice("drink.ice", "ice"),
)


def test_the_price_of_a_slot_is_charged_only_where_the_slot_is_taken() -> None:
    product = live()
    assert quote(product, RYE_HAM).total.minor == 4000 + 1500
    assert quote(product, WITH_COLA).total.minor == 4000 + 1500 + 200 + 1800 - 300


def test_a_place_without_a_price_of_its_own_costs_what_its_amount_costs() -> None:
    side = (*RYE_HAM, Choice("extras", "cheese", "normal-side"))
    assert quote(live(), side).total.minor == 4000 + 1500 + 700


def test_a_preset_and_the_same_build_have_one_price_and_one_match() -> None:
    product = live()
    chosen = preset_choices(product, PRESET)
    built = (
        Choice("extras", "cheese", "normal"),
        Choice("filling", "ham"),
        Choice("bread", "brioche"),
    )
    assert quote(product, chosen).total == quote(product, built).total
    assert quote(product, built).total.minor == 4000 + 500 + 1500 + 700 - 400
    assert [preset.id for preset in matched_presets(product, built)] == ["classic"]


def test_another_choice_beside_the_defining_ones_keeps_the_price_of_the_preset() -> None:
    chosen = (*preset_choices(live(), PRESET), Choice("extras", "onion", "extra"))
    assert quote(live(), chosen).total.minor == 4000 + 500 + 1500 + 700 - 400 + 300


def test_the_engine_adds_up_what_the_quote_adds_up() -> None:
    product = live()
    for kind in ("cola", "tea"):
        for filling in ("ham", "tofu"):
            situation = Situation((Choice("drink.kind", kind), Choice("filling", filling)))
            complete = finish(product.compiled, situation, product.costs)
            domains = valid_domains(product.compiled, situation, product.costs)
            assert complete is not None
            assert domains.cheapest is not None
            assert (
                quote(product, complete).total.minor == product.price_list.base + domains.cheapest
            )


def test_making_takes_as_long_as_the_slowest_choice() -> None:
    assert lead_time(live(), RYE_HAM) == Lead(minutes=4 + 3)
    assert lead_time(live(), ()) == Lead(minutes=4)


def test_the_longest_wait_for_a_part_counts_once() -> None:
    product = live()
    bread = product.group("bread").group
    slow = replace(bread, options=tuple(replace(each, days=5) for each in bread.options))
    groups = tuple(
        replace(each, group=slow) if each.path == "bread" else each for each in product.groups
    )
    ordered_ahead = replace(product, groups=groups, product=replace(product.product, days=2))
    assert lead_time(ordered_ahead, RYE_HAM).days == 2 + 5
    assert lead_time(ordered_ahead, ()).days == 2


def test_one_ingredient_with_milk_is_enough_for_the_whole_to_contain_it() -> None:
    product = live()
    assert allergens(product, RYE_HAM)["milk"] is AllergenState.FREE
    assert allergens(product, preset_choices(product, PRESET))["milk"] is AllergenState.CONTAINS


def test_an_extra_portion_counts_twice_in_a_sum_of_facts() -> None:
    product = live()
    counts = [
        total_fact(product, (*RYE_HAM, *extras), "kcal")
        for extras in (
            (),
            (Choice("extras", "cheese", "normal"),),
            (Choice("extras", "cheese", "extra"),),
        )
    ]
    assert counts[0] == Decimal(330)
    known = [count for count in counts if count is not None]
    assert [after - before for before, after in pairwise(known)] == [Decimal(110), Decimal(110)]


def test_a_sold_out_item_takes_every_option_along_that_uses_it() -> None:
    gone = missing(live(), frozenset({"cheddar"}))
    assert gone.reason(Choice("extras", "cheese", "extra")) == "sold-out:cheddar"
    assert gone.reason(Choice("extras", "onion", "normal")) is None


def test_what_a_preset_names_and_the_product_lacks_is_left_out() -> None:
    renamed = replace(PRESET, choices={**PRESET.choices, "bread": "naan"})
    paths = {choice.group for choice in preset_choices(live(), renamed)}
    assert paths == {"filling", "extras", "drink"}
