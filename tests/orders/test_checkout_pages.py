"""Checkout and the order's page: from a cart to a number, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from catalog.database import Database
from catalog.stock import sell_out
from configurator.messages.models import OutboxMessage
from configurator.orders.models import Order
from configurator.orders.states import MAKING, READY, move
from tests.orders.diner import BURGER, CLASSIC_PRICE, LATER, NOON, publish_diner, with_burger
from tests.support.pages import find, page_check, words
from tests.support.web import ShopClient

CLASSIC_FORM = {
    "product": "burger",
    "preset": "classic",
    "configuration": (
        "bun=sesame&patty=beef&cheese=cheddar&toppings.onion=normal&toppings.pickles=normal&set=-"
    ),
}
ANSWERS = {"name": "Mina", "email": "mina@example.com", "phone": "", "when": "asap"}


@pytest.fixture(autouse=True)
def diner_at_noon(database: Database) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        publish_diner(database)
        yield


@pytest.fixture
def hungry(client: ShopClient) -> ShopClient:
    """A visitor with one burger in the cart."""
    assert client.send_form("/diner/cart/lines", CLASSIC_FORM).status_code == 303
    return client


def fields_of(client: ShopClient, **answers: str) -> dict[str, str]:
    """The form of the checkout page as it is shown now, filled in."""
    page = page_check(client.get("/diner/checkout"))
    hidden = {
        field.get("name", ""): field.get("value", "")
        for field in find(page, "input", type="hidden")
    }
    return {name: hidden[name] for name in ("cart", "seen")} | ANSWERS | answers


def orders(database: Database) -> list[Order]:
    with database.reading() as session:
        return list(session.scalars(select(Order).where(Order.state != "cart")))


def test_the_whole_cost_and_the_time_stand_before_personal_details(hungry: ShopClient) -> None:
    page = hungry.get("/diner/checkout")
    text = words(page_check(page))
    assert text.index(f"₩{CLASSIC_PRICE:,}") < text.index("Name")
    assert text.index("Ready about 12:12") < text.index("Name")


def test_the_button_says_what_it_does_and_how_much_it_costs(hungry: ShopClient) -> None:
    button = find(page_check(hungry.get("/diner/checkout")), "button", id="place")[0]
    assert words(button) == f"Place order, pay ₩{CLASSIC_PRICE:,} at the counter"


def test_a_placed_order_has_a_page_with_its_number_and_what_to_do(hungry: ShopClient) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry))
    assert answer.status_code == 303
    page = page_check(hungry.get(answer.location))
    assert words(find(page, "p", class_="order-number")[0]) == "Order number A-1"
    assert words(find(page, "h1")[0]) == "We have your order"
    assert f"Pay ₩{CLASSIC_PRICE:,} at the counter" in words(page)
    assert "Ready about 12:12" in words(page)


def test_the_same_form_twice_places_one_order(hungry: ShopClient, database: Database) -> None:
    fields = fields_of(hungry)
    first, again = (hungry.send_form("/diner/checkout", fields) for _ in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    assert len(orders(database)) == 1


def test_two_tabs_at_once_place_one_order(hungry: ShopClient, database: Database) -> None:
    fields = fields_of(hungry) | {"csrf_token": hungry.csrf_token()}
    cookie = hungry.get_cookie("session")
    assert cookie is not None

    def press(_: int) -> str:
        tab = hungry.application.test_client()
        tab.set_cookie("session", cookie.value)
        return str(tab.post("/diner/checkout", data=fields).location)

    with ThreadPoolExecutor(4) as tabs:
        assert len(set(tabs.map(press, range(6)))) == 1
    assert len(orders(database)) == 1


def test_back_after_placing_explains_and_repeats_nothing(
    hungry: ShopClient, database: Database
) -> None:
    hungry.send_form("/diner/checkout", fields_of(hungry))
    page = page_check(hungry.get("/diner/checkout"))
    assert words(find(page, "h1")[0]) == "Your order is placed"
    assert "A-1" in words(page)
    assert len(orders(database)) == 1


def test_the_cart_is_empty_after_placing(hungry: ShopClient) -> None:
    hungry.send_form("/diner/checkout", fields_of(hungry))
    assert "Your cart is empty" in hungry.get("/diner/cart").text
    assert hungry.send_form("/diner/cart/lines", CLASSIC_FORM).status_code == 303
    assert "cart-count" in hungry.get("/diner/cart").text


def test_checkout_without_a_cart_leads_to_it(client: ShopClient) -> None:
    assert client.get("/diner/checkout").location == "/diner/cart"
    assert client.send_form("/diner/checkout", ANSWERS).location == "/diner/cart"


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"name": ""}, "name", "Enter a name"),
        ({"email": ""}, "email", "Enter an e-mail address or a phone number"),
        ({"email": "mina@"}, "email", "like name@example.com"),
        ({"phone": "call me"}, "phone", "like 010-1234-5678"),
        ({"when": "yesterday"}, "when", "Choose another pickup time"),
        ({"where": "table", "table": "9"}, "table", "Choose your table"),
    ],
)
def test_an_answer_that_cannot_stand_is_told_twice_in_the_same_words_and_nothing_is_lost(
    hungry: ShopClient, database: Database, changed: dict[str, str], field: str, told: str
) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry, **changed))
    assert answer.status_code == 422
    page = page_check(answer)
    assert words(find(page, "title")[0]).startswith("Error:")
    summary = find(page, "div", class_="error-summary")[0]
    link = find(summary, "a", href=f"#{field}")[0]
    beside = find(page, "p", id=f"{field}-error")[0]
    assert words(link) == words(beside)
    assert told in words(link)
    entered = {each.get("id"): each for each in [*find(page, "input"), *find(page, "select")]}
    assert f"{field}-error" in entered[field].get("aria-describedby", "")
    kept = ANSWERS | changed
    assert entered["name"].get("value") == kept["name"]
    assert entered["email"].get("value") == kept["email"]
    assert orders(database) == []


def test_markup_in_a_name_stays_text(hungry: ShopClient) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry, name="<script>x</script>"))
    page = hungry.get(answer.location)
    assert "<script>x" not in page.text
    assert "&lt;script&gt;x" in page.text


def test_a_price_that_changed_meanwhile_is_shown_again_before_anything_is_placed(
    hungry: ShopClient, database: Database
) -> None:
    fields = fields_of(hungry)
    publish_diner(database, with_burger(price=BURGER.price + 700))
    with time_machine.travel(LATER, tick=False):
        answer = hungry.send_form("/diner/checkout", fields)
    assert answer.status_code == 422
    page = page_check(answer)
    assert "Nothing has been ordered" in words(page)
    assert f"₩{CLASSIC_PRICE + 700:,}" in words(find(page, "button", id="place")[0])
    assert find(page, "input", id="name")[0].get("value") == "Mina"
    assert orders(database) == []
    with time_machine.travel(LATER, tick=False):
        hungry.send_form("/diner/checkout", fields_of(hungry))
    assert [each.total for each in orders(database)] == [CLASSIC_PRICE + 700]


def test_what_sold_out_meanwhile_is_not_placed(hungry: ShopClient, database: Database) -> None:
    fields = fields_of(hungry)
    database.in_transaction(lambda session: sell_out(session, "diner", "milk", "kitchen"))
    answer = hungry.send_form("/diner/checkout", fields)
    assert answer.status_code == 422
    page_check(answer)
    assert orders(database) == []
    assert hungry.get("/diner/checkout").location == "/diner/cart"


def test_a_price_sent_by_the_browser_counts_for_nothing(
    hungry: ShopClient, database: Database
) -> None:
    fields = fields_of(hungry) | {"total": "1", "unit_price": "1", "amount": "1"}
    hungry.send_form("/diner/checkout", fields)
    assert [each.total for each in orders(database)] == [CLASSIC_PRICE]


def test_an_order_for_a_table_is_brought_there(hungry: ShopClient) -> None:
    answer = hungry.send_form("/diner/checkout", fields_of(hungry, where="table", table="2"))
    assert "We bring it to table 2." in words(page_check(hungry.get(answer.location)))


def test_mail_goes_out_once_with_number_total_and_link(
    hungry: ShopClient, database: Database
) -> None:
    fields = fields_of(hungry)
    for _ in range(2):
        hungry.send_form("/diner/checkout", fields)
    with database.reading() as session:
        mails = session.scalars(select(OutboxMessage)).all()
        assert [each.recipient for each in mails] == ["mina@example.com"]
        assert mails[0].subject == "Your order A-1"
        assert f"₩{CLASSIC_PRICE:,}" in mails[0].body
        assert f"http://localhost/diner/orders/{orders(database)[0].token}" in mails[0].body


def test_without_an_address_no_mail_is_sent(hungry: ShopClient, database: Database) -> None:
    fields = fields_of(hungry, email="", phone="010-1234-5678")
    assert hungry.send_form("/diner/checkout", fields).status_code == 303
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def place(client: ShopClient) -> str:
    return str(client.send_form("/diner/checkout", fields_of(client)).location)


def test_the_order_s_page_follows_the_kitchen(hungry: ShopClient, database: Database) -> None:
    address = place(hungry)
    for state, headline in ((MAKING, "We are making your order"), (READY, "Your order is ready")):
        with database.writing() as session:
            move(session, session.scalars(select(Order)).one(), state, "kitchen", NOON)
        assert words(find(page_check(hungry.get(address)), "h1")[0]) == headline


def test_polling_answers_nothing_until_something_is_new(
    hungry: ShopClient, database: Database
) -> None:
    address = place(hungry)
    polling = {"HX-Request": "true", "If-None-Match": hungry.get(address).headers["ETag"]}
    assert hungry.get(address, headers=polling).status_code == 304
    with database.writing() as session:
        move(session, session.scalars(select(Order)).one(), MAKING, "kitchen", NOON)
    fresh = hungry.get(address, headers=polling)
    assert fresh.status_code == 200
    assert fresh.text.lstrip().startswith('<article id="order"')
    assert "We are making your order" in fresh.text


def test_a_late_order_is_owned_up_to(hungry: ShopClient) -> None:
    address = place(hungry)
    with time_machine.travel(NOON + timedelta(minutes=40)):
        assert "a little longer than we said" in hungry.get(address).text


def test_an_order_is_found_by_its_link_alone(hungry: ShopClient, database: Database) -> None:
    address = place(hungry)
    stranger = hungry.application.test_client()
    assert stranger.get(address).status_code == 200
    for guess in ("/diner/orders/1", "/diner/orders/A-1", "/diner/orders/x"):
        assert stranger.get(guess).status_code == 404
    assert len(orders(database)[0].token) >= 22


def test_a_cart_has_no_order_page(hungry: ShopClient, database: Database) -> None:
    token = fields_of(hungry)["cart"]
    assert hungry.get(f"/diner/orders/{token}").status_code == 404


def test_the_pages_of_an_order_are_private(hungry: ShopClient) -> None:
    pages = [hungry.get("/diner/cart"), hungry.get("/diner/checkout"), hungry.get(place(hungry))]
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert "Cookie" in page.headers["Vary"]


def test_the_whole_order_is_told_in_korean(hungry: ShopClient) -> None:
    hungry.send_form("/language", {"language": "ko", "next": "/"})
    button = find(page_check(hungry.get("/diner/checkout")), "button", id="place")[0]
    assert words(button) == f"주문하고 카운터에서 {CLASSIC_PRICE:,}원 내기"
    page = page_check(hungry.get(place(hungry)))
    assert words(find(page, "h1")[0]) == "주문을 받았어요"
    assert "클래식" in words(page)
