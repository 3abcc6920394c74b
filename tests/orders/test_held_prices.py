"""A price is held for half an hour from the cart, and no longer; then what changed is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from catalog.database import Database
from configurator.orders.cart import HELD, replace_line
from configurator.orders.freezing import receipt
from configurator.orders.reviewing import Reviewed, review
from tests.orders.diner import (
    BURGER,
    CLASSIC,
    CLASSIC_PRICE,
    LATER,
    NOON,
    burger,
    cart_of,
    found_cart,
    place,
    publish_diner,
    put,
    with_burger,
)
from tests.orders.feast import LUNCH, feast
from tests.orders.test_checkout_pages import CLASSIC_FORM
from tests.support.pages import find, page_check, words
from tests.support.web import ShopClient

DEARER = with_burger(price=BURGER.price + 700)


@pytest.fixture(autouse=True)
def at_noon(database: Database) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        publish_diner(database)
        yield


def only_line(database: Database, minutes: int) -> Reviewed:
    with database.reading() as session:
        now = NOON + timedelta(minutes=minutes)
        return review(session, found_cart(session), now).lines[0]


def put_one(database: Database) -> None:
    with database.writing() as session:
        put(session)


@pytest.mark.parametrize(
    ("minutes", "price", "standing"),
    [
        (0, CLASSIC_PRICE, "holds"),
        (29, CLASSIC_PRICE, "holds"),
        (30, CLASSIC_PRICE + 700, "repriced"),
    ],
)
def test_a_price_is_held_under_a_dearer_revision_for_thirty_minutes(
    database: Database, minutes: int, price: int, standing: str
) -> None:
    put_one(database)
    publish_diner(database, DEARER)
    line = only_line(database, minutes)
    assert (line.unit_price, line.standing) == (price, standing)
    assert line.frozen is not None
    assert sum(each.amount for each in receipt(line.frozen)) == price


def test_a_cheaper_revision_counts_at_once(database: Database) -> None:
    put_one(database)
    publish_diner(database, with_burger(price=BURGER.price - 700))
    assert only_line(database, 1).unit_price == CLASSIC_PRICE - 700


def test_a_held_price_is_what_is_charged_and_its_receipt_says_so(database: Database) -> None:
    put_one(database)
    publish_diner(database, DEARER)
    with database.writing() as session:
        order = place(session, now=NOON + timedelta(minutes=20))
        assert order.total == CLASSIC_PRICE
        assert sum(each.amount for each in receipt(order.lines[0])) == CLASSIC_PRICE


def test_more_of_a_line_is_held_no_longer_than_the_line(database: Database) -> None:
    put_one(database)
    publish_diner(database, DEARER)
    with database.writing() as session:
        line = put(session, now=NOON + timedelta(minutes=20))
        assert (line.quantity, line.unit_price) == (2, CLASSIC_PRICE)
        assert line.held_until == LATER
    assert only_line(database, 31).unit_price == CLASSIC_PRICE + 700


def test_a_changed_line_costs_what_it_costs_now(database: Database) -> None:
    put_one(database)
    publish_diner(database, DEARER)
    with database.writing() as session:
        cart = cart_of(session)
        replace_line(session, burger(session), cart, cart.lines[0].id, CLASSIC, now=NOON)
        assert cart.lines[0].unit_price == CLASSIC_PRICE + 700


def test_a_price_list_that_begins_or_ends_is_not_held_against(database: Database) -> None:
    """Lunch ends at two, whenever the burger was put in; the revision's prices stay held."""
    publish_diner(database, feast(price_lists=(LUNCH,)))
    before_two = NOON + timedelta(minutes=100)
    with database.writing() as session:
        put(session, now=before_two)
    dearer = feast(price_lists=(LUNCH,), products=DEARER.products)
    publish_diner(database, dearer)
    with database.reading() as session:
        cart = found_cart(session)
        lunch = review(session, cart, before_two + timedelta(minutes=1)).lines[0]
        after = review(session, cart, before_two + timedelta(minutes=25)).lines[0]
    assert lunch.unit_price == CLASSIC_PRICE - 1000
    assert (after.unit_price, after.dearer) == (CLASSIC_PRICE, CLASSIC_PRICE + 700)


def test_what_can_no_longer_be_made_is_not_held(database: Database) -> None:
    put_one(database)
    groups = tuple(
        replace(each, options=each.options[1:]) if each.id == "bun" else each
        for each in BURGER.groups
    )
    shop = with_burger(price=BURGER.price + 700, groups=groups)
    publish_diner(database, replace(shop, presets=()))
    assert only_line(database, 1).standing == "impossible"


def test_the_cart_says_until_when_and_what_changed_line_by_line_when_it_is_over(
    client: ShopClient, database: Database
) -> None:
    client.send_form("/diner/cart/lines", CLASSIC_FORM)
    assert "Prices held until 12:30 PM" in words(page_check(client.get("/diner/cart")))
    publish_diner(database, DEARER)
    held = words(page_check(client.get("/diner/cart")))
    assert f"Your price of ₩{CLASSIC_PRICE:,} is held until 12:30 PM." in held
    assert f"In all ₩{CLASSIC_PRICE:,}" in held
    with time_machine.travel(NOON + HELD, tick=False):
        page = page_check(client.get("/diner/checkout"))
    rows = [words(each) for each in find(find(page, "table", class_="change-lines")[0], "tr")]
    assert "Your burger before ₩5,000 now ₩5,700" in rows
    assert f"pay ₩{CLASSIC_PRICE + 700:,}" in words(find(page, "button", id="place")[0])
