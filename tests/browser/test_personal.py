"""What is typed and what somebody avoids: it works with and without scripts, and stays theirs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.shopping import BUILD, MENU, Builder
from tests.orders.diner import publish_diner
from tests.orders.flags import with_flags
from tests.support.web import LiveServer

FLAGGED = "bun=sesame&patty=beef&cheese=-&toppings.onion=normal&set=-&flag=paper"
CHECK = f"/diner/burger/check?{FLAGGED}"
BOTH = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def flags(live_server: LiveServer) -> None:
    publish_diner(live_server.database, with_flags())


@BOTH
@pytest.mark.usefixtures("flags")
def test_typed_text_goes_with_the_order_and_into_no_address(
    new_page: NewPage, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(CHECK)
    page.locator('[name="text:says"]').fill("Mina 7")
    page.locator("#cart-form .button-main").click()
    expect(page.locator(".cart-line")).to_contain_text("“Mina 7”")
    assert not [each for each in addresses if "Mina" in each]


@BOTH
@pytest.mark.usefixtures("flags")
def test_a_missing_text_is_told_first_and_then_taken(new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    page.goto(CHECK)
    page.locator("#cart-form .button-main").click()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").click()
    expect(page.locator('[name="text:says"]')).to_be_focused()
    page.keyboard.type("Jun")
    page.locator("#cart-form .button-main").click()
    expect(page.locator(".cart-line")).to_contain_text("“Jun”")


@pytest.mark.usefixtures("flags")
def test_it_is_counted_while_typing_and_nothing_is_cut_off(new_page: NewPage) -> None:
    page = new_page()
    page.goto(CHECK)
    box = page.locator('[name="text:says"]')
    counter = page.locator('[data-count-of="text--says"]')
    expect(counter).to_have_text("10 left")
    box.fill("🐶한글")
    expect(counter).to_have_text("7 left")
    box.fill("A very long wish")
    expect(counter).to_have_text("6 too many")
    expect(box).to_have_value("A very long wish")
    expect(page.locator("#announcement")).to_have_text("6 too many")


@BOTH
@pytest.mark.usefixtures("flags")
def test_what_was_typed_waits_while_something_is_changed(new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(CHECK)
    page.locator('[name="text:says"]').fill("Mina")
    page.locator(".summary-change button").first.click()
    Builder(page, scripts).take("bun", "brioche")
    page.locator("#to-check").click()
    assert not [each for each in addresses if "Mina" in each]
    expect(page.locator('[name="text:says"]')).to_have_value("Mina")
    page.locator("#cart-form .button-main").click()
    page.goto(CHECK)
    expect(page.locator('[name="text:says"]')).to_have_value("")


@BOTH
def test_a_profile_is_kept_heeded_and_forgotten_in_one_tap(
    new_page: NewPage, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    page.goto(f"{BUILD}?step=cheese")
    page.locator(".profile-line a").click()
    page.locator('.profile-choice:has(input[value="milk"])').click()
    page.locator("#keep-profile").click()
    expect(page).to_have_url(re.compile("/build\\?step=cheese"))
    expect(page.locator(".profile-line")).to_contain_text("no milk")
    cheddar = page.locator('button[name="want"][value^="cheese:cheddar"]')
    expect(cheddar).to_contain_text("Not for your profile")
    expect(cheddar).to_contain_text("contains milk")
    page.goto(MENU)
    expect(page.locator(".preset-unfit").first).to_contain_text("Not for your profile")
    page.locator("#forget-profile").click()
    expect(page).to_have_url(re.compile(f"{MENU}$"))
    expect(page.locator(".preset-unfit")).to_have_count(0)


def test_the_link_is_copied(new_page: NewPage) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{BUILD}?bun=rice")
    page.locator("#share").click()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#share-link").input_value()
