"""Prices of the occasion on menu, builder and check page: at lunch, and in the currency chosen."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import (
    Aim,
    Bundle,
    Coupon,
    Group,
    GroupKind,
    PriceList,
    Shop,
    Taxes,
    TaxRate,
    Times,
)
from tests.publishing.builders import SHOP, text
from tests.support.pages import find, words
from tests.support.shops import publish_shop
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]
CHOSEN = "bread=rye&filling=ham&drink=-"

ALL_DAY = PriceList(
    "noon",
    text("Noon prices"),
    # Whatever the time of the test is, it lies within.
    times=Times(starts=0, ends=24 * 60),
    prices={"sandwich": 3500, "sandwich.filling.ham": 1000},
    adjustments={"classic": -900},
)
EARLIER = PriceList(
    "opening",
    text("Opening prices"),
    times=Times(until=date(2020, 1, 1)),
    prices={"sandwich": 1},
)
DOLLARS = PriceList(
    "dollars",
    text("Dollars"),
    currency="USD",
    prices={
        "sandwich": 400,
        "sandwich.bread.brioche": 50,
        "sandwich.filling.ham": 150,
        "sandwich.filling.tofu": 120,
        "sandwich.extras.cheese.normal": 70,
        "sandwich.extras.cheese.extra": 120,
        "sandwich.extras.onion.extra": 30,
        "drink": 20,
        "drink.kind.cola": 180,
        "drink.kind.tea": 200,
    },
    adjustments={"classic": -40, "sandwich.menu": -30},
)


def prices(element: Element) -> list[str]:
    """Every amount of money on a page or a part of it, in order."""
    return re.findall(r"[₩$][\d,.]+\d", words(element))


def publish_lists(database: Database, *lists: PriceList) -> None:
    publish_shop(database, replace(SHOP, price_lists=lists))


def test_every_page_is_priced_by_the_list_in_force_and_says_which(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    publish_lists(database, EARLIER, ALL_DAY)
    menu = page_check(client.get("/deli/"))
    assert "from ₩4,500" in words(find(menu, "section", class_="build")[0])
    assert "Noon prices" in words(menu)
    assert "Opening" not in words(menu)
    builder = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}"))
    assert "₩4,500 in all" in words(find(builder, "p", class_="bar-total")[0])
    assert "Noon prices" in words(find(builder, "aside", class_="builder-side")[0])
    checked = page_check(client.get(f"/deli/sandwich/check?{CHOSEN}"))
    assert prices(find(checked, "table", class_="prices")[0])[-1] == "₩4,500"
    assert "Noon prices" in words(checked)


def test_a_preset_costs_on_the_menu_what_it_costs_in_the_builder(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    publish_lists(database, ALL_DAY)
    menu = page_check(client.get("/deli/"))
    card = find(menu, "li", class_="preset")[0]
    classic = "bread=brioche&filling=ham&extras.cheese=normal&drink=-"
    checked = page_check(client.get(f"/deli/sandwich/check?{classic}"))
    # 3,500 + 500 + 1,000 + 700 - 900
    assert prices(find(card, "p", class_="preset-price")[0]) == ["₩4,800"]
    assert prices(find(checked, "tfoot")[0]) == ["₩4,800"]
    assert "₩900 is off already" in words(checked)


def test_a_list_that_prices_nothing_of_a_product_is_not_named(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    publish_lists(database, replace(ALL_DAY, prices={"soup": 1}, adjustments={}))
    assert "Noon" not in words(page_check(client.get(f"/deli/sandwich/build?{CHOSEN}")))


def with_dollars(database: Database) -> None:
    sandwich = replace(SHOP.product("sandwich"), aims=(Aim("lunch", text("Lunch")),))
    others = tuple(each for each in SHOP.products if each.id != "sandwich")
    shop = replace(SHOP, products=(sandwich, *others), price_lists=(DOLLARS,), currencies=("USD",))
    publish_shop(database, shop)


def choose(client: ShopClient, currency: str, page: str) -> TestResponse:
    return client.send_form("/deli/currency", {"currency": currency, "next": page})


def test_a_currency_is_chosen_by_a_button_and_kept(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    with_dollars(database)
    builder = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}"))
    assert "₩5,500" in words(find(builder, "p", class_="bar-total")[0])
    assert words(find(builder, "button", id="currency-USD")[0]) == "US Dollar ($)"
    answer = choose(client, "USD", f"/deli/sandwich/build?{CHOSEN}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/deli/sandwich/build?{CHOSEN}"
    shown = page_check(client.get(answer.headers["Location"]))
    assert "$5.50" in words(find(shown, "p", class_="bar-total")[0])
    assert "₩" not in words(find(shown, "section", class_="builder-step")[0])
    menu = page_check(client.get("/deli/"))
    assert "from $5.20" in words(find(menu, "section", class_="build")[0])
    checked = page_check(client.get(f"/deli/sandwich/check?{CHOSEN}"))
    assert prices(find(checked, "tfoot")[0]) == ["$5.50"]


def test_a_budget_is_read_in_the_currency_and_never_carried_into_another(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    with_dollars(database)
    page = "/deli/sandwich/build?bread=rye&aim=lunch&budget=9000"
    answer = choose(client, "USD", page)
    assert answer.headers["Location"] == "/deli/sandwich/build?bread=rye&aim=lunch"
    typed = client.get("/deli/sandwich/build?bread=rye&aim=lunch&budget:text=$9.50")
    assert "budget=950USD" in typed.headers["Location"]
    shared = typed.headers["Location"]
    assert "$9.50" in words(page_check(client.get(shared)))
    choose(client, "KRW", "/deli/")
    # A link is opened by somebody who pays in won: 950 cents are not 950 won.
    panel = find(page_check(client.get(shared)), "details", id="budget")[0]
    assert find(panel, "input", id="budget-text")[0].get("value") == ""


@pytest.mark.parametrize("currency", ["EUR", "", "KRW$"])
def test_a_currency_that_the_shop_does_not_take_is_refused(
    client: ShopClient, database: Database, currency: str
) -> None:
    with_dollars(database)
    assert choose(client, currency, "/deli/").status_code == 400


def test_a_shop_with_one_currency_does_not_ask(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    publish_shop(database, SHOP)
    page = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}"))
    assert find(page, "div", class_="currency-line") == []


TAXED = Taxes((TaxRate("vat", text("VAT"), "food", Decimal(10)),), "food", included=False)
COUPON = Coupon("ten", text("Ten off"), amount=-1000, least=10000)


@pytest.mark.parametrize(
    ("shop", "told"),
    [
        (SHOP, ""),
        (replace(SHOP, taxes=replace(TAXED, included=True)), ""),
        (replace(SHOP, taxes=TAXED), ", before tax"),
        (replace(SHOP, coupons=(COUPON,)), ", before discounts on the order"),
        (replace(SHOP, coupons=(replace(COUPON, code="TEN"),)), ""),
        (replace(SHOP, coupons=(replace(COUPON, products=("soup",)),)), ""),
        (replace(SHOP, bundles=(Bundle("two", text("Two"), {"sandwich": 2}, -500),)), ""),
        (
            replace(SHOP, taxes=TAXED, coupons=(COUPON,)),
            ", before tax and discounts on the order",
        ),
    ],
)
def test_only_what_an_order_adds_or_takes_off_by_itself_is_left_out_of_a_total(
    client: ShopClient, database: Database, page_check: Check, shop: Shop, told: str
) -> None:
    publish_shop(database, shop)
    builder = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}"))
    assert words(find(builder, "p", class_="bar-total")[0]) == f"₩5,500 in all{told}"
    checked = page_check(client.get(f"/deli/sandwich/check?{CHOSEN}"))
    assert words(find(find(checked, "tfoot")[0], "th")[0]) == f"In all{told}"
    assert ("Prices are" in words(page_check(client.get("/deli/")))) == bool(told)


def test_a_text_that_costs_says_so_and_is_charged_once_it_is_typed(
    client: ShopClient, database: Database, page_check: Check
) -> None:
    note = Group("note", text("Note"), GroupKind.TEXT, max_length=10, optional=True, text_price=500)
    sandwich = SHOP.product("sandwich")
    others = tuple(each for each in SHOP.products if each.id != "sandwich")
    changed = replace(sandwich, groups=(*sandwich.groups, note), steps=())
    publish_shop(database, replace(SHOP, products=(changed, *others)))
    builder = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}&step=note"))
    assert "+₩500" in words(find(builder, "fieldset", id="note")[0])
    page = f"/deli/sandwich/check?{CHOSEN}"
    checked = page_check(client.get(page))
    assert "+₩500" in words(find(checked, "section", class_="check-texts")[0])
    assert prices(find(checked, "tfoot")[0]) == ["₩5,500"]
    client.send_form("/deli/sandwich/typed", {"text:note": "No salt", "to": ""})
    typed = page_check(client.get(page))
    assert prices(find(typed, "tfoot")[0]) == ["₩6,000"]
    assert "+₩500" in words(find(typed, "table", class_="prices")[0])
