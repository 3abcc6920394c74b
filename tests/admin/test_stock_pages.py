"""Selling out an item: two taps, and in force with every shopper's next click."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Shop
from catalog.stock import sold_out
from tests.support.staff import SignedIn
from tests.support.web import ShopClient

STOCK = "/burger-bar/staff/stock"
Check = Callable[[TestResponse], Element]


@pytest.fixture
def kitchen(demo_shop: Shop, signed_in: SignedIn) -> ShopClient:
    return signed_in("kitchen", None)


@pytest.fixture
def brioche(demo_shop: Shop) -> str:
    bun = next(each for each in demo_shop.product("burger").groups if each.id == "bun")
    option = next(each for each in bun.options if each.id == "brioche")
    return next(iter(option.items or {}))


def test_a_sold_out_item_is_told_at_the_next_click_and_comes_back(
    kitchen: ShopClient, brioche: str, page_check: Check
) -> None:
    shopper = kitchen.application.test_client()
    address = "/burger-bar/burger/build?bun=sesame"
    english = {"Accept-Language": "en"}
    assert "Sold out" not in shopper.get(address, headers=english).text
    assert kitchen.send_form(f"{STOCK}/{brioche}/sold-out").status_code == 303
    assert "old out" in shopper.get(address, headers=english).text
    page_check(kitchen.get(STOCK))
    assert kitchen.send_form(f"{STOCK}/{brioche}/in-stock").status_code == 303
    assert "Sold out" not in shopper.get(address, headers=english).text


def test_until_tomorrow_ends_by_itself(
    kitchen: ShopClient, brioche: str, database: Database
) -> None:
    kitchen.send_form(f"{STOCK}/{brioche}/sold-out", {"until": "tomorrow"})
    with database.reading() as session:
        (row,) = sold_out(session, "burger-bar")
        assert row.until is not None
        assert sold_out(session, "burger-bar", row.until) == []


def test_an_item_that_the_shop_does_not_have_is_not_found(kitchen: ShopClient) -> None:
    assert kitchen.send_form(f"{STOCK}/unicorn/sold-out").status_code == 404
