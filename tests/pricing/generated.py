"""Price lists and orders of every kind, as Hypothesis makes them up."""

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pricing.charges import (
    Adjustment,
    Allowance,
    ChoiceKey,
    Halves,
    Sequence,
    Variation,
)
from pricing.order_terms import (
    Discount,
    Fee,
    OrderLine,
    OrderTerms,
    Part,
    TaxRate,
    TaxTable,
)
from pricing.price_list import PriceList
from pricing.quote import quote
from pricing.rounding import Rounding

BOUNDED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Few enough for every run of the tests; speed is no matter of theirs."""

CHOICES: tuple[ChoiceKey, ...] = tuple(
    (path, option, amount)
    for path in ("toppings", "side.size")
    for option in ("onion", "ham", "large")
    for amount in ("", "extra")
)
CONDITIONS = ("large", "lunch", "vegan")
TEXTS = ("engraving", "side.note")
CURRENCIES = ("KRW", "EUR", "KWD")

_prices = st.integers(-3_000, 9_000)
_asked = st.integers(0, 9_000)
_conditions = st.sampled_from(CONDITIONS)
_conditions_or_always = st.sampled_from(("", *CONDITIONS))
_shares = st.fractions(-1, Fraction(1, 2), max_denominator=40)

_allowances = st.builds(
    Allowance,
    name=st.just("included"),
    portions=st.dictionaries(
        st.sampled_from(CHOICES), st.lists(_asked, max_size=2).map(tuple), max_size=4
    ),
    free=st.integers(0, 3),
    which=st.sampled_from(["cheapest", "dearest", "first"]),
    condition=_conditions_or_always,
)
_sequences = st.builds(
    Sequence,
    name=st.just("positions"),
    portions=st.dictionaries(st.sampled_from(CHOICES), st.integers(0, 2), max_size=4),
    prices=st.lists(_prices, max_size=3).map(tuple),
)
_sides = st.dictionaries(st.sampled_from(CHOICES), _asked, max_size=2)
_halves = st.builds(
    Halves,
    name=st.just("pizza"),
    left=_sides,
    right=_sides,
    by=st.sampled_from(["sum", "mean", "dearer"]),
    condition=_conditions_or_always,
)
_adjustments = st.builds(
    Adjustment,
    name=st.sampled_from(["set", "percent"]),
    amount=_prices,
    share=st.just(Fraction(0)) | _shares,
    condition=_conditions_or_always,
)
_roundings = st.builds(Rounding, to=st.sampled_from([1, 5, 10, 100]), below_zero=st.booleans())

price_lists = st.builds(
    PriceList,
    currency=st.sampled_from(CURRENCIES),
    base=_prices,
    choices=st.permutations(CHOICES).flatmap(
        lambda order: st.fixed_dictionaries(dict.fromkeys(order, _prices))
    ),
    variations=st.lists(
        st.builds(Variation, st.sampled_from(CHOICES), _conditions, _prices), max_size=3
    ).map(tuple),
    texts=st.dictionaries(st.sampled_from(TEXTS), _prices),
    charges=st.lists(st.one_of(_allowances, _sequences, _halves), max_size=3).map(tuple),
    adjustments=st.lists(_adjustments, max_size=3).map(tuple),
    rounding=_roundings,
)
chosen = st.sets(st.sampled_from(CHOICES), max_size=6)
held = st.sets(_conditions)
typed = st.sets(st.sampled_from(TEXTS))

CATEGORIES = ("food", "drinks", "books")


@dataclass(frozen=True)
class Order:
    """What an order is quoted by."""

    lines: tuple[OrderLine, ...]
    terms: OrderTerms


_parts = st.lists(
    st.tuples(
        st.sampled_from(["", "side", "drink"]), st.sampled_from(CATEGORIES), st.integers(0, 5_000)
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each[0],
).map(lambda parts: tuple(Part(*each) for each in parts))


@st.composite
def orders(draw: st.DrawFn, whole_lines: bool = False) -> Order:
    """Orders of up to three lines; with `whole_lines` discounts reach all pieces of a line.

    Of discounts that exclude each other there is one name, so that the best can be told at once.
    """
    currency = draw(st.sampled_from(CURRENCIES))
    lines = tuple(
        OrderLine(f"line{place}", quantity, quote(PriceList(currency, unit), (), ()), parts)
        for place, (quantity, unit, parts) in enumerate(
            draw(
                st.lists(
                    st.tuples(st.integers(1, 4), st.integers(0, 9_000), _parts),
                    min_size=1,
                    max_size=3,
                )
            )
        )
    )
    terms = OrderTerms(
        currency,
        discounts=tuple(draw(st.lists(_discounts(lines, whole_lines), max_size=4))),
        fees=tuple(draw(st.lists(_fees, max_size=2, unique_by=lambda fee: fee.name))),
        tip=draw(st.integers(0, 2_000)),
        taxes=draw(_taxes),
        rounding=draw(st.builds(Rounding, to=st.sampled_from([1, 10, 100]))),
    )
    return Order(lines, terms)


def _discounts(lines: tuple[OrderLine, ...], whole_lines: bool) -> st.SearchStrategy[Discount]:
    pieces = st.fixed_dictionaries(
        {},
        optional={
            line.key: st.just(line.quantity) if whole_lines else st.integers(0, line.quantity)
            for line in lines
        },
    )
    return st.builds(
        Discount,
        name=st.sampled_from(["ten", "welcome"]),
        kind=st.sampled_from(["coupon", "bundle"]),
        pieces=pieces,
        amount=st.integers(-9_000, 500),
        share=st.just(Fraction(0)) | _shares,
        least=st.integers(0, 9_000),
        exclusive=st.sampled_from(["", "one"]),
        times=st.integers(0, 2),
    )


_fees = st.builds(
    Fee,
    name=st.sampled_from(["delivery", "service"]),
    category=st.sampled_from(CATEGORIES),
    amount=st.integers(0, 3_000),
    share=st.just(Fraction(0)) | st.fractions(0, Fraction(1, 5), max_denominator=40),
    free_from=st.integers(0, 20_000),
)
_taxes = st.builds(
    TaxTable,
    rates=st.dictionaries(
        st.sampled_from(CATEGORIES),
        st.sampled_from([TaxRate("low", Fraction(7, 100)), TaxRate("high", Fraction(19, 100))]),
    ),
    included=st.booleans(),
    rounded=st.sampled_from(["line", "order"]),
)
