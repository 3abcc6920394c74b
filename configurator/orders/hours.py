"""When a store takes orders: opening hours, and the times an order can be picked up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from catalog.shop import Store

SLOT = timedelta(minutes=15)
MOST_SLOTS = 40
DAY_SLOT = timedelta(hours=2)
DAYS_AHEAD = 7
LONGEST_AHEAD = 400


@dataclass(frozen=True)
class Opening:
    """A stretch of time in which a store is open; local, with its zone."""

    opens: datetime
    closes: datetime

    def holds(self, at: datetime) -> bool:
        return self.opens <= at < self.closes


def local(at: datetime, time_zone: str) -> datetime:
    """The same moment on the clock of the shop."""
    return at.astimezone(ZoneInfo(time_zone))


def openings(
    store: Store, time_zone: str, now: datetime, ahead: int = DAYS_AHEAD
) -> Iterator[Opening]:
    """The opening that holds `now`, and those of the `ahead` days after it, in order.

    A store that states no hours never closes. One that closes after midnight is open on the day
    that it opened.
    """
    zone = ZoneInfo(time_zone)
    today = local(now, time_zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if not store.hours:
        yield Opening(_at(today, 0, zone), _at(today + timedelta(days=ahead), 0, zone))
        return
    for days in range(-1, ahead + 1):
        day = today + timedelta(days=days)
        hours = [each for each in store.hours if each.weekday == day.weekday()]
        for each in sorted(hours, key=lambda hours: hours.opens):
            opening = Opening(_at(day, each.opens, zone), _at(day, each.closes, zone))
            if opening.closes > now:
                yield opening


def working_days(
    store: Store, time_zone: str, now: datetime, ahead: int = LONGEST_AHEAD
) -> Iterator[Opening]:
    """One opening for each day on which the store opens, the earliest of the day, in order.

    Where it is closed now the first is that of the next day; a store without hours works every day.
    """
    if not store.hours:
        yield from _every_day(time_zone, now, ahead)
        return
    seen: set[date] = set()
    for opening in openings(store, time_zone, now, ahead):
        if opening.opens.date() not in seen:
            seen.add(opening.opens.date())
            yield opening


def working_day(store: Store, time_zone: str, now: datetime, days: int) -> Opening | None:
    """The opening that is `days` working days after the one now, or next; None past a year."""
    ahead = min(LONGEST_AHEAD, 7 * (days + 2))
    return next(islice(working_days(store, time_zone, now, ahead), days, None), None)


def working_days_between(store: Store, time_zone: str, begin: datetime, end: datetime) -> int:
    """How many working days lie after the one of `begin`, up to that of `end`."""
    ahead = min(LONGEST_AHEAD, max(0, (end - begin).days) + 2)
    passed = takewhile(
        lambda opening: opening.opens <= end, working_days(store, time_zone, begin, ahead)
    )
    return max(0, sum(1 for _ in passed) - 1)


def is_open(store: Store, time_zone: str, at: datetime) -> bool:
    return any(opening.holds(at) for opening in openings(store, time_zone, at))


def slots(store: Store, time_zone: str, ready: datetime, now: datetime) -> list[datetime]:
    """The pickup times offered, every quarter of an hour from when the order can be ready.

    They are those of the present opening, or of the next one where the store is closed or closes
    too soon; the moment of closing is the last of them.
    """
    for opening in openings(store, time_zone, now):
        lead = ready - now
        first = _next_quarter(max(ready, opening.opens + lead))
        times = list(_quarters(local(first, time_zone), opening.closes))
        if times:
            return times
    return []


def day_slots(store: Store, time_zone: str, ready: datetime) -> list[datetime]:
    """The pickup times offered for what takes days: every other hour, for a week from `ready`."""
    times: list[datetime] = []
    for opening in openings(store, time_zone, ready):
        time = local(max(_next_quarter(ready), opening.opens), time_zone)
        while time < opening.closes and len(times) < MOST_SLOTS:
            times.append(time)
            time += DAY_SLOT
    return times


def _every_day(time_zone: str, now: datetime, ahead: int) -> Iterator[Opening]:
    zone = ZoneInfo(time_zone)
    today = local(now, time_zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    for days in range(ahead + 1):
        day = today + timedelta(days=days)
        yield Opening(_at(day, 0, zone), _at(day + timedelta(days=1), 0, zone))


def _quarters(first: datetime, last: datetime) -> Iterator[datetime]:
    time = first
    for _ in range(MOST_SLOTS):
        if time > last:
            return
        yield time
        time += SLOT


def _at(day: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """So many minutes into the local day, on the clock of the wall."""
    return (day + timedelta(minutes=minutes)).replace(tzinfo=zone)


def _next_quarter(at: datetime) -> datetime:
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at + (SLOT - past) if past else at
