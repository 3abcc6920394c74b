"""Receipts of whole orders, worked by hand: what stands behind a `#` is how.

Each has every line and charge, the total, and what is taxed at each rate. Included tax of an amount
is amount x rate / (100 + rate).
"""

from collections.abc import Mapping, Sequence

import pytest

from pricing.money import Money
from pricing.order_quote import OrderQuote, quote_order
from pricing.order_terms import Discount, Fee, OrderLine, OrderTerms, TaxTable
from pricing.refunds import Refund, refund_of, refund_of_fee
from pricing.rounding import Rounding
from tests.pricing.builders import (
    amount,
    amount_off,
    order_line,
    order_receipt_of,
    percent_fee,
    percent_off,
    taxes,
    written,
)

SET = order_line("set", 1, 1000, {"": ("food", 900), "drink": ("drinks", 300)}, "EUR")
TAKEN_AWAY = taxes({"food": 7, "drinks": 19})
EATEN_HERE = taxes({"food": 19, "drinks": 19})
BURGERS = order_line("burger", 2, 5500)
COLAS = order_line("cola", 2, 2000)
ALL = {"burger": 2, "cola": 2}
DELIVERY = Fee("delivery", "service", 3000, free_from=20000)


def assert_order(lines: Sequence[OrderLine], terms: OrderTerms, receipt: str) -> OrderQuote:
    order = quote_order(lines, terms)
    assert order_receipt_of(order) == written(receipt)
    return order


def parts_of(order: OrderQuote) -> Mapping[str, tuple[str, str]]:
    """What each part comes to, and the tax in it."""
    return {
        f"{part.line} {part.path}".strip(): (amount(part.gross), amount(part.tax))
        for part in order.parts
    }


def euros(*amounts: int) -> tuple[Money, ...]:
    return tuple(Money(each, "EUR") for each in amounts)


def small(prices: Sequence[int], table: TaxTable) -> tuple[list[OrderLine], OrderTerms]:
    """One piece of everything, named a, b, c."""
    lines = [
        order_line(name, 1, price, currency="EUR")
        for name, price in zip("abc", prices, strict=False)
    ]
    return lines, OrderTerms("EUR", taxes=table)


def test_a_set_at_two_rates_and_the_refund_of_its_drink() -> None:
    order = assert_order(
        [SET],
        OrderTerms("EUR", taxes=TAKEN_AWAY),
        """
        1 x set at 10.00                   10.00  # 9 : 3 is 7.50 and 2.50
        total                              10.00
        at 7%, net 7.01 and tax 0.49        7.50  # 7.50 x 7 / 107 = 0.4907
        at 19%, net 2.10 and tax 0.40       2.50  # 2.50 x 19 / 119 = 0.3992
        """,
    )
    assert parts_of(order) == {"set": ("7.50", "0.49"), "set drink": ("2.50", "0.40")}
    assert refund_of(order, "set", "drink", 1) == Refund(*euros(250, 40))


def test_the_same_set_eaten_here_at_one_rate() -> None:
    order = assert_order(
        [SET],
        OrderTerms("EUR", taxes=EATEN_HERE),
        """
        1 x set at 10.00                   10.00
        total                              10.00
        at 19%, net 8.40 and tax 1.60      10.00  # 10.00 x 19 / 119 = 1.5966
        """,
    )
    # 7.50 x 19 / 119 = 1.1975, and the drink the rest of 1.60.
    assert parts_of(order) == {"set": ("7.50", "1.20"), "set drink": ("2.50", "0.40")}


def test_a_coupon_on_a_set_lowers_both_of_its_taxes() -> None:
    order = assert_order(
        [SET],
        OrderTerms("EUR", (amount_off("welcome", 100, {"set": 1}),), taxes=TAKEN_AWAY),
        """
        1 x set at 10.00                   10.00
        coupon welcome                     -1.00  # 9.00 left: 6.75 and 2.25
        total                               9.00
        at 7%, net 6.31 and tax 0.44        6.75  # 6.75 x 7 / 107 = 0.4416
        at 19%, net 1.89 and tax 0.36       2.25  # 2.25 x 19 / 119 = 0.3592
        """,
    )
    assert refund_of(order, "set", None, 1) == Refund(*euros(900, 80))


