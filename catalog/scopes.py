"""When and for whom something is in force: whether two such scopes meet, and which is narrower."""

from collections.abc import Set
from datetime import date, timedelta
from typing import TypeAlias

from catalog.shop import PriceList, Times

Scope: TypeAlias = tuple[Set[object] | None, ...]
"""What each restriction leaves; None where it restricts nothing."""

_WEEK = 7


def overlap(first: PriceList, second: PriceList) -> bool:
    """Whether both can be in force at once."""
    return (
        _days_meet(first.times, second.times)
        and _minutes(first.times)[0] < _minutes(second.times)[1]
        and _minutes(second.times)[0] < _minutes(first.times)[1]
        and all(map(_meet, _scope(first), _scope(second)))
    )


def is_within(inner: PriceList, outer: PriceList) -> bool:
    """Whether `outer` is in force whenever `inner` is."""
    starts, ends = _minutes(outer.times)
    inner_starts, inner_ends = _minutes(inner.times)
    since, until = _dates(outer.times)
    inner_since, inner_until = _dates(inner.times)
    return (
        starts <= inner_starts
        and inner_ends <= ends
        and since <= inner_since
        and inner_until <= until
        and _weekdays(inner.times) <= _weekdays(outer.times)
        and all(map(_lies_within, _scope(inner), _scope(outer)))
    )


def is_everywhere(of: PriceList) -> bool:
    """Whether it is in force always, and for everyone."""
    return of.times == Times() and not (of.channels or of.stores or of.customers)


def _scope(of: PriceList) -> Scope:
    return tuple(frozenset(each) or None for each in (of.channels, of.stores, of.customers))


def _meet(first: Set[object] | None, second: Set[object] | None) -> bool:
    return first is None or second is None or bool(first & second)


def _lies_within(inner: Set[object] | None, outer: Set[object] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def _minutes(times: Times) -> tuple[int, int]:
    return times.starts or 0, 24 * 60 if times.ends is None else times.ends


def _dates(times: Times) -> tuple[date, date]:
    return times.since or date.min, times.until or date.max


def _days_meet(first: Times, second: Times) -> bool:
    """Whether there is a day for both: of a short span, only the weekdays in it."""
    since = max(_dates(first)[0], _dates(second)[0])
    until = min(_dates(first)[1], _dates(second)[1])
    shared = _weekdays(first) & _weekdays(second)
    return since <= until and bool(shared & _between(since, until))


def _weekdays(times: Times) -> Set[int]:
    """The weekdays that it is ever in force on."""
    days = frozenset(times.weekdays or range(_WEEK))
    return days & _between(*_dates(times))


def _between(since: date, until: date) -> Set[int]:
    if until - since >= timedelta(days=_WEEK - 1):
        return frozenset(range(_WEEK))
    return frozenset(
        (since + timedelta(days=day)).weekday() for day in range((until - since).days + 1)
    )
