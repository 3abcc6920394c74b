"""axe finds nothing to say on any page and state, and nothing scrolls sideways."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.places import SHOPPERS, STAFF, Way, order
from tests.browser.staffing import sign_in
from tests.support.web import LiveServer

AXE = (Path(__file__).parents[1] / "support" / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Scheme = Literal["light", "dark"]

EVERYWHERE = pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "light", "ko"), (1280, "light", "en"), (1280, "dark", "ko")],
)


def what_axe_says(page: Page) -> list[str]:
    """Every violation, with the elements that it is about."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """What sticks out to the right of the window, where the page scrolls sideways."""
    sticking: list[str] = page.evaluate(STICKING_OUT)
    return sticking


STICKING_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1)
    .map((it) => `${it.tagName}.${it.className}`);
  return [`the page is ${root.scrollWidth} wide`, ...wide.slice(0, 5)];
}"""


def complaints_of(page: Page, places: Mapping[str, Way]) -> list[str]:
    """All that axe says of these places, and where they scroll sideways."""
    page.emulate_media(reduced_motion="reduce")
    told = []
    for name, go in places.items():
        go(page)
        told += [f"{name}: {each}" for each in (*what_axe_says(page), *sideways(page))]
    return told


@EVERYWHERE
def test_axe_finds_nothing_on_the_pages_of_shoppers(
    new_page: NewPage, width: int, scheme: Scheme, language: str
) -> None:
    page = new_page(width=width, language=language)
    page.emulate_media(color_scheme=scheme)
    assert complaints_of(page, SHOPPERS) == []


@EVERYWHERE
def test_axe_finds_nothing_on_the_pages_of_staff(
    new_page: NewPage, live_server: LiveServer, width: int, scheme: Scheme, language: str
) -> None:
    order(new_page())
    page = new_page(width=width, language=language)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server.database)
    assert complaints_of(page, STAFF) == []


def test_nothing_scrolls_sideways_at_320_pixels(new_page: NewPage, live_server: LiveServer) -> None:
    page = new_page(width=320, height=640, language="ko")
    sign_in(page, live_server.database)
    told = {}
    for name, go in {**SHOPPERS, **STAFF}.items():
        go(page)
        told[name] = sideways(page)
    assert {name: each for name, each in told.items() if each} == {}
