"""When something of a shop holds, in the visitor's words: Mon–Fri, 11:30 AM–2:00 PM."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from babel.dates import format_date

from catalog.shop import Times
from configurator.i18n import clock, iso_day, language, words

_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
_DAYS = 7


def times_words(times: Times) -> str:
    """The weekdays, hours and days of `times`; nothing where they restrict nothing."""
    return ", ".join(_parts(times))


def _parts(times: Times) -> Iterator[str]:
    if 0 < len(set(times.weekdays)) < _DAYS:
        yield _weekday_words(times.weekdays)
    if times.starts is not None or times.ends is not None:
        ends = 24 * 60 if times.ends is None else times.ends
        yield _span(_clock(times.starts or 0), _clock(ends))
    if times.since is not None and times.until is not None:
        yield _span(iso_day(times.since.isoformat()), iso_day(times.until.isoformat()))
    elif times.since is not None:
        yield words().gettext("from %(day)s") % {"day": iso_day(times.since.isoformat())}
    elif times.until is not None:
        yield words().gettext("until %(day)s") % {"day": iso_day(times.until.isoformat())}


def _weekday_words(weekdays: tuple[int, ...]) -> str:
    """Days in a row by the first and the last, others one by one."""
    days = sorted(set(weekdays))
    names = [format_date(_MONDAY + timedelta(days=each), "EEE", locale=language()) for each in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _span(names[0], names[-1])
    return ", ".join(names)


def _span(first: str, last: str) -> str:
    """From one to the other, as each language writes it: 월~금, Mon–Fri."""
    return f"{first}{'~' if language() == 'ko' else '–'}{last}"


def _clock(minutes: int) -> str:
    return clock(_MONDAY + timedelta(minutes=minutes))
