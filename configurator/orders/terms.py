"""What an order is priced by besides its lines: from what the shop says to the terms of pricing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from catalog.shop import Bundle, Channel, Shop, Way
from configurator.orders.coupons import Judged, Sold
from pricing.order_terms import Discount, Fee, OrderTerms, TaxRate, TaxTable
from pricing.rounding import EXACT, Rounding


def order_terms(
    shop: Shop,
    sold: Sequence[Sold],
    judged: Iterable[Judged],
    way: Way,
    channel: Channel,
    currency: str,
    tip: int,
) -> OrderTerms:
    """The terms of an order: bundles before coupons, each in the order of the shop."""
    coupons = (each.discount for each in judged if each.hindrance is None)
    return OrderTerms(
        currency=currency,
        discounts=(*_bundles(shop, sold), *coupons),
        fees=tuple(_fees(shop, way, channel)),
        tip=tip,
        taxes=_tax_table(shop, way),
        rounding=_rounding(shop),
    )


def tax_category(shop: Shop, category: str) -> str:
    """What something is taxed as that may not say so itself."""
    return category or shop.taxes.category


def _bundles(shop: Shop, sold: Sequence[Sold]) -> Iterator[Discount]:
    """The bundles that the lines make up; a piece belongs to one of them only."""
    left = {each.key: each.quantity for each in sold}
    for bundle in shop.bundles:
        times = _complete(bundle, sold, left)
        if not times:
            continue
        pieces: dict[str, int] = {}
        for product, needed in bundle.needs.items():
            pieces |= _cheapest(sold, left, product, times * needed)
        for key, taken in pieces.items():
            left[key] -= taken
        yield Discount(bundle.id, "bundle", pieces, amount=bundle.amount, times=times)


def _complete(bundle: Bundle, sold: Sequence[Sold], left: Mapping[str, int]) -> int:
    """How many full sets of a bundle the pieces left make up."""
    return min(
        (
            sum(left[each.key] for each in sold if each.live.product.id == product) // needed
            for product, needed in bundle.needs.items()
        ),
        default=0,
    )


def _cheapest(
    sold: Sequence[Sold], left: Mapping[str, int], product: str, needed: int
) -> dict[str, int]:
    """So many of the cheapest pieces left of a product, by the key of their line."""
    pieces: dict[str, int] = {}
    of_product = (each for each in sold if each.live.product.id == product)
    for each in sorted(of_product, key=lambda line: line.unit_price):
        taken = min(needed, left[each.key])
        if taken:
            pieces[each.key] = taken
            needed -= taken
    return pieces


def _fees(shop: Shop, way: Way, channel: Channel) -> Iterator[Fee]:
    for each in shop.fees:
        if (not each.ways or way in each.ways) and (not each.channels or channel in each.channels):
            yield Fee(
                each.id,
                tax_category(shop, each.tax),
                amount=each.amount,
                share=Fraction(each.percent or 0) / 100,
                free_from=each.free_from,
            )


def _tax_table(shop: Shop, way: Way) -> TaxTable:
    """The first rate of each category that fits the way."""
    rates: dict[str, TaxRate] = {}
    for each in shop.taxes.rates:
        if not each.ways or way in each.ways:
            rates.setdefault(each.category, TaxRate(each.id, Fraction(each.percent) / 100))
    return TaxTable(rates, shop.taxes.included, shop.taxes.rounded)


def _rounding(shop: Shop) -> Rounding:
    """How the total is rounded; what is below zero as a line may be so in all."""
    to = shop.rounding.to if shop.rounding.of == "order" else EXACT.to
    return Rounding(to, shop.rounding.below_zero)
