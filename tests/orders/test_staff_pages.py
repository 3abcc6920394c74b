"""The staff's pages: the list of orders, the kitchen's screen and the ticket."""

from collections.abc import Iterator
from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
import time_machine
from sqlalchemy import select

from catalog.database import Database
from configurator.engine.model import Choice
from configurator.orders.models import Order
from configurator.orders.states import MAKING, move
from tests.orders.diner import CLASSIC, CLASSIC_PRICE, NOON, place, publish_diner, put, with_choice
from tests.support.pages import find, page_check, words
from tests.support.staff import sign_in
from tests.support.web import ShopClient

KITCHEN = "/diner/staff/kitchen"
ORDERS = "/diner/staff/orders"
NO_ONION = with_choice(CLASSIC, Choice("toppings", "pickles", "extra"))


@pytest.fixture(autouse=True)
def diner_at_noon(database: Database) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        publish_diner(database)
        yield


@pytest.fixture
def staff(client: ShopClient, database: Database) -> ShopClient:
    return sign_in(client, database, "kitchen", "diner")


def placed(database: Database, name: str = "cart", **when: int) -> int:
    """The id of an order of one burger without onion, placed before noon."""
    with database.writing() as session:
        put(session, NO_ONION, name=name)
        return place(session, name, NOON - timedelta(**when)).id


def order(database: Database, order_id: int) -> Order:
    with database.reading() as session:
        found = session.scalars(select(Order).where(Order.id == order_id)).one()
        assert [each.at for each in found.history]
        return found


def press(staff: ShopClient, order_id: int, before: str, after: str, at: str = "kitchen") -> str:
    answer = staff.send_form(f"{ORDERS}/{order_id}/move", {"from": before, "to": after, "at": at})
    assert answer.status_code == 303
    return str(answer.location)


def cards(page: Element) -> list[Element]:
    return find(page, "article", class_="kitchen-order")


def test_the_kitchen_reads_the_oldest_order_first_with_its_age(
    staff: ShopClient, database: Database
) -> None:
    placed(database, "second", minutes=2)
    placed(database, "first", minutes=30)
    page = page_check(staff.get(KITCHEN))
    ages = [words(find(card, "p", class_="age")[0]) for card in cards(page)]
    assert ages[0].endswith("min late")
    assert ages[1] == "2 min"
    assert "kitchen-late" in cards(page)[0].get("class", "")


def test_the_kitchen_sees_what_differs_in_both_languages_and_the_allergens(
    staff: ShopClient, database: Database
) -> None:
    placed(database)
    card = cards(page_check(staff.get(KITCHEN)))[0]
    told = [words(each) for each in find(find(card, "ul", class_="differences")[0], "li")]
    assert told == ["NO ONION 양파 빼기", "EXTRA PICKLES 피클 많이"]
    assert words(find(card, "p", class_="allergens-contains")[0]) == "contains Wheat 밀 · Milk 우유"


