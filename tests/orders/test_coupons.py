"""Coupons: each refusal has its sentence and loses nothing, and no limit is ever passed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import time_machine
from sqlalchemy.orm import Session

from catalog.database import Database
from catalog.shop import Coupon
from configurator.orders.checkout import NotPlaced, Placed, place_order
from configurator.orders.codes import type_code
from configurator.orders.contact import Contact
from configurator.orders.coupon_uses import customer_keys
from configurator.orders.models import Order
from configurator.orders.reviewing import review
from configurator.orders.states import CANCELLED, move
from tests.orders.diner import (
    CLASSIC_PRICE,
    DINER,
    GUEST,
    NOON,
    cart_of,
    found_cart,
    place,
    publish_diner,
    put,
)
from tests.orders.feast import REFUSED, coupon, feast
from tests.orders.test_checkout_pages import CLASSIC_FORM, fields_of
from tests.support.pages import find, page_check, words
from tests.support.web import ShopClient


def publish_with(database: Database, *coupons: Coupon) -> None:
    publish_diner(database, feast(coupons=coupons))


def cart_with_code(session: Session, code: str, name: str = "cart") -> Order:
    put(session, name=name)
    cart = cart_of(session, name)
    type_code(session, feast(coupons=(coupon(code),)), cart, code, NOON)
    return cart


def total_of(session: Session, cart: Order) -> int:
    return review(session, cart, NOON).total.minor


@pytest.fixture
def hungry(client: ShopClient, database: Database) -> ShopClient:
    """A visitor at noon with one classic burger in the cart of a shop with many coupons."""
    publish_with(database, coupon("welcome"), *REFUSED)
    assert client.send_form("/diner/cart/lines", CLASSIC_FORM).status_code == 303
    return client


@pytest.fixture(autouse=True)
def at_noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize("typed", ["WELCOME", " welcome ", "Ｗelcome".replace("Ｗ", "W")])
def test_a_code_takes_off_what_it_says_and_is_told_as_a_line(
    hungry: ShopClient, typed: str
) -> None:
    assert hungry.send_form("/diner/cart/codes", {"code": typed}).status_code == 303
    page = page_check(hungry.get("/diner/cart"))
    assert "Welcome-₩1,000" in [words(each) for each in find(page, "tr")]
    assert f"In all ₩{CLASSIC_PRICE - 1000:,}" in words(page)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("NOPE", "We do not know the code “NOPE”"),
        ("", "Enter a code"),
        ("LAST-YEAR", "“Last year” ended on 31 Dec 2025."),
    ],
)
def test_a_code_that_can_never_count_is_refused_beside_its_field_and_the_cart_is_kept(
    hungry: ShopClient, code: str, told: str
) -> None:
    answer = hungry.send_form("/diner/cart/codes", {"code": code})
    assert answer.status_code == 422
    page = page_check(answer)
    assert told in words(find(page, "p", id="code-error")[0])
    assert told in words(find(page, "div", class_="error-summary")[0])
    assert find(page, "input", id="code")[0].get("value") == code
    assert "Classic" in words(page)
    assert "pill-caution" not in hungry.get("/diner/cart").text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("NEXT-YEAR", "“Next year” begins on 1 Jan 2027."),
        ("EVENING", "“Evening” is for 6:00 PM–12:00 AM. Your order is for 12:12 PM."),
        ("BIG", f"“Big” needs ₩{20_000 - CLASSIC_PRICE:,} more in the cart."),
        ("SHAKES", "“Shakes” is not for what is in your cart."),
        ("TOFU", "“Tofu” is not for what is in your cart."),
    ],
)
def test_a_code_that_may_count_later_is_kept_and_says_what_it_waits_for(
    hungry: ShopClient, code: str, told: str
) -> None:
    assert hungry.send_form("/diner/cart/codes", {"code": code}).status_code == 303
    for address in ("/diner/cart", "/diner/checkout"):
        page = page_check(hungry.get(address))
        assert told in words(find(page, "section", id="codes")[0])
        assert f"₩{CLASSIC_PRICE:,}" in words(page)
    if code == "BIG":
        hungry.send_form("/diner/cart/lines", CLASSIC_FORM | {"quantity": "2"})
        text = words(page_check(hungry.get("/diner/cart")))
        assert f"In all ₩{3 * CLASSIC_PRICE - 1000:,}" in text


def test_a_code_can_be_taken_out_again(hungry: ShopClient) -> None:
    hungry.send_form("/diner/cart/codes", {"code": "WELCOME"})
    hungry.send_form("/diner/cart/codes/remove", {"id": "welcome"})
    assert "Welcome" not in hungry.get("/diner/cart").text


def test_a_code_is_told_in_korean(hungry: ShopClient) -> None:
    hungry.send_form("/language", {"language": "ko", "next": "/"})
    answer = hungry.send_form("/diner/cart/codes", {"code": "LAST-YEAR"})
    assert "2025년 12월 31일에 끝났어요" in words(page_check(answer))


def test_of_coupons_that_exclude_each_other_the_better_one_is_taken_and_the_other_told(
    client: ShopClient, database: Database
) -> None:
    publish_with(
        database,
        coupon("small", amount=-300, exclusive="one"),
        coupon("large", code="", amount=-900, exclusive="one"),
    )
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    client.send_form("/diner/cart/codes", {"code": "SMALL"})
    page = page_check(client.get("/diner/cart"))
    assert f"In all ₩{CLASSIC_PRICE - 900:,}" in words(page)
    assert "another offer takes off more" in words(find(page, "section", id="codes")[0])


def test_a_limit_is_kept_when_orders_come_one_after_the_other(database: Database) -> None:
    publish_with(database, coupon("welcome", uses=2))
    totals = []
    for number in range(4):
        with database.writing() as session:
            cart_with_code(session, "welcome", f"cart {number}")
            totals.append(place(session, f"cart {number}").total)
    assert totals == [CLASSIC_PRICE - 1000] * 2 + [CLASSIC_PRICE] * 2


def test_of_many_at_once_exactly_as_many_get_a_coupon_as_it_has(database: Database) -> None:
    publish_with(database, coupon("welcome", uses=3))
    seen = {}
    for number in range(9):
        with database.writing() as session:
            cart = cart_with_code(session, "welcome", f"cart {number}")
            seen[number] = review(session, cart, NOON).seen

    def press(number: int) -> bool:
        outcome = database.in_transaction(
            lambda session: place_order(session, DINER, f"cart {number}", GUEST, seen[number], NOON)
        )
        assert isinstance(outcome, Placed | NotPlaced)
        return isinstance(outcome, Placed)

    with ThreadPoolExecutor(6) as tabs:
        assert sorted(tabs.map(press, range(9))) == [False] * 6 + [True] * 3
    with database.writing() as session:
        assert total_of(session, cart_with_code(session, "welcome", "late")) == CLASSIC_PRICE


def test_a_cancelled_order_gives_its_coupon_back(database: Database) -> None:
    publish_with(database, coupon("welcome", uses=1))
    with database.writing() as session:
        cart_with_code(session, "welcome", "first")
        order = place(session, "first")
        assert total_of(session, cart_with_code(session, "welcome", "next")) == CLASSIC_PRICE
        move(session, order, CANCELLED, "staff", NOON)
        assert total_of(session, cart_with_code(session, "welcome", "last")) == CLASSIC_PRICE - 1000


def test_one_customer_is_known_by_e_mail_and_by_phone_however_they_are_written() -> None:
    (plain,) = customer_keys(Contact("Mina", "mina@example.com", ""))
    assert customer_keys(Contact("M", "MINA+lunch@Example.com", "")) == (plain,)
    (phone,) = customer_keys(Contact("Mina", "", "010-1234-5678"))
    assert customer_keys(Contact("", "", "+82 10 1234 5678")) == (phone,)
    assert customer_keys(Contact("", "", "010-1234-5679")) != (phone,)


def test_who_has_used_a_coupon_is_told_so_before_paying_and_may_order_without(
    client: ShopClient, database: Database
) -> None:
    publish_with(database, coupon("welcome", uses_each=1))
    for _ in range(2):
        client.send_form("/diner/cart/lines", CLASSIC_FORM)
        client.send_form("/diner/cart/codes", {"code": "WELCOME"})
        answer = client.send_form("/diner/checkout", fields_of(client))
    assert answer.status_code == 422
    page = page_check(answer)
    assert "You have used “Welcome” as often as one can." in words(page)
    assert f"pay ₩{CLASSIC_PRICE:,}" in words(find(page, "button", id="place")[0])
    seen = find(page, "input", name="seen")[0].get("value") or ""
    assert client.send_form("/diner/checkout", fields_of(client, seen=seen)).status_code == 303


def test_who_has_used_an_offer_that_needs_no_code_is_told_so_too(
    client: ShopClient, database: Database
) -> None:
    publish_with(database, coupon("first-order", code="", uses_each=1))
    for _ in range(2):
        client.send_form("/diner/cart/lines", CLASSIC_FORM)
        answer = client.send_form("/diner/checkout", fields_of(client))
    assert answer.status_code == 422
    told = words(page_check(answer))
    assert "You have used “First order” as often as one can." in told
    assert f"pay ₩{CLASSIC_PRICE:,} at" in told


def test_a_cart_forgets_no_code_when_the_shop_forgets_the_coupon(database: Database) -> None:
    publish_with(database, coupon("welcome"))
    with database.writing() as session:
        assert total_of(session, cart_with_code(session, "welcome")) == CLASSIC_PRICE - 1000
    publish_diner(database, replace(feast(), coupons=()))
    with database.reading() as session:
        assert total_of(session, found_cart(session)) == CLASSIC_PRICE
