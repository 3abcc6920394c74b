"""The owner changes a rule, sees what breaks, mends it, publishes, and takes it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.shopping import Builder
from tests.browser.staffing import CHANGES, RULES, STOCK, sign_in
from tests.support.web import LiveServer

RULE = "any of patties with vegan excludes any of cheese, sauces with milk is contains"
PRESETS_WITH_DAIRY = ("bean-cheddar", "rice-and-cap")


@pytest.fixture
def owner(new_page: NewPage, live_server: LiveServer) -> Page:
    page = new_page()
    sign_in(page, live_server.database)
    return page


def write_rule(owner: Page, text: str) -> None:
    """Type a new rule; what is wrong with it is marked while one types."""
    owner.goto(RULES)
    owner.get_by_role("link", name="Add a rule").first.click()
    owner.fill("#id", "vegan-no-dairy")
    owner.locator("#text").press_sequentially(text.replace("cheese", "chese"), delay=1)
    expect(owner.locator("#feedback mark")).to_have_text("chese")
    expect(owner.locator("#feedback .mistakes")).to_contain_text("cheese")
    owner.locator(".form-actions .button-main").click()
    expect(owner.locator(".error-summary")).to_be_focused()
    expect(owner).to_have_title(re.compile("^Error:"))
    expect(owner.locator("#text")).to_have_value(text.replace("cheese", "chese"))
    owner.fill("#text", text)
    expect(owner.locator("#feedback .good")).to_be_visible()
    owner.fill("#sentence_en", "A vegan patty comes without dairy.")
    owner.fill("#sentence_ko", "비건 패티에는 유제품을 넣지 않아요.")
    owner.locator(".form-actions .button-main").click()
    expect(owner.locator("#rule-burger-vegan-no-dairy")).to_contain_text("without dairy")


def test_a_rule_is_written_its_impact_seen_and_mended_published_and_taken_back(
    owner: Page, new_page: NewPage
) -> None:
    shopper = Builder(new_page()).open("bun=rice&patties.mushroom=1&cheese.swiss=1&step=toppings")
    shopper.take("toppings.perilla", "normal")
    write_rule(owner, RULE)

    # Nothing of it is live yet, and the owner sees what it would do.
    shopper.take("toppings.tomato", "normal")
    owner.goto(CHANGES)
    before, after = (
        int(each.replace(",", "")) for each in owner.locator(".before-after dd").all_inner_texts()
    )
    assert after < before
    broken = owner.locator(".broken > li")
    expect(broken).to_have_count(len(PRESETS_WITH_DAIRY))
    for each in PRESETS_WITH_DAIRY:
        mending = owner.locator(f'form[action*="/presets/{each}/mend"]')
        expect(broken.filter(has=mending)).to_contain_text("vegan-no-dairy")
    expect(owner.get_by_role("button", name="Publish my changes")).to_have_count(0)

    # Mended, it can be published.
    while owner.get_by_role("button", name="Mend it so").count():
        left = broken.count()
        owner.get_by_role("button", name="Mend it so").first.click()
        expect(broken).to_have_count(left - 1)
    owner.get_by_role("button", name="Publish my changes").click()
    expect(owner.locator(".table tbody tr").first).to_contain_text("live")

    # At the next click the shopper is told, and nothing is dropped in silence.
    shopper.option("toppings.rocket", "normal").click()
    expect(shopper.page.locator("#offer h3")).to_contain_text("do not go together")
    expect(shopper.page.locator("#offer")).to_contain_text("A vegan patty comes without dairy.")
    expect(shopper.page).to_have_url(re.compile("patties.mushroom=1&cheese.swiss=1"))
    expect(shopper.repairs().first).to_be_visible()

    # Rolled back, the same configuration holds again.
    owner.goto(CHANGES)
    owner.get_by_role("button", name="Make live again").first.click()
    expect(owner.locator("body")).to_contain_text("is live again")
    shopper.page.reload()
    expect(shopper.page.locator("#offer")).to_have_count(0)
    expect(shopper.page.locator(".summary")).to_contain_text("Emmental")


def test_an_ingredient_is_sold_out_in_two_taps_and_a_shopper_told_at_the_next_click(
    owner: Page, new_page: NewPage
) -> None:
    shopper = Builder(new_page()).open("bun=rice&step=bun")
    expect(shopper.option("bun", "beet")).to_be_visible()
    owner.goto("/burger-bar/staff/")
    owner.locator(f'a[href="{STOCK}"]').first.click()
    owner.locator("#item-rice-bun").get_by_role("button", name="Sold out").click()
    expect(owner.locator("#item-rice-bun .pill")).to_contain_text("Sold out")
    shopper.go("patty")
    expect(shopper.page.locator("#offer")).to_contain_text("Rice bun")
    expect(shopper.page.locator("#offer")).to_contain_text("sold out")
    expect(shopper.page).to_have_url(re.compile("bun=rice"))
    shopper.go("bun")
    expect(shopper.page.locator(".option-sold-out")).to_have_count(0)
    shopper.page.goto("/burger-bar/burger/build?bun=sesame&step=bun")
    expect(shopper.blocked("bun:rice")).to_contain_text("Sold out today")
    owner.locator("#item-rice-bun").get_by_role("button", name="It is back").click()
    shopper.page.reload()
    shopper.take("bun", "rice")


def test_a_change_is_tried_in_the_builder_before_anybody_else_sees_it(
    owner: Page, new_page: NewPage
) -> None:
    owner.goto(f"{RULES}/burger/wrap-not-on-board")
    owner.fill("#text", "bun is wrap excludes serve is box")
    owner.locator(".form-actions .button-main").click()
    owner.goto(CHANGES)
    owner.get_by_role("button", name="Try it in the builder").first.click()
    expect(owner.locator(".trying")).to_be_visible()
    Builder(owner).open("bun=wrap&step=finish")
    expect(Builder(owner).blocked("serve:box")).to_be_visible()
    shopper = Builder(new_page()).open("bun=wrap&step=finish")
    expect(shopper.blocked("serve:here")).to_be_visible()
    expect(shopper.blocked("serve:box")).to_have_count(0)
