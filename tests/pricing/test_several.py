"""What several choices come to together: what is included, positions, halves."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import pytest

from pricing.charges import Allowance, Halves, Sequence
from pricing.money import Money
from pricing.price_list import PriceList
from pricing.quote import Cause, QuoteLine
from tests.pricing.builders import key, keyed, portioned, price_list, priced

Which: TypeAlias = Literal["cheapest", "dearest", "first"]
By: TypeAlias = Literal["sum", "mean", "dearer"]

TOPPINGS = {"toppings.onion": 500, "toppings.ham": 1200, "toppings.corn": 700}


def with_free(which: Which, free: int = 2, condition: str = "") -> PriceList:
    included = Allowance("included", portioned(TOPPINGS), free, which, condition)
    return price_list(0, TOPPINGS, charges=(included,))


def last_line(prices: PriceList, chosen: Iterable[str], held: Iterable[str] = ()) -> QuoteLine:
    return priced(prices, chosen, held).lines[-1]


@pytest.mark.parametrize(("which", "charged"), [("cheapest", 1200), ("dearest", 500)])
def test_two_toppings_are_free(which: Which, charged: int) -> None:
    assert priced(with_free(which), TOPPINGS).total == Money(charged, "KRW")


def test_the_first_in_the_menu_are_free_whatever_was_chosen_first() -> None:
    chosen = ["toppings.corn", "toppings.ham", "toppings.onion"]
    assert priced(with_free("first"), chosen).total == Money(700, "KRW")


def test_the_cause_tells_what_is_included_in_the_order_of_the_menu() -> None:
    cause = last_line(with_free("cheapest"), ["toppings.ham", "toppings.corn", "toppings.onion"])
    assert cause.cause.portions == (key("toppings.onion"), key("toppings.corn"))
    assert (cause.cause.name, cause.cause.counted) == ("included", 3)


def test_less_than_what_is_free_costs_nothing() -> None:
    assert last_line(with_free("dearest"), ["toppings.ham"]).amount == Money(-1200, "KRW")
    assert priced(with_free("dearest")).lines == (QuoteLine(Cause("base"), Money(0, "KRW")),)


def test_an_allowance_with_a_condition_needs_it() -> None:
    members = with_free("cheapest", condition="member")
    assert priced(members, TOPPINGS).total == Money(2400, "KRW")
    assert priced(members, TOPPINGS, {"member"}).total == Money(1200, "KRW")


def test_nothing_is_free_where_none_are() -> None:
    assert priced(with_free("cheapest", 0), TOPPINGS).total == Money(2400, "KRW")


@pytest.mark.parametrize("which", ["cheapest", "dearest", "first"])
def test_of_equal_portions_the_first_in_the_menu_are_free(which: Which) -> None:
    sauces = {"sauces.mayo": 300, "sauces.salsa": 300, "sauces.aioli": 300}
    one_free = Allowance("one", portioned(sauces), 1, which)
    found = last_line(price_list(0, sauces, charges=(one_free,)), list(sauces)[:0:-1])
    assert found.cause.portions == (key("sauces.salsa"),)


def test_an_extra_portion_can_be_half_included() -> None:
    prices = {"toppings.ham:extra": 2000, "toppings.corn": 700}
    portions = keyed({"toppings.ham:extra": (1200, 800), "toppings.corn": (700,)})
    two_free = price_list(0, prices, charges=(Allowance("two", portions, 2, "cheapest"),))
    found = priced(two_free, prices)
    # 2,000 + 700, less the cheapest two portions: 700 and the second ham at 800.
    assert found.total == Money(1200, "KRW")
    assert found.lines[-1].cause.portions == (key("toppings.ham:extra"), key("toppings.corn"))


def test_prices_by_position_follow_the_menu() -> None:
    counted = keyed({"scoops.mint": 1, "scoops.nut:double": 2, "scoops.plum": 1})
    free = dict.fromkeys(("scoops.mint", "scoops.nut:double", "scoops.plum"), 0)
    cone = price_list(0, free, charges=(Sequence("scoops", counted, (2000, 1500, 1000)),))
    found = priced(cone, ["scoops.plum", "scoops.nut:double", "scoops.mint"])
    # mint is the first, the double nut the second and third, plum as any further one.
    assert [each.amount.minor for each in found.lines] == [0, 2000, 2500, 1000]
    assert found.lines[2].cause == Cause("sequence", *key("scoops.nut:double"), name="scoops")
    assert priced(cone, ["scoops.plum"]).total == Money(2000, "KRW")


def test_a_sequence_without_prices_charges_nothing() -> None:
    cone = price_list(
        900, {"scoops.mint": 0}, charges=(Sequence("none", keyed({"scoops.mint": 3}), ()),)
    )
    assert priced(cone, ["scoops.mint"]).total == Money(900, "KRW")


@pytest.mark.parametrize(("by", "whole"), [("sum", 5601), ("mean", 2801), ("dearer", 3000)])
def test_two_halves_make_a_whole(by: By, whole: int) -> None:
    halves = Halves("pizza", {key("left.ham"): 3000}, {key("right.corn"): 2601}, by)
    pizza = price_list(0, {"right.corn": 0, "left.ham": 0}, charges=(halves,))
    found = last_line(pizza, ["right.corn", "left.ham"])
    assert found.amount == Money(whole, "KRW")
    assert found.cause.portions == (key("left.ham"), key("right.corn"))


@pytest.mark.parametrize(("by", "whole"), [("sum", 3000), ("mean", 1500), ("dearer", 3000)])
def test_half_a_pizza_counts_the_other_half_as_nothing(by: By, whole: int) -> None:
    sides = {key("left.ham"): 3000}, {key("right.ham"): 3000}
    pizza = price_list(0, {"left.ham": 0, "right.ham": 0}, charges=(Halves("pizza", *sides, by),))
    assert priced(pizza, ["right.ham"]).total == Money(whole, "KRW")
    assert priced(pizza).total == Money(0, "KRW")
