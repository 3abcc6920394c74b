"""From the menu to the order, with scripts and without, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.shopping import MENU, Builder, Fingers, order_what_is_in_the_cart, preset

VISITORS = pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("ko", True), ("en", False), ("ko", False)]
)


@VISITORS
def test_a_preset_is_in_the_cart_in_two_clicks_and_ordered_in_five_more(
    new_page: NewPage, language: str, scripts: bool
) -> None:
    page = new_page(language=language, scripts=scripts, width=390, height=844)
    page.goto(MENU)
    expect(page.locator("html")).to_have_attribute("lang", language)
    fingers = Fingers()
    smoke = preset(page, "double-smoke")
    fingers.click(smoke.locator("summary"))
    fingers.click(smoke.locator(".preset-form button"))
    expect(page).to_have_url(re.compile("/cart"))
    expect(page.locator(".cart-line")).to_have_count(1)
    assert fingers.clicks == 2
    number = order_what_is_in_the_cart(page, fingers)
    assert re.fullmatch(r"\S+", number)
    assert fingers.clicks <= 2 + 5


@VISITORS
def test_a_burger_is_built_with_a_blocked_option_repaired_and_ordered(
    new_page: NewPage, language: str, scripts: bool
) -> None:
    page = new_page(language=language, scripts=scripts)
    page.goto(MENU)
    page.locator(".build a.button-main").click()
    builder = Builder(page, scripts)
    builder.take("bun", "wrap")
    builder.go("finish")
    builder.want("serve:here")
    expect(page.locator("#offer .plate-kept")).to_be_visible()
    assert page.locator("#offer .offer-sentence").first.inner_text()
    builder.repairs().first.click()
    builder.expect_chosen("serve", "here")
    assert "bun=wrap" not in page.url
    builder.finish()
    total = builder.total()
    builder.to_check()
    expect(page.locator(".prices tfoot .price")).to_have_text(total)
    page.locator(".check-form button").click()
    expect(page.locator(".cart-total .price")).to_have_text(total)
    order_what_is_in_the_cart(page, Fingers())
    expect(page.locator(".total-row .price")).to_have_text(total)


def test_the_cart_line_of_a_build_can_be_changed_and_keeps_its_place(new_page: NewPage) -> None:
    page = new_page()
    page.goto(MENU)
    for name in ("hanip", "shrimp-harbour"):
        preset(page, name).locator(".preset-direct button").click()
        expect(page).to_have_url(re.compile("/cart"))
        page.goto(MENU)
    page.goto("/burger-bar/cart")
    page.locator(".cart-line").first.get_by_role("link", name="Change").click()
    builder = Builder(page)
    builder.go("bun")
    builder.take("bun", "potato")
    builder.to_check()
    page.locator(".check-form button").click()
    expect(page.locator(".cart-line")).to_have_count(2)
    expect(page.locator(".cart-line").first).to_contain_text("Potato bun")


def test_after_placing_back_explains_and_orders_nothing_twice(new_page: NewPage) -> None:
    page = new_page()
    page.goto(MENU)
    preset(page, "hanip").locator(".preset-direct button").click()
    number = order_what_is_in_the_cart(page, Fingers())
    page.go_back()
    page.reload()
    expect(page.locator("h1")).to_have_text("Your order is placed")
    expect(page.locator("main")).to_contain_text(number)
