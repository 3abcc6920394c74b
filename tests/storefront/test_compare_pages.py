"""Comparing configurations: only what differs, with the reason where a rule forced it."""

import re
from collections.abc import Callable
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from tests.orders.diner import publish_diner
from tests.support.pages import find, words
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]

BEEF = "bun=sesame&patty=beef&cheese=cheddar&set=-"
VEGAN = "bun=sesame&patty=vegan&toppings.onion=extra&set=-"
CLASSIC = "bun=sesame&patty=beef&cheese=cheddar&toppings.onion=normal&toppings.pickles=normal&set=-"


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def address(*configurations: str) -> str:
    named = zip("abcdef", configurations, strict=False)
    return "/diner/burger/compare?" + "&".join(f"{name}={quote(each)}" for name, each in named)


def rows(page: Element) -> dict[str, list[str]]:
    """What the table says, by the question at the head of each row."""
    found = {}
    for row in find(page, "tr"):
        heads = [each for each in find(row, "th") if each.get("scope") == "row"]
        if heads:
            found[words(heads[0])] = [words(cell) for cell in find(row, "td")]
    return found


def test_only_what_differs_is_in_the_table(client: ShopClient, page_check: PageCheck) -> None:
    shown = rows(page_check(client.get(address(BEEF, VEGAN))))
    assert "Bun" not in shown
    assert shown["Patty"][0].startswith("Beef patty")
    assert shown["Patty"][1].startswith("Vegan patty")
    assert shown["Toppings"] == ["None", "Onion (Extra) +₩300"]


def test_what_is_the_same_is_told_apart(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get(address(BEEF, VEGAN)))
    assert "Bun Sesame bun" in words(find(page, "details")[0])


def test_a_rule_that_forced_an_answer_is_told_beside_it(
    client: ShopClient, page_check: PageCheck
) -> None:
    shown = rows(page_check(client.get(address(BEEF, VEGAN))))
    assert shown["Cheese"][0].startswith("Cheddar")
    assert shown["Cheese"][1].startswith("None")
    assert "not vegan" in shown["Cheese"][1]


def test_prices_stand_against_the_first(client: ShopClient, page_check: PageCheck) -> None:
    shown = rows(page_check(client.get(address(VEGAN, BEEF))))
    assert shown["Price"] == ["₩7,800", "₩8,500 +₩700"]


def test_a_preset_is_called_by_its_name(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get(address(VEGAN, CLASSIC)))
    heads = [words(each) for each in find(page, "th") if each.get("scope") == "col"]
    assert heads == ["Build A", "Classic"]


def test_presets_and_lines_of_the_cart_can_be_added_and_taken_out(
    client: ShopClient, page_check: PageCheck
) -> None:
    client.send_form("/diner/cart/lines", {"product": "burger", "configuration": BEEF})
    page = page_check(client.get(address(VEGAN)))
    links = {words(each): each.get("href") or "" for each in find(page, "a")}
    both = page_check(client.get(links["Classic meal"]))
    assert rows(both)["Set"][0] == "None"
    fewer = [e for e in find(both, "a") if words(e).startswith("Take out")][-1]
    alone = page_check(client.get(fewer.get("href") or ""))
    assert [words(each) for each in find(alone, "th") if each.get("scope") == "col"] == ["Build A"]
    assert any(name.startswith("In the cart:") for name in links)


def test_going_on_leads_into_the_builder_with_that_configuration(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get(address(BEEF, VEGAN)))
    hrefs = [e.get("href") or "" for e in find(page, "a") if words(e).startswith("Go on with this")]
    assert "patty=beef" in hrefs[0]
    assert "patty=vegan" in hrefs[1]
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_a_fourth_is_left_out_and_the_same_twice_is_one(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get(address(BEEF, VEGAN, CLASSIC, "bun=brioche")))
    assert len(rows(page)["Price"]) == 3
    assert len(rows(page_check(client.get(address(BEEF, BEEF))))["Price"]) == 1


def test_nothing_to_compare_offers_what_there_is(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get("/diner/burger/compare"))
    assert "Classic meal" in words(page)
    assert rows(page) == {}


def test_what_cannot_be_read_is_told_and_the_rest_compared(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get(address(BEEF, "bun=marble&patty=vegan")))
    assert "Bun: one" in words(page)
    assert rows(page)["Patty"][1].startswith("Vegan patty")


def test_an_address_that_is_too_long_says_so(client: ShopClient, page_check: PageCheck) -> None:
    answer = client.get("/diner/burger/compare?a=" + "x" * 13_000)
    assert answer.status_code == 400
    assert "This address is too long to be read." in words(page_check(answer))


def test_a_configuration_in_conflict_says_so(client: ShopClient, page_check: PageCheck) -> None:
    page = page_check(client.get(address(BEEF, "bun=sesame&patty=vegan&cheese=blue")))
    assert "do not go together" in words(page)


def test_clashing_choices_cost_what_they_cost_and_not_what_a_way_out_does(
    client: ShopClient, page_check: PageCheck
) -> None:
    """Vegan with blue cheese; the cheapest way out takes neither the one nor the other price."""
    clashing = "bun=sesame&patty=vegan&cheese=blue&toppings.onion=extra&set=-"
    alone = rows(page_check(client.get(address("bun=sesame&patty=vegan&toppings.onion=extra"))))
    shown = rows(page_check(client.get(address(clashing, BEEF))))
    whole, blue = amount(alone["Price"][0]), amount(shown["Cheese"][0])
    assert shown["Price"][0] == f"₩{whole + blue:,} so far"
    assert "+" not in shown["Price"][1]
    assert "-" not in shown["Price"][1]


def test_clashing_choices_cost_on_the_check_page_what_they_cost_when_compared(
    client: ShopClient, page_check: PageCheck
) -> None:
    clashing = "bun=sesame&patty=vegan&cheese=blue&toppings.onion=extra&set=-"
    compared = rows(page_check(client.get(address(clashing, BEEF))))["Price"][0]
    checked = words(page_check(client.get(f"/diner/burger/check?{clashing}")))
    assert "do not go together" in checked
    assert compared in checked


def amount(text: str) -> int:
    """The last amount that a text says, in won."""
    return int(re.findall(r"₩([\d,]+)", text)[-1].replace(",", ""))


def test_what_is_still_to_be_chosen_is_no_none(client: ShopClient, page_check: PageCheck) -> None:
    shown = rows(page_check(client.get(address(BEEF, "patty=beef"))))
    assert shown["Bun"] == ["Sesame bun", "Not chosen yet"]
