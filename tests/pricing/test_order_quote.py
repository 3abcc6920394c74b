"""An order comes to the sum of its lines and charges, and every unit belongs to something."""

from dataclasses import replace

from hypothesis import given

from pricing.money import Money, total
from pricing.order_quote import FeePrice, OrderQuote, PartPrice, TaxPrice, quote_order
from pricing.order_terms import Fee, OrderTerms
from pricing.rounding import Rounding
from tests.pricing import generated, oracle
from tests.pricing.builders import (
    order_line,
    order_receipt_of,
    percent_fee,
    percent_off,
    taxes,
    written,
)
from tests.pricing.generated import Order


def quoted(order: Order) -> OrderQuote:
    return quote_order(order.lines, order.terms)


@generated.BOUNDED
@given(generated.orders(whole_lines=True))
def test_the_total_is_what_the_terms_say(order: Order) -> None:
    assert quoted(order).total.minor == oracle.order_total(order.lines, order.terms)


@generated.BOUNDED
@given(generated.orders())
def test_lines_and_charges_add_up_to_the_total(order: Order) -> None:
    found = quoted(order)
    charged = total((each.amount for each in found.charges), order.terms.currency)
    assert found.subtotal + charged == found.total
    assert found.total.minor >= 0
    assert found.total.minor % order.terms.rounding.to == 0
    assert all(each.amount.minor for each in found.charges)


@generated.BOUNDED
@given(generated.orders())
def test_every_line_is_its_pieces_less_its_discounts(order: Order) -> None:
    found = quoted(order)
    for line in found.lines:
        off = [each.lines[line.key] for each in found.discounts if line.key in each.lines]
        assert line.unit * line.quantity == line.amount
        assert line.amount + total(off, order.terms.currency) == line.discounted
        assert line.discounted.minor >= 0


@generated.BOUNDED
@given(generated.orders())
def test_a_discount_is_what_it_takes_off_its_lines(order: Order) -> None:
    for each in quoted(order).discounts:
        assert total(each.lines.values(), order.terms.currency) == each.amount


@generated.BOUNDED
@given(generated.orders())
def test_net_and_tax_are_gross_everywhere(order: Order) -> None:
    found = quoted(order)
    taxed: list[PartPrice | FeePrice | TaxPrice] = [*found.parts, *found.fees, *found.taxes]
    for each in taxed:
        assert each.net + each.tax == each.gross
        assert each.tax.minor >= 0
        assert each.net.minor >= 0


@generated.BOUNDED
@given(generated.orders())
def test_parts_and_fees_add_up_to_what_is_taxed_and_charged(order: Order) -> None:
    found, currency = quoted(order), order.terms.currency
    pieces: list[PartPrice | FeePrice] = [*found.parts, *found.fees]
    for rate in {each.rate for each in pieces} - {""}:
        of_rate = [each for each in pieces if each.rate == rate]
        taxed = [each for each in found.taxes if each.rate == rate]
        for told in ("net", "tax", "gross"):
            summed = total((getattr(each, told) for each in of_rate), currency)
            assert total((getattr(each, told) for each in taxed), currency) == summed
    gross = total((each.gross for each in pieces), currency)
    assert gross + found.charged("tip", "rounding", "floor") == found.total


@generated.BOUNDED
@given(generated.orders())
def test_the_parts_of_a_line_are_the_line(order: Order) -> None:
    found, currency = quoted(order), order.terms.currency
    for line in found.lines:
        parts = [each for each in found.parts if each.line == line.key]
        charged = [each.gross if found.taxes_included else each.net for each in parts]
        assert total(charged, currency) == line.discounted


@generated.BOUNDED
@given(generated.orders())
def test_a_tip_is_neither_taxed_nor_discounted_and_moves_nothing_else(order: Order) -> None:
    terms = replace(order.terms, rounding=Rounding())
    tipped = quote_order(order.lines, replace(terms, tip=777))
    without = quote_order(order.lines, replace(terms, tip=0))
    assert tipped.total == without.total + Money(777, terms.currency)
    assert tipped.parts == without.parts
    assert tipped.taxes == without.taxes


