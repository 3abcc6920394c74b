"""Computers put together in a browser: by one's own choices, by the shop, and mended."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct, live_product
from tests.browser.conftest import NewPage
from tests.browser.shopping import Builder
from tests.support.web import LiveServer

BUILD = "/pc/tower/build"
PARTS = (
    ("cpu", "ryzen-5-9600x", "Ryzen 5 9600X"),
    ("board", "asrock-b850m-pro-a-wifi", "B850M PRO-A WIFI"),
    ("memory", "crucial-pro-oc-2x16-gb-ddr5-6000", "Crucial Pro OC 2x16"),
    ("graphics", "asus-rtx-5060-dual-8-gb", "ASUS RTX 5060 Dual"),
    ("case", "fractal-design-north", "Fractal Design North"),
    ("psu", "seasonic-core-gx-750-2024", "Seasonic Core GX 750"),
    ("cooler", "arctic-freezer-36", "ARCTIC Freezer 36"),
)
"""What somebody chooses in each long list, and what they search for to find it."""

LONG_CARD = "msi-rtx-5070-ti-gaming-trio-oc-16-gb"
HUNGRY = "cpu=core-i9-14900k&graphics=zotac-rtx-5090-solid-32-gb&psu=corsair-cx750-2023"
SMALL = "cpu=ryzen-5-9600x&board=asrock-b650i-lightning-wifi&case=fractal-design-terra"


@pytest.fixture(scope="module")
def tower(computer_server: LiveServer) -> LiveProduct:
    with computer_server.database.reading() as session:
        live = live_product(session, "pc", "tower")
    assert live is not None
    return live


def step_of(live: LiveProduct, path: str) -> str:
    return next(step.id for step in live.product.steps if path in step.groups)


def choose_everything(builder: Builder, live: LiveProduct) -> None:
    """Every part by its name, no second kit, no drive; then the system and the assembly."""
    for path, option, words in PARTS:
        if step_of(live, path) != live.product.steps[0].id:
            builder.go(step_of(live, path))
        builder.search(path, words)
        builder.take(path, option)
    builder.go("finish")
    builder.take("system", "own")
    builder.take("service", "assembled")


def put_in_the_cart(builder: Builder) -> None:
    """Over the check page; the total stays what it was."""
    page, total = builder.page, builder.total()
    builder.to_check()
    expect(page.locator(".prices tfoot .price")).to_have_text(total)
    page.locator("#cart-form .button-main").click()
    expect(page).to_have_url(re.compile("/pc/cart"))
    expect(page.locator(".cart-total .price")).to_have_text(total)


def choices_of(page: Page, live: LiveProduct) -> set[Choice]:
    """The choices in the page's address."""
    pairs = parse_qsl(urlsplit(page.url).query)
    return {Choice(name, value) for name, value in pairs if name in live.judge.groups}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pc_comes_from_nothing_to_the_cart_by_ones_own_choices(
    computer_page: NewPage, tower: LiveProduct, scripts: bool
) -> None:
    page = computer_page(scripts=scripts)
    page.goto("/pc/")
    page.locator(".build a.button-main").click()
    builder = Builder(page, scripts, BUILD)
    choose_everything(builder, tower)
    assert {Choice(path, option) for path, option, _ in PARTS} <= choices_of(page, tower)
    put_in_the_cart(builder)
    for name in ("Ryzen 5 9600X", "RTX 5060 Dual", "Fractal Design North"):
        expect(page.locator(".cart-line")).to_contain_text(name)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pc_is_finished_for_the_shopper(
    computer_page: NewPage, tower: LiveProduct, scripts: bool
) -> None:
    builder = Builder(computer_page(scripts=scripts), scripts, BUILD)
    builder.open("cpu=ryzen-5-9600x&graphics=asus-rtx-5060-dual-8-gb")
    builder.finish()
    chosen = choices_of(builder.page, tower)
    assert {each.option for each in chosen} >= {"ryzen-5-9600x", "asus-rtx-5060-dual-8-gb"}
    assert tower.judge.violations(chosen) == ()
    put_in_the_cart(builder)


