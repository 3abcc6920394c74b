"""What an order costs, to the last unit."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pricing.discounting import Left, discounted
from pricing.money import Money
from pricing.money import total as sum_of
from pricing.order_checks import check_order
from pricing.order_prices import DiscountPrice, FeePrice, LinePrice, OrderQuote, PartPrice, TaxPrice
from pricing.order_terms import Discount, Fee, OrderLine, OrderTerms
from pricing.quote import payable_lines
from pricing.quote_lines import Cause, QuoteLine
from pricing.rounding import EXACT, Rounding
from pricing.taxing import Taxable, Taxed, taxed

__all__ = [
    "DiscountPrice",
    "FeePrice",
    "LinePrice",
    "OrderQuote",
    "PartPrice",
    "TaxPrice",
    "quote_order",
]


def quote_order(lines: Sequence[OrderLine], terms: OrderTerms) -> OrderQuote:
    """The price of the lines under these terms.

    Of discounts that exclude each other the one is taken that leaves the lowest total (before
    rounding; of equal ones the first); what excludes each other by another name is settled one name
    after the other, in the order of the discounts.
    Raises `TooSmallError` (a quantity below 1, a negative tip), `NoPartsError`, `RepeatedError`
    (of lines, parts of a line, fees), `CurrencyMismatchError`, and for a discount of pieces that
    the order does not have `UnknownPieceError` or `TooManyPiecesError`.
    """
    check_order(lines, terms)
    return _priced(lines, replace(terms, discounts=_taken(lines, terms)))


def _taken(lines: Sequence[OrderLine], terms: OrderTerms) -> tuple[Discount, ...]:
    """The discounts without those that another one excludes, in their order."""
    taken = {place for place, each in enumerate(terms.discounts) if not each.exclusive}
    rivals: dict[str, list[int]] = {}
    for place, each in enumerate(terms.discounts):
        if each.exclusive:
            rivals.setdefault(each.exclusive, []).append(place)
    for places in rivals.values():
        due = {place: _due(lines, terms, taken | {place}) for place in places}
        taken.add(min(places, key=due.__getitem__))
    return _discounts_at(terms, taken)


def _discounts_at(terms: OrderTerms, places: Collection[int]) -> tuple[Discount, ...]:
    return tuple(terms.discounts[place] for place in sorted(places))


def _due(lines: Sequence[OrderLine], terms: OrderTerms, places: Collection[int]) -> int:
    """The total with only the discounts at these places, before it is rounded."""
    unrounded = replace(
        terms, discounts=_discounts_at(terms, places), rounding=Rounding(below_zero=True)
    )
    return _priced(lines, unrounded).total.minor


def _priced(lines: Sequence[OrderLine], terms: OrderTerms) -> OrderQuote:
    undiscounted = {line.key: [line.quote.total.minor] * line.quantity for line in lines}
    discounts, left = _discounts(undiscounted, terms)
    taxes = list(taxed(_taxables(lines, left, terms), terms.taxes))
    of_parts = len(taxes) - len(terms.fees)
    fees = tuple(_fees(terms, left, taxes[of_parts:]))
    rates = tuple(_rates(terms, taxes))
    charges = tuple(_charges(terms, discounts, fees, rates))
    due = _worth(undiscounted) + sum(each.amount.minor for each in charges)
    return OrderQuote(
        lines=tuple(_line_price(line, left, terms.currency) for line in lines),
        discounts=discounts,
        fees=fees,
        taxes=rates,
        taxes_included=terms.taxes.included,
        parts=tuple(_parts(lines, taxes[:of_parts], terms.currency)),
        charges=(*charges, *_last_charges(due, terms)),
        total=Money(terms.rounding.payable(due), terms.currency),
    )


def _last_charges(due: int, terms: OrderTerms) -> Iterator[QuoteLine]:
    """What makes an amount payable."""
    for cause, amount in payable_lines(due, terms.rounding):
        yield QuoteLine(cause, Money(amount, terms.currency))


def _line_price(line: OrderLine, left: Left, currency: str) -> LinePrice:
    unit = line.quote.total
    return LinePrice(
        line.key, line.quantity, unit, unit * line.quantity, Money(sum(left[line.key]), currency)
    )


def _discounts(undiscounted: Left, terms: OrderTerms) -> tuple[tuple[DiscountPrice, ...], Left]:
    worth, left, prices = _worth(undiscounted), undiscounted, []
    for each in terms.discounts:
        if worth < each.least:
            continue
        result = discounted(left, each)
        left = result.left
        if result.changes:
            changes = {key: Money(by, terms.currency) for key, by in result.changes.items()}
            amount = sum_of(changes.values(), terms.currency)
            prices.append(DiscountPrice(each.name, each.kind, amount, changes))
    return tuple(prices), left


def _worth(left: Left) -> int:
    return sum(map(sum, left.values()))


def _taxables(lines: Sequence[OrderLine], left: Left, terms: OrderTerms) -> list[Taxable]:
    """The parts of all lines, then the fees."""
    taxables = []
    for line in lines:
        whole = Money(sum(left[line.key]), terms.currency)
        shares = whole.spread([part.standalone for part in line.parts])
        for part, share in zip(line.parts, shares, strict=True):
            taxables.append(Taxable(f"line {line.key}", part.category, share.minor))
    worth = _worth(left)
    for fee in terms.fees:
        taxables.append(Taxable(f"fee {fee.name}", fee.category, _fee_amount(fee, worth)))
    return taxables


def _is_waived(fee: Fee, worth: int) -> bool:
    return 0 < fee.free_from <= worth


def _fee_amount(fee: Fee, worth: int) -> int:
    if _is_waived(fee, worth):
        return 0
    return EXACT.nearest(fee.share * max(0, worth)) if fee.share else fee.amount


def _fees(terms: OrderTerms, left: Left, taxes: Sequence[Taxed]) -> Iterator[FeePrice]:
    worth = _worth(left)
    for fee, tax in zip(terms.fees, taxes, strict=True):
        yield FeePrice(
            fee.name, fee.category, _is_waived(fee, worth), *_taxed_money(tax, terms.currency)
        )


def _parts(
    lines: Sequence[OrderLine], taxes: Sequence[Taxed], currency: str
) -> Iterator[PartPrice]:
    parts = [(line, part) for line in lines for part in line.parts]
    for (line, part), tax in zip(parts, taxes, strict=True):
        yield PartPrice(
            line.key, part.path, part.category, line.quantity, *_taxed_money(tax, currency)
        )


def _taxed_money(tax: Taxed, currency: str) -> tuple[str, Money, Money, Money]:
    """The name of the rate, net, tax, gross."""
    name = tax.rate.name if tax.rate else ""
    return name, Money(tax.net, currency), Money(tax.tax, currency), Money(tax.gross, currency)


def _rates(terms: OrderTerms, taxes: Sequence[Taxed]) -> Iterator[TaxPrice]:
    """What is taxed, rate by rate, in the order of the table."""
    for rate in dict.fromkeys(terms.taxes.rates.values()):
        of_rate = [each for each in taxes if each.rate == rate and each.gross]
        if of_rate:
            summed = Taxed(
                rate, sum(each.net for each in of_rate), sum(each.tax for each in of_rate)
            )
            name, *amounts = _taxed_money(summed, terms.currency)
            yield TaxPrice(name, rate.share, *amounts)


def _charges(
    terms: OrderTerms,
    discounts: Sequence[DiscountPrice],
    fees: Sequence[FeePrice],
    taxes: Sequence[TaxPrice],
) -> Iterator[QuoteLine]:
    """What is charged besides the lines, before rounding; what comes to nothing is left out."""
    charges = [QuoteLine(Cause(each.kind, name=each.name), each.amount) for each in discounts]
    charges += [
        QuoteLine(Cause("fee", name=each.name), each.gross if terms.taxes.included else each.net)
        for each in fees
    ]
    if not terms.taxes.included:
        charges += [QuoteLine(Cause("tax", name=each.rate), each.tax) for each in taxes]
    charges.append(QuoteLine(Cause("tip"), Money(terms.tip, terms.currency)))
    return (each for each in charges if each.amount.minor)
