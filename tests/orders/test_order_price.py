"""The whole price of an order: told the same everywhere, explained to the last unit, for ever."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select, update

from catalog.database import Database
from catalog.shop import Adjustment, PriceList
from configurator.messages.models import OutboxMessage
from configurator.orders.checkout import Details, place_order
from configurator.orders.explaining_price import UnexplainedPriceError
from configurator.orders.models import Line, Order
from configurator.orders.order_freezing import frozen_quote
from configurator.orders.reviewing import review
from configurator.orders.states import CART
from pricing.refunds import refund_of, refund_of_fee
from tests.orders.diner import (
    BURGER,
    CLASSIC_PRICE,
    DINER,
    GUEST,
    NOON,
    SET,
    both,
    cart_of,
    place,
    publish_diner,
    put,
)
from tests.orders.feast import SHAKE, everything, feast
from tests.orders.test_checkout_pages import CLASSIC_FORM, fields_of
from tests.support.pages import find, page_check, words
from tests.support.staff import sign_in
from tests.support.web import ShopClient

SHAKE_FORM = {"product": "shake", "configuration": "flavour=vanilla"}
LUNCH_PRICE = CLASSIC_PRICE - 1000
AT_TABLE = Details(GUEST.contact, None, "2", "10%")

LINES = {"2 × Classic": 2 * LUNCH_PRICE, "1 × Shake": 3000}
CHARGES = {"Burger and shake": -700, "Welcome": -1000, "Table service": 500, "Tip": 1800}
TOTAL = 2 * LUNCH_PRICE + 3000 - 700 - 1000 + 500 + 1800
VAT = round((TOTAL - 1800) / 11)


@pytest.fixture(autouse=True)
def at_noon(database: Database) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        publish_diner(database, everything())
        yield


@pytest.fixture
def feasting(client: ShopClient) -> ShopClient:
    """Two classics and a shake at noon, with a coupon, at a table, tipped."""
    client.send_form("/diner/cart/lines", CLASSIC_FORM | {"quantity": "2"})
    client.send_form("/diner/cart/lines", SHAKE_FORM)
    client.send_form("/diner/cart/codes", {"code": "WELCOME"})
    answers = {"where": "table", "table": "2", "tip": "10%", "do": "look"}
    client.send_form("/diner/checkout", fields_of(client, **answers))
    return client


def place_feast(client: ShopClient) -> str:
    answer = client.send_form(
        "/diner/checkout", fields_of(client, where="table", table="2", tip="10%")
    )
    assert answer.status_code == 303, words(page_check(answer))
    return str(answer.location)


def only_order(database: Database) -> Order:
    with database.reading() as session:
        return session.scalars(select(Order).where(Order.state != CART)).one()


def signed(amount: int) -> str:
    return f"{'+' if amount > 0 else '-'}₩{abs(amount):,}"


def test_everything_is_told_before_personal_details(feasting: ShopClient) -> None:
    text = words(page_check(feasting.get("/diner/checkout")))
    for told in (*(f"{name}{signed(by)}" for name, by in CHARGES.items()), f"In all₩{TOTAL:,}"):
        assert told in text
        assert text.index(told) < text.index("Name")
    assert f"VAT 10% included₩{VAT:,}" in text


def test_the_same_lines_and_total_stand_on_every_page_and_in_the_mail(
    feasting: ShopClient, database: Database
) -> None:
    order_page = words(page_check(feasting.get(place_feast(feasting))))
    order = only_order(database)
    assert order.total == TOTAL
    sign_in(feasting, database, "kitchen", "diner")
    staff = words(page_check(feasting.get("/diner/staff/orders?day=2026-11-21")))
    ticket = words(page_check(feasting.get(f"/diner/staff/orders/{order.id}/ticket")))
    with database.reading() as session:
        mail = session.scalars(
            select(OutboxMessage).where(OutboxMessage.recipient == "mina@example.com")
        ).one()
    for name, amount in CHARGES.items():
        assert f"{name}: {signed(amount)}" in mail.body
        for page in (order_page, staff, ticket):
            assert f"{name}{signed(amount)}" in page
    assert f"In all: ₩{TOTAL:,}" in mail.body
    assert f"VAT 10% included: ₩{VAT:,}" in mail.body
    for page in (order_page, staff, ticket):
        assert f"In all₩{TOTAL:,}" in page
        assert f"VAT 10% included₩{VAT:,}" in page
    for name, amount in LINES.items():
        assert f"{name}  ₩{amount:,}" in mail.body
        assert f"{name}₩{amount:,}" in ticket


def test_the_way_decides_fee_and_tax(feasting: ShopClient) -> None:
    answer = feasting.send_form(
        "/diner/checkout", fields_of(feasting, where="counter", tip="", do="look")
    )
    page = page_check(answer)
    assert "Table service" not in words(find(page, "section", class_="checkout-order")[0])
    assert "VAT 7.5% included" in words(page)
    again = feasting.send_form(
        "/diner/checkout",
        fields_of(feasting, where="table", table="2", tip="5%", do="look")
        | {"shown": find(page, "input", name="shown")[0].get("value") or ""},
    )
    rows = [words(each) for each in find(page_check(again), "tr")]
    assert "Table service not before now ₩500" in rows
    assert "Tip not before now ₩900" in rows


def test_club_prices_are_for_who_types_the_code_of_the_club(client: ShopClient) -> None:
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    assert f"In all ₩{LUNCH_PRICE:,}" in words(page_check(client.get("/diner/cart")))
    client.send_form("/diner/cart/codes", {"code": "club"})
    text = words(page_check(client.get("/diner/cart")))
    assert "Burger club" in text
    assert f"In all ₩{CLASSIC_PRICE - 500:,}" in text
    client.send_form("/diner/cart/codes/remove", {"id": "club"})
    assert f"In all ₩{LUNCH_PRICE:,}" in words(page_check(client.get("/diner/cart")))


def test_a_frozen_price_never_changes_and_pays_back_what_was_charged(
    feasting: ShopClient, database: Database
) -> None:
    place_feast(feasting)
    before = only_order(database).quote
    publish_diner(database, feast())
    order = only_order(database)
    assert order.quote == before
    quoted = frozen_quote(order)
    assert quoted is not None
    assert quoted.total.minor == TOTAL
    back = refund_of_fee(quoted, "service").amount.minor
    for line in quoted.lines:
        for piece in range(line.quantity):
            back += refund_of(quoted, line.key, None, 1, piece).amount.minor
    assert back == TOTAL - 1800
    assert {each["words"]["ko"] for each in json.loads(before)["charges"]} >= {"팁"}


def test_a_shop_with_nothing_of_this_shows_no_empty_rows(
    client: ShopClient, database: Database
) -> None:
    publish_diner(database)
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    for address in ("/diner/cart", "/diner/checkout"):
        page = page_check(client.get(address))
        assert find(page, "table", class_="total-lines") == []
        assert find(page, "section", id="codes") == []
        for absent in ("Subtotal", "Tip", "Code", "Coupon", "included", "Update the total"):
            assert absent not in words(page).replace("tax included", ""), absent
    answer = client.send_form("/diner/checkout", fields_of(client))
    page = page_check(client.get(answer.location))
    assert find(page, "table", class_="total-lines") == []


def test_an_order_whose_lines_do_not_come_to_its_price_is_never_placed(
    database: Database,
) -> None:
    publish_diner(database)
    with database.writing() as session:
        put(session)
        session.execute(update(Line).values(unit_price=1))
        session.expire_all()
        seen = review(session, cart_of(session), NOON).seen
    with pytest.raises(UnexplainedPriceError), database.writing() as session:
        place_order(session, DINER, "cart", GUEST, seen, NOON)
    with database.reading() as session:
        assert [each.state for each in session.scalars(select(Order))] == [CART]


def test_what_is_added_as_tax_is_a_line_of_its_own(database: Database) -> None:
    shop = everything()
    publish_diner(database, replace(shop, taxes=replace(shop.taxes, included=False)))
    with database.writing() as session:
        put(session)
        order = place(session, details=AT_TABLE)
        tax = round((LUNCH_PRICE + 500) / 10)
        assert order.total == LUNCH_PRICE + 500 + tax + tip_of(LUNCH_PRICE)


def test_in_another_currency_every_price_is_its_own_and_what_has_none_is_not_sold(
    client: ShopClient, database: Database
) -> None:
    """Nothing is ever converted: the shake has no price in dollars. A percentage needs none."""
    dollars = PriceList(
        "dollars",
        both("Dollars", "달러"),
        currency="USD",
        prices={"burger": 500, "burger.patty.beef": 300, "burger.cheese.cheddar": 90},
        adjustments={"classic": -40},
    )
    opening = Adjustment("opening", both("Opening week", "개점 주간"), "", percent=Decimal(-10))
    products = (replace(BURGER, adjustments=(opening,)), SET, SHAKE)
    shop = feast(products=products, currencies=("USD",), price_lists=(dollars,))
    publish_diner(database, shop)
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    client.send_form("/diner/currency", {"currency": "USD", "next": "/diner/"})
    assert "In all $7.65" in words(page_check(client.get("/diner/cart")))
    answer = client.send_form("/diner/checkout", fields_of(client))
    assert "Pay $7.65 at the counter" in words(page_check(client.get(answer.location)))
    assert only_order(database).currency == "USD"
    client.send_form("/diner/cart/lines", SHAKE_FORM)
    told = words(page_check(client.get("/diner/cart")))
    assert "This has no price right now, so it cannot be ordered." in told
    assert client.get("/diner/checkout").location == "/diner/cart"


def tip_of(goods: int) -> int:
    return goods // 10


def test_ordered_again_it_costs_the_same(feasting: ShopClient, database: Database) -> None:
    page = page_check(feasting.get(place_feast(feasting)))
    nonce = find(page, "input", name="nonce")[0].get("value") or ""
    address = find(page, "form", class_="row")[0].get("action") or ""
    for _ in range(2):
        answer = feasting.send_form(address, {"nonce": nonce})
        assert answer.status_code == 303
    cart = words(page_check(feasting.get("/diner/cart")))
    assert f"Classic ₩{2 * LUNCH_PRICE:,}" in cart
    assert "Shake ₩3,000" in cart
    assert only_order(database).total == TOTAL


def test_ordered_again_what_is_not_as_it_was_is_told(
    feasting: ShopClient, database: Database
) -> None:
    page = page_check(feasting.get(place_feast(feasting)))
    nonce = find(page, "input", name="nonce")[0].get("value") or ""
    shop = everything()
    publish_diner(database, replace(shop, products=shop.products[:2], price_lists=(), bundles=()))
    address = find(page, "form", class_="row")[0].get("action") or ""
    told = words(page_check(feasting.send_form(address, {"nonce": nonce})))
    assert f"One costs ₩{CLASSIC_PRICE:,} now, and cost ₩{LUNCH_PRICE:,} then." in told
    assert "This is no longer on the menu." in told
