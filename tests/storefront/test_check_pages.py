"""The check page before the cart: what clashes is told there, with the ways out."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Step
from tests.publishing.builders import SHOP, text
from tests.support.pages import find, words
from tests.support.shops import publish_shop
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]
CLASH = "bread=brioche&filling=tofu&extras=-&drink=-"


@pytest.mark.usefixtures("deli")
def test_a_conflict_is_told_by_its_choices_with_a_way_to_change_each(
    client: ShopClient, page_check: Check
) -> None:
    page = page_check(client.get(f"/deli/sandwich/check?{CLASH}"))
    clash = find(page, "section", id="clash")[0]
    assert "Brioche wants ham." in words(clash)
    lines = find(clash, "div", class_="summary-line")
    assert [words(find(each, "dd")[0]) for each in lines] == ["brioche", "tofu"]
    hrefs = [find(each, "a")[0].get("href", "") for each in lines]
    assert [each.rpartition("#")[2] for each in hrefs] == ["bread", "filling"]
    assert all("back=check" in each for each in hrefs)
    assert not find(page, "form", id="cart-form")


@pytest.mark.usefixtures("deli")
def test_a_way_out_of_a_conflict_leads_to_what_can_be_ordered(
    client: ShopClient, page_check: Check
) -> None:
    page = page_check(client.get(f"/deli/sandwich/check?{CLASH}"))
    ways = find(find(page, "section", id="clash")[0], "a", class_="button-main")
    assert ways
    for way in ways:
        mended = page_check(client.get(way.get("href", "")))
        assert not find(mended, "section", id="clash")
        assert find(mended, "form", id="cart-form")


@pytest.mark.usefixtures("deli")
def test_a_conflict_is_told_in_korean(client: ShopClient) -> None:
    page = client.get(f"/deli/sandwich/check?{CLASH}", headers={"Accept-Language": "ko"})
    assert "함께 고를 수 없어요" in page.text
    assert "이것 바꾸기" in page.text


@pytest.fixture
def two_steps(database: Database) -> None:
    """The sandwich bar, with the bread and what goes on it asked one after the other."""
    sandwich = SHOP.product("sandwich")
    steps = (
        Step("bread", text("Bread"), ("bread",)),
        Step("rest", text("Rest"), ("filling", "extras", "drink")),
    )
    others = tuple(each for each in SHOP.products if each.id != "sandwich")
    publish_shop(database, replace(SHOP, products=(replace(sandwich, steps=steps), *others)))


@pytest.mark.usefixtures("two_steps")
@pytest.mark.parametrize("step", ["", "&step=bread", "&step=rest", "&step=nonsense"])
def test_a_wish_is_answered_on_the_step_of_its_group(
    client: ShopClient, page_check: Check, step: str
) -> None:
    page = page_check(client.get(f"/deli/sandwich/build?bread=brioche&want=filling:tofu{step}"))
    offer = find(page, "div", id="offer")[0]
    assert "Brioche wants ham." in words(offer)
    assert find(offer, "a", class_="button-main")
    current = find(page, "button", id="step-rest")[0]
    assert current.get("aria-current") == "step"


@pytest.mark.usefixtures("two_steps")
def test_a_wish_within_a_slot_that_is_not_taken_is_answered_above_the_step(
    client: ShopClient, page_check: Check
) -> None:
    page = page_check(client.get("/deli/sandwich/build?drink=-&want=drink.kind:tea"))
    assert len(find(page, "div", id="offer")) == 1