def test_drinks_given_back_one_by_one() -> None:
    sets = order_line("set", 3, 1000, {"": ("food", 900), "drink": ("drinks", 300)}, "EUR")
    order = assert_order(
        [sets],
        OrderTerms("EUR", (amount_off("welcome", 100, {"set": 3}),), taxes=TAKEN_AWAY),
        """
        3 x set at 10.00                   30.00
        coupon welcome                     -1.00  # 29.00 left: 21.75 and 7.25
        total                              29.00
        at 7%, net 20.33 and tax 1.42      21.75  # 21.75 x 7 / 107 = 1.4229
        at 19%, net 6.09 and tax 1.16       7.25  # 7.25 x 19 / 119 = 1.1576
        """,
    )
    # 7.25 / 3: 2.41, 4.83 and 7.25 after one, two and three; 1.16 / 3: 0.38, 0.77 and 1.16.
    drinks = [refund_of(order, "set", "drink", 1, before) for before in range(3)]
    assert drinks == [Refund(*euros(241, 38)), Refund(*euros(242, 39)), Refund(*euros(242, 39))]
    assert refund_of(order, "set", "drink", 2, 1) == Refund(*euros(484, 78))


def test_included_tax_rounded_per_line() -> None:
    assert_order(
        *small([105, 105, 105], taxes({"food": 10})),
        """
        1 x a at 1.05                       1.05
        1 x b at 1.05                       1.05
        1 x c at 1.05                       1.05
        total                               3.15
        at 10%, net 2.85 and tax 0.30       3.15  # 1.05 / 11 = 0.0955, as a whole 0.10; 3 times
        """,
    )


def test_included_tax_rounded_per_order() -> None:
    order = assert_order(
        *small([105, 105, 105], taxes({"food": 10}, rounded="order")),
        """
        1 x a at 1.05                       1.05
        1 x b at 1.05                       1.05
        1 x c at 1.05                       1.05
        total                               3.15
        at 10%, net 2.86 and tax 0.29       3.15  # 3.15 / 11 = 0.2864
        """,
    )
    # 0.0955, 0.1909 and 0.2864 after each line: 0.10, 0.19 and 0.29.
    assert [part.tax for part in order.parts] == [*euros(10, 9, 10)]


def test_added_tax_rounded_per_line() -> None:
    assert_order(
        *small([95, 95, 95], taxes({"food": 7}, included=False)),
        """
        1 x a at 0.95                       0.95
        1 x b at 0.95                       0.95
        1 x c at 0.95                       0.95
        tax 7%                              0.21  # 0.95 x 7 % = 0.0665, as a whole 0.07; 3 times
        total                               3.06
        at 7%, net 2.85 and tax 0.21        3.06
        """,
    )


def test_added_tax_rounded_per_order() -> None:
    assert_order(
        *small([95, 95, 95], taxes({"food": 7}, included=False, rounded="order")),
        """
        1 x a at 0.95                       0.95
        1 x b at 0.95                       0.95
        1 x c at 0.95                       0.95
        tax 7%                              0.20  # 2.85 x 7 % = 0.1995
        total                               3.05
        at 7%, net 2.85 and tax 0.20        3.05
        """,
    )


