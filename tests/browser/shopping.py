"""What shoppers do, in short words: take an option, move on, order."""

import re

from playwright.sync_api import Locator, Page, expect

MENU = "/burger-bar/"
BUILD = "/burger-bar/burger/build"


class Fingers:
    """Counts the clicks of a shopper."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()


class Builder:
    """The builder, on a page with scripts or without."""

    def __init__(self, page: Page, scripts: bool = True, address: str = BUILD) -> None:
        self.page = page
        self._scripts = scripts
        self._address = address

    def open(self, query: str = "") -> "Builder":
        self.page.goto(f"{self._address}?{query}" if query else self._address)
        return self

    def option(self, name: str, value: str) -> Locator:
        return self.page.locator(f'label:has(input[name="{name}"][value="{value}"])')

    def take(self, name: str, value: str) -> None:
        """Take an option that can be had."""
        self.option(name, value).click()
        if not self._scripts:
            self.page.locator(".builder-update button").click()
        self.expect_chosen(name, value)

    def expect_chosen(self, name: str, value: str) -> None:
        expect(self.page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()
        expect(self.page).to_have_url(re.compile(rf"[?&]{re.escape(name)}={value}(&|$)"))

    def search(self, group: str, text: str) -> None:
        """Search a long list until only a few finds are left."""
        self.page.locator(f"#{group}--search").fill(text)
        if not self._scripts:
            self.page.locator(f"#{group}--found .finder-apply").click()
        expect(self.page.locator(f"#{group}--count")).to_have_text(re.compile("^[1-9] of "))
        if self._scripts:
            # Leaving the field asks once more; a person is not quicker than that answer.
            self.page.locator(f"#{group}--search").blur()
            self.page.wait_for_load_state("networkidle")

    def blocked(self, value: str) -> Locator:
        """The button of a blocked option, by what it wants."""
        return self.page.locator(f'button[name="want"][value="{value}"]')

    def want(self, value: str) -> None:
        self.blocked(value).click()
        expect(self.page.locator("#offer h3")).to_be_visible()

    def repairs(self) -> Locator:
        return self.page.locator("#offer .plate:not(.plate-kept) a")

    def go(self, step: str) -> None:
        self.page.locator(f"#step-{step}").click()
        expect(self.page.locator(f"#step-{step}")).to_have_attribute("aria-current", "step")

    def finish(self) -> None:
        """Finish it for me, and take what is proposed."""
        self.page.locator("#finish").click()
        self.repairs().first.click()
        expect(self.page.locator("#finish")).to_have_count(0)

    def to_check(self) -> None:
        self.go("finish")
        self.page.locator("#to-check").click()
        expect(self.page).to_have_url(re.compile("/check"))

    def total(self) -> str:
        return self.page.locator(".bar-total .price").first.inner_text()


def preset(page: Page, preset_id: str) -> Locator:
    """The card of a preset on the menu."""
    return page.locator(f'.preset:has(input[name="preset"][value="{preset_id}"])')


def choose_a_time(page: Page) -> None:
    """Where the shop is closed now, take the first pickup time there is."""
    times = page.locator("#when")
    if times.input_value() == "":
        times.select_option(index=1)


def say_who(page: Page) -> None:
    page.fill("#name", "Mina Kim")
    page.fill("#email", "mina@example.com")
    choose_a_time(page)


def order_what_is_in_the_cart(page: Page, fingers: Fingers) -> str:
    """From the cart to the order; gives the number to say at the counter."""
    fingers.click(page.locator("#to-checkout"))
    say_who(page)
    fingers.click(page.locator("#place"))
    expect(page).to_have_url(re.compile("/orders/"))
    return page.locator(".order-number strong").inner_text()
