"""Whether something of a shop holds at the time that an order is promised for."""

from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from catalog.shop import Times
from configurator.publishing.occasions import falls_within

Standing: TypeAlias = Literal["in force", "not yet", "over", "other time"]


def standing(times: Times, at: datetime, time_zone: str) -> Standing:
    """How `times` stand to a moment on the clock of the shop.

    *not yet* and *over* are told by the day alone; on a day that fits, or may come again, another
    weekday or hour is *other time*.
    """
    if falls_within(times, at, time_zone):
        return "in force"
    day = at.astimezone(ZoneInfo(time_zone)).date()
    if times.since is not None and day < times.since:
        return "not yet"
    if times.until is not None and day > times.until:
        return "over"
    return "other time"