def test_added_taxes_fee_and_tip() -> None:
    lines = [
        order_line("bowl", 2, 1250, {"": ("food", 1)}, "USD"),
        order_line("beer", 1, 700, {"": ("drinks", 1)}, "USD"),
    ]
    terms = OrderTerms(
        "USD",
        fees=(percent_fee("service", 4, "food"),),
        tip=500,
        taxes=taxes({"food": 6, "drinks": 9}, included=False),
    )
    order = assert_order(
        lines,
        terms,
        """
        2 x bowl at 12.50                  25.00
        1 x beer at 7.00                    7.00
        fee service                         1.28  # 4 % of 32.00
        tax 6%                              1.58  # 1.50 of 25.00, 0.0768 of 1.28
        tax 9%                              0.63  # of 7.00
        tip                                 5.00  # on nothing, and nothing on it
        total                              40.49  # 32.00 + 1.28 + 2.21 + 5.00
        at 6%, net 26.28 and tax 1.58      27.86
        at 9%, net 7.00 and tax 0.63        7.63
        """,
    )
    assert refund_of_fee(order, "service").amount == Money(136, "USD")  # 1.28 + 0.08


def test_value_added_tax_in_korea() -> None:
    assert_order(
        [order_line("set", 1, 8500)],
        OrderTerms("KRW", taxes=taxes({"food": 10})),
        """
        1 x set at 8,500                         8,500
        total                                    8,500
        at 10%, net 7,727 and tax 773            8,500  # 8,500 / 11 = 772.7
        """,
    )


def test_three_decimals_with_tax() -> None:
    assert_order(
        [order_line("rice", 2, 1250, currency="KWD")],
        OrderTerms("KWD", fees=(Fee("box", "", 50),), taxes=taxes({"food": 5})),
        """
        2 x rice at 1.250                        2.500
        fee box                                  0.050
        total                                    2.550
        at 5%, net 2.381 and tax 0.119           2.500  # 2.500 x 5 / 105 = 0.11905
        """,
    )


def test_a_coupon_in_percent() -> None:
    assert_order(
        [BURGERS, COLAS],
        OrderTerms("KRW", (percent_off("ten", 10, ALL),)),
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        coupon ten                              -1,500  # 10 % of 15,000
        total                                   13,500
        """,
    )


def test_a_coupon_for_drinks_worth_more_than_they_are() -> None:
    assert_order(
        [BURGERS, COLAS],
        OrderTerms("KRW", (amount_off("drinks", 5000, {"cola": 2}),)),
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        coupon drinks                           -4,000  # not 5,000: the colas are 4,000
        total                                   11,000
        """,
    )


@pytest.mark.parametrize(
    ("least", "receipt"),
    [
        (15000, "coupon large -2,000 \n total 13,000"),
        (15001, "coupon small -1,000 \n total 14,000"),  # 15,000 is too little for the large one
    ],
)
def test_the_better_of_two_coupons_that_exclude_each_other(least: int, receipt: str) -> None:
    coupons = (
        amount_off("small", 1000, ALL, exclusive="code"),
        amount_off("large", 2000, ALL, exclusive="code", least=least),
    )
    lines = "2 x burger at 5,500 11,000 \n 2 x cola at 2,000 4,000 \n"
    assert_order([BURGERS, COLAS], OrderTerms("KRW", coupons), lines + receipt)


def test_two_coupons_that_exclude_each_other_and_one_that_does_not() -> None:
    coupons = (
        percent_off("member", 10, ALL),
        amount_off("code", 1400, ALL, exclusive="code"),
        percent_off("birthday", 10, ALL, exclusive="code"),
    )
    assert_order(
        [BURGERS, COLAS],
        OrderTerms("KRW", coupons),
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        coupon member                           -1,500  # 13,500 left
        coupon code                             -1,400  # the birthday would be 10 % of 13,500
        total                                   12,100
        """,
    )


def test_a_bundle_twice_and_a_coupon_of_what_it_leaves() -> None:
    bundle = amount_off("meal", 700, ALL, kind="bundle", times=2)
    assert_order(
        [BURGERS, COLAS],
        OrderTerms("KRW", (bundle, percent_off("ten", 10, ALL))),
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        bundle meal                             -1,400  # 2 x 700
        coupon ten                              -1,360  # 10 % of 13,600
        total                                   12,240
        """,
    )


