"""The best within a budget over HTTP: from the menu into the builder, with plain forms."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Aim
from configurator.publishing.caching import forget_everything
from configurator.publishing.revisions import prepare, publish
from tests.publishing.builders import SANDWICH, SHOP
from tests.support.pages import find, words
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]
BUILD = "/deli/sandwich/build"


@pytest.fixture(autouse=True)
def walking_deli(database: Database) -> None:
    """The sandwich bar, with points for a long walk."""
    forget_everything()
    groups = tuple(
        replace(
            group,
            options=tuple(
                replace(option, merits={"walk": 3 + 2 * place})
                for place, option in enumerate(group.options)
            ),
        )
        for group in SANDWICH.groups
    )
    aims = (Aim("walk", {"en": "Walking", "ko": "걷기"}),)
    product = replace(SANDWICH, groups=groups, aims=aims)
    shop = replace(SHOP, products=(product, *SHOP.products[1:]))
    prepared = prepare(shop, {"rye.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"})
    database.in_transaction(lambda session: publish(session, prepared, "tests"))


def test_the_menu_leads_to_what_is_best_within_a_budget(
    client: ShopClient, page_check: Check
) -> None:
    form = find(page_check(client.get("/deli/")), "form", class_="budget-entry")[0]
    assert form.get("action") == f"{BUILD}#budget"
    assert [words(each) for each in form.iter("option")] == ["Walking"]

    response = client.get(f"{BUILD}?aim=walk&budget:text=8,000")

    assert response.headers["Location"] == f"{BUILD}?aim=walk&budget=8000"
    panel = find(page_check(client.get(response.headers["Location"])), "details", id="budget")[0]
    assert "The best for walking within ₩8,000" in words(panel)
    assert panel.get("open") is not None
    take = find(panel, "a", id="budget-take")[0].get("href", "")
    taken = page_check(client.get(take))
    panel = find(taken, "details", id="budget")[0]
    assert "This is what you have now" in words(panel)
    assert panel.get("open") is None
    undo = find(taken, "a", id="undo")[0].get("href", "")
    again = page_check(client.get(undo))
    assert find(again, "a", id="budget-take")
    breads = find(again, "input", name="bread")
    assert breads
    assert not [each for each in breads if each.get("checked") is not None]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "query",
    [
        "aim=walk&budget=8000",
        "aim=walk&budget=10",
        "bread=rye&aim=walk&budget=9000",
        "bread=brioche&filling=tofu&aim=walk&budget=9000",
    ],
)
def test_every_answer_is_a_sound_page(
    client: ShopClient, page_check: Check, language: str, query: str
) -> None:
    response = client.get(f"{BUILD}?{query}", headers={"Accept-Language": language})
    assert response.status_code == 200
    page_check(response)


def test_what_is_no_amount_is_told_beside_its_field_and_kept(
    client: ShopClient, page_check: Check
) -> None:
    response = client.get(f"{BUILD}?bread=rye&aim=walk&budget:text=lots")
    assert response.status_code == 422
    document = page_check(response)
    assert words(find(document, "title")[0]).startswith("Error:")
    field = find(document, "input", id="budget-text")[0]
    assert field.get("value") == "lots"
    told = find(document, "p", id=field.get("aria-describedby", ""))[0]
    assert "“lots” is not an amount" in words(told)
    rye = next(each for each in find(document, "input") if each.get("value") == "rye")
    assert rye.get("checked") is not None


def test_an_empty_budget_asks_for_nothing(client: ShopClient, page_check: Check) -> None:
    response = client.get(f"{BUILD}?was=&bread=rye&aim=walk&budget:text=")
    assert "budget" not in response.headers["Location"]
    assert "aim" not in response.headers["Location"]


@pytest.mark.parametrize("nonsense", ["-1", "1e9", "9" * 30, "٣"])
def test_a_budget_that_no_page_wrote_is_no_budget(
    client: ShopClient, page_check: Check, nonsense: str
) -> None:
    document = page_check(client.get(f"{BUILD}?aim=walk&budget={nonsense}"))
    assert not find(document, "a", id="budget-take")


def test_an_aim_that_is_no_longer_offered_becomes_the_first(
    client: ShopClient, page_check: Check
) -> None:
    panel = find(page_check(client.get(f"{BUILD}?aim=swim&budget=8000")), "details", id="budget")[0]
    assert "The best for walking" in words(panel)
