"""Giving everything back pays back everything that was charged, in whatever steps."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import TooManyPiecesError, TooSmallError, UnknownPieceError
from pricing.money import Money, total
from pricing.order_quote import OrderQuote, PartPrice, quote_order
from pricing.order_terms import Fee, OrderTerms
from pricing.refunds import Refund, refund_of, refund_of_fee, refund_of_rest
from tests.pricing import generated
from tests.pricing.builders import amount_off, order_line, taxes
from tests.pricing.generated import Order

SET = order_line("set", 3, 1000, {"": ("food", 900), "drink": ("drinks", 300)}, "EUR")
TERMS = OrderTerms("EUR", fees=(Fee("delivery", "food", 250),), tip=100)
TAXED = OrderTerms("EUR", taxes=taxes({"food": 7, "drinks": 19}))


def steps(order: OrderQuote, part: PartPrice, pieces: list[int]) -> list[Refund]:
    """Giving back the part in steps of so many pieces, then what remains of it."""
    refunds, given_back = [], 0
    for step in [*pieces, part.quantity]:
        step = min(step, part.quantity - given_back)
        refunds.append(refund_of(order, part.line, part.path, step, given_back))
        given_back += step
    return refunds


@generated.BOUNDED
@given(generated.orders(), st.lists(st.integers(0, 3), max_size=4))
def test_refunding_everything_gives_back_everything_charged(
    order: Order, pieces: list[int]
) -> None:
    found, currency = quote_order(order.lines, order.terms), order.terms.currency
    refunds = [refund for part in found.parts for refund in steps(found, part, pieces)]
    refunds += [refund_of_fee(found, fee.name) for fee in found.fees]
    back = reduce(Refund.__add__, refunds, refund_of_rest(found))
    assert back.amount == found.total
    assert back.tax == total((each.tax for each in found.taxes), currency)
    assert all(refund.amount.minor >= 0 and refund.tax.minor >= 0 for refund in refunds)


@generated.BOUNDED
@given(generated.orders())
def test_a_line_gives_back_what_its_parts_do(order: Order) -> None:
    found, currency = quote_order(order.lines, order.terms), order.terms.currency
    for line in order.lines:
        parts = [refund_of(found, line.key, part.path, 1) for part in line.parts]
        whole = refund_of(found, line.key, None, 1)
        assert whole.amount == total((each.amount for each in parts), currency)
        assert whole.tax == total((each.tax for each in parts), currency)


def test_the_drink_of_a_set_is_given_back_with_its_tax() -> None:
    found = quote_order([SET], TAXED)
    # 3 drinks: 30.00 * 3 / 12 = 7.50, tax 7.50 * 19 / 119 = 1.1975 -> 1.20.
    assert refund_of(found, "set", "drink", 1) == Refund(Money(250, "EUR"), Money(40, "EUR"))
    assert refund_of(found, "set", "drink", 3) == Refund(Money(750, "EUR"), Money(120, "EUR"))


def test_pieces_that_cannot_be_equal_differ_by_one_unit() -> None:
    off = amount_off("welcome", 100, {"cola": 3})
    found = quote_order([order_line("cola", 3, 200)], OrderTerms("KRW", (off,)))
    # 3 x 200 - 100 = 500: 166, 333, 500 after one, two and three of them.
    refunds = [refund_of(found, "cola", "", 1, before).amount.minor for before in range(3)]
    assert refunds == [166, 167, 167]


def test_a_fee_and_a_tip_are_given_back_by_themselves() -> None:
    found = quote_order([SET], TERMS)
    assert refund_of_fee(found, "delivery").amount == Money(250, "EUR")
    assert refund_of_rest(found).amount == Money(100, "EUR")


def test_what_is_not_in_the_order_cannot_be_given_back() -> None:
    found = quote_order([SET], TERMS)
    with pytest.raises(UnknownPieceError, match="no line cake"):
        refund_of(found, "cake", None, 1)
    with pytest.raises(UnknownPieceError, match="no part side of line set"):
        refund_of(found, "set", "side", 1)
    with pytest.raises(UnknownPieceError, match="no fee service"):
        refund_of_fee(found, "service")


def test_no_piece_is_given_back_twice() -> None:
    found = quote_order([SET], TERMS)
    with pytest.raises(TooManyPiecesError, match="line set has 3 pieces, not 4"):
        refund_of(found, "set", "drink", 2, given_back=2)
    for pieces, given_back in ((-1, 1), (1, -1)):
        with pytest.raises(TooSmallError, match="pieces of line set cannot be -1"):
            refund_of(found, "set", None, pieces, given_back)
