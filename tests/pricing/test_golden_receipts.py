"""Receipts of single products, worked by hand: what stands behind a `#` is how.

Each receipt has every line, in order, with its cause and amount.
"""

from collections.abc import Iterable, Mapping

import pytest

from pricing.charges import Adjustment, Allowance, Halves, Sequence, Variation
from pricing.price_list import PriceList
from pricing.rounding import Rounding
from tests.pricing.builders import (
    key,
    keyed,
    percent,
    portioned,
    price_list,
    priced,
    receipt_of,
    written,
)

SET = price_list(
    5500,
    {"side.fries": 2200, "side.salad": 2600, "drink.cola": 2000, "drink.cider": 2300},
    adjustments=(Adjustment("set 3", -1200, condition="set 3"),),
)
TOPPINGS = {"toppings.onion": 500, "toppings.ham": 1200, "toppings.corn": 700}


def assert_receipt(
    prices: PriceList,
    chosen: Iterable[str],
    receipt: str,
    held: Iterable[str] = (),
    typed: str = "",
) -> None:
    assert receipt_of(priced(prices, chosen, held, typed)) == written(receipt)


def allowing(name: str, free: int, which: str, toppings: Mapping[str, int] = TOPPINGS) -> PriceList:
    rules = {
        "cheapest": Allowance(name, portioned(toppings), free, "cheapest"),
        "dearest": Allowance(name, portioned(toppings), free, "dearest"),
        "first": Allowance(name, portioned(toppings), free, "first"),
    }
    return price_list(0, toppings, charges=(rules[which],))


def test_a_set() -> None:
    assert_receipt(
        SET,
        ["side.fries", "drink.cola"],
        """
        base                      5,500
        side.fries                2,200
        drink.cola                2,000  # 5,500 + 2,200 + 2,000 = 9,700
        adjustment set 3         -1,200
        total                     8,500  # 9,700 - 1,200
        """,
        held={"set 3"},
    )


def test_a_set_with_a_dearer_drink() -> None:
    assert_receipt(
        SET,
        ["drink.cider", "side.fries"],
        """
        base                      5,500
        side.fries                2,200
        drink.cider               2,300
        adjustment set 3         -1,200
        total                     8,800  # 8,500 + 300: cider is 300 more than cola
        """,
        held={"set 3"},
    )


def test_a_set_whose_side_was_changed_is_none() -> None:
    assert_receipt(
        SET,
        ["drink.cola", "side.salad"],
        """
        base                      5,500
        side.salad                2,600
        drink.cola                2,000
        total                    10,100
        """,
    )


def test_two_toppings_included_the_cheapest() -> None:
    assert_receipt(
        allowing("two", 2, "cheapest"),
        TOPPINGS,
        """
        base                                        0
        toppings.onion                            500
        toppings.ham                            1,200
        toppings.corn                             700  # 2,400 in all
        two: 2 of 3 included, onion, corn      -1,200  # 500 + 700
        total                                   1,200
        """,
    )


def test_two_toppings_included_the_dearest() -> None:
    assert_receipt(
        allowing("two", 2, "dearest"),
        TOPPINGS,
        """
        base                                        0
        toppings.onion                            500
        toppings.ham                            1,200
        toppings.corn                             700
        two: 2 of 3 included, ham, corn        -1,900  # 1,200 + 700
        total                                     500
        """,
    )


def test_two_toppings_included_the_first_in_the_menu() -> None:
    assert_receipt(
        allowing("two", 2, "first"),
        ["toppings.corn", "toppings.ham", "toppings.onion"],
        """
        base                                        0
        toppings.onion                            500
        toppings.ham                            1,200
        toppings.corn                             700
        two: 2 of 3 included, onion, ham       -1,700  # 500 + 1,200
        total                                     700
        """,
    )


def test_fewer_toppings_than_are_included() -> None:
    assert_receipt(
        allowing("two", 2, "cheapest"),
        ["toppings.ham"],
        """
        base                                        0
        toppings.ham                            1,200
        two: 1 of 1 included, ham              -1,200
        total                                       0
        """,
    )


def test_an_extra_portion_of_which_a_part_is_included() -> None:
    choices = {"toppings.ham:extra": 2200, "toppings.corn": 700}
    portions = keyed({"toppings.ham:extra": (1200, 1000), "toppings.corn": (700,)})
    assert_receipt(
        price_list(4000, choices, charges=(Allowance("two", portions, 2, "cheapest"),)),
        choices,
        """
        base                                    4,000
        toppings.ham:extra                      2,200  # two portions, 1,200 and 1,000
        toppings.corn                             700
        two: 2 of 3 included, ham, corn        -1,700  # 700, then 1,000: the second ham
        total                                   5,200  # 4,000 + 2,900 - 1,700
        """,
    )


