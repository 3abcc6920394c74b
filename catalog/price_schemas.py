"""The form of prices in shop files: tables, allowances, lists, coupons, fees, taxes.

`SHOP_FILES.md` shows the same with examples.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from catalog.entries import Entry, Faults, Keyed, Within
from catalog.fields import Flag, Id, Listed, OneWordOf, Price, Ref, Texts, Whole, Words
from catalog.price_fields import (
    CalendarDay,
    Code,
    Discount,
    HourSpan,
    Percent,
    Pieces,
    PlacedAmounts,
    PriceSeries,
    TablePrices,
    Weekdays,
)
from catalog.problems import Fault
from catalog.shop import (
    Adjustment,
    Allowance,
    Bundle,
    Channel,
    Coupon,
    CustomerGroup,
    Fee,
    Halves,
    PriceList,
    PriceTable,
    Rounding,
    Sequence,
    Taxes,
    TaxRate,
    Times,
    Way,
)

MAX_PORTIONS = 1000
MAX_USES = 10**6
MAX_STEP = 10**6
MAX_SURCHARGE = 1000
"""In percent."""
MAX_AMOUNT = 10**9

_COUNTS = ("options", "units")


class SomeOf(Listed):
    """Some of a few words, in the order of the file."""

    def __init__(self, words: Iterable[str], **settings: Any) -> None:
        super().__init__(**settings)
        self.words = OneWordOf(words)

    def read_entry(self, key: str, value: tuple[object, list[object]]) -> str:
        self.words.deserialize(value[0])
        return super().read_entry(key, value)


class PriceTableEntry(Entry):
    makes = PriceTable
    group = Words(required=True)
    prices = TablePrices(required=True)


def by_amounts(table: PriceTable, amounts: tuple[str, ...]) -> PriceTable:
    """The table of an option of these amounts: where it gives one price, that is of each."""
    spread = {
        answer: dict.fromkeys(amounts, prices[""]) if "" in prices else prices
        for answer, prices in table.prices.items()
    }
    return replace(table, prices=spread)


class AllowanceEntry(Entry):
    makes = Allowance
    label = Texts(required=True)
    groups = Listed(required=True)
    free = Whole(1, MAX_PORTIONS, required=True)
    which = OneWordOf(("cheapest", "dearest", "first"))
    counts = OneWordOf(_COUNTS)
    purpose = Id()


class SequenceEntry(Entry):
    makes = Sequence
    label = Texts(required=True)
    groups = Listed(required=True)
    prices = PriceSeries(required=True)
    counts = OneWordOf(_COUNTS)


class HalvesEntry(Entry):
    makes = Halves
    label = Texts(required=True)
    groups = Listed(required=True)
    by = OneWordOf(("sum", "mean", "dearer"), required=True)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if len(values.get("groups", ())) not in (0, 2):
            yield ("groups",), Fault("not-two-groups")


class _ChangeEntry(Entry):
    """Something that is an amount or a percentage."""

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if "amount" in given and "percent" in given:
            yield ("percent",), Fault("amount-twice")
        elif "amount" not in given and "percent" not in given:
            yield ("amount",), Fault("missing")

    def write(self, value: Any) -> dict[str, Any]:
        """An amount of 0 is said too, since silence would say nothing."""
        written = super().write(value)
        return written if value.percent is not None else {**written, "amount": value.amount}


class AdjustmentEntry(_ChangeEntry):
    makes = Adjustment
    label = Texts(required=True)
    condition = Words()
    amount = Whole(-MAX_AMOUNT)
    percent = Percent(-100, MAX_SURCHARGE)
    exclusive = Id()

    def made(self, values: dict[str, Any]) -> Any:
        return super().made({"condition": "", **values})

    def write(self, value: Adjustment) -> dict[str, Any]:
        written = super().write(value)
        return {name: each for name, each in written.items() if name != "condition" or each}


class TimesEntry(Entry):
    makes = Times
    days = Weekdays()
    hours = HourSpan()
    since = CalendarDay()
    until = CalendarDay()

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            facts = {"word": until.isoformat(), "told": since.isoformat()}
            yield ("until",), Fault("dates-crossed", facts)

    def made(self, values: dict[str, Any]) -> Any:
        rest = dict(values)
        rest["weekdays"] = rest.pop("days", ())
        rest["starts"], rest["ends"] = rest.pop("hours", (None, None))
        return super().made(rest)

    def write(self, value: Times) -> dict[str, Any]:
        spans = {
            "days": value.weekdays,
            "hours": (value.starts, value.ends),
            "since": value.since,
            "until": value.until,
        }
        written: dict[str, Any] = self.dump(spans)
        empty = ((), (None, None), None)
        return {name: written[name] for name, span in spans.items() if span not in empty}


class PriceListEntry(Entry):
    makes = PriceList
    name = Texts(required=True)
    times = Within(TimesEntry)
    channels = SomeOf(get_args(Channel))
    stores = Listed("store")
    customers = Listed("customer")
    currency = Words()
    prices = PlacedAmounts()
    adjustments = PlacedAmounts(signed=True)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if not given.get("prices") and not given.get("adjustments"):
            yield ("prices",), Fault("missing")


class CouponEntry(_ChangeEntry):
    makes = Coupon
    label = Texts(required=True)
    code = Code()
    amount = Discount()
    percent = Percent(-100, 0)
    products = Listed("product")
    presets = Listed("preset")
    condition = Words()
    least = Price()
    times = Within(TimesEntry)
    uses = Whole(1, MAX_USES)
    uses_each = Whole(1, MAX_USES)
    exclusive = Id()


class BundleEntry(Entry):
    makes = Bundle
    label = Texts(required=True)
    needs = Pieces(required=True)
    amount = Discount(required=True)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if "needs" in values and not values["needs"]:
            yield ("needs",), Fault("missing")


class FeeEntry(_ChangeEntry):
    makes = Fee
    label = Texts(required=True)
    amount = Price()
    percent = Percent(0, 100)
    ways = SomeOf(get_args(Way))
    channels = SomeOf(get_args(Channel))
    free_from = Price()
    tax = Ref("tax")


class TaxRateEntry(Entry):
    makes = TaxRate
    name = Texts(required=True)
    category = Id(required=True)
    percent = Percent(0, 100, zero=True, required=True)
    ways = SomeOf(get_args(Way))


class TaxesEntry(Entry):
    makes = Taxes
    rates = Keyed(TaxRateEntry, required=True)
    category = Ref("tax", required=True)
    included = Flag()
    rounded = OneWordOf(("line", "order"))

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if "rates" in values and not values["rates"]:
            yield ("rates",), Fault("missing")


class CustomerEntry(Entry):
    makes = CustomerGroup
    name = Texts(required=True)
    code = Code(required=True)


class RoundingEntry(Entry):
    makes = Rounding
    to = Whole(1, MAX_STEP)
    of = OneWordOf(("line", "order"))
    below_zero = Flag()
