"""Meters, inspections and unchecked rules of a live product."""

from dataclasses import replace
from decimal import Decimal

from catalog.shop import Inspection, Meter
from configurator.engine.checked import CheckedTotal, checked_domains, checked_finish
from configurator.engine.model import Choice
from configurator.engine.situations import Situation
from configurator.publishing.checks import check_rules
from configurator.publishing.configurations import (
    MeterReading,
    inspections,
    meters,
    quote,
    unchecked,
)
from tests.engine.builders import choices
from tests.publishing.workshop import BOX, SHOP, both, workshop

LIVE = workshop()
DRIVES = (
    Choice("drive-1", "taken"),
    Choice("drive-1.model", "disk"),
    Choice("drive-2", "taken"),
    Choice("drive-2.model", "stick"),
)
WHOLE = choices("cooler=mystery cpu=quick case=roomy psu=big")


def reading(meter: str, chosen: str, drives: tuple[Choice, ...] = ()) -> MeterReading:
    return {each.id: each for each in meters(LIVE, (*choices(chosen), *drives))}[meter]


def test_a_shop_of_parts_reads_without_mistakes() -> None:
    assert check_rules(SHOP) == []


def test_a_meter_adds_up_over_groups_and_all_copies() -> None:
    found = reading("power", "cpu=quick cooler=pump psu=big", DRIVES)
    assert (found.used, found.limit, found.unit) == (Decimal(120 + 15 + 11 + 10), Decimal(500), "W")
    assert not found.unknown
    assert not found.over
    assert reading("drives", "", DRIVES).used == 2
    assert reading("draw", "", DRIVES).used == Decimal(11)


def test_a_limit_that_nothing_sets_yet_is_none_and_a_number_alone_is_always_there() -> None:
    assert reading("power", "cpu=quick").limit is None
    assert reading("drives", "").limit == Decimal(2)
    assert reading("draw", "", DRIVES).limit is None


def test_a_meter_says_that_something_in_it_is_unknown() -> None:
    found = reading("power", "cpu=odd cooler=tower psu=small")
    assert (found.used, found.unknown) == (Decimal(15), True)


def test_a_meter_is_over_once_what_is_known_is_past_its_limit() -> None:
    assert reading("power", "cpu=quick cooler=pump psu=small", DRIVES).over is False
    assert replace(reading("power", "cpu=quick psu=small"), used=Decimal(181)).over


def test_inspections_are_those_whose_condition_holds() -> None:
    assert [each.id for each in inspections(LIVE, WHOLE)] == ["boot"]
    wet = choices("cooler=pump cpu=quick case=flat psu=big")
    assert [each.id for each in inspections(LIVE, wet)] == ["boot", "leak"]


def test_mistakes_in_meters_and_inspections_are_told_at_their_place() -> None:
    box = replace(
        BOX,
        meters=(Meter("m", both("M", "M"), "wats of cpu", "wattage of pso"),),
        inspections=(Inspection("i", both("I", "I"), "cpu is quik"),),
    )
    problems = check_rules(replace(SHOP, products=(box, SHOP.product("drive"))))
    assert {each.path[2:] for each in problems} == {
        ("meters", "m", "used"),
        ("meters", "m", "limit"),
        ("inspections", "i", "condition"),
    }


def test_finishing_passes_by_the_cheapest_part_whose_fit_is_not_known() -> None:
    finished = set(checked_finish(LIVE.compiled, Situation(), LIVE.checked) or ())
    assert Choice("cooler", "mystery") not in finished
    assert unchecked(LIVE, finished, complete=True) == ()
    found = checked_domains(LIVE.compiled, Situation(), LIVE.checked)
    assert found.cheapest == quote(LIVE, tuple(finished)).total.minor - 100


def test_a_chosen_part_is_kept_and_its_price_is_the_price() -> None:
    chosen = (Choice("cooler", "mystery"),)
    finished = checked_finish(LIVE.compiled, Situation(chosen), LIVE.checked)
    assert finished is not None
    assert chosen[0] in finished
    found = checked_domains(LIVE.compiled, Situation(), LIVE.checked)
    price = quote(LIVE, finished).total.minor - 100
    assert found.total_of(chosen[0]) == CheckedTotal(1, price)


def test_what_is_not_checked_is_told_with_the_part_and_the_fact() -> None:
    (found,) = unchecked(LIVE, WHOLE, complete=True)
    assert (found.rule, found.missing) == ("height", ((Choice("cooler", "mystery"), "height"),))


def test_a_pump_has_no_height_and_needs_none() -> None:
    assert unchecked(LIVE, choices("cooler=pump cpu=quick case=flat psu=big"), complete=True) == ()
