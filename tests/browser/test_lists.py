"""A list of hundreds of options, looked through with the keyboard, by touch, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import sideways, what_axe_says
from tests.browser.conftest import PATIENCE_MS
from tests.support import databases
from tests.support.browsers import watched_page
from tests.support.parts_shop import parts_shop
from tests.support.shops import publish_shop
from tests.support.web import LiveServer, running_server

BUILD = "/parts/box/build"
LIST = f"{BUILD}?case=small&step=graphics"


@pytest.fixture(scope="module")
def parts_server(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server of the shop with a long list."""
    folder = tmp_path_factory.mktemp("parts")
    with databases.sqlite_copy(sqlite_template, folder / "parts.db") as database:
        publish_shop(database, parts_shop())
        with running_server(database, folder) as server:
            yield server


@pytest.fixture
def page(
    request: pytest.FixtureRequest, browser: Browser, parts_server: LiveServer
) -> Iterator[Page]:
    ways = getattr(request, "param", {})
    with watched_page(browser, base_url=parts_server.url, **ways) as page:
        page.set_default_timeout(PATIENCE_MS)
        page.emulate_media(reduced_motion="reduce")
        yield page


def found(page: Page) -> str:
    return page.locator(".finder-found").inner_text()


def expect_found(page: Page, words: str) -> None:
    expect(page.locator(".finder-found")).to_have_text(words)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_of_300_options_one_is_found_and_chosen_with_the_keyboard_alone(page: Page) -> None:
    page.goto(LIST)
    page.locator(".find-text").focus()
    page.keyboard.type("aurora 24gb", delay=20)
    expect_found(page, "10 of 300 found")
    expect(page.locator("#announcement")).to_have_text("Graphics card: 10 of 300 found.")
    expect(page.locator(".find-text")).to_be_focused()
    expect(page.locator(".find-text")).to_have_value("aurora 24gb")
    assert "find.graphics:q=aurora" in page.url
    page.keyboard.press("ArrowDown")
    assert focused(page) == "graphics--none"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "graphics--card5"
    expect(page.locator("input:checked[name=graphics]")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("[?&]graphics=card5&"))
    expect(page.locator("#graphics--card5")).to_be_checked()
    expect(page.locator("#graphics--card5")).to_be_focused()
    expect_found(page, "10 of 300 found")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("[?&]graphics=-&"))
    page.keyboard.press("ArrowUp")
    expect(page.locator(".find-text")).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) != "graphics--search"


@pytest.mark.parametrize("page", [{}, {"width": 360}], indirect=True)
def test_an_option_stays_where_it_is_when_it_is_chosen(page: Page) -> None:
    page.goto(f"{BUILD}?step=graphics")
    option = page.locator("label.option:has(input[name=graphics])").nth(12)
    option.evaluate("each => scrollBy(0, each.getBoundingClientRect().top - 220)")
    before = option.bounding_box()
    assert before is not None
    option.click()
    expect(page).to_have_url(re.compile("[?&]graphics="))
    expect(option.locator("input")).to_be_checked()
    after = option.bounding_box()
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 2


def test_filters_stay_open_while_they_are_ticked_and_can_be_taken_away(page: Page) -> None:
    page.goto(LIST)
    page.get_by_text("Maker", exact=True).first.click()
    page.get_by_label(re.compile("^draco")).check()
    expect_found(page, "60 of 300 found")
    page.get_by_label(re.compile("^aurora")).check()
    expect_found(page, "120 of 300 found")
    page.keyboard.press("Escape")
    expect(page.locator(".filter[open]")).to_have_count(0)
    page.locator("#graphics--fits").check(force=True)
    expect(page).to_have_url(re.compile("fits=1"))
    expect(page.locator(".option-needs-changes")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Remove: Maker")).click()
    expect(page.locator(".removals li")).to_have_count(1)


def test_another_page_begins_at_its_top_and_keeps_what_is_chosen_in_sight(page: Page) -> None:
    page.goto(f"{LIST}&graphics=card3")
    page.get_by_role("button", name="Next page").click()
    expect(page.locator("#graphics--card24, #graphics--card25").first).to_be_visible()
    expect(page.locator("#graphics--count")).to_be_focused()
    expect(page.locator("#graphics--count")).to_be_in_viewport()
    expect(page.locator("#graphics--card3")).to_be_checked()
    page.locator("#undo").is_hidden()
    page.go_back()
    page.go_forward()


def test_the_last_answer_wins_and_a_choice_made_while_typing_is_not_lost(page: Page) -> None:
    page.goto(LIST)
    held: list[Route] = []
    page.route(re.compile("q=&.*graphics=card0(&|$)"), lambda route: held.append(route))
    page.locator("#graphics--card0").check(force=True)
    page.locator(".find-text").fill("draco")
    expect_found(page, "60 of 300 found")
    expect(page.locator("#graphics--card0")).to_be_checked()
    expect(page.locator(".summary-lines")).to_contain_text("Aurora RX-000")
    for route in held:
        route.abort()


@pytest.mark.parametrize("page", [{"scripts": False, "width": 360}], indirect=True)
def test_a_list_is_looked_through_without_scripts(page: Page) -> None:
    page.goto(LIST)
    page.locator(".find-text").fill("draco")
    page.locator("#graphics--fits").check(force=True)
    page.get_by_role("button", name="Apply").click()
    assert re.fullmatch(r"\d+ of 300 found", found(page))
    page.locator('label:has(input[value="card3"])').click()
    page.get_by_role("button", name="2", exact=False).last.click()
    expect(page.locator("#graphics--card3")).to_be_checked()
    assert "find.graphics:q=draco" in page.url


@pytest.mark.parametrize(
    "page",
    [{"width": 360, "language": "ko"}, {"width": 768, "language": "en"}, {"width": 1280}],
    indirect=True,
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_long_list(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    told = []
    for query in ("", "&graphics=card3&want=graphics:card14", "&find.graphics:q=nothing"):
        page.goto(LIST + query)
        page.locator(".filter summary").first.click()
        told += [*what_axe_says(page), *sideways(page)]
    assert told == []
