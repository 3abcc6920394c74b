"""Opening hours and pickup times, on the shop's own clock."""

from datetime import UTC, datetime, timedelta

from catalog.shop import Hours, Store
from configurator.orders.hours import MOST_SLOTS, is_open, slots

SEOUL = "Asia/Seoul"


def seoul(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in November 2026; the 21st is a Saturday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def store(*hours: Hours) -> Store:
    return Store("main", {"en": "Main"}, hours=hours)


DAILY = store(*(Hours(day, 11 * 60, 21 * 60) for day in range(7)))
NIGHTS = store(Hours(5, 18 * 60, 26 * 60))


def clocks(times: list[datetime]) -> list[str]:
    return [f"{each:%d %H:%M}" for each in times]


def test_a_store_is_open_from_opening_until_just_before_closing() -> None:
    assert not is_open(DAILY, SEOUL, seoul(21, 10, 59))
    assert is_open(DAILY, SEOUL, seoul(21, 11))
    assert is_open(DAILY, SEOUL, seoul(21, 20, 59))
    assert not is_open(DAILY, SEOUL, seoul(21, 21))


def test_a_night_belongs_to_the_day_it_began() -> None:
    assert is_open(NIGHTS, SEOUL, seoul(22, 1, 59))
    assert not is_open(NIGHTS, SEOUL, seoul(22, 2))
    assert not is_open(NIGHTS, SEOUL, seoul(21, 1))


def test_a_store_that_states_no_hours_never_closes() -> None:
    assert is_open(store(), SEOUL, seoul(21, 4))


def test_slots_are_quarters_from_when_the_order_is_ready_until_closing() -> None:
    now = seoul(21, 19, 50)
    times = clocks(slots(DAILY, SEOUL, now + timedelta(minutes=12), now))
    assert times == ["21 20:15", "21 20:30", "21 20:45", "21 21:00"]


def test_before_opening_the_first_slot_leaves_time_to_make_the_order() -> None:
    now = seoul(21, 8)
    assert clocks(slots(DAILY, SEOUL, now + timedelta(minutes=20), now))[0] == "21 11:30"


def test_what_cannot_be_ready_before_closing_is_for_the_next_day() -> None:
    now = seoul(21, 20, 55)
    assert clocks(slots(DAILY, SEOUL, now + timedelta(minutes=20), now))[0] == "22 11:30"


def test_a_store_closed_for_days_offers_its_next_opening() -> None:
    now = seoul(22, 12)
    assert clocks(slots(NIGHTS, SEOUL, now, now))[0] == "28 18:00"


def test_there_are_never_more_slots_than_a_list_can_show() -> None:
    now = seoul(21, 4)
    assert len(slots(store(), SEOUL, now, now)) == MOST_SLOTS


def test_hours_follow_the_clock_of_the_wall_when_it_is_moved() -> None:
    berlin = store(*(Hours(day, 9 * 60, 17 * 60) for day in range(7)))
    sunday = datetime(2026, 10, 25, 7, 30, tzinfo=UTC)
    assert not is_open(berlin, "Europe/Berlin", sunday)
    assert is_open(berlin, "Europe/Berlin", sunday + timedelta(minutes=30))
