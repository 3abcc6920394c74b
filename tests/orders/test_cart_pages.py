"""The cart's pages: what they show, and what their forms do."""

from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
import time_machine
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.stock import bring_back, sell_out
from configurator.orders.cart import HELD
from configurator.orders.models import Line, Order
from tests.orders.diner import BURGER, CLASSIC_PRICE, publish_diner, with_burger
from tests.support.pages import find, words
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]

CLASSIC_QUERY = (
    "bun=sesame&patty=beef&cheese=cheddar&toppings.onion=normal&toppings.pickles=normal&set=-"
)
FORM = {"product": "burger", "configuration": CLASSIC_QUERY, "preset": "classic"}


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def order_one(client: ShopClient, **changed: str) -> TestResponse:
    return client.send_form("/diner/cart/lines", FORM | changed)


def lines(database: Database) -> list[Line]:
    with database.reading() as session:
        return list(session.scalars(select(Line).order_by(Line.position)))


def test_an_empty_cart_leads_to_the_menu(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get("/diner/cart"))
    assert words(find(page, "h1")[0]) == "Your cart is empty"


def test_a_burger_in_the_cart_is_shown_with_its_price(
    client: ShopClient, page_check: PageCheck
) -> None:
    answer = order_one(client)
    assert answer.status_code == 303
    page = page_check(client.get(answer.location))
    assert words(find(page, "h2")[0]) == "Classic"
    assert f"₩{CLASSIC_PRICE:,}" in words(find(page, "p", class_="cart-total")[0])


def test_the_cart_says_how_its_price_comes_about(client: ShopClient, page_check: PageCheck) -> None:
    order_one(client)
    receipt = words(find(page_check(client.get("/diner/cart")), "table")[0])
    for part in ("Your burger₩5,000", "Beef patty+₩3,000", "Cheddar+₩900", "Classic-₩400"):
        assert part in receipt
    assert receipt.endswith(f"One costs₩{CLASSIC_PRICE:,}")


def test_a_form_that_arrives_twice_adds_once(client: ShopClient, database: Database) -> None:
    for _ in range(2):
        assert order_one(client, nonce="a-form-of-this-page").status_code == 303
    assert [each.quantity for each in lines(database)] == [1]


def test_two_forms_add_twice(client: ShopClient, database: Database) -> None:
    for nonce in ("one-form-of-the-menu", "another-form-of-it"):
        order_one(client, nonce=nonce)
    assert [each.quantity for each in lines(database)] == [2]


def test_a_form_that_was_refused_can_be_sent_again(client: ShopClient, database: Database) -> None:
    database.in_transaction(lambda session: sell_out(session, "diner", "onion", "kitchen"))
    assert order_one(client, nonce="a-form-of-this-page").status_code == 422
    database.in_transaction(lambda session: bring_back(session, "diner", "onion"))
    assert order_one(client, nonce="a-form-of-this-page").status_code == 303
    assert [each.quantity for each in lines(database)] == [1]


def test_what_a_preset_asks_is_answered_beside_it(client: ShopClient, database: Database) -> None:
    form = {"product": "burger", "preset": "meal", "set.drink": "cider"}
    assert client.send_form("/diner/cart/lines", form).status_code == 303
    assert '["set.drink","cider",""]' in lines(database)[0].configuration


def test_a_preset_that_still_asks_says_what(client: ShopClient, page_check: PageCheck) -> None:
    answer = client.send_form("/diner/cart/lines", {"product": "burger", "preset": "meal"})
    assert answer.status_code == 422
    page = page_check(answer)
    assert words(find(page, "title")[0]).startswith("Error:")
    assert "Set, drink: this still needs your answer." in words(page)
    assert (
        find(page, "a", class_="button-main")[0]
        .get("href", "")
        .startswith("/diner/burger/build?bun=sesame")
    )


def test_choices_that_do_not_go_together_lead_back_to_the_builder(
    client: ShopClient, page_check: PageCheck
) -> None:
    answer = order_one(client, configuration=CLASSIC_QUERY.replace("beef", "vegan"))
    assert answer.status_code == 422
    way_on = find(page_check(answer), "a", class_="button-main")[0].get("href", "")
    assert "patty=vegan" in way_on
    assert "cheese=cheddar" in way_on


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "NaN", "1_0", "100", "٣", "", "2 2"])
def test_a_quantity_that_is_none_is_refused(
    client: ShopClient, database: Database, page_check: PageCheck, quantity: str
) -> None:
    answer = order_one(client, quantity=quantity)
    assert answer.status_code == 400
    assert "from 1 to 99" in words(page_check(answer))
    assert lines(database) == []


@pytest.mark.parametrize(
    "configuration",
    [
        "bun=sesame&bun=brioche&patty=beef",
        "bun=sesame&patty=unicorn",
        "bun=sesame&patty=beef&wheels=4",
        "bun=sesame&patty=beef&toppings.onion=-1",
        "bun=sesame&patty=beef&toppings.onion=1_000",
        "&".join(f"group{number}=x" for number in range(1000)),
        "bun=" + "x" * 8000,
    ],
)
def test_a_configuration_that_no_page_of_ours_wrote_is_refused(
    client: ShopClient, database: Database, page_check: PageCheck, configuration: str
) -> None:
    answer = order_one(client, configuration=configuration)
    assert answer.status_code == 400
    page_check(answer)
    assert lines(database) == []


