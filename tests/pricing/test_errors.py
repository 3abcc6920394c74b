"""What is asked wrongly is refused, with what is wrong in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pricing.charges import Allowance
from pricing.errors import (
    CurrencyMismatchError,
    MissingPriceError,
    NoPartsError,
    NoWeightError,
    PricingError,
    RepeatedError,
    TooManyPiecesError,
    TooSmallError,
    UnknownPieceError,
)
from pricing.money import Money
from pricing.order_quote import quote_order
from pricing.order_terms import Discount, Fee, OrderTerms, Part, TaxRate
from pricing.rounding import Rounding
from tests.pricing.builders import amount_off, order_line, price_list, priced

BURGER = order_line("burger", 2, 5000)
WON = OrderTerms("KRW")


def test_a_choice_that_is_not_in_the_price_list() -> None:
    with pytest.raises(MissingPriceError, match="the price list has no price for bun: rice"):
        priced(price_list(0, {"bun.rye": 0}), ["bun.rice"])


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_line_of_no_pieces(quantity: int) -> None:
    said = f"the quantity of line burger cannot be {quantity}, the least is 1"
    with pytest.raises(TooSmallError, match=said):
        quote_order([replace(BURGER, quantity=quantity)], WON)


def test_a_line_without_parts() -> None:
    with pytest.raises(NoPartsError, match="line burger has no parts"):
        quote_order([replace(BURGER, parts=())], WON)


def test_a_line_in_another_currency() -> None:
    with pytest.raises(CurrencyMismatchError, match="KRW cannot be reckoned with EUR"):
        quote_order([BURGER], OrderTerms("EUR"))


def test_two_lines_or_parts_or_fees_of_one_name() -> None:
    with pytest.raises(RepeatedError, match="line burger is there twice"):
        quote_order([BURGER, BURGER], WON)
    drink = Part("drink", "drinks", 100)
    with pytest.raises(RepeatedError, match="part drink of line burger is there twice"):
        quote_order([replace(BURGER, parts=(drink, drink))], WON)
    with pytest.raises(RepeatedError, match="fee bag is there twice"):
        quote_order([BURGER], replace(WON, fees=(Fee("bag", "", 1), Fee("bag", "", 2))))


def test_a_negative_tip() -> None:
    with pytest.raises(TooSmallError, match="a tip cannot be -1, the least is 0"):
        quote_order([BURGER], replace(WON, tip=-1))


@pytest.mark.parametrize(
    ("discount", "error", "said"),
    [
        (amount_off("x", 1, {"cola": 1}), UnknownPieceError, "the order has no line cola"),
        (amount_off("x", 1, {"burger": 3}), TooManyPiecesError, "line burger has 2 pieces, not 3"),
        (amount_off("x", 1, {"burger": -1}), TooSmallError, "pieces of line burger cannot be -1"),
        (amount_off("x", 1, {}, times=-1), TooSmallError, "times of discount x cannot be -1"),
    ],
)
def test_a_discount_of_what_is_not_there(
    discount: Discount, error: type[PricingError], said: str
) -> None:
    with pytest.raises(error, match=said):
        quote_order([BURGER], replace(WON, discounts=(discount,)))


def test_terms_that_cannot_be() -> None:
    with pytest.raises(TooSmallError, match="the step of rounding cannot be 0, the least is 1"):
        Rounding(0)
    with pytest.raises(TooSmallError, match="the share of the tax vat cannot be -1/5, the least"):
        TaxRate("vat", Fraction(-1, 5))
    with pytest.raises(TooSmallError, match="the free portions of sauces cannot be -2, the least"):
        Allowance("sauces", {}, -2, "first")


def test_an_amount_that_nothing_shares() -> None:
    with pytest.raises(NoWeightError, match="cannot be split"):
        Money(1, "KRW").spread([])


def test_an_amount_without_weights_goes_to_the_first_share() -> None:
    shares = Money(7, "KRW").spread([0, -3, 0])
    assert [share.minor for share in shares] == [7, 0, 0]