@generated.BOUNDED
@given(generated.orders())
def test_included_taxes_change_no_total(order: Order) -> None:
    included = replace(order.terms.taxes, included=True)
    taxed = quote_order(order.lines, replace(order.terms, taxes=included))
    untaxed = quote_order(order.lines, replace(order.terms, taxes=taxes({})))
    assert taxed.total == untaxed.total


@generated.BOUNDED
@given(generated.orders())
def test_taxes_differ_by_rounding_alone_whether_by_line_or_by_order(order: Order) -> None:
    by_line, by_order = (
        quote_order(
            order.lines,
            replace(
                order.terms,
                rounding=Rounding(),
                discounts=(),
                taxes=replace(order.terms.taxes, rounded=rounded),
            ),
        )
        for rounded in ("line", "order")
    )
    for one, other in zip(by_line.taxes, by_order.taxes, strict=True):
        assert one.rate == other.rate
        # Half a unit for each line and fee, and half a one for the sum.
        assert 2 * abs(one.tax.minor - other.tax.minor) <= len(order.lines) + 3


def test_an_order_of_nothing_is_its_fees_and_tip() -> None:
    terms = OrderTerms("KRW", fees=(Fee("bag", "goods", 100),), tip=50)
    found = quote_order((), terms)
    assert order_receipt_of(found) == written("fee bag 100 \n tip 50 \n total 150")
    assert found.subtotal == Money(0, "KRW")


def test_where_no_part_costs_anything_alone_the_first_is_the_whole() -> None:
    line = order_line("set", 2, 500, {"": ("food", 0), "drink": ("drinks", 0)})
    found = quote_order([line], OrderTerms("KRW"))
    assert [part.gross.minor for part in found.parts] == [1000, 0]


def test_a_part_that_lowers_the_price_bears_none_of_it() -> None:
    line = order_line("set", 1, 900, {"": ("food", 1000), "without": ("food", -100)})
    found = quote_order([line], OrderTerms("KRW"))
    assert [part.gross.minor for part in found.parts] == [900, 0]


def test_a_rate_of_which_nothing_is_left_is_not_told() -> None:
    lines = [order_line("meal", 1, 1100), order_line("gift", 1, 900, {"": ("gifts", 1)})]
    gift = percent_off("gift", 100, {"gift": 1})
    terms = OrderTerms("KRW", (gift,), taxes=taxes({"food": 10, "gifts": 20}))
    assert [each.rate for each in quote_order(lines, terms).taxes] == ["10%"]


def test_a_fee_is_free_from_an_amount_after_discounts_and_says_so() -> None:
    delivery = Fee("delivery", "service", 3000, free_from=20000)
    for price, waived in ((19999, False), (20000, True), (20001, True)):
        found = quote_order([order_line("meal", 1, price)], OrderTerms("KRW", fees=(delivery,)))
        assert found.fees[0].waived is waived
        assert found.charged("fee") == Money(0 if waived else 3000, "KRW")


def test_a_fee_in_percent_is_rounded_half_up() -> None:
    for price, fee in ((1050, 53), (1049, 52), (0, 0)):
        terms = OrderTerms("EUR", fees=(percent_fee("service", 5),))
        found = quote_order([order_line("meal", 1, price, currency="EUR")], terms)
        assert found.charged("fee") == Money(fee, "EUR")


def test_a_negative_line_counts_for_no_fee_and_the_total_is_lifted() -> None:
    line = order_line("deposit", 1, -500)
    terms = OrderTerms("KRW", fees=(percent_fee("service", 10),))
    assert order_receipt_of(quote_order([line], terms)) == written("""
        1 x deposit at -500     -500
        floor                    500
        total                      0
    """)
    paid_out = replace(terms, rounding=Rounding(below_zero=True))
    assert quote_order([line], paid_out).total == Money(-500, "KRW")
