"""What was chosen is never lost: refresh, Back, Undo, a copied link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.shopping import Builder

SCRIPTS = pytest.mark.parametrize("scripts", [True, False])


@SCRIPTS
def test_a_refresh_keeps_every_choice(new_page: NewPage, scripts: bool) -> None:
    builder = Builder(new_page(scripts=scripts), scripts).open()
    builder.take("bun", "rice")
    builder.go("toppings")
    builder.take("toppings.perilla", "extra")
    total = builder.total()
    builder.page.reload()
    builder.expect_chosen("toppings.perilla", "extra")
    assert builder.total() == total
    builder.go("bun")
    builder.expect_chosen("bun", "rice")


@SCRIPTS
def test_back_shows_the_step_before_as_it_was(new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    builder = Builder(page, scripts).open()
    builder.take("bun", "brioche")
    builder.go("patty")
    builder.take("patties.tofu", "1")
    builder.go("cheese")
    page.go_back()
    expect(page.locator("#step-patty")).to_have_attribute("aria-current", "step")
    builder.expect_chosen("patties.tofu", "1")
    if not scripts:
        page.go_back()  # an Update is a page of its own
    page.go_back()
    expect(page.locator("#step-bun")).to_have_attribute("aria-current", "step")
    builder.expect_chosen("bun", "brioche")


@SCRIPTS
def test_undo_takes_back_one_choice_after_the_other(new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    builder = Builder(page, scripts).open()
    builder.take("bun", "rice")
    builder.take("bun", "beet")
    page.locator("#undo").click()
    builder.expect_chosen("bun", "rice")
    page.locator("#undo").click()
    expect(page.locator('input[name="bun"]:checked')).to_have_count(0)
    expect(page.locator("#undo")).to_have_count(0)


def test_undo_survives_a_refresh(new_page: NewPage) -> None:
    page = new_page()
    builder = Builder(page).open()
    builder.take("bun", "rice")
    builder.take("bun", "beet")
    page.reload()
    page.locator("#undo").click()
    builder.expect_chosen("bun", "rice")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_shared_link_shows_the_same_to_somebody_else(new_page: NewPage, scripts: bool) -> None:
    builder = Builder(new_page(scripts=scripts), scripts).open()
    builder.take("bun", "rice")
    builder.go("cheese")
    builder.take("cheese.swiss", "2")
    total = builder.total()
    builder.page.locator("#share").click()
    link = builder.page.locator("#share-link").input_value()
    assert len(link) < 50
    other = Builder(new_page())
    other.page.goto(link)
    assert other.total() == total
    other.expect_chosen("bun", "rice")
    expect(other.page.locator(".summary")).to_contain_text("Emmental")


def test_within_a_step_a_choice_adds_nothing_to_the_history(page: Page) -> None:
    page.goto("/burger-bar/")
    page.locator(".build a.button-main").click()
    builder = Builder(page)
    for bun in ("rice", "beet", "sesame"):
        builder.take("bun", bun)
    page.go_back()
    expect(page).to_have_url(re.compile("/burger-bar/$"))
