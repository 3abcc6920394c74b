"""Generated shops that say everything that can be said of prices."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, TypeVar

from hypothesis import strategies as st

from catalog.shop import (
    Adjustment,
    Allowance,
    Bundle,
    Channel,
    Coupon,
    CustomerGroup,
    Fee,
    Group,
    GroupKind,
    Halves,
    Option,
    PriceList,
    PriceTable,
    Product,
    Rounding,
    Sequence,
    Shop,
    Taxes,
    TaxRate,
    Text,
    Times,
    Way,
)

T = TypeVar("T")
LABEL: Text = {"ko": "값", "en": "Price"}
CHANNELS: tuple[Channel, ...] = ("web", "kiosk", "counter")
WAYS: tuple[Way, ...] = ("pickup", "table", "delivery")

Grain: TypeAlias = Literal["line", "order"]
Whole: TypeAlias = Literal["sum", "mean", "dearer"]
HALVES: st.SearchStrategy[Whole] = st.sampled_from(["sum", "mean", "dearer"])
COUNTS: st.SearchStrategy[Literal["options", "units"]] = st.sampled_from(["options", "units"])

prices = st.integers(0, 10**6)
discounts = st.integers(-(10**6), -1)


def percents(least: int, most: int) -> st.SearchStrategy[Decimal]:
    """Percentages with up to two decimals, but not 0."""
    return st.decimals(least, most, places=2).filter(bool)


def some(values: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    """Some of the values, in their order."""
    return st.sets(st.sampled_from(range(len(values)))).map(
        lambda taken: tuple(each for at, each in enumerate(values) if at in taken)
    )


@st.composite
def times(draw: st.DrawFn) -> Times:
    minutes = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=2)))
    days = sorted(draw(st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), min_size=2)))
    return Times(
        tuple(sorted(draw(st.sets(st.integers(0, 6))))),
        draw(st.sampled_from([None, minutes[0]])),
        draw(st.sampled_from([None, minutes[1]])),
        draw(st.sampled_from([None, days[0]])),
        draw(st.sampled_from([None, days[-1]])),
    )


@st.composite
def with_priced_products(draw: st.DrawFn, shop: Shop) -> Shop:
    """The shop with taxes, rounding and everything that a product can say of prices."""
    ofs: st.SearchStrategy[Grain] = st.sampled_from(["line", "order"])
    rounding = Rounding(draw(st.sampled_from([1, 10, 100])), draw(ofs), draw(st.booleans()))
    shop = replace(shop, taxes=draw(taxes()), rounding=rounding)
    return replace(shop, products=tuple(draw(priced_product(shop, p)) for p in shop.products))


@st.composite
def with_priced_orders(draw: st.DrawFn, shop: Shop) -> Shop:
    """The shop with everything that it can say of the prices of orders."""
    shop = replace(
        shop,
        customers=(CustomerGroup("students", LABEL, "STUDENT"),),
        tips=tuple(draw(st.sets(st.integers(1, 100), max_size=3))),
        coupons=draw(coupons(shop)),
        bundles=draw(bundles(shop)),
        fees=draw(fees(shop)),
    )
    return replace(shop, price_lists=draw(price_lists(shop)))


@st.composite
def taxes(draw: st.DrawFn) -> Taxes:
    if draw(st.booleans()):
        return Taxes()
    rates = (
        TaxRate("away", LABEL, "food", draw(st.decimals(0, 100, places=2)), ("pickup",)),
        TaxRate("food", LABEL, "food", Decimal(19)),
    )
    grains: st.SearchStrategy[Grain] = st.sampled_from(["line", "order"])
    rounded = draw(grains)
    return Taxes(rates, "food", draw(st.booleans()), rounded)


def tax_of(shop: Shop) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *{each.category for each in shop.taxes.rates}])


@st.composite
def priced_product(draw: st.DrawFn, shop: Shop, product: Product) -> Product:
    product = replace(product, tax=draw(tax_of(shop)))
    free = [each.id for each in product.groups if each.kind in (GroupKind.ONE, GroupKind.MANY)]
    ones = [each.id for each in product.groups if each.kind is GroupKind.ONE]
    if len(ones) > 1 and draw(st.booleans()):
        product = halved(product, ones[0], ones[1], draw(HALVES))
        free = [each for each in free if each not in ones[:2]]
    in_a_row: bool = draw(st.booleans())
    if free and in_a_row:
        product = draw(in_sequence(product, free.pop()))
    if free:
        first = next(each for each in product.groups if each.id == free[0])
        product = replace(product, allowances=(draw(allowance(first)),))
    beside = [each for each in product.groups if each.kind is GroupKind.ONE]
    groups = tuple(
        draw(priced_group(each, beside, has_allowance=each.id == free[0]))
        if each.id in free
        else replace(each, text_price=draw(prices))
        if each.kind is GroupKind.TEXT
        else each
        for each in product.groups
    )
    has_slots = any(each.kind is GroupKind.SLOT for each in product.groups)
    conditions = st.sampled_from(["", "always"] if has_slots else [""])
    share = Adjustment("share", LABEL, draw(conditions), 0, draw(percents(-100, 200)), "best")
    return replace(product, groups=groups, adjustments=(*product.adjustments, share))


@st.composite
def priced_group(draw: st.DrawFn, group: Group, ones: list[Group], *, has_allowance: bool) -> Group:
    one = group.kind is GroupKind.ONE
    credit = st.just(0) if one else prices
    names = st.sampled_from([each.id for each in group.options])
    included = draw(st.dictionaries(names, credit, max_size=1 if one else 2))
    included = {} if one and has_allowance else included
    beside = [each for each in ones if each.id != group.id]
    options = tuple(draw(tabled(each, beside)) for each in group.options)
    return replace(group, options=options, included=included)


@st.composite
def tabled(draw: st.DrawFn, option: Option, beside: list[Group]) -> Option:
    if not beside or draw(st.booleans()):
        return option
    by = draw(st.sampled_from(beside))
    row: st.SearchStrategy[Mapping[str, int]]
    row = st.fixed_dictionaries({"": prices})
    if option.amounts:
        row = st.dictionaries(st.sampled_from(option.amounts), prices, min_size=1)
    names = st.sampled_from([each.id for each in by.options])
    table = PriceTable(by.id, draw(st.dictionaries(names, row, min_size=1)))
    return replace(option, prices_by=table)


@st.composite
def allowance(draw: st.DrawFn, group: Group) -> Allowance:
    purposes = [None, *dict.fromkeys(each.purpose for each in group.options if each.purpose)]
    return Allowance(
        "first-ones",
        LABEL,
        (group.id,),
        draw(st.integers(1, 5)),
        draw(st.sampled_from(["cheapest", "dearest", "first"])),
        draw(COUNTS),
        draw(st.sampled_from(purposes)),
    )


@st.composite
def in_sequence(draw: st.DrawFn, product: Product, path: str) -> Product:
    """The group at the path priced by position: its options cost nothing themselves."""
    counts = draw(COUNTS)
    steps = tuple(draw(st.lists(prices, min_size=1, max_size=4)))
    groups = tuple(bare(each) if each.id == path else each for each in product.groups)
    sequence = Sequence("by-position", LABEL, (path,), steps, counts)
    return replace(product, groups=groups, sequences=(sequence,))


def bare(group: Group) -> Group:
    options = tuple(
        replace(each, prices=dict.fromkeys(each.prices, 0), prices_by=None)
        for each in group.options
    )
    return replace(group, options=options, included={})


def halved(product: Product, left: str, right: str, by: Whole) -> Product:
    """The two groups with the options of the left one, as halves of one whole."""
    options = next(each.options for each in product.groups if each.id == left)
    plain = tuple(replace(each, prices_by=None) for each in options)
    groups = tuple(
        replace(each, options=plain, included={}) if each.id in (left, right) else each
        for each in product.groups
    )
    halves = Halves("whole", LABEL, (left, right), by)
    return replace(product, groups=groups, halves=(halves,))


@st.composite
def coupons(draw: st.DrawFn, shop: Shop) -> tuple[Coupon, ...]:
    names = tuple(each.id for each in shop.products)
    presets = tuple(each.id for each in shop.presets)
    typed = Coupon(
        "typed",
        LABEL,
        "Hello-1",
        amount=draw(discounts),
        products=draw(some(names)),
        presets=draw(some(presets)) if presets else (),
        least=draw(prices),
        times=draw(times()),
        uses=draw(st.integers(0, 100)),
        uses_each=draw(st.integers(0, 3)),
        exclusive=draw(st.sampled_from(["", "best"])),
    )
    by_itself = Coupon(
        "by-itself",
        LABEL,
        percent=draw(percents(-100, 0)),
        products=names[:1],
        condition=draw(st.sampled_from(["", "always"])),
    )
    return draw(some((typed, by_itself)))


@st.composite
def bundles(draw: st.DrawFn, shop: Shop) -> tuple[Bundle, ...]:
    sold = [each.id for each in shop.products if each.on_menu]
    if not sold:
        return ()
    needs = draw(st.dictionaries(st.sampled_from(sold), st.integers(2, 4), min_size=1))
    return (Bundle("together", LABEL, needs, draw(discounts)),)


@st.composite
def fees(draw: st.DrawFn, shop: Shop) -> tuple[Fee, ...]:
    bare_fee = Fee(
        "delivery",
        LABEL,
        ways=draw(some(WAYS)),
        channels=draw(some(CHANNELS)),
        free_from=draw(prices),
        tax=draw(tax_of(shop)),
    )
    if draw(st.booleans()):
        return (replace(bare_fee, amount=draw(prices)),)
    return (replace(bare_fee, percent=draw(percents(0, 100))),)


@st.composite
def price_lists(draw: st.DrawFn, shop: Shop) -> tuple[PriceList, ...]:
    """One list of some prices, where and when it will be."""
    keys = [key for product in shop.products for key in list_keys(product)]
    changes = [f"{each.id}.{of.id}" for each in shop.products for of in each.adjustments]
    amounts = [key for key in changes if not key.endswith(".share")]
    amounts += [each.id for each in shop.presets]
    signed = st.integers(-(10**6), 10**6)
    adjustments = st.dictionaries(st.sampled_from(amounts), signed) if amounts else st.just({})
    return (
        PriceList(
            "lunch",
            LABEL,
            draw(times()),
            draw(some(CHANNELS)),
            draw(some(tuple(each.id for each in shop.stores))),
            draw(some(tuple(each.id for each in shop.customers))),
            prices=draw(st.dictionaries(st.sampled_from(keys), prices, min_size=1)),
            adjustments=draw(adjustments),
        ),
    )


def list_keys(product: Product) -> list[str]:
    """Everything of a product that a list can price."""
    together = {path for each in product.sequences for path in each.groups}
    together |= {path for each in product.halves for path in each.groups}
    keys = [product.id]
    for group in product.groups:
        at = f"{product.id}.{group.id}"
        if group.kind in (GroupKind.NUMBER, GroupKind.TEXT):
            keys.append(at)
        elif group.id not in together:
            for option in group.options:
                keys += [f"{at}.{option.id}"]
                keys += [f"{at}.{option.id}.{amount}" for amount in option.amounts]
    return keys
