"""When a store takes orders: opening hours, and the times an order can be picked up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from catalog.shop import Store

SLOT = timedelta(minutes=15)
MOST_SLOTS = 40
DAYS_AHEAD = 7


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


def openings(store: Store, time_zone: str, now: datetime) -> Iterator[Opening]:
    """The opening that holds `now`, and those after it for a week, in order.

    A store that states no hours never closes. One that closes after midnight is open on the day
    that it opened.
    """
    zone = ZoneInfo(time_zone)
    today = local(now, time_zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if not store.hours:
        yield Opening(_at(today, 0, zone), _at(today + timedelta(days=DAYS_AHEAD), 0, zone))
        return
    for days in range(-1, DAYS_AHEAD + 1):
        day = today + timedelta(days=days)
        hours = [each for each in store.hours if each.weekday == day.weekday()]
        for each in sorted(hours, key=lambda hours: hours.opens):
            opening = Opening(_at(day, each.opens, zone), _at(day, each.closes, zone))
            if opening.closes > now:
                yield opening


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
