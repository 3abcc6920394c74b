"""What must hold where a shop is paid in several currencies: each of them prices everything."""

from collections.abc import Iterator

from babel.numbers import list_currencies

from catalog.price_keys import Atom, key_of, prices_of
from catalog.price_list_checks import places_of
from catalog.problems import Fault, Path, unknown
from catalog.scopes import is_everywhere
from catalog.shop import PriceList, Product, Shop


def currency_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with the currencies beside the shop's own."""
    for at, currency in enumerate(shop.currencies):
        if wrong := list(_known_faults(shop, currency, ("currencies", str(at)))):
            yield from wrong
            continue
        lists = [each for each in shop.price_lists if each.currency == currency]
        everywhere = [each for each in lists if is_everywhere(each)]
        if everywhere:
            yield from _unpriced(shop, everywhere)
        else:
            facts = {"word": currency}
            yield ("currencies", str(at)), Fault("currency-without-list", facts)
    for each in shop.price_lists:
        if each.currency and each.currency not in shop.currencies:
            path = ("price_lists", each.id, "currency")
            yield path, unknown("currency-not-listed", each.currency, shop.currencies)
    if shop.currencies:
        yield from _one_currency(shop)


def _known_faults(shop: Shop, currency: str, at: Path) -> Iterator[tuple[Path, Fault]]:
    if currency == shop.currency:
        yield at, Fault("own-currency", {"word": currency})
    elif currency not in list_currencies():
        yield at, unknown("unknown-currency", currency, sorted(list_currencies()))


def _unpriced(shop: Shop, lists: list[PriceList]) -> Iterator[tuple[Path, Fault]]:
    """What is not free, and has no price in the lists that are always in force."""
    given = {atom for each in lists for atom in places_of(shop, each)}
    for atom, price in _everything(shop):
        if price and atom not in given:
            field = "adjustments" if not atom[0] else "prices"
            facts = {"word": key_of(atom), "product": lists[0].currency}
            yield ("price_lists", lists[0].id, field), Fault("unpriced", facts)


def _everything(shop: Shop) -> Iterator[tuple[Atom, int]]:
    for product in shop.products:
        yield from prices_of(product)
        for adjustment in product.adjustments:
            yield ("", f"{product.id}.{adjustment.id}"), adjustment.amount
    for preset in shop.presets:
        yield ("", preset.id), preset.adjustment


def _one_currency(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """Amounts that no list can say in another currency."""
    fault = Fault("one-currency", {"words": shop.currencies})
    for product in shop.products:
        for path in _fixed(product):
            yield ("products", product.id, *path), fault
    for coupon in shop.coupons:
        for name, amount in (("amount", coupon.amount), ("least", coupon.least)):
            if amount:
                yield ("coupons", coupon.id, name), fault
    for bundle in shop.bundles:
        yield ("bundles", bundle.id, "amount"), fault
    for fee in shop.fees:
        for name, amount in (("amount", fee.amount), ("free_from", fee.free_from)):
            if amount:
                yield ("fees", fee.id, name), fault


def _fixed(product: Product) -> Iterator[Path]:
    """Where a product says amounts that are the same in every list."""
    for sequence in product.sequences:
        if any(sequence.prices):
            yield "sequences", sequence.id, "prices"
    for group in product.groups:
        for option, credit in group.included.items():
            if credit:
                yield "groups", group.id, "included", option
        for each in group.options:
            table = each.prices_by.prices if each.prices_by else {}
            if any(price for prices in table.values() for price in prices.values()):
                yield "groups", group.id, "options", each.id, "prices_by"
