"""The fields of shop files that speak of prices: percentages, times, tables, what is included."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.fields import EntriesField, Ref, ShopField, Words, read_option_price
from catalog.ids import id_fault
from catalog.map_fields import DAYS, Prices, days_written, read_weekdays
from catalog.reading import (
    MAX_WHOLE,
    fault,
    read_day,
    read_list,
    read_map,
    read_price,
    read_whole,
    read_words,
)
from catalog.yaml_reading import Plain

Span = tuple[int | None, int | None]

_PERCENT = re.compile(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?")
_CODE = re.compile(r"[A-Za-z0-9_-]{2,40}")
_CLOCK = r"(?:([01][0-9]|2[0-4]):([0-5][0-9]))?"
_HOURS = re.compile(f"{_CLOCK}-{_CLOCK}")
_MIDNIGHT = 24 * 60


class Percent(ShopField):
    """A percentage with at most two decimals, between bounds; 0 changes nothing and is refused."""

    def __init__(self, at_least: int, at_most: int, *, zero: bool = False, **settings: Any) -> None:
        super().__init__(**settings)
        self.at_least = at_least
        self.at_most = at_most
        self.zero = zero

    def placeholder(self) -> Decimal:
        return Decimal(0)

    def _deserialize(self, value: object, *_: Any, **__: Any) -> Decimal:
        if not isinstance(value, Plain) or not _PERCENT.fullmatch(value):
            raise fault("expected-percent", word=value if isinstance(value, str) else "")
        percent = Decimal(value)
        if not percent and not self.zero:
            raise fault("percent-of-nothing", word=str(value))
        if not self.at_least <= percent <= self.at_most:
            facts = {"at_least": self.at_least, "at_most": self.at_most}
            raise fault("percent-out-of-bounds", word=str(value), **facts)
        return percent

    def _serialize(self, value: Any, *_: Any, **__: Any) -> int | Decimal | None:
        if value is None or value != value.to_integral_value():
            return None if value is None else Decimal(value).normalize()
        return int(value)


class Discount(ShopField):
    """An amount that is taken off, and so negative."""

    def placeholder(self) -> int:
        return -1

    def _deserialize(self, value: object, *_: Any, **__: Any) -> int:
        amount = read_whole(value, -MAX_WHOLE)
        if amount >= 0:
            raise fault("expected-discount", word=str(amount))
        return amount


class CalendarDay(ShopField):
    """A day of the calendar, as a date."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> date:
        return date.fromisoformat(read_day(value))


class Weekdays(ShopField):
    """Days of the week: `mon`, `mon-fri`, `"sat,sun"`, or a list of these."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> tuple[int, ...]:
        parts = read_list(value) if isinstance(value, list) else [value]
        days = [day for part in parts for day in read_weekdays(read_words(part))]
        twice = tuple(DAYS[day] for day in sorted(set(days)) if days.count(day) > 1)
        if twice:
            raise fault("day-twice", words=twice)
        return tuple(sorted(days))

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str:
        return ",".join(days_written(run) for run in _runs(value))


class HourSpan(ShopField):
    """A span of a day: `11:30-14:00`, `17:00-` from then on, `-11:00` until then."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> Span:
        text = read_words(value)
        found = _HOURS.fullmatch(text)
        if not found or text == "-":
            raise fault("expected-span", word=text)
        start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        if any(each is not None and each > _MIDNIGHT for each in (start, end)):
            raise fault("expected-span", word=text)
        if start is not None and end is not None and end <= start:
            raise fault("hours-wrap", word=text)
        return start, end

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str:
        return "-".join("" if each is None else f"{each // 60:02}:{each % 60:02}" for each in value)


class TablePrices(EntriesField):
    """Prices by the option of another group: one price, or one for each amount."""

    def read_entry(self, key: str, value: object) -> Mapping[str, int]:
        if not isinstance(value, dict):
            return {"": read_option_price(value)}
        prices: Mapping[str, int] = Prices().deserialize(value)
        return prices

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        return {
            option: prices[""] if set(prices) == {""} else dict(prices)
            for option, prices in value.items()
        }


class Included(EntriesField):
    """Options that belong to the product's price: one, several, or each with its credit."""

    def entries(self, value: object) -> Iterable[tuple[str, object]]:
        if isinstance(value, dict):
            return read_map(value).items()
        words = [read_words(each) for each in (value if isinstance(value, list) else [value])]
        for word in words:
            if words.count(word) > 1:
                raise fault("listed-twice", word=word)
        return ((word, None) for word in words)

    def read_entry(self, key: str, value: object) -> int:
        return 0 if value is None else read_price(value)

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, int] | list[str]:
        return dict(value) if any(value.values()) else list(value)


class PriceSeries(EntriesField):
    """Prices one after another."""

    def entries(self, value: object) -> Iterator[tuple[str, object]]:
        return ((str(at), each) for at, each in enumerate(read_list(value)))

    def read_entry(self, key: str, value: object) -> int:
        return read_price(value)

    def made(self, values: dict[str, Any]) -> tuple[int, ...]:
        return tuple(values.values())

    def _serialize(self, value: Any, *_: Any, **__: Any) -> list[int]:
        return list(value)


class Tips(PriceSeries):
    """Percentages that the checkout offers as a tip."""

    def entries(self, value: object) -> Iterator[tuple[str, object]]:
        offered = read_list(value)
        return ((str(at), (each, offered[:at])) for at, each in enumerate(offered))

    def read_entry(self, key: str, value: Any) -> int:
        offered, before = value
        if offered in before:
            raise fault("listed-twice", word=read_words(offered))
        return read_whole(offered, 1, 100)


class Pieces(EntriesField):
    """How many pieces of each product."""

    def read_entry(self, key: str, value: object) -> int:
        Ref("product").deserialize(key)
        return read_whole(value, 1, 100)


class PlacedAmounts(EntriesField):
    """Amounts by the places they belong to: ids with dots between them."""

    def __init__(self, *, signed: bool = False, **settings: Any) -> None:
        super().__init__(**settings)
        self.signed = signed

    def read_entry(self, key: str, value: object) -> int:
        for step in key.split("."):
            if wrong := id_fault(step):
                raise fault(wrong.code, **wrong.facts)
        return read_whole(value, -MAX_WHOLE) if self.signed else read_option_price(value)


class Code(Words):
    """What a customer types in: a coupon's code, or that of a customer group."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        word = read_words(value)
        if not _CODE.fullmatch(word):
            raise fault("expected-code", word=word)
        return word


def _minutes(hours: str | None, minutes: str | None) -> int | None:
    return None if hours is None or minutes is None else int(hours) * 60 + int(minutes)


def _runs(days: Iterable[int]) -> list[list[int]]:
    """Days after each other, together."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
