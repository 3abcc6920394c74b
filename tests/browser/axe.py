"""What axe says of a page, and whether it scrolls sideways."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.places import Way

AXE = (Path(__file__).parents[1] / "support" / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


def wide_pages(page: Page, places: Mapping[str, Way]) -> dict[str, list[str]]:
    """What sticks out, of each place that scrolls sideways."""
    told = {}
    for name, go in places.items():
        go(page)
        told[name] = sideways(page)
    return {name: each for name, each in told.items() if each}
