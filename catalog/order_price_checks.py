"""What must hold between coupons, customer groups, bundles and taxes."""

from collections.abc import Iterator
from typing import get_args

from catalog.problems import Fault, Path
from catalog.shop import Bundle, Coupon, Shop, TaxRate, Way

_WAYS: tuple[Way, ...] = get_args(Way)


def order_price_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with what an order costs besides its lines."""
    yield from _code_faults(shop)
    for coupon in shop.coupons:
        yield from _coupon_faults(coupon)
    for bundle in shop.bundles:
        yield from _bundle_faults(shop, bundle)
    yield from _rate_faults(shop)


def _code_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """Codes that stand for two things; capitals make no difference to who types them."""
    codes: list[tuple[Path, str]] = [
        *((("customers", each.id), each.code) for each in shop.customers),
        *((("coupons", each.id), each.code) for each in shop.coupons if each.code),
    ]
    seen: dict[str, Path] = {}
    for at, code in codes:
        first = seen.setdefault(code.casefold(), at)
        if first != at:
            facts = {"word": code, "product": ".".join(first)}
            yield (*at, "code"), Fault("code-twice", facts)


def _coupon_faults(coupon: Coupon) -> Iterator[tuple[Path, Fault]]:
    if coupon.condition and (len(coupon.products) != 1 or coupon.presets):
        yield ("coupons", coupon.id, "condition"), Fault("condition-without-product")


def _bundle_faults(shop: Shop, bundle: Bundle) -> Iterator[tuple[Path, Fault]]:
    """A bundle is of two pieces at least, of what can be bought by itself."""
    at = ("bundles", bundle.id, "needs")
    sold = {product.id for product in shop.products if product.on_menu}
    for product in bundle.needs:
        if product not in sold:
            yield (*at, product), Fault("not-on-menu", {"word": product})
    if sum(bundle.needs.values()) < 2:
        yield at, Fault("bundle-of-one")


def _rate_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """Rates that another one stands in the way of, and ways that a category has no rate for."""
    taken: dict[str, list[TaxRate]] = {}
    for rate in shop.taxes.rates:
        before = taken.setdefault(rate.category, [])
        for other in before:
            if _are_for_the_same(other, rate):
                facts = {"word": rate.category, "product": other.id}
                yield ("taxes", "rates", rate.id), Fault("rate-twice", facts)
        before.append(rate)
    for category, rates in taken.items():
        covered = {way for rate in rates for way in rate.ways or _WAYS}
        lacking = tuple(way for way in _WAYS if way not in covered)
        if lacking:
            at = ("taxes", "rates", rates[-1].id, "ways")
            yield at, Fault("way-without-rate", {"word": category, "words": lacking})


def _are_for_the_same(first: TaxRate, later: TaxRate) -> bool:
    """Whether two rates of a category meet; a later one for all ways is for those that are left."""
    if not later.ways:
        return not first.ways
    return not first.ways or bool(set(first.ways) & set(later.ways))
