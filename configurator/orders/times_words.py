"""When something of a shop holds, in the visitor's words: Mon–Fri, 11:30 AM–2:00 PM."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from babel.dates import format_date

from catalog.shop import Times
from configurator.i18n import clock, iso_day, language, words

_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


def times_words(times: Times) -> str:
    """The weekdays, hours and days of `times`; nothing where they restrict nothing."""
    return ", ".join(_parts(times))


def _parts(times: Times) -> Iterator[str]:
    if times.weekdays:
        yield _weekday_words(times.weekdays)
    if times.starts is not None or times.ends is not None:
        yield f"{_clock(times.starts or 0)}–{_clock(24 * 60 if times.ends is None else times.ends)}"
    if times.since is not None and times.until is not None:
        yield f"{iso_day(times.since.isoformat())}–{iso_day(times.until.isoformat())}"
    elif times.since is not None:
        yield words().gettext("from %(day)s") % {"day": iso_day(times.since.isoformat())}
    elif times.until is not None:
        yield words().gettext("until %(day)s") % {"day": iso_day(times.until.isoformat())}


def _weekday_words(weekdays: tuple[int, ...]) -> str:
    """Days in a row by the first and the last, others one by one."""
    days = sorted(set(weekdays))
    names = [format_date(_MONDAY + timedelta(days=each), "EEE", locale=language()) for each in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)


def _clock(minutes: int) -> str:
    return clock(_MONDAY + timedelta(minutes=minutes))
