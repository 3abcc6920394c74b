"""Which price lists are in force: by the promised time, the place, the channel and the customer."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from catalog.shop import PriceList, Shop, Times
from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from configurator.publishing.list_sets import may_meet, sets_of_lists
from configurator.publishing.occasions import Occasion, falls_within, lists_in_force
from tests.publishing.builders import SANDWICH, SHOP, live, text

SEOUL = ZoneInfo("Asia/Seoul")
LUNCH = PriceList(
    "lunch",
    text("Lunch"),
    Times(weekdays=(0, 1, 2, 3, 4), starts=11 * 60 + 30, ends=14 * 60),
    prices={"sandwich": 3500, "sandwich.extras.cheese": 300, "drink.kind.cola": 1000},
    adjustments={"sandwich.menu": -500, "classic": -900},
)
STUDENTS = PriceList("students", text("S"), customers=("students",), prices={"sandwich": 3000})
DOLLARS = PriceList("dollars", text("$"), currency="USD", prices={"sandwich": 3})
DINERS: Shop = replace(SHOP, price_lists=(LUNCH, STUDENTS, DOLLARS))
PLAIN = (Choice("bread", "rye"), Choice("filling", "ham"))


def at(hour: int, minute: int, day: int = 6) -> datetime:
    """A time in Seoul; the 6th of November 2026 is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("moment", "lists"),
    [
        (at(11, 29), ()),
        (at(11, 30), ("lunch",)),
        (at(13, 59), ("lunch",)),
        (at(14, 0), ()),
        (at(12, 0, day=7), ()),
        (at(12, 0).astimezone(ZoneInfo("UTC")), ("lunch",)),
    ],
)
def test_lunch_prices_hold_for_what_is_promised_at_lunch(
    moment: datetime, lists: tuple[str, ...]
) -> None:
    assert lists_in_force(DINERS, Occasion(moment)) == lists


def test_a_list_for_some_customers_holds_for_them_and_beside_another() -> None:
    students = Occasion(at(12, 0), customers=frozenset({"students"}))
    assert lists_in_force(DINERS, students) == ("lunch", "students")
    product = live(DINERS).priced_by(("lunch", "students"))
    assert quote(product, PLAIN).total.minor == 3000 + 1500


def test_prices_in_another_currency_hold_alone() -> None:
    assert lists_in_force(DINERS, Occasion(at(12, 0), currency="USD")) == ("dollars",)
    assert live(DINERS).priced_by(("dollars",)).price_list.currency == "USD"


@pytest.mark.parametrize(
    ("field", "there", "elsewhere"),
    [
        ("stores", Occasion(at(12, 0), store="main"), Occasion(at(12, 0), store="pier")),
        ("channels", Occasion(at(12, 0)), Occasion(at(12, 0), channel="kiosk")),
    ],
)
def test_a_list_holds_in_its_stores_and_channels(
    field: str, there: Occasion, elsewhere: Occasion
) -> None:
    fields = {"stores": ("main",), "channels": ("web",)}
    local = PriceList("local", text("L"))
    local = replace(local, stores=fields["stores"] if field == "stores" else ())
    local = replace(local, channels=("web",) if field == "channels" else ())
    shop = replace(SHOP, price_lists=(local,))
    assert lists_in_force(shop, there) == ("local",)
    assert lists_in_force(shop, elsewhere) == ()


def test_the_first_and_the_last_day_are_included() -> None:
    week = Times(since=date(2026, 11, 2), until=date(2026, 11, 6))
    assert falls_within(week, at(23, 59), "Asia/Seoul")
    assert not falls_within(week, at(0, 0, day=7), "Asia/Seoul")
    assert not falls_within(week, at(23, 59, day=1), "Asia/Seoul")


def test_a_list_changes_what_it_names_and_is_told_as_its_source() -> None:
    product = live(DINERS).priced_by(("lunch",))
    chosen = (
        *PLAIN,
        Choice("extras", "cheese", "normal"),
        Choice("drink", "taken"),
        Choice("drink.kind", "cola"),
        Choice("drink.ice", "ice"),
    )
    found = quote(product, chosen)
    assert found.total.minor == 3500 + 1500 + 300 + 200 + 1000 - 500
    assert {line.cause.name or line.cause.option or "base" for line in found.lines} == {
        "base",
        "ham",
        "cheese",
        "cola",
        "base:drink",
        "adjustment:menu",
    }
    listed = {line.amount.minor for line in found.lines if line.cause.price_list == "lunch"}
    assert listed == {3500, 300, 1000, -500}


def test_a_list_that_prices_nothing_of_a_product_leaves_it_the_same_object() -> None:
    other = PriceList("other", text("O"), prices={"soup": 1})
    product = live(replace(DINERS, price_lists=(*DINERS.price_lists, other)))
    assert product.priced_by(("other",)) is product
    lunch = product.priced_by(("lunch", "other"))
    assert lunch is product.priced_by(("lunch",))
    assert lunch.priced_by(()) is product


def test_lists_that_are_never_in_force_at_once_are_not_reckoned_with_together() -> None:
    evening = PriceList("evening", text("E"), Times(starts=17 * 60), prices={"sandwich": 1})
    shop = replace(SHOP, price_lists=(LUNCH, evening, STUDENTS, DOLLARS))
    assert not may_meet(shop, LUNCH, evening)
    assert set(sets_of_lists(shop, SANDWICH)) == {
        (),
        ("lunch",),
        ("evening",),
        ("students",),
        ("dollars",),
        ("lunch", "students"),
        ("evening", "students"),
    }
