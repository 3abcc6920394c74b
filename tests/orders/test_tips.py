"""Tips: never chosen for anybody, read strictly, and charged as they were shown."""

from dataclasses import replace

import pytest

from catalog.database import Database
from catalog.shop import Adjustment, Rounding
from configurator.orders.tips import read_tip, tip_amount
from tests.orders.diner import BURGER, CLASSIC_PRICE, DINER, SET, both, publish_diner
from tests.orders.test_checkout_pages import CLASSIC_FORM, fields_of
from tests.support.pages import find, page_check, words
from tests.support.web import ShopClient

TIPPING = replace(DINER, tips=(5, 10))


@pytest.fixture
def hungry(client: ShopClient, database: Database) -> ShopClient:
    publish_diner(database, replace(TIPPING, stores=(replace(DINER.stores[0], hours=()),)))
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    return client


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("0", ""),
        ("500", "500"),
        ("1,500", "1500"),
        ("８００", "800"),
        (" 300 ", "300"),
        (str(CLASSIC_PRICE), str(CLASSIC_PRICE)),
    ],
)
def test_an_amount_of_one_s_own_is_read(typed: str, kept: str) -> None:
    form = {"tip": "own", "tip_own": typed}
    assert read_tip(form, TIPPING, "KRW", CLASSIC_PRICE) == (kept, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("-1", "tip-negative"),
        ("−1", "tip-negative"),
        ("1.5", "tip-odd"),
        ("NaN", "tip-odd"),
        ("inf", "tip-odd"),
        ("1e3", "tip-odd"),
        ("1,50", "tip-odd"),
        ("0x10", "tip-odd"),
        ("٥٠٠", "tip-odd"),
        ("--5", "tip-odd"),
        (str(CLASSIC_PRICE + 1), "tip-large"),
        ("9" * 30, "tip-odd"),
        ("999999999999", "tip-large"),
    ],
)
def test_an_odd_tip_is_no_tip(typed: str, problem: str) -> None:
    form = {"tip": "own", "tip_own": typed}
    assert read_tip(form, TIPPING, "KRW", CLASSIC_PRICE) == ("", problem)


def test_cents_are_read_where_a_currency_has_them() -> None:
    form = {"tip": "own", "tip_own": "1.5"}
    assert read_tip(form, TIPPING, "USD", 1000) == ("150", "")
    assert read_tip(form | {"tip_own": "1.505"}, TIPPING, "USD", 1000) == ("", "tip-odd")
    assert read_tip(form | {"tip_own": "1.505"}, TIPPING, "KWD", 9000) == ("1505", "")


def test_only_the_shares_that_a_shop_offers_are_taken() -> None:
    assert read_tip({"tip": "10%"}, TIPPING, "KRW", 8500) == ("10%", "")
    assert read_tip({"tip": "99%"}, TIPPING, "KRW", 8500) == ("", "tip-odd")
    assert read_tip({"tip": "10%"}, DINER, "KRW", 8500) == ("", "")
    assert tip_amount("10%", 8505) == 851


def test_a_share_of_what_costs_less_than_nothing_is_nothing(
    client: ShopClient, database: Database
) -> None:
    gift = Adjustment("gift", both("Gift", "선물"), "", amount=-20_000)
    burger = replace(BURGER, adjustments=(gift,))
    rounding = Rounding(below_zero=True)
    publish_diner(database, replace(TIPPING, products=(burger, SET), rounding=rounding))
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    looked = client.send_form("/diner/checkout", fields_of(client, tip="10%", do="look"))
    text = words(page_check(looked))
    assert "pay -₩11,500" in text
    assert "Tip+" not in text


def test_a_tip_that_is_offered_no_more_is_none(hungry: ShopClient, database: Database) -> None:
    hungry.send_form("/diner/checkout", fields_of(hungry, tip="10%", do="look"))
    assert "Tip+₩850" in words(page_check(hungry.get("/diner/cart")))
    for tips in ((5,), ()):
        publish_diner(database, replace(TIPPING, tips=tips))
        assert "Tip+" not in words(page_check(hungry.get("/diner/cart")))
        page = page_check(hungry.get("/diner/checkout"))
        assert f"pay ₩{CLASSIC_PRICE:,}" in words(find(page, "button", id="place")[0])
        inputs = find(page, "input", name="tip")
        chosen = [each.get("value") for each in inputs if each.get("checked") is not None]
        assert chosen == [""] * bool(tips)


def test_no_tip_is_chosen_before_the_shopper_does(hungry: ShopClient) -> None:
    page = page_check(hungry.get("/diner/checkout"))
    chosen = [each for each in find(page, "input", name="tip") if each.get("checked") is not None]
    assert [each.get("value") for each in chosen] == [""]
    assert f"pay ₩{CLASSIC_PRICE:,}" in words(find(page, "button", id="place")[0])


def test_a_tip_is_shown_before_it_is_charged(hungry: ShopClient) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry, tip="10%"))
    assert answer.status_code == 422
    page = page_check(answer)
    rows = [words(each) for each in find(page, "tr")]
    assert "Tip+₩850" in rows
    seen = find(page, "input", name="seen")[0].get("value") or ""
    placed = hungry.send_form("/diner/checkout", fields_of(hungry, tip="10%", seen=seen))
    assert placed.status_code == 303
    order = words(page_check(hungry.get(placed.location)))
    assert "Tip+₩850" in order
    assert f"Pay ₩{CLASSIC_PRICE + 850:,} at the counter" in order


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-1", "A tip cannot be less than nothing"),
        ("1.5", "Enter a tip as an amount like ₩1,000"),
        ("NaN", "Enter a tip as an amount like ₩1,000"),
        ("100000", f"Enter a tip of up to ₩{CLASSIC_PRICE:,}"),
    ],
)
def test_an_odd_tip_is_refused_in_words_and_nothing_is_lost(
    hungry: ShopClient, typed: str, told: str
) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry, tip="own", tip_own=typed))
    assert answer.status_code == 422
    page = page_check(answer)
    assert told in words(find(page, "div", class_="error-summary")[0])
    assert told in words(find(page, "p", id="tip-error")[0])
    assert find(page, "input", id="tip-amount")[0].get("value") == typed
    assert find(page, "input", id="name")[0].get("value") == "Mina"
    looked = hungry.send_form(
        "/diner/checkout", fields_of(hungry, tip="own", tip_own=typed, do="look")
    )
    assert told in words(page_check(looked))
