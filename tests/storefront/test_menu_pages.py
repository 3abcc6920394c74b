"""The menu, the check page, pictures and the language switch."""

from collections.abc import Callable
from hashlib import sha256
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.stock import sell_out
from tests.support.pages import find, words
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]

pytestmark = pytest.mark.usefixtures("deli")


def test_the_only_shop_is_the_front_page(client: ShopClient) -> None:
    assert client.get("/").headers["Location"] == "/deli/"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_building_stands_first_and_presets_beside_it(
    client: ShopClient, page_check: Check, language: str
) -> None:
    document = page_check(client.get("/deli/", headers={"Accept-Language": language}))
    headings = [words(each) for each in document.iter() if each.tag in ("h1", "h3")]
    assert headings == ["Sandwich", "Classic"]


def test_a_preset_is_in_the_cart_with_one_click(client: ShopClient, page_check: Check) -> None:
    document = page_check(client.get("/deli/"))
    form = next(each for each in find(document, "form") if "/cart/lines" in each.get("action", ""))
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    assert client.post(form.get("action", ""), data=fields).status_code == 303
    assert "Classic" in client.get("/deli/cart").text


def test_a_preset_shows_the_price_that_it_is_sold_at(client: ShopClient, page_check: Check) -> None:
    card = find(page_check(client.get("/deli/")), "li", id="preset--classic")[0]
    assert "₩6,300" in words(card)


def test_a_preset_that_cannot_be_made_says_what_is_missing(
    client: ShopClient, page_check: Check, database: Database
) -> None:
    database.in_transaction(lambda session: sell_out(session, "deli", "ham", "tests"))
    card = find(page_check(client.get("/deli/")), "li", id="preset--classic")[0]
    assert "Sold out today: ham" in words(card)
    assert not find(card, "form")
    change = find(card, "a")[0].get("href", "")
    answer = client.get(change)
    assert answer.status_code == 200
    assert "ham is sold out today." in words(page_check(answer))


def test_the_check_page_leads_back_for_every_group_and_straight_back(
    client: ShopClient, page_check: Check
) -> None:
    check = page_check(client.get("/deli/sandwich/check?bread=rye&filling=ham&line=7"))
    lines = find(check, "div", class_="summary-line")
    assert [words(each) for each in lines] == [
        "Bread rye Change Bread",
        "Filling ham Change Filling",
    ]
    change = find(lines[0], "a")[0].get("href", "")
    builder = page_check(client.get(change))
    back = find(builder, "button", id="to-check")[0]
    assert words(back) == "Back to the check page"
    hidden = {each.get("name"): each.get("value") for each in find(builder, "input", type="hidden")}
    assert hidden["line"] == "7"


def test_the_check_page_adds_up_to_the_total(client: ShopClient, page_check: Check) -> None:
    query = "bread=brioche&filling=ham&extras.cheese=normal&drink=-"
    check = page_check(client.get(f"/deli/sandwich/check?{query}"))
    table = find(check, "table", class_="prices")[0]
    rows = [words(row).rpartition(" ") for row in table.iter("tr")]
    assert [amount for _, _, amount in rows] == [
        "₩4,000",
        "+₩500",
        "+₩1,500",
        "+₩700",
        "-₩400",
        "₩6,300",
    ]
    assert [name for name, _, _ in rows[:4]] == ["Sandwich", "brioche", "ham", "cheese"]
    assert "Classic" in rows[4][0]


def test_an_unfinished_configuration_cannot_be_ordered_but_says_what_is_missing(
    client: ShopClient, page_check: Check
) -> None:
    check = page_check(client.get("/deli/sandwich/check?bread=rye"))
    assert not find(check, "form", class_="check-form")
    assert "Still to choose: Filling" in words(check)


def test_a_picture_is_kept_for_ever_and_not_guessed_at(client: ShopClient) -> None:
    mark = sha256(b"<svg xmlns='http://www.w3.org/2000/svg'/>").hexdigest()
    response = client.get(f"/deli/pictures/{mark}.svg")
    assert response.mimetype == "image/svg+xml"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["0" * 64 + ".svg", "x.svg", "..%2f..%2fwsgi.py"])
def test_no_other_picture_is_found(client: ShopClient, name: str) -> None:
    assert client.get(f"/deli/pictures/{name}").status_code == 404


def test_the_language_is_remembered_and_the_page_comes_back(client: ShopClient) -> None:
    response = client.send_form("/language", {"language": "ko", "next": "/deli/?a=1"})
    assert response.headers["Location"] == "/deli/?a=1"
    assert 'lang="ko"' in client.get("/deli/").text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
        "",
        "x\ny",
        "http://[",
        "//a\u2100b/",
    ],
)
def test_the_language_switch_never_leaves_the_site(client: ShopClient, elsewhere: str) -> None:
    response = client.send_form("/language", {"language": "en", "next": elsewhere})
    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_spoken_is_a_bad_request(client: ShopClient) -> None:
    assert client.send_form("/language", {"language": "tlh", "next": "/"}).status_code == 400