def test_bumping_brings_an_order_on_and_recalling_brings_it_back(
    staff: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    for before, after in (("placed", "making"), ("making", "ready"), ("ready", "making")):
        assert press(staff, order_id, before, after) == KITCHEN
        assert order(database, order_id).state == after
    with database.reading() as session:
        entries = session.get_one(Order, order_id).history
        assert [each.actor for each in entries] == ["shopper"] + ["kitchen@example.com"] * 3


def test_a_button_pressed_too_late_changes_nothing_and_says_so(
    staff: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    press(staff, order_id, "placed", "making")
    location = press(staff, order_id, "placed", "making")
    assert order(database, order_id).state == "making"
    assert "A-1 had already changed" in words(page_check(staff.get(location)))


@pytest.mark.parametrize(
    ("before", "after"), [("placed", "done"), ("placed", "x"), ("", ""), ("cart", "placed")]
)
def test_a_move_that_is_no_move_changes_nothing(
    staff: ShopClient, database: Database, before: str, after: str
) -> None:
    order_id = placed(database)
    press(staff, order_id, before, after)
    assert order(database, order_id).state == "placed"


def test_polling_the_kitchen_answers_nothing_until_something_is_new(
    staff: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    polling = {"HX-Request": "true", "If-None-Match": staff.get(KITCHEN).headers["ETag"]}
    assert staff.get(KITCHEN, headers=polling).status_code == 304
    with database.writing() as session:
        move(session, session.get_one(Order, order_id), MAKING, "kim", NOON)
    fresh = staff.get(KITCHEN, headers=polling)
    assert fresh.status_code == 200
    assert fresh.text.lstrip().startswith('<div id="kitchen"')


def test_ages_go_on_while_nothing_else_happens(staff: ShopClient, database: Database) -> None:
    placed(database)
    polling = {"HX-Request": "true", "If-None-Match": staff.get(KITCHEN).headers["ETag"]}
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert staff.get(KITCHEN, headers=polling).status_code == 200


def test_the_list_shows_who_ordered_what_and_what_is_due(
    staff: ShopClient, database: Database
) -> None:
    placed(database)
    row = words(find(page_check(staff.get(ORDERS)), "article")[0])
    for part in ("A-1", "New", "To pay", "Mina", "mina@example.com", "1 × Classic", "NO ONION"):
        assert part in row


def test_a_payment_at_the_counter_is_noted_once(staff: ShopClient, database: Database) -> None:
    order_id = placed(database)
    for _ in range(2):
        assert staff.send_form(f"{ORDERS}/{order_id}/paid").status_code == 303
    with database.reading() as session:
        payments = session.get_one(Order, order_id).payments
        assert [(each.amount, each.actor) for each in payments] == [
            (session.get_one(Order, order_id).total, "kitchen@example.com")
        ]
    assert "Paid" in words(find(page_check(staff.get(ORDERS)), "article")[0])


def test_everything_done_with_an_order_is_listed_with_who_did_it(
    staff: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    press(staff, order_id, "placed", "making")
    staff.send_form(f"{ORDERS}/{order_id}/paid")
    done = find(find(page_check(staff.get(ORDERS)), "details", class_="entries")[0], "li")
    told = [words(each).split(" · ")[1:] for each in done]
    assert told[0] == ["New", "shopper"]
    assert told[1] == ["Being made", "kitchen@example.com"]
    assert told[2][0].startswith("Paid: ₩")


def test_a_cancelled_order_is_over(staff: ShopClient, database: Database) -> None:
    order_id = placed(database)
    assert press(staff, order_id, "placed", "cancelled", "orders") == ORDERS
    page = page_check(staff.get(ORDERS))
    assert "Cancelled" in words(find(page, "section")[1])
    assert cards(page_check(staff.get(KITCHEN))) == []


def test_another_day_is_shown_on_demand(staff: ShopClient, database: Database) -> None:
    placed(database, days=1)
    assert find(page_check(staff.get(ORDERS)), "article") == []
    assert len(find(page_check(staff.get(f"{ORDERS}?day=2026-11-20")), "article")) == 1
    for nonsense in ("2026-13-45", "yesterday", "٢٠٢٦-١١-٢٠"):
        assert staff.get(f"{ORDERS}?day={nonsense}").status_code == 200


def test_a_ticket_lists_the_assembly_and_says_the_differences_loudly(
    staff: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    page = page_check(staff.get(f"{ORDERS}/{order_id}/ticket"))
    assert words(find(page, "h1")[0]) == "A-1"
    listed = find(find(page, "ol", class_="ticket-lines")[0], "li")
    assert words(listed[0]) == "Sesame bun 참깨 번"
    assert [words(each) for each in listed if each.get("class") == "differs"] == [
        "NO ONION 양파 빼기",
        "EXTRA PICKLES 피클 많이",
    ]
    assert "contains: Wheat 밀, Milk 우유" in words(page)
    assert "Compared with Classic" in words(page)


def test_visitors_are_asked_to_sign_in(client: ShopClient, database: Database) -> None:
    order_id = placed(database)
    for address in (KITCHEN, ORDERS, f"{ORDERS}/{order_id}/ticket"):
        assert client.get(address).status_code == 303
    for address in (f"{ORDERS}/{order_id}/move", f"{ORDERS}/{order_id}/paid"):
        assert "/staff/sign-in" in client.send_form(address, {}).location
    assert order(database, order_id).state == "placed"


def test_staff_of_another_shop_see_and_change_nothing(
    client: ShopClient, database: Database
) -> None:
    order_id = placed(database)
    other = sign_in(client, database, "owner", "elsewhere")
    assert other.get(KITCHEN).status_code == 403
    assert other.send_form(f"{ORDERS}/{order_id}/move", {}).status_code == 403
    assert other.send_form(f"/elsewhere/staff/orders/{order_id}/paid", {}).status_code == 404


def test_an_unknown_order_has_no_ticket(staff: ShopClient) -> None:
    assert staff.get(f"{ORDERS}/4711/ticket").status_code == 404
    assert (
        staff.send_form(f"{ORDERS}/4711/move", {"from": "placed", "to": "making"}).status_code
        == 404
    )


def test_a_cart_is_no_order_of_the_staff(staff: ShopClient, database: Database) -> None:
    with database.writing() as session:
        cart_id = put(session).order_id
    assert staff.get(f"{ORDERS}/{cart_id}/ticket").status_code == 404
    assert staff.send_form(f"{ORDERS}/{cart_id}/paid").status_code == 404


def test_the_staff_s_pages_speak_korean(staff: ShopClient, database: Database) -> None:
    placed(database)
    staff.send_form("/language", {"language": "ko", "next": "/"})
    card = cards(page_check(staff.get(KITCHEN)))[0]
    told = [words(each) for each in find(find(card, "ul", class_="differences")[0], "li")]
    assert told == ["양파 빼기 NO ONION", "피클 많이 EXTRA PICKLES"]
    assert words(find(card, "button", class_="bump")[0]).startswith("만들기 시작")
    assert f"{CLASSIC_PRICE:,}" not in words(page_check(staff.get(KITCHEN)))