def test_a_bundle_is_spread_over_its_pieces_by_their_price() -> None:
    lines = [
        order_line("burger", 1, 900, currency="EUR"),
        order_line("cola", 2, 300, {"": ("drinks", 300)}, "EUR"),
    ]
    bundle = amount_off("meal", 200, {"burger": 1, "cola": 1}, kind="bundle")
    order = assert_order(
        lines,
        OrderTerms("EUR", (bundle,), taxes=TAKEN_AWAY),
        """
        1 x burger at 9.00                  9.00
        2 x cola at 3.00                    6.00
        bundle meal                        -2.00  # 9 : 3 is 1.50 and 0.50
        total                              13.00
        at 7%, net 7.01 and tax 0.49        7.50  # 9.00 - 1.50
        at 19%, net 4.62 and tax 0.88       5.50  # 6.00 - 0.50; x 19 / 119 = 0.8782
        """,
    )
    assert order.discounts[0].lines == {"burger": euros(-150)[0], "cola": euros(-50)[0]}


@pytest.mark.parametrize(
    ("off", "charges"),
    [
        (0, "total 22,000"),  # from 20,000 on delivery is free
        (2000, "coupon off -2,000 \n total 20,000"),
        (2001, "coupon off -2,001 \n fee delivery 3,000 \n total 22,999"),  # 19,999 + 3,000
    ],
)
def test_delivery_is_free_from_an_amount_after_discounts(off: int, charges: str) -> None:
    coupon = amount_off("off", off, {"burger": 4})
    assert_order(
        [order_line("burger", 4, 5500)],
        OrderTerms("KRW", (coupon,), (DELIVERY,)),
        "4 x burger at 5,500 22,000 \n" + charges,
    )


def test_a_tip_is_outside_coupons_fees_and_taxes() -> None:
    terms = OrderTerms(
        "KRW",
        (percent_off("half", 50, ALL),),
        (percent_fee("service", 10, "food"),),
        tip=1500,
        taxes=taxes({"food": 10}),
    )
    assert_order(
        [BURGERS, COLAS],
        terms,
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        coupon half                             -7,500
        fee service                                750  # 10 % of 7,500
        tip                                      1,500
        total                                    9,750
        at 10%, net 7,500 and tax 750            8,250  # 5,500, 2,000 and 750: 500 + 182 + 68
        """,
    )


def test_a_coupon_for_everything_leaves_the_fee() -> None:
    assert_order(
        [BURGERS],
        OrderTerms("KRW", (percent_off("gift", 100, {"burger": 2}),), (DELIVERY,)),
        """
        2 x burger at 5,500                     11,000
        coupon gift                            -11,000
        fee delivery                             3,000
        total                                    3,000
        """,
    )


def test_an_order_rounded_to_ten_with_everything_in_it() -> None:
    discounts: tuple[Discount, ...] = (
        amount_off("meal", 700, ALL, kind="bundle", times=2),
        percent_off("ten", 10, ALL),
    )
    terms = OrderTerms(
        "KRW",
        discounts,
        (percent_fee("service", 3, "food"), DELIVERY),
        tip=1000,
        taxes=taxes({"food": 10, "service": 10}, rounded="order"),
        rounding=Rounding(10),
    )
    order = assert_order(
        [BURGERS, COLAS],
        terms,
        """
        2 x burger at 5,500                     11,000
        2 x cola at 2,000                        4,000
        bundle meal                             -1,400  # 13,600 left
        coupon ten                              -1,360  # 12,240 left
        fee service                                367  # 3 % of 12,240 is 367.2
        fee delivery                             3,000  # 12,240 is below 20,000
        tip                                      1,000  # 16,607 in all
        rounding                                     3
        total                                   16,610
        at 10%, net 14,188 and tax 1,419        15,607  # 12,240 + 3,367; / 11 = 1,418.8
        """,
    )
    # The bundle takes 1,400 x 11 / 15 = 1,026.7 off the burgers, the coupon 1,360 x 9,973 / 13,600
    # = 997.3; of both the burgers bear what is rounded up.
    burgers = next(line for line in order.lines if line.key == "burger")
    assert burgers.discounted == Money(11000 - 1027 - 998, "KRW")
