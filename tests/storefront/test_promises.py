"""What is promised before anybody commits: a time of readiness, or when the shop opens."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from catalog.shop import Hours, Shop
from configurator.publishing.lead_times import Lead
from configurator.storefront.promises import promise_words, waiting_words
from tests.builder.pages import speaking
from tests.publishing.builders import SHOP

NOON_IN_SEOUL = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAWN_IN_SEOUL = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


@pytest.fixture
def shop() -> Shop:
    """Open every day from eleven to nine."""
    hours = tuple(Hours(day, 11 * 60, 21 * 60) for day in range(7))
    return replace(SHOP, stores=(replace(SHOP.stores[0], hours=hours),))


def test_an_open_shop_promises_a_time_on_its_own_clock(shop: Shop) -> None:
    with speaking(), time_machine.travel(NOON_IN_SEOUL, tick=False):
        assert (
            promise_words(shop, Lead(minutes=12)).replace("\u202f", " ") == "ready about 12:12 PM"
        )


def test_a_closed_shop_says_so_and_when_the_first_pickup_is(shop: Shop) -> None:
    with speaking(), time_machine.travel(DAWN_IN_SEOUL, tick=False):
        told = promise_words(shop, Lead(minutes=12)).replace("\u202f", " ")
    assert told == "Closed now · pickup from 11:15 AM"


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        (0, "No queue right now: we begin at once."),
        (14, "We begin making a new order in about 14 min."),
    ],
)
def test_the_menu_says_how_long_the_queue_is(shop: Shop, waiting: int, told: str) -> None:
    with speaking(), time_machine.travel(NOON_IN_SEOUL, tick=False):
        assert waiting_words(shop, Lead(minutes=waiting)) == told


def test_a_shop_that_states_no_hours_never_closes() -> None:
    with speaking(), time_machine.travel(DAWN_IN_SEOUL, tick=False):
        assert promise_words(SHOP, Lead(minutes=5)).startswith("ready about")


def test_what_takes_days_is_promised_for_a_day_even_while_closed(shop: Shop) -> None:
    with speaking(), time_machine.travel(DAWN_IN_SEOUL, tick=False):
        assert promise_words(shop, Lead(days=3, minutes=20)) == "ready Thu 26 Nov"


def test_a_workshop_says_its_queue_in_working_days(shop: Shop) -> None:
    workshop = replace(shop, made_in="workshop")
    with speaking():
        assert waiting_words(workshop, Lead(days=1)).endswith("in about 1 working day.")
        assert waiting_words(workshop, Lead(days=2)).endswith("in about 2 working days.")
        assert waiting_words(workshop, Lead()).startswith("No queue right now")
