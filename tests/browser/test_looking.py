"""What the eye and the thumb need: large targets, the total in sight, prices on everything."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.places import CLASSIC, STEPS, cart, checkout
from tests.browser.shopping import BUILD, MENU, Builder


def small_targets(page: Page, selector: str, least_px: int) -> list[str]:
    """What can be tapped but is lower or narrower than that."""
    return [
        f"{target.inner_text()!r} is {box['width']:.0f} by {box['height']:.0f}"
        for target in page.locator(selector).locator("visible=true").all()
        if (box := target.bounding_box()) is not None
        and (box["height"] < least_px or box["width"] < least_px)
    ]


def test_main_actions_are_large_enough_for_a_thumb(new_page: NewPage) -> None:
    page = new_page(width=360)
    for address in (MENU, f"{BUILD}?step=toppings", f"/burger-bar/burger/check?{CLASSIC}"):
        page.goto(address)
        assert small_targets(page, ".button-main", 44) == []
        assert small_targets(page, ".button, .step, .segments label, label.option", 24) == []
    for go in (cart, checkout):
        go(page)
        assert small_targets(page, ".button-main", 44) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_total_is_in_sight_wherever_one_looks(new_page: NewPage, width: int) -> None:
    page = new_page(width=width, height=640)
    for step in STEPS:
        page.goto(f"{BUILD}?bun=sesame&patties.beef=1&step={step}")
        height = page.evaluate("document.documentElement.scrollHeight")
        for place in (0, height // 2, height):
            page.evaluate("top => scrollTo({top, behavior: 'instant'})", place)
            expect(page.locator(".bar-total .price").first).to_be_in_viewport()


def test_nothing_that_costs_is_chosen_for_the_shopper(page: Page) -> None:
    for step in STEPS:
        page.goto(f"{BUILD}?step={step}")
        ticked = page.locator("#builder input:checked").all()
        assert [each.get_attribute("value") for each in ticked if each.input_value()] == []
    assert Builder(page).total() == "₩4,900"


def test_every_option_that_can_be_had_says_what_it_changes(page: Page) -> None:
    for step in STEPS:
        page.goto(f"{BUILD}?bun=sesame&patties.beef=1&step={step}")
        for option in page.locator("label.option:not(:has(input:checked))").all():
            assert option.locator(".option-price").inner_text(), option.inner_text()


def test_a_limit_is_said_before_it_is_met(page: Page) -> None:
    page.goto(f"{BUILD}?step=sauce")
    expect(page.locator(".group-limit")).to_contain_text("up to 3")


def test_choosing_changes_the_page_in_place(page: Page) -> None:
    builder = Builder(page).open()
    page.evaluate("() => { window.sameDocument = true; }")
    builder.take("bun", "brioche")
    builder.go("patty")
    assert page.evaluate("() => window.sameDocument === true")
    expect(page.locator(".summary")).to_contain_text("Brioche")
