"""Prices that follow the time an order is wanted for: lunch, and what moving past it changes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from catalog.database import Database
from configurator.orders.models import Order
from configurator.orders.states import CART
from tests.orders.diner import CLASSIC_PRICE, NOON, publish_diner
from tests.orders.feast import LUNCH, feast
from tests.orders.test_checkout_pages import ANSWERS, CLASSIC_FORM
from tests.support.pages import find, page_check, words
from tests.support.web import ShopClient

TWENTY_PAST_ELEVEN = NOON - timedelta(minutes=40)
LUNCH_PRICE = CLASSIC_PRICE - 1000
IN_ALL = "In all, tax included"


def at(hour: int, minute: int) -> str:
    """A pickup time of that day in Seoul, as the form says it."""
    return datetime.fromisoformat(f"2026-11-21T{hour:02}:{minute:02}:00+09:00").isoformat()


@pytest.fixture(autouse=True)
def lunch_counter(database: Database) -> Iterator[None]:
    with time_machine.travel(TWENTY_PAST_ELEVEN, tick=False):
        publish_diner(database, feast(price_lists=(LUNCH,)))
        yield


@pytest.fixture
def early(client: ShopClient) -> ShopClient:
    """A visitor at 11:20 with one burger in the cart."""
    assert client.send_form("/diner/cart/lines", CLASSIC_FORM).status_code == 303
    return client


def fields(page: object, **answers: str) -> dict[str, str]:
    """The form as a page shows it, with its answers."""
    hidden = {
        each.get("name", ""): each.get("value", "")
        for each in find(page, "input", type="hidden")  # type: ignore[arg-type]
    }
    return {name: hidden[name] for name in ("cart", "seen", "shown")} | ANSWERS | answers


def placed(database: Database) -> list[Order]:
    with database.reading() as session:
        return list(session.scalars(select(Order).where(Order.state != CART)))


def test_lunch_prices_are_charged_for_when_it_is_wanted_and_not_for_when_it_is_looked_at(
    early: ShopClient,
) -> None:
    """At 11:20 it would be ready at 11:32: at lunch."""
    text = words(page_check(early.get("/diner/cart")))
    assert f"₩{LUNCH_PRICE:,}" in text
    assert "Lunch prices, 11:30 AM–2:00 PM" in text
    assert "Your burger · Lunch prices" in text


def test_ordered_for_a_quarter_past_twelve_and_moved_past_lunch_tells_the_difference_first(
    early: ShopClient, database: Database
) -> None:
    first = page_check(early.get("/diner/checkout"))
    noon = page_check(early.send_form("/diner/checkout", fields(first, when=at(12, 15), do="look")))
    assert f"pay ₩{LUNCH_PRICE:,}" in words(find(noon, "button", id="place")[0])
    assert find(noon, "table", class_="change-lines") == []
    moved = early.send_form("/diner/checkout", fields(noon, when=at(14, 15)))
    assert moved.status_code == 422
    page = page_check(moved)
    rows = [words(each) for each in find(find(page, "table", class_="change-lines")[0], "tr")]
    assert f"1 × Classic before ₩{LUNCH_PRICE:,} now ₩{CLASSIC_PRICE:,}" in rows
    assert "Your burger before ₩4,000 now ₩5,000" in rows
    assert f"In all before ₩{LUNCH_PRICE:,} now ₩{CLASSIC_PRICE:,}" in rows
    assert "Nothing has been ordered" in words(page)
    assert placed(database) == []
    chosen = find(page, "option", value=at(14, 15))[0]
    assert chosen.get("selected") is not None
    assert find(page, "input", id="name")[0].get("value") == "Mina"
    assert early.send_form("/diner/checkout", fields(page, when=at(14, 15))).status_code == 303
    assert [each.total for each in placed(database)] == [CLASSIC_PRICE]


def test_moving_within_lunch_asks_nothing_again(early: ShopClient, database: Database) -> None:
    page = page_check(early.get("/diner/checkout"))
    assert early.send_form("/diner/checkout", fields(page, when=at(13, 45))).status_code == 303
    assert [each.total for each in placed(database)] == [LUNCH_PRICE]


def test_looking_at_another_time_places_nothing_and_is_kept(
    early: ShopClient, database: Database
) -> None:
    page = page_check(early.get("/diner/checkout"))
    answer = early.send_form("/diner/checkout", fields(page, when=at(14, 15), do="look"))
    assert answer.status_code == 200
    looked = page_check(answer)
    assert "The price changed" in words(looked)
    assert find(looked, "input", id="email")[0].get("value") == ANSWERS["email"]
    assert placed(database) == []
    for address in ("/diner/checkout", "/diner/cart"):
        assert f"₩{CLASSIC_PRICE:,}" in words(page_check(early.get(address)))


def test_lunch_that_ends_while_somebody_thinks_is_told_before_paying(
    early: ShopClient, database: Database
) -> None:
    page = page_check(early.get("/diner/checkout"))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        answer = early.send_form("/diner/checkout", fields(page))
        assert answer.status_code == 422
        assert f"now ₩{CLASSIC_PRICE:,}" in words(page_check(answer))
    assert placed(database) == []


def test_what_was_shown_counts_only_as_we_wrote_it(early: ShopClient, database: Database) -> None:
    page = page_check(early.get("/diner/checkout"))
    for tampered in ({"seen": "0" * 32}, {"seen": ""}, {"seen": "x", "shown": "W10.forged"}):
        answer = early.send_form("/diner/checkout", fields(page, **tampered))
        assert answer.status_code == 422
        assert "change-lines" not in answer.text
    assert placed(database) == []


def test_the_difference_is_told_in_korean(early: ShopClient) -> None:
    early.send_form("/language", {"language": "ko", "next": "/"})
    page = page_check(early.get("/diner/checkout"))
    answer = page_check(
        early.send_form("/diner/checkout", fields(page, when=at(14, 15), do="look"))
    )
    text = words(answer)
    assert "가격이 달라졌어요" in text
    assert f"이전 {LUNCH_PRICE:,}원 지금 {CLASSIC_PRICE:,}원" in text
    assert "점심 가격" in words(page_check(early.get("/diner/cart"))) or "점심" not in text
