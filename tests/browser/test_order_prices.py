"""The whole price of an order in a real browser: what follows an answer, and where it is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from configurator.publishing.revisions import prepare, publish
from tests.browser.axe import sideways, what_axe_says
from tests.orders.diner import DINER
from tests.orders.feast import everything
from tests.orders.test_checkout_pages import CLASSIC_FORM
from tests.support import databases
from tests.support.browsers import watched_page
from tests.support.web import LiveServer, running_server


@pytest.fixture(scope="module")
def feast_server(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A diner that is always open, with coupons, a table fee, tax and tips, and no lunch."""
    folder = tmp_path_factory.mktemp("feast")
    shop = replace(everything(), price_lists=(), stores=(replace(DINER.stores[0], hours=()),))
    with databases.sqlite_copy(sqlite_template, folder / "shop.db") as database:
        database.in_transaction(lambda session: publish(session, prepare(shop), by="test"))
        with running_server(database, folder) as server:
            yield server


@pytest.fixture(params=["en", "ko"])
def page(
    request: pytest.FixtureRequest, browser: Browser, feast_server: LiveServer
) -> Iterator[Page]:
    """A phone with one classic burger in the cart."""
    with watched_page(
        browser, base_url=feast_server.url, width=360, height=740, language=request.param
    ) as page:
        page.goto(f"/diner/burger/check?preset=classic&{CLASSIC_FORM['configuration']}")
        page.locator(".check-form button").click()
        page.wait_for_url("**/cart?**")
        yield page


def looks_right(page: Page) -> None:
    assert [*what_axe_says(page), *sideways(page)] == []


def total(page: Page) -> str:
    return page.locator(".total-row .price").inner_text()


def test_the_total_follows_tip_and_table_while_what_was_typed_stays(page: Page) -> None:
    for code in ("WELCOME", "BIG", "NOPE"):
        page.fill("#code", code)
        page.locator(".code-form button").click()
    expect(page.locator("#code-error")).to_be_visible()
    looks_right(page)
    page.locator("#to-checkout").click()
    page.fill("#name", "Mina")
    page.fill("#phone", "010-1234-5678")
    expect(page.locator(".look")).to_be_hidden()
    page.locator("label:has(#tip-2)").click()
    expect(page.locator(".total-row .price")).to_contain_text("8,350")
    expect(page.locator(".price-changed")).to_have_count(0)
    page.locator("label:has(#where-table)").click()
    expect(page.locator(".price-changed")).to_contain_text("500")
    assert page.evaluate("document.activeElement.id") == "where-table"
    looks_right(page)
    for each in ("where-counter", "tip-1", "where-table", "tip-2"):  # faster than any answer
        page.evaluate("id => document.getElementById(id).click()", each)
    expect(page.locator(".total-row .price")).to_contain_text("8,850")
    expect(page.locator("#where-table")).to_be_checked()
    expect(page.locator("#tip-2")).to_be_checked()
    page.select_option("#table", "2")
    expect(page.locator(".price-changed")).to_have_count(0)
    expect(page.locator("#name")).to_have_value("Mina")
    shown = total(page)
    assert "8,850" in shown
    assert shown in page.locator("#place").inner_text()
    page.locator("#place").click()
    page.wait_for_url("**/orders/**")
    assert total(page) == shown
    looks_right(page)