def test_a_pizza_by_its_dearer_half_with_a_topping_on_one_half() -> None:
    halves = Halves("pizza", keyed({"left.truffle": 30000}), keyed({"right.ham": 26000}), "dearer")
    choices = {"left.truffle": 0, "right.ham": 0, "toppings.rocket:left": 1500}
    assert_receipt(
        price_list(0, choices, charges=(halves,)),
        choices,
        """
        base                                        0
        toppings.rocket:left                    1,500  # half of 3,000
        pizza: truffle and ham                 30,000  # 30,000 is more than 26,000
        total                                  31,500
        """,
    )


def test_a_pizza_by_the_mean_of_its_halves() -> None:
    halves = Halves("pizza", keyed({"left.truffle": 29990}), keyed({"right.ham": 25995}), "mean")
    choices = {"left.truffle": 0, "right.ham": 0}
    assert_receipt(
        price_list(0, choices, charges=(halves,)),
        choices,
        """
        base                                        0
        pizza: truffle and ham                 27,993  # 55,985 / 2 = 27,992.5, up
        total                                  27,993
        """,
    )


def test_a_pizza_by_the_sum_of_its_halves() -> None:
    halves = Halves("pizza", keyed({"left.truffle": 15000}), keyed({"right.ham": 13000}), "sum")
    choices = {"left.truffle": 0, "right.ham": 0}
    assert_receipt(
        price_list(2000, choices, charges=(halves,)),
        choices,
        """
        base                                    2,000
        pizza: truffle and ham                 28,000
        total                                  30,000
        """,
    )


def test_scoops_by_position_and_a_double_one_as_the_next_two() -> None:
    scoops = {"scoops.mint": 1, "scoops.nut:double": 2, "scoops.plum": 1}
    sequence = Sequence("scoops", keyed(scoops), (2500, 2000, 1500))
    assert_receipt(
        price_list(500, dict.fromkeys(scoops, 0), charges=(sequence,)),
        scoops,
        """
        base                                      500
        scoops: scoops.mint                     2,500  # the first
        scoops: scoops.nut:double               3,500  # the second and third: 2,000 + 1,500
        scoops: scoops.plum                     1,500  # the fourth, as the last price says
        total                                   8,000
        """,
    )


def test_toppings_that_cost_more_on_a_large_pizza() -> None:
    sized = tuple(
        Variation(key(topping), "large", more)
        for topping, more in {"toppings.onion": 300, "toppings.ham": 600}.items()
    )
    pizza = price_list(12000, {"size.large": 6000, **TOPPINGS}, variations=sized)
    assert_receipt(
        pizza,
        ["size.large", *TOPPINGS],
        """
        base                                   12,000
        size.large                              6,000
        toppings.onion                            800  # 500 + 300
        toppings.ham                            1,800  # 1,200 + 600
        toppings.corn                             700  # the same in every size
        total                                  21,300
        """,
        held={"large"},
    )


def test_a_cable_by_the_metre_and_an_engraving() -> None:
    metres = {f"length.{metre}": metre * 1250 for metre in range(1, 6)}
    assert_receipt(
        price_list(4900, metres, texts={"plug.label": 3000}),
        ["length.3"],
        """
        base                                    4,900
        length.3                                3,750  # 3 x 1,250
        text plug.label                         3,000
        total                                  11,650
        """,
        typed="plug.label",
    )


def test_what_is_included_is_swapped_and_left_out() -> None:
    credits = (
        Adjustment("without pickle", -200, condition="no pickle"),
        Adjustment("without cheese", -400, condition="no cheese"),
    )
    # White bread is included at 1,000: rye at 1,500 costs 500, and toast at 700 nothing.
    choices = {"bread.white": 0, "bread.rye": 500, "bread.toast": 0}
    assert_receipt(
        price_list(6900, choices, adjustments=credits),
        ["bread.rye"],
        """
        base                                    6,900
        bread.rye                                 500
        adjustment without pickle                -200
        total                                   7,200
        """,
        held={"no pickle"},
    )


def test_percent_after_amounts() -> None:
    stacked = (Adjustment("set", -1000), percent("club", -10))
    assert_receipt(
        price_list(12000, {"side.soup": 3000}, adjustments=stacked),
        ["side.soup"],
        """
        base                                   12,000
        side.soup                               3,000
        adjustment set                         -1,000  # 14,000 left
        adjustment club                        -1,400  # 10 % of 14,000
        total                                  12,600
        """,
    )


def test_percent_before_amounts() -> None:
    stacked = (percent("club", -10), Adjustment("set", -1000))
    assert_receipt(
        price_list(12000, {"side.soup": 3000}, adjustments=stacked),
        ["side.soup"],
        """
        base                                   12,000
        side.soup                               3,000
        adjustment club                        -1,500  # 10 % of 15,000
        adjustment set                         -1,000
        total                                  12,500
        """,
    )


