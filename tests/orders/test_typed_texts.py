"""Typed text from the check page to the ticket: never in an address, kept to the letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator.messages.models import OutboxMessage
from configurator.orders.drafts import KEPT, NEW_LINE, find_draft, forget_old_drafts
from configurator.orders.freezing import ticket
from configurator.orders.models import Line, Order, TypedDraft
from tests.orders.diner import publish_diner
from tests.orders.flags import SAYS, with_flags
from tests.support.pages import find, words
from tests.support.staff import sign_in
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]

QUERY = "bun=sesame&patty=beef&cheese=-&toppings.onion=normal&set=-&flag=paper"
BARE = QUERY.replace("flag=paper", "flag=-")
NASTY = "<b>\"&'</b"


@pytest.fixture(autouse=True)
def flags(database: Database) -> None:
    publish_diner(database, with_flags())


def order(client: ShopClient, says: str = "Mina", **changed: str) -> TestResponse:
    fields = {"product": "burger", "configuration": QUERY, "text:says": says}
    return client.send_form("/diner/cart/lines", fields | changed)


def lines(database: Database) -> list[Line]:
    with database.reading() as session:
        return list(session.scalars(select(Line).order_by(Line.position)))


def field_value(page: Element, name: str) -> str:
    return find(page, "input", name=name)[0].get("value") or ""


def test_the_check_page_asks_for_text_where_it_applies(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get(f"/diner/burger/check?{QUERY}"))
    box = find(page, "input", name="text:says")[0]
    assert box.get("maxlength") == "10"
    assert "A name or a wish" in words(page)
    without = page_check(client.get(f"/diner/burger/check?{BARE}"))
    assert not find(without, "input", name="text:says")
    assert find(without, "input", name="text:greeting")


def test_the_builder_says_where_text_is_typed(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get(f"/diner/burger/build?{QUERY}"))
    group = find(page, "fieldset", id="says")[0]
    assert "You type it on the check page" in words(group)
    assert "Up to 10 characters" in words(group)
    absent = page_check(client.get(f"/diner/burger/build?{BARE}"))
    assert "Does not apply" in words(find(absent, "fieldset", id="says")[0])


def test_text_is_kept_with_the_line_and_shown_everywhere(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    assert order(client, f" {NASTY} ").status_code == 303
    assert lines(database)[0].texts == '{"says":"<b>\\"&\'</b"}'
    for place in ("cart", "checkout"):
        assert NASTY in words(page_check(client.get(f"/diner/{place}")))
    page = page_check(client.get("/diner/checkout"))
    seen = field_value(page, "seen")
    slot = next(each.get("value") for each in find(page, "option") if each.get("value"))
    placed = client.send_form(
        "/diner/checkout",
        {"seen": seen, "name": "Mina", "email": "mina@example.com", "when": slot},
    )
    assert placed.status_code == 303
    assert NASTY in words(page_check(client.get(placed.location)))
    with database.reading() as session:
        placed_line = session.scalars(select(Line).join(Order).where(Order.state == "placed")).one()
        said = [each for each in ticket(placed_line).lines if each.differs]
        assert f"Flag text: “{NASTY}”" in [each.words["en"] for each in said]
        assert f"깃발 문구: “{NASTY}”" in [each.words["ko"] for each in said]
        mail = session.scalars(select(OutboxMessage)).one()
        assert NASTY in mail.body


def test_the_same_with_other_text_is_another_line(client: ShopClient, database: Database) -> None:
    order(client, "Mina")
    order(client, "Mina")
    order(client, "Jun")
    assert [(each.texts, each.quantity) for each in lines(database)] == [
        ('{"says":"Mina"}', 2),
        ('{"says":"Jun"}', 1),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Flag text: type what it should say"),
        ("A very long wish", "Flag text: up to 10 characters fit, and this has 16"),
        ("a\u202eb", "Flag text: some of this cannot be printed"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept_and_all_the_rest_too(
    client: ShopClient, database: Database, page_check: PageCheck, typed: str, told: str
) -> None:
    answer = order(client, typed, **{"text:greeting": "Hello", "quantity": "3"})
    assert answer.status_code == 422
    page = page_check(answer)
    assert words(find(page, "title")[0]).startswith("Error:")
    summary = find(page, "div", class_="error-summary")[0]
    assert told in words(summary)
    key = (find(summary, "a")[0].get("href") or "").removeprefix("#")
    box = find(page, "input", id=key)[0]
    assert box.get("value", "") == typed
    assert box.get("aria-invalid") == "true"
    assert told in words(find(page, "p", id=f"{key}-error")[0])
    assert field_value(page, "text:greeting") == "Hello"
    assert field_value(page, "quantity") == "3"
    assert field_value(page, "configuration") == QUERY
    assert lines(database) == []


def test_changing_a_line_fills_its_text_in_and_puts_it_back(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order(client, "Mina")
    line = lines(database)[0]
    page = page_check(client.get(f"/diner/burger/check?{QUERY}&line={line.id}"))
    assert field_value(page, "text:says") == "Mina"
    changed = QUERY.replace("sesame", "brioche")
    order(client, "Mina & Jun", line=str(line.id), configuration=changed)
    after = lines(database)
    assert [(each.id, each.texts) for each in after] == [(line.id, '{"says":"Mina & Jun"}')]
    assert "brioche" in after[0].configuration


def test_another_browser_does_not_see_the_text_of_a_line(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order(client, "Mina")
    stranger = client.application.test_client()
    page = page_check(stranger.get(f"/diner/burger/check?{QUERY}&line={lines(database)[0].id}"))
    assert field_value(page, "text:says") == ""


def test_text_that_nothing_asks_for_is_left_out(client: ShopClient, database: Database) -> None:
    assert order(client, "Mina", configuration=BARE).status_code == 303
    assert lines(database)[0].texts == "{}"


def test_a_preset_that_asks_for_text_asks_it_on_the_menu(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    page = page_check(client.get("/diner/"))
    card = find(page, "li", id="preset--party")[0]
    fields = {each.get("name", ""): each.get("value", "") for each in find(card, "input")}
    assert "text:says" in fields
    assert not find(find(page, "li", id="preset--classic")[0], "input", name="text:says")
    answer = client.send_form("/diner/cart/lines", fields | {"text:says": ""})
    assert answer.status_code == 422
    assert field_value(page_check(answer), "preset") == "party"
    assert client.send_form("/diner/cart/lines", fields | {"text:says": "Jun"}).status_code == 303
    assert lines(database)[0].texts == '{"says":"Jun"}'


def test_a_shorter_text_under_a_new_menu_is_told_and_leads_to_the_check_page(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order(client, "Mina & Jun")
    publish_diner(database, with_flags(replace(SAYS, max_length=4)))
    page = page_check(client.get("/diner/cart"))
    assert "up to 4 characters fit, and this has 10" in words(page)
    assert not find(page, "a", id="to-checkout")
    change = [each.get("href") or "" for each in find(page, "a")]
    assert any("/diner/burger/check?" in href for href in change)


def test_text_that_a_new_menu_no_longer_asks_for_is_told(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order(client, "Mina")
    publish_diner(database, with_flags(says=None))
    page = page_check(client.get("/diner/cart"))
    assert "part of “Mina” is no longer offered" in words(page)
    fields = {
        each.get("name", ""): each.get("value", "")
        for each in find(find(page, "div", class_="nearest")[0], "input")
    }
    assert client.send_form("/diner/cart/lines", fields).status_code == 303
    assert lines(database)[0].texts == "{}"


def test_text_in_an_address_is_not_read(client: ShopClient, page_check: PageCheck) -> None:
    answer = client.get(f"/diner/burger/check?{QUERY}&says=Mina")
    page = page_check(answer)
    assert field_value(page, "text:says") == ""
    assert "a link cannot carry it" in words(page)


def keep(client: ShopClient, says: str, **more: str) -> TestResponse:
    """Leave the check page by one of its Change buttons."""
    fields = {"text:says": says, "to": f"/diner/burger/build?{QUERY}&back=check#bun"}
    return client.send_form("/diner/burger/typed", fields | more)


def typed(client: ShopClient, page_check: PageCheck, more: str = "") -> str:
    page = page_check(client.get(f"/diner/burger/check?{QUERY}{more}"))
    return field_value(page, "text:says")


def test_text_waits_while_something_is_changed_and_is_in_no_address(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get(f"/diner/burger/check?{QUERY}"))
    change = find(page, "button", name="to")[-1]
    assert change.get("form") == "cart-form"
    kept = client.send_form(
        change.get("formaction") or "", {"text:says": NASTY, "to": change.get("value") or ""}
    )
    assert kept.status_code == 303
    assert kept.location == change.get("value")
    assert typed(client, page_check) == NASTY
    assert order(client).status_code == 303
    assert typed(client, page_check) == ""


def test_text_of_a_line_is_changed_on_the_way_and_the_line_only_when_saved(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    order(client, "Mina")
    line = str(lines(database)[0].id)
    keep(client, "Jun", line=line)
    assert typed(client, page_check, f"&line={line}") == "Jun"
    assert typed(client, page_check) == ""
    assert "Mina" in lines(database)[0].texts
    keep(client, "", line=line)
    assert typed(client, page_check, f"&line={line}") == ""


def test_text_that_is_too_long_waits_to_be_told_so_but_not_all_of_it(
    client: ShopClient, page_check: PageCheck
) -> None:
    keep(client, "x" * 5000)
    assert len(typed(client, page_check)) == 10 + 200
    assert order(client, typed(client, page_check)).status_code == 422


@pytest.mark.parametrize(
    "to", ["https://example.com/", "//example.com", "/diner/cart", "/diner/burger/build?a\r\nb: c"]
)
def test_a_change_button_leads_into_the_builder_and_nowhere_else(
    client: ShopClient, to: str
) -> None:
    assert keep(client, "Mina", to=to).location == "/diner/burger/build"


def test_what_was_typed_is_forgotten_after_a_day(database: Database, client: ShopClient) -> None:
    keep(client, "Mina")
    tomorrow = datetime.now(UTC) + KEPT + timedelta(minutes=1)
    with database.reading() as session:
        cart = session.scalars(select(Order)).one()
        assert find_draft(session, cart, "burger", NEW_LINE, tomorrow) is None
    database.in_transaction(lambda session: forget_old_drafts(session, tomorrow))
    with database.reading() as session:
        assert not session.scalars(select(TypedDraft)).all()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Flag text: “Mina”"), ("ko", "깃발 문구: “Mina”")]
)
def test_a_ticket_of_the_workshop_says_once_what_is_to_be_written(
    client: ShopClient, database: Database, page_check: PageCheck, language: str, said: str
) -> None:
    publish_diner(database, replace(with_flags(), made_in="workshop"))
    assert order(client).status_code == 303
    page = page_check(client.get("/diner/checkout"))
    when = next(each.get("value") for each in find(page, "option") if each.get("value"))
    told = {"seen": field_value(page, "seen"), "name": "Mina", "email": "mina@example.com"}
    assert client.send_form("/diner/checkout", {**told, "when": when}).status_code == 303
    with database.reading() as session:
        order_id = session.scalars(select(Order.id)).one()
    staff = sign_in(client, database, "kitchen", "diner")
    path = f"/diner/staff/orders/{order_id}/ticket"
    ticket_page = page_check(staff.get(path, headers={"Accept-Language": language}))
    (line,) = [each for each in find(ticket_page, "li", class_="differs") if "“" in words(each)]
    assert words(line).startswith(said)
    # Once more in the other language, for a colleague, and no more than that.
    assert words(line).count("Mina") == 2
