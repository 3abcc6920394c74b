"""Many clicks at once, wishes counted, the keyboard alone, and the narrowest screen."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from configurator.insight.refusals import refused
from tests.browser.conftest import NewPage
from tests.browser.shopping import BUILD, MENU, Builder, preset, say_who
from tests.support.web import LiveServer


def test_of_rapid_clicks_answered_out_of_order_the_last_one_wins(page: Page) -> None:
    builder = Builder(page).open()
    held: list[Route] = []
    page.route(re.compile("bun=rice"), lambda route: held.append(route))
    builder.option("bun", "rice").click()
    builder.option("bun", "beet").click()
    builder.expect_chosen("bun", "beet")
    for route in held:
        route.abort()
    page.unroute(re.compile("bun=rice"))
    for bun in ("sesame", "rice", "beet", "brioche", "sesame", "potato"):
        builder.option("bun", bun).click(no_wait_after=True)
    builder.expect_chosen("bun", "potato")
    page.reload()
    builder.expect_chosen("bun", "potato")


def times_refused(server: LiveServer, option: str) -> int:
    with server.database.reading() as session:
        rows = refused(session, "burger-bar")
    return sum(each.times for each in rows if each.refusal.option == option)


def test_three_taps_on_a_blocked_option_and_a_prefetch_count_three_refusals(
    page: Page, live_server: LiveServer
) -> None:
    builder = Builder(page).open("bun=wrap&step=finish")
    before = times_refused(live_server, "half")
    for _tap in range(3):
        builder.want("cut:half")
        page.locator("#offer .plate-kept a").click()
        expect(page.locator("#offer")).to_have_count(0)
    page.request.get(
        f"{BUILD}?bun=wrap&step=finish&want=cut:half", headers={"Sec-Purpose": "prefetch"}
    )
    wait_until(lambda: times_refused(live_server, "half") >= before + 3)
    time.sleep(0.3)  # a fourth, if it were counted, would be there by now
    assert times_refused(live_server, "half") == before + 3


def wait_until(condition: Callable[[], bool], patience_s: float = 30) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def press_until(page: Page, key: str, selector: str, most: int = 80) -> None:
    """Press a key until what has the focus matches."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {key}")


def test_a_preset_is_ordered_with_the_keyboard_alone(page: Page) -> None:
    page.goto(MENU)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "Tab", ".preset-direct button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/cart"))
    press_until(page, "Tab", "#to-checkout")
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_be_visible()
    press_until(page, "Tab", "#name")
    page.keyboard.type("Mina Kim")
    press_until(page, "Tab", "#phone")
    page.keyboard.type("010-1234-5678")
    press_until(page, "Shift+Tab", "#when")
    if page.locator("#when").input_value() == "":
        page.keyboard.press("ArrowDown")
    press_until(page, "Tab", "#place")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/orders/"))


def test_in_the_builder_the_focus_stays_where_it_was_and_is_never_hidden(
    new_page: NewPage,
) -> None:
    page = new_page(width=390, height=700)
    builder = Builder(page).open()
    press_until(page, "Tab", 'input[name="bun"]')
    for value in ("sesame", "brioche", "potato"):
        page.keyboard.press("Space" if value == "sesame" else "ArrowDown")
        builder.expect_chosen("bun", value)
        expect(page.locator(f'input[name="bun"][value="{value}"]')).to_be_focused()
    press_until(page, "Tab", "#to-patty")
    page.keyboard.press("Enter")
    expect(page.locator("#step-title")).to_be_focused()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_IN_SIGHT), page.locator(":focus").evaluate("it => it.outerHTML")


IS_IN_SIGHT = """() => {
  const focused = document.activeElement;
  const shown = focused.closest("label") || focused;
  const box = shown.getBoundingClientRect();
  const across = box.left + Math.min(box.width, innerWidth) / 2;
  return [0.2, 0.5, 0.8].some((part) => {
    const there = document.elementFromPoint(across, box.top + box.height * part);
    return there && (shown.contains(there) || there.contains(shown));
  });
}"""


def test_a_wish_moves_the_focus_to_its_answer_and_the_answer_is_announced(page: Page) -> None:
    builder = Builder(page).open("bun=wrap&step=finish")
    builder.want("serve:here")
    expect(page.locator("#offer")).to_be_focused()
    builder.repairs().first.click()
    builder.expect_chosen("serve", "here")
    expect(page.locator("#announcement")).to_contain_text(builder.total())


def test_mistakes_at_the_checkout_are_told_first_and_keep_what_was_entered(page: Page) -> None:
    page.goto(MENU)
    preset(page, "hanip").locator(".preset-direct button").click()
    page.locator("#to-checkout").click()
    say_who(page)
    page.fill("#name", "")
    page.fill("#email", "mina")
    page.locator("#place").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator("#email")).to_have_value("mina")
    for link in summary.locator("a").all():
        field = (link.get_attribute("href") or "").removeprefix("#")
        expect(page.locator(f"#{field}-error")).to_have_text(link.inner_text())
    summary.locator('a[href="#email"]').click()
    expect(page.locator("#email")).to_be_focused()
