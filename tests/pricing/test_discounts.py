"""Discounts take off what they apply to, each of what the ones before left."""

from fractions import Fraction

import pytest

from pricing.money import Money
from pricing.order_quote import OrderQuote, quote_order
from pricing.order_terms import Discount, Fee, OrderTerms
from pricing.rounding import Rounding
from tests.pricing.builders import amount_off, order_line, percent_off

BURGERS = order_line("burger", 3, 5000)
COLAS = order_line("cola", 2, 2000)
ALL = {"burger": 3, "cola": 2}


def discounted(*discounts: Discount) -> OrderQuote:
    return quote_order([BURGERS, COLAS], OrderTerms("KRW", discounts))


def changes(order: OrderQuote) -> list[tuple[str, int]]:
    return [(each.name, each.amount.minor) for each in order.discounts]


def test_each_discount_is_of_what_the_ones_before_left() -> None:
    half, tenth = percent_off("half", 50, ALL), percent_off("tenth", 10, ALL)
    assert changes(discounted(half, tenth)) == [("half", -9500), ("tenth", -950)]
    assert changes(discounted(tenth, half)) == [("tenth", -1900), ("half", -8550)]


def test_a_discount_reaches_its_pieces_alone() -> None:
    found = discounted(percent_off("one", 100, {"burger": 1}))
    assert [line.discounted.minor for line in found.lines] == [10000, 4000]
    assert found.discounts[0].lines == {"burger": Money(-5000, "KRW")}


def test_a_second_discount_takes_the_pieces_that_still_cost_most() -> None:
    first, second = (percent_off(name, 100, {"burger": 1}) for name in ("first", "second"))
    assert changes(discounted(first, second)) == [("first", -5000), ("second", -5000)]


def test_a_discount_never_takes_off_more_than_its_pieces_cost() -> None:
    found = discounted(amount_off("big", 9000, {"cola": 2}), amount_off("more", 100, {"cola": 2}))
    assert changes(found) == [("big", -4000)]


def test_an_amount_is_spread_in_proportion_to_what_the_pieces_cost() -> None:
    found = discounted(amount_off("welcome", 1000, ALL))
    # 1,000 * 15 / 19 = 789.47: taken off whole units, the sum stays 1,000.
    assert found.discounts[0].lines == {"burger": Money(-790, "KRW"), "cola": Money(-210, "KRW")}


def test_a_bundle_that_is_complete_twice_is_taken_twice() -> None:
    twice = amount_off("meal", 700, {"burger": 2, "cola": 2}, kind="bundle", times=2)
    assert changes(discounted(twice)) == [("meal", -1400)]


def test_what_is_never_complete_is_not_taken() -> None:
    assert changes(discounted(amount_off("meal", 700, {}, times=0))) == []
    assert changes(discounted(amount_off("other", 700, {}))) == []


@pytest.mark.parametrize(("least", "taken"), [(18999, True), (19000, True), (19001, False)])
def test_a_discount_may_need_a_least_order(least: int, taken: bool) -> None:
    found = discounted(amount_off("welcome", 1000, ALL, least=least))
    assert bool(found.discounts) is taken


def test_the_least_is_of_the_order_before_any_discount() -> None:
    found = discounted(percent_off("half", 50, ALL), amount_off("rich", 500, ALL, least=19000))
    assert changes(found) == [("half", -9500), ("rich", -500)]


def test_of_those_that_exclude_each_other_the_best_for_the_shopper_is_taken() -> None:
    small = amount_off("small", 1500, ALL, exclusive="code")
    large = percent_off("large", 10, ALL, exclusive="code")
    assert changes(discounted(small, large)) == [("large", -1900)]
    assert changes(discounted(large, small)) == [("large", -1900)]


def test_of_equally_good_ones_the_first_is_taken() -> None:
    first = amount_off("first", 1900, ALL, exclusive="code")
    second = percent_off("second", 10, ALL, exclusive="code")
    assert changes(discounted(first, second)) == [("first", -1900)]


def test_the_better_one_is_taken_where_rounding_hides_the_difference() -> None:
    coupons = (
        amount_off("one", 1, ALL, exclusive="code"),
        amount_off("two", 2, ALL, exclusive="code"),
    )
    found = quote_order([BURGERS, COLAS], OrderTerms("KRW", coupons, rounding=Rounding(100)))
    assert changes(found) == [("two", -2)]
    assert found.total == Money(19000, "KRW")


def test_one_that_does_not_apply_excludes_nothing() -> None:
    unmet = amount_off("unmet", 9000, ALL, least=100_000, exclusive="code")
    met = amount_off("met", 100, ALL, exclusive="code")
    assert changes(discounted(unmet, met)) == [("met", -100)]


def test_different_names_exclude_nothing_of_each_other() -> None:
    code = amount_off("code", 1000, ALL, exclusive="code")
    member = percent_off("member", 10, ALL, exclusive="member")
    assert changes(discounted(code, member)) == [("code", -1000), ("member", -1800)]


def test_the_best_one_is_the_best_with_everything_that_follows_from_it() -> None:
    """A larger discount that costs the free delivery is the worse one."""
    delivery = Fee("delivery", "service", 3000, free_from=17500)
    larger = amount_off("larger", 2000, ALL, exclusive="code")
    smaller = amount_off("smaller", 1500, ALL, exclusive="code")
    terms = OrderTerms("KRW", (larger, smaller), fees=(delivery,))
    found = quote_order([BURGERS, COLAS], terms)
    assert changes(found) == [("smaller", -1500)]
    assert found.total == Money(17500, "KRW")


def test_a_surcharge_is_spread_like_a_discount() -> None:
    found = discounted(Discount("holiday", "coupon", ALL, share=Fraction(1, 10)))
    assert changes(found) == [("holiday", 1900)]
    assert found.total == Money(20900, "KRW")


def test_a_surcharge_on_what_is_free_falls_on_its_first_piece() -> None:
    free = [order_line("water", 2, 0), order_line("bag", 1, 0)]
    surcharge = Discount("deposit", "coupon", {"water": 2, "bag": 1}, amount=500)
    found = quote_order(free, OrderTerms("KRW", (surcharge,)))
    assert found.discounts[0].lines == {"water": Money(500, "KRW")}