def test_a_card_too_long_for_the_case_is_mended_three_ways_or_the_case_kept(
    computer_page: NewPage, tower: LiveProduct
) -> None:
    builder = Builder(computer_page(), address=BUILD)
    page = builder.page
    wish = f"{SMALL}&step={step_of(tower, 'graphics')}&find.graphics:q=gaming+trio"
    builder.open(wish).want(f"graphics:{LONG_CARD}")
    before = choices_of(page, tower)
    expect(page.locator("#offer .offer-sentence").first).to_contain_text("Fractal Design Terra")
    page.locator("#offer .plate-kept a").click()
    expect(page.locator("#offer")).to_have_count(0)
    assert choices_of(page, tower) == before
    builder.want(f"graphics:{LONG_CARD}")
    builder.repairs().first.click()
    builder.expect_chosen("graphics", LONG_CARD)
    expect(page.locator("#offer")).to_have_count(0)
    given_up = before - choices_of(page, tower)
    assert given_up == {Choice("case", "fractal-design-terra")}
    cases = {each.option for each in choices_of(page, tower) if each.group == "case"}
    for number in (1, 2):
        builder.open(wish).want(f"graphics:{LONG_CARD}")
        expect(builder.repairs()).to_have_count(3)
        builder.repairs().nth(number).click()
        expect(page.locator("#offer")).to_have_count(0)
        now = choices_of(page, tower)
        cases |= {each.option for each in now if each.group == "case"}
        assert any(each.group == "graphics" for each in now)
    assert len(cases) == 3
    builder.open(wish).want(f"graphics:{LONG_CARD}")
    builder.repairs().first.click()
    builder.finish()
    whole = choices_of(page, tower)
    assert Choice("graphics", LONG_CARD) in whole
    assert tower.judge.violations(whole) == ()


def test_more_than_the_supply_can_feed_is_mended_in_each_of_three_ways(
    computer_page: NewPage, tower: LiveProduct
) -> None:
    builder = Builder(computer_page(), address=BUILD)
    page = builder.page
    hungry = {Choice(*pair) for pair in parse_qsl(HUNGRY)}
    given_up = set()
    for number in range(3):
        builder.open(HUNGRY)
        expect(builder.repairs()).to_have_count(3)
        builder.repairs().nth(number).click()
        expect(page.locator("#offer")).to_have_count(0)
        given_up.add(frozenset(each.group for each in hungry - choices_of(page, tower)))
        builder.finish()
        assert tower.judge.violations(choices_of(page, tower)) == ()
    assert given_up == {frozenset({path}) for path in ("cpu", "graphics", "psu")}


def test_a_long_list_is_narrowed_down_and_one_of_it_chosen_by_keyboard_alone(
    computer_page: NewPage, tower: LiveProduct
) -> None:
    page = computer_page()
    page.goto(f"{BUILD}?cpu=ryzen-5-9600x&step={step_of(tower, 'board')}")
    page.locator("#board--search").focus()
    page.keyboard.type("wifi")
    expect(page.locator("#board--count")).to_have_text(re.compile("[0-9]+ of 62 found"))
    found = int(page.locator("#board--count").inner_text().split()[0])
    tab_to(page, "#board .filter summary >> nth=1")
    page.keyboard.press("Enter")
    tab_to(page, '#board input[value="itx"]')
    page.keyboard.press("Space")
    expect(page.locator("#board--count")).not_to_have_text(f"{found} of 62 found")
    expect(page.locator('#board input[value="itx"]')).to_be_focused()
    narrowed = int(page.locator("#board--count").inner_text().split()[0])
    assert 1 < narrowed <= 12 < found
    tab_to(page, '#board .option input[type="radio"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("[?&]board="))
    [board] = [each.option for each in choices_of(page, tower) if each.group == "board"]
    expect(page.locator(f'input[name="board"][value="{board}"]')).to_be_focused()
    assert "find.board:q=wifi" in page.url
    assert tower.judge.fact(Choice("board", board), "size") == "itx"


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until something is focused that the selector finds."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if any(
            it.evaluate("it => it === document.activeElement")
            for it in page.locator(selector).all()
        ):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_two_computers_are_compared_and_one_of_them_gone_on_with(
    computer_page: NewPage, tower: LiveProduct
) -> None:
    builder = Builder(computer_page(), address=BUILD)
    page = builder.page
    builder.open("cpu=ryzen-5-9600x&graphics=asus-rtx-5060-dual-8-gb")
    builder.finish()
    mine = choices_of(page, tower)
    page.locator("#compare").click()
    page.locator(".compare-candidates a").first.click()
    table = page.locator(".compare-table")
    expect(table.locator("thead th")).to_have_count(2)
    expect(table).to_contain_text("Ryzen 5 9600X")
    expect(table).to_contain_text("Price")
    page.locator(".compare-actions .button-main").first.click()
    expect(page).to_have_url(re.compile("/build"))
    assert choices_of(page, tower) == mine
