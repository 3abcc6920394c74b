"""One price, wherever it is read: from the builder to the order that is given again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from configurator.messages.models import OutboxMessage
from configurator.orders.models import Order
from tests.browser.axe import what_axe_says
from tests.browser.conftest import NewPage, visitors_of
from tests.browser.priced_shop import publish_counters
from tests.browser.shopping import Builder, choose_a_time, preset
from tests.browser.staffing import sign_in
from tests.support import databases
from tests.support.browsers import watched_page
from tests.support.web import LiveServer, running_server

MENU = "/counter/"
BUILD = "/counter/meal/build"
SET = "burger=beef&side=fries&drink=cola"

Way = Callable[[Page, bool], int]
"""Comes to the check page, and gives the total that was read in the builder."""


@pytest.fixture(scope="module")
def counter(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("counter")
    with databases.sqlite_copy(sqlite_template, folder / "shop.db") as database:
        publish_counters(database)
        with running_server(database, folder) as server:
            yield server


@pytest.fixture
def visit(browser: Browser, counter: LiveServer) -> Iterator[NewPage]:
    """Makes another visitor of the counters, as `new_page` does."""
    with visitors_of(counter, browser) as make:
        yield make


@pytest.fixture(scope="module")
def staff(browser: Browser, counter: LiveServer) -> Iterator[Page]:
    with watched_page(browser, base_url=counter.url) as page:
        sign_in(page, counter.database)
        yield page


def won(words: str) -> int:
    """The last amount of money in some words: ₩8,500 or 8,500원."""
    found = re.findall(r"₩[\d,]+|[\d,]+원", words)[-1]
    return int(found.strip("₩원").replace(",", ""))


def from_the_menu(page: Page, scripts: bool) -> int:
    """The preset as it is, through the builder."""
    page.goto(MENU)
    preset(page, "set-three").locator("a").click()
    total = won(Builder(page, scripts).total())
    Builder(page, scripts).to_check()
    return total


def tap_by_tap(page: Page, scripts: bool) -> int:
    """The same, chosen from the end to the beginning."""
    builder = Builder(page, scripts, BUILD).open("step=finish")
    builder.take("drink", "cola")
    builder.go("food")
    builder.take("side", "fries")
    builder.take("burger", "beef")
    total = won(builder.total())
    builder.to_check()
    return total


def by_a_hint(page: Page, scripts: bool) -> int:
    """One change away, and the link that says so."""
    builder = Builder(page, scripts, BUILD).open("burger=beef&side=salad&drink=cola")
    near = page.locator("a.preset-hint")
    before = won(builder.total())
    more = won(near.locator(".price").inner_text())
    near.click()
    expect(page.locator(".preset-met")).to_be_visible()
    assert won(builder.total()) == before - more
    total = won(builder.total())
    builder.to_check()
    return total


def by_link(page: Page, _scripts: bool) -> int:
    page.goto(f"{BUILD}?{SET}&step=finish")
    total = won(page.locator(".bar-total .price").first.inner_text())
    page.goto(f"/counter/meal/check?{SET}")
    return total


def total_of(page: Page) -> int:
    return won(page.locator(".total-row .price, .cart-total .price").first.inner_text())


def put_in_the_cart(page: Page) -> int:
    """From the check page to the cart; gives the total that the check page said."""
    told = won(page.locator(".prices tfoot .price").inner_text())
    assert won(page.locator("#cart-form .price").inner_text()) == told
    page.locator("#cart-form button.button-main").click()
    expect(page).to_have_url(re.compile("/cart"))
    return told


def order_it(page: Page) -> int:
    """From the cart to the order; gives the total that the checkout said."""
    page.locator("#to-checkout").click()
    told = total_of(page)
    page.fill("#name", "Mina Kim")
    page.fill("#email", "mina@example.com")
    choose_a_time(page)
    page.locator("#place").click()
    expect(page).to_have_url(re.compile("/orders/"))
    return told


def placed(counter: LiveServer, page: Page) -> tuple[int, str]:
    """The id of the order on a page, and the message that was written about it."""
    token = page.url.partition("?")[0].rpartition("/")[2]
    with counter.database.reading() as session:
        order = session.scalars(select(Order).where(Order.token == token)).one()
        mails = session.scalars(select(OutboxMessage)).all()
        return order.id, next(each.body for each in mails if token in each.body)


@pytest.mark.parametrize(
    ("way", "width", "language", "scripts"),
    [
        (from_the_menu, 1280, "en", True),
        (tap_by_tap, 360, "ko", True),
        (tap_by_tap, 1280, "en", False),
        (by_a_hint, 360, "en", True),
    ],
)
def test_a_set_costs_the_same_wherever_its_price_is_read(
    visit: NewPage,
    staff: Page,
    counter: LiveServer,
    way: Way,
    width: int,
    language: str,
    scripts: bool,
) -> None:
    page = visit(width=width, language=language, scripts=scripts)
    told = {"builder": way(page, scripts)}
    told["check"] = put_in_the_cart(page)
    expect(page.locator(".cart-line")).to_have_count(1)
    told["line"] = won(page.locator(".cart-line-head .price").inner_text())
    told["cart"] = total_of(page)
    told["checkout"] = order_it(page)
    told["ordered line"] = won(page.locator(".order-line .price").first.inner_text())
    told["order"] = total_of(page)
    number, mail = placed(counter, page)
    told["mail"] = won(next(row for row in mail.splitlines() if row.startswith(("In all", "합계"))))
    staff.goto(f"/counter/staff/orders/{number}/ticket")
    told["ticket"] = won(staff.locator(".ticket-facts").last.inner_text())
    page.locator('form[action$="/again"] button').click()
    expect(page).to_have_url(re.compile("/cart"))
    told["ordered again"] = total_of(page)
    assert told == dict.fromkeys(told, 8500)


def test_a_preset_and_the_same_by_taps_are_one_line_of_the_cart(visit: NewPage) -> None:
    page = visit()
    tap_by_tap(page, True)
    put_in_the_cart(page)
    page.goto(MENU)
    card = preset(page, "set-three")
    card.locator("summary").click()
    card.locator('label:has(input[value="cola"])').click()
    card.locator("form button").click()
    expect(page.locator(".cart-line")).to_have_count(1)
    expect(page.locator(".quantity-now")).to_have_value("2")
    assert total_of(page) == 17000


def test_an_order_with_a_coupon_adds_up_the_same_everywhere(
    visit: NewPage, staff: Page, counter: LiveServer
) -> None:
    page = visit(width=360)
    by_link(page, True)
    put_in_the_cart(page)
    page.fill("#code", "welcome")
    page.locator(".code-form button").click()
    expect(page.locator(".code-list")).to_be_visible()
    told = {"cart": total_of(page), "checkout": order_it(page), "order": total_of(page)}
    lines = [won(each) for each in page.locator(".order-line > .row .price").all_inner_texts()]
    assert lines == [8500]
    number, mail = placed(counter, page)
    told["mail"] = won(next(row for row in mail.splitlines() if row.startswith("In all")))
    assert "1,000 off: -₩1,000" in mail
    staff.goto(f"/counter/staff/orders/{number}/ticket")
    told["ticket"] = won(staff.locator(".order-amounts .price").nth(2).inner_text())
    assert told == dict.fromkeys(told, 7500)


def test_with_cider_the_set_costs_what_cider_costs_more(visit: NewPage) -> None:
    page = visit()
    builder = Builder(page, True, BUILD).open(f"{SET}&step=finish")
    expect(builder.option("drink", "cider").locator(".option-price")).to_have_text("+₩300")
    builder.take("drink", "cider")
    expect(page.locator(".preset-met")).to_contain_text("Set 3")
    assert won(builder.total()) == 8800


def test_the_price_of_a_set_is_seen_going_before_it_goes(visit: NewPage) -> None:
    page = visit()
    builder = Builder(page, True, BUILD).open(f"{SET}&step=food")
    group = page.locator("fieldset#side")
    expect(group.locator(".group-keeping")).to_contain_text("Set 3: ₩1,200 off")
    # Fries cost 2,200, of which the set takes off 1,200.
    expect(builder.option("side", "-").locator(".option-price")).to_have_text("-₩1,000")
    builder.take("side", "-")
    expect(page.locator("#announcement")).to_contain_text("no longer has the price of our Set 3")
    expect(page.locator(".preset-met")).to_have_count(1)  # beef burger and cola, at no other price
    assert won(builder.total()) == 7500


@pytest.mark.parametrize(("width", "language"), [(360, "ko"), (1280, "en")])
def test_pages_with_prices_of_now_are_whole_and_accessible(
    visit: NewPage, width: int, language: str
) -> None:
    page = visit(width=width, language=language)
    for address in (
        "/airport/",
        f"/airport/meal/build?{SET}&sauces.aioli=normal&sauces.truffle=normal&step=food",
        "/airport/meal/build?burger=beef&side=salad&drink=cola&step=food",
        f"/airport/meal/check?{SET}&sauces.aioli=normal",
    ):
        page.goto(address)
        assert what_axe_says(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("scripts", [True, False])
def test_another_currency_holds_on_every_page(visit: NewPage, scripts: bool) -> None:
    page = visit(scripts=scripts)
    page.goto(f"/airport/meal/build?{SET}&step=food")
    expect(page.locator(".bar-total")).to_contain_text("₩8,000")
    expect(page.locator(".bar-figures")).to_contain_text("Opening week prices")
    page.locator("#currency-USD").click()
    expect(page.locator(".currency-chosen")).to_contain_text("US Dollar")
    expect(page.locator(".bar-total")).to_contain_text("$6.90 in all, before tax")
    page.goto(f"/airport/meal/check?{SET}")
    expect(page.locator(".prices tfoot")).to_contain_text("$6.90")
    page.locator("#cart-form button.button-main").click()
    expect(page.locator(".cart-line-head .price")).to_have_text("$6.90")
