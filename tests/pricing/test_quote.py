"""A quote traces every unit of the total to a cause."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.charges import Adjustment, ChoiceKey, Variation
from pricing.errors import MissingPriceError
from pricing.money import Money, total
from pricing.price_list import PriceList
from pricing.quote import Cause, QuoteLine, quote
from pricing.rounding import Rounding
from tests.pricing import generated, oracle
from tests.pricing.builders import percent, price_list, priced, receipt_of, written

BURGER = price_list(
    5900,
    {
        "bun.sesame": 0,
        "bun.brioche": 700,
        "toppings.onion:normal": 300,
        "toppings.onion:extra": 500,
    },
    adjustments=(
        Adjustment("preset:classic", -400, condition="preset:classic"),
        Adjustment("lunch", -1000, condition="lunch"),
    ),
)


def line(amount: int, cause: Cause) -> QuoteLine:
    return QuoteLine(cause, Money(amount, "KRW"))


@generated.BOUNDED
@given(generated.price_lists, generated.chosen, generated.held, generated.typed)
def test_every_line_is_what_the_terms_say(
    prices: PriceList, chosen: set[ChoiceKey], held: set[str], typed: set[str]
) -> None:
    found = quote(prices, chosen, held, typed)
    running = oracle.running_amounts(prices, chosen, held, typed)
    assert [line.amount.minor for line in found.lines] == oracle.line_amounts(prices, running)
    assert found.total == Money(oracle.payable(prices, running[-1]), prices.currency)


@generated.BOUNDED
@given(generated.price_lists, generated.chosen, generated.held, generated.typed)
def test_lines_add_up_to_the_total(
    prices: PriceList, chosen: set[ChoiceKey], held: set[str], typed: set[str]
) -> None:
    found = quote(prices, chosen, held, typed)
    assert total((line.amount for line in found.lines), prices.currency) == found.total


@generated.BOUNDED
@given(generated.price_lists, generated.chosen, generated.held, generated.typed)
def test_nothing_costs_less_than_nothing_unless_the_shop_says_so(
    prices: PriceList, chosen: set[ChoiceKey], held: set[str], typed: set[str]
) -> None:
    found = quote(prices, chosen, held, typed)
    assert prices.rounding.below_zero or found.total.minor >= 0
    assert found.total.minor % prices.rounding.to == 0


@generated.BOUNDED
@given(
    generated.price_lists,
    st.permutations(generated.CHOICES),
    st.permutations(generated.CONDITIONS),
    st.permutations(generated.TEXTS),
    st.randoms(use_true_random=False),
)
def test_the_order_of_choices_does_not_matter(
    prices: PriceList,
    choices: list[ChoiceKey],
    conditions: list[str],
    texts: list[str],
    shuffler: random.Random,
) -> None:
    chosen, held, typed = choices[:5], conditions[:2], texts[:1]
    shuffled = chosen + chosen[:2]
    shuffler.shuffle(shuffled)
    again = quote(prices, iter(shuffled), held[::-1] + held, frozenset(typed))
    assert again == quote(prices, chosen, held, typed)


def test_lines_stand_in_the_order_of_the_list_and_free_choices_give_none() -> None:
    chosen = ["toppings.onion:extra", "bun.sesame", "bun.brioche"]
    assert priced(BURGER, chosen, {"lunch", "preset:classic"}).lines == (
        line(5900, Cause("base")),
        line(700, Cause("choice", path="bun", option="brioche")),
        line(500, Cause("choice", path="toppings", option="onion", amount_id="extra")),
        line(-400, Cause("adjustment", name="preset:classic")),
        line(-1000, Cause("adjustment", name="lunch")),
    )


def test_a_free_product_still_has_its_base_line() -> None:
    assert quote(PriceList("KRW", 0), [], ()).lines == (line(0, Cause("base")),)


def test_a_choice_without_a_price_is_never_priced_silently() -> None:
    with pytest.raises(MissingPriceError) as caught:
        priced(BURGER, ["toppings.onion:light"])
    assert (caught.value.path, caught.value.option) == ("toppings", "onion")
    assert "no price for toppings: onion in the amount light" in str(caught.value)


def test_a_condition_that_nothing_is_charged_for_is_free() -> None:
    assert priced(BURGER, held={"vegan"}).total == Money(5900, "KRW")


def test_a_text_costs_where_one_is_typed_and_a_text_without_a_price_is_free() -> None:
    ring = price_list(90000, {}, texts={"inside": 4000, "outside": 6000})
    assert priced(ring).total == Money(90000, "KRW")
    assert priced(ring, typed="outside card").lines[1:] == (
        line(6000, Cause("text", path="outside")),
    )


def test_a_variation_belongs_to_the_line_of_its_choice() -> None:
    onion = ("toppings", "onion", "")
    pizza = price_list(
        12000,
        {"toppings.onion": 500},
        variations=(Variation(onion, "large", 300), Variation(onion, "lunch", -800)),
    )
    assert priced(pizza, ["toppings.onion"], {"large"}).lines[1].amount == Money(800, "KRW")
    assert priced(pizza, [], {"large"}).total == Money(12000, "KRW")
    free = priced(pizza, ["toppings.onion"], {"large", "lunch"})
    assert free.lines == (line(12000, Cause("base")),)


def test_a_cause_names_the_list_that_set_its_price() -> None:
    lunch = price_list(
        9000,
        {"side.fries": 1500, "side.salad": 2500},
        texts={"note": 100},
        adjustments=(Adjustment("set", -700),),
        sources={"": "lunch", "side.fries": "lunch", "note": "cards", "set": "club"},
    )
    receipt = """
        base [lunch]              9,000
        side.fries [lunch]        1,500
        side.salad                2,500
        text note [cards]           100
        adjustment set [club]      -700
        total                    12,400
    """
    assert receipt_of(priced(lunch, ["side.fries", "side.salad"], typed="note")) == written(receipt)


def test_shares_are_of_what_stands_before_them_and_amounts_of_nothing() -> None:
    stacked = price_list(
        10000, {}, adjustments=(percent("ten", -10), Adjustment("off", -1000), percent("half", -50))
    )
    amounts = [each.amount.minor for each in priced(stacked).lines]
    assert amounts == [10000, -1000, -1000, -4000]


def test_three_thirds_off_lose_no_unit() -> None:
    third = tuple(Adjustment(f"third{turn}", share=Fraction(-1, 3)) for turn in range(3))
    # 100, 66 2/3, 44 4/9, 29 17/27: to whole units 100, 67, 44, 30.
    amounts = [each.amount.minor for each in priced(price_list(100, {}, adjustments=third)).lines]
    assert amounts == [100, -33, -23, -14]


def test_what_is_below_zero_is_lifted_by_a_line_unless_the_shop_allows_it() -> None:
    off = (Adjustment("voucher", -700),)
    lifted = priced(price_list(500, {}, adjustments=off))
    assert lifted.lines[-1] == line(200, Cause("floor"))
    assert lifted.total == Money(0, "KRW")
    allowed = price_list(500, {}, adjustments=off, rounding=Rounding(below_zero=True))
    assert priced(allowed).total == Money(-200, "KRW")


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(1, 1000))
def test_rounding_never_reverses_which_of_two_is_dearer(one: int, other: int, step: int) -> None:
    rounding = Rounding(step)
    lower, higher = sorted((Fraction(one, 7), Fraction(other, 7)))
    assert rounding.payable(lower) <= rounding.payable(higher)
    assert rounding.nearest(lower) == oracle.half_up(lower, step)
