"""What an order keeps of its price: every line, charge, tax and part, for ever as it was placed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from catalog.database import canonical_json
from catalog.shop import Shop, Text
from configurator.orders.charge_words import charge_words, tax_words
from configurator.orders.freezing import ReceiptLine
from configurator.orders.models import Order
from pricing.money import Money
from pricing.order_prices import (
    DiscountPrice,
    FeePrice,
    LinePrice,
    OrderQuote,
    PartPrice,
    TaxPrice,
)
from pricing.quote_lines import Cause, QuoteLine


@dataclass(frozen=True)
class TaxLine:
    """A tax of an order: of `net` it is `tax`, in smallest units."""

    words: Text
    net: int
    tax: int


def charge_lines(shop: Shop, quoted: OrderQuote) -> tuple[ReceiptLine, ...]:
    """What an order is charged besides its lines; with them it adds up to the total."""
    return tuple(
        ReceiptLine(charge_words(shop, each.cause), each.amount.minor, each.cause.kind)
        for each in quoted.charges
    )


def included_taxes(shop: Shop, quoted: OrderQuote) -> tuple[TaxLine, ...]:
    """The taxes that the total includes already; those that are added are charges."""
    if not quoted.taxes_included:
        return ()
    return tuple(
        TaxLine(tax_words(shop, each.rate), each.net.minor, each.tax.minor) for each in quoted.taxes
    )


def freeze_order(shop: Shop, quoted: OrderQuote) -> str:
    """The whole price as canonical text."""
    return canonical_json(
        {
            "currency": quoted.total.currency,
            "total": quoted.total.minor,
            "taxes_included": quoted.taxes_included,
            "lines": [
                [each.key, each.quantity, each.unit.minor, each.discounted.minor]
                for each in quoted.lines
            ],
            "charges": [
                {
                    "kind": each.cause.kind,
                    "name": each.cause.name,
                    "words": charge_words(shop, each.cause),
                    "amount": each.amount.minor,
                }
                for each in quoted.charges
            ],
            "discounts": [
                [each.name, each.kind, {key: by.minor for key, by in each.lines.items()}]
                for each in quoted.discounts
            ],
            "fees": [
                [each.name, each.category, each.waived, each.rate, each.net.minor, each.tax.minor]
                for each in quoted.fees
            ],
            "taxes": [
                {
                    "rate": each.rate,
                    "words": tax_words(shop, each.rate),
                    "share": str(each.share),
                    "net": each.net.minor,
                    "tax": each.tax.minor,
                }
                for each in quoted.taxes
            ],
            "parts": [
                [
                    each.line,
                    each.path,
                    each.category,
                    each.quantity,
                    each.rate,
                    each.net.minor,
                    each.tax.minor,
                ]
                for each in quoted.parts
            ],
        }
    )


def frozen_charges(order: Order) -> tuple[ReceiptLine, ...]:
    """What a placed order was charged besides its lines."""
    return tuple(
        ReceiptLine(each["words"], each["amount"], each["kind"])
        for each in _kept(order).get("charges", ())
    )


def frozen_taxes(order: Order) -> tuple[TaxLine, ...]:
    """The taxes that the total of a placed order includes."""
    kept = _kept(order)
    if not kept.get("taxes_included"):
        return ()
    return tuple(TaxLine(each["words"], each["net"], each["tax"]) for each in kept["taxes"])


def frozen_quote(order: Order) -> OrderQuote | None:
    """The whole price of a placed order, to refund parts of it; None in a cart."""
    kept = _kept(order)
    if not kept:
        return None
    return OrderQuote(
        lines=tuple(_lines(kept)),
        discounts=tuple(_discounts(kept)),
        fees=tuple(_fees(kept)),
        taxes=tuple(_taxes(kept)),
        taxes_included=kept["taxes_included"],
        parts=tuple(_parts(kept)),
        charges=tuple(
            QuoteLine(Cause(each["kind"], name=each["name"]), _money(kept, each["amount"]))
            for each in kept["charges"]
        ),
        total=_money(kept, kept["total"]),
    )


def _kept(order: Order) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(order.quote) if order.quote else {}
    return kept


def _money(kept: dict[str, Any], minor: int) -> Money:
    return Money(minor, kept["currency"])


def _lines(kept: dict[str, Any]) -> Iterator[LinePrice]:
    for key, quantity, unit, discounted in kept["lines"]:
        one = _money(kept, unit)
        yield LinePrice(key, quantity, one, one * quantity, _money(kept, discounted))


def _discounts(kept: dict[str, Any]) -> Iterator[DiscountPrice]:
    for name, kind, lines in kept["discounts"]:
        changes = {key: _money(kept, by) for key, by in lines.items()}
        yield DiscountPrice(name, kind, _money(kept, sum(lines.values())), changes)


def _fees(kept: dict[str, Any]) -> Iterator[FeePrice]:
    for name, category, waived, rate, net, tax in kept["fees"]:
        yield FeePrice(name, category, waived, rate, *_net_tax_gross(kept, net, tax))


def _taxes(kept: dict[str, Any]) -> Iterator[TaxPrice]:
    for each in kept["taxes"]:
        amounts = _net_tax_gross(kept, each["net"], each["tax"])
        yield TaxPrice(each["rate"], Fraction(each["share"]), *amounts)


def _parts(kept: dict[str, Any]) -> Iterator[PartPrice]:
    for line, path, category, quantity, rate, net, tax in kept["parts"]:
        amounts = _net_tax_gross(kept, net, tax)
        yield PartPrice(line, path, category, quantity, rate, *amounts)


def _net_tax_gross(kept: dict[str, Any], net: int, tax: int) -> tuple[Money, Money, Money]:
    return _money(kept, net), _money(kept, tax), _money(kept, net + tax)