def test_a_product_that_is_not_sold_is_told(client: ShopClient, page_check: PageCheck) -> None:
    answer = order_one(client, product="pizza")
    assert answer.status_code == 404
    assert "no longer on the menu" in words(page_check(answer))


def test_the_answer_of_a_slot_alone_is_not_sold(client: ShopClient) -> None:
    assert order_one(client, product="set", configuration="drink=cola").status_code == 404


def test_a_preset_that_is_gone_leaves_the_configuration_that_was_sent(
    client: ShopClient, database: Database
) -> None:
    assert order_one(client, preset="forgotten").status_code == 303
    assert lines(database)[0].preset_id is None


def test_a_form_without_its_token_is_refused(client: ShopClient, database: Database) -> None:
    assert client.post("/diner/cart/lines", data=FORM).status_code == 400
    assert lines(database) == []


def test_an_unknown_shop_has_no_cart(client: ShopClient) -> None:
    assert client.get("/nowhere/cart").status_code == 404
    assert client.send_form("/nowhere/cart/lines", FORM).status_code == 404


def test_how_many_can_be_changed_and_a_line_taken_out(
    client: ShopClient, database: Database
) -> None:
    order_one(client)
    address = f"/diner/cart/lines/{lines(database)[0].id}"
    assert client.send_form(address, {"quantity": "7"}).status_code == 303
    assert lines(database)[0].quantity == 7
    assert client.send_form(address, {"quantity": "0"}).status_code == 400
    assert client.send_form(address, {"do": "remove"}).status_code == 303
    assert lines(database) == []
    assert client.send_form(address, {"do": "remove"}).status_code == 303


@pytest.mark.parametrize("fields", [{"quantity": "2"}, {"do": "remove"}])
def test_changing_a_line_of_no_cart_makes_none(
    client: ShopClient, database: Database, fields: dict[str, str]
) -> None:
    assert client.send_form("/diner/cart/lines/1", fields).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Order.id)).all() == []


def test_another_visitor_changes_nothing_in_the_cart(
    client: ShopClient, database: Database
) -> None:
    order_one(client)
    stranger = client.application.test_client()
    assert isinstance(stranger, ShopClient)
    stranger.send_form(f"/diner/cart/lines/{lines(database)[0].id}", {"do": "remove"})
    assert len(lines(database)) == 1


def test_a_line_is_changed_in_its_place(client: ShopClient, database: Database) -> None:
    order_one(client)
    order_one(client, configuration=CLASSIC_QUERY.replace("sesame", "brioche"))
    first = lines(database)[0]
    blue = CLASSIC_QUERY.replace("cheddar", "blue")
    assert order_one(client, configuration=blue, line=str(first.id)).status_code == 303
    assert lines(database)[0].id == first.id
    assert "blue" in lines(database)[0].configuration


def test_a_change_of_a_line_that_was_taken_out_is_not_lost(
    client: ShopClient, database: Database
) -> None:
    for gone in ("4711", "٣", "x"):
        assert order_one(client, line=gone).status_code == 303
    assert [each.quantity for each in lines(database)] == [3]


def test_a_changed_price_is_told_before_checkout(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order_one(client)
    publish_diner(database, with_burger(price=BURGER.price + 700))
    with time_machine.travel(datetime.now(UTC) + HELD, tick=False):
        told = words(find(page_check(client.get("/diner/cart")), "div", class_="notice")[0])
    assert f"from ₩{CLASSIC_PRICE:,} to ₩{CLASSIC_PRICE + 700:,}" in told


def test_what_sold_out_is_kept_and_the_nearest_is_offered_and_taken(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order_one(client)
    line_id = lines(database)[0].id
    database.in_transaction(lambda session: sell_out(session, "diner", "onion", "kitchen"))
    page = page_check(client.get("/diner/cart"))
    assert "Onion is sold out today." in words(page)
    assert find(page, "a", id="to-checkout") == []
    nearest = find(page, "div", class_="nearest")[0]
    assert "without Onion" in words(nearest)
    fields = {field.get("name", ""): field.get("value", "") for field in find(nearest, "input")}
    assert client.send_form("/diner/cart/lines", fields).status_code == 303
    assert lines(database)[0].id == line_id
    assert "onion" not in lines(database)[0].configuration
    assert find(page_check(client.get("/diner/cart")), "a", id="to-checkout") != []


@pytest.mark.parametrize("quantity", ["0", "-1", "many", "1_0", "٣", ""])
def test_a_line_cannot_be_set_to_what_is_no_quantity_and_the_cart_says_so(
    client: ShopClient, database: Database, page_check: PageCheck, quantity: str
) -> None:
    order_one(client)
    address = f"/diner/cart/lines/{lines(database)[0].id}"
    for headers, status in (({}, 400), ({"HX-Request": "true"}, 422)):
        answer = client.send_form(address, {"quantity": quantity}, headers=headers)
        assert answer.status_code == status
        page = page_check(answer)
        assert words(find(page, "title")[0]).startswith("Error:")
        assert "from 1 to 99" in words(find(page, "div", class_="error-summary")[0])
    assert lines(database)[0].quantity == 1


def test_the_cart_is_private(client: ShopClient) -> None:
    order_one(client)
    assert client.get("/diner/cart").headers["Cache-Control"] == "no-store"