def test_percent_on_percent_and_a_surcharge() -> None:
    stacked = (percent("club", -10), percent("early", -5), percent("holiday", 20))
    assert_receipt(
        price_list(15000, {}, adjustments=stacked),
        [],
        """
        base                                   15,000
        adjustment club                        -1,500  # 13,500
        adjustment early                         -675  # 5 % of 13,500: 12,825
        adjustment holiday                      2,565  # 20 % of 12,825
        total                                  15,390
        """,
    )


def test_halves_of_a_cent_are_carried_on_and_never_lost() -> None:
    stacked = (percent("half", -50), percent("half again", -50))
    assert_receipt(
        price_list(1005, {}, "EUR", adjustments=stacked),
        [],
        """
        base                                    10.05
        adjustment half                         -5.02  # 5.025 left, as a whole 5.03
        adjustment half again                   -2.52  # 2.5125 left, as a whole 2.51
        total                                    2.51
        """,
    )


@pytest.mark.parametrize(
    ("base", "receipt"),
    [
        (12344, "base 12,344 \n rounding -4 \n total 12,340"),
        (12345, "base 12,345 \n rounding  5 \n total 12,350"),
        (12350, "base 12,350 \n               total 12,350"),
    ],
)
def test_rounding_to_ten(base: int, receipt: str) -> None:
    assert_receipt(price_list(base, {}, rounding=Rounding(10)), [], receipt)


def test_rounding_to_ten_after_a_percentage() -> None:
    assert_receipt(
        price_list(9985, {}, adjustments=(percent("club", -7),), rounding=Rounding(10)),
        [],
        """
        base                                    9,985
        adjustment club                          -699  # 7 % is 698.95: 9,286.05 left
        rounding                                    4  # 9,286.05 is nearest to 9,290
        total                                   9,290
        """,
    )


def test_a_voucher_worth_more_than_the_product() -> None:
    voucher = (Adjustment("voucher", -5000),)
    assert_receipt(
        price_list(4200, {}, adjustments=voucher),
        [],
        """
        base                                    4,200
        adjustment voucher                     -5,000
        floor                                     800  # lifted to nothing
        total                                       0
        """,
    )


def test_a_voucher_worth_more_where_prices_are_rounded_to_ten() -> None:
    voucher = (Adjustment("voucher", -1006),)
    assert_receipt(
        price_list(1000, {}, adjustments=voucher, rounding=Rounding(10)),
        [],
        """
        base                                    1,000
        adjustment voucher                     -1,006
        rounding                                   -4  # -6 is nearest to -10
        floor                                      10
        total                                       0
        """,
    )


def test_a_trade_in_where_the_shop_pays() -> None:
    paid_out = Rounding(below_zero=True)
    assert_receipt(
        price_list(45000, {"trade-in.phone": -60000}, rounding=paid_out),
        ["trade-in.phone"],
        """
        base                                   45,000
        trade-in.phone                        -60,000
        total                                 -15,000
        """,
    )


def test_lunch_and_what_it_costs_when_it_is_moved_past_lunch() -> None:
    usual = price_list(9500, {"side.soup": 2500, "drink.tea": 2000})
    lunch = price_list(
        8000,
        {"side.soup": 1500, "drink.tea": 2000},
        sources={"": "lunch", "side.soup": "lunch"},
    )
    meal = ["side.soup", "drink.tea"]
    assert_receipt(
        lunch,
        meal,
        """
        base [lunch]                            8,000
        side.soup [lunch]                       1,500
        drink.tea                               2,000
        total                                  11,500
        """,
    )
    assert_receipt(
        usual,
        meal,
        """
        base                                    9,500  # 1,500 more
        side.soup                               2,500  # 1,000 more
        drink.tea                               2,000
        total                                  14,000
        """,
    )


def test_three_decimals() -> None:
    assert_receipt(
        price_list(1250, {"side.rice": 375}, "KWD", adjustments=(percent("club", -12),)),
        ["side.rice"],
        """
        base                                    1.250
        side.rice                               0.375
        adjustment club                        -0.195  # 12 % of 1.625
        total                                   1.430
        """,
    )


def test_parts_of_the_smallest_coin_are_carried_on() -> None:
    stacked = (percent("club", -15), Adjustment("bowl", 5))
    assert_receipt(
        price_list(1675, {}, "KWD", adjustments=stacked),
        [],
        """
        base                                    1.675
        adjustment club                        -0.251  # 0.25125: 1.42375 left, as a whole 1.424
        adjustment bowl                         0.005
        total                                   1.429  # 1.42875, as a whole
        """,
    )
