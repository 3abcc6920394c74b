"""Every page of the product, in every state that people meet, and how to get there."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from tests.browser.shopping import BUILD, MENU, Builder, choose_a_time, preset, say_who

Way = Callable[[Page], None]

CLASSIC = "bun=sesame&patties.tofu=1&cheese=-&toppings=-&sauces=-&set=-&serve=wrap&cut=-"
CONFLICT = "bun=wrap&serve=here"
STEPS = ("bun", "patty", "cheese", "toppings", "sauce", "set", "finish")


def at(address: str) -> Way:
    """Simply open an address."""

    def go(page: Page) -> None:
        page.goto(address)

    return go


def menu_asking(page: Page) -> None:
    page.goto(MENU)
    preset(page, "double-smoke").locator("summary").click()


def offer_open(page: Page) -> None:
    Builder(page).open("bun=wrap&step=finish").want("serve:here")


def finish_offered(page: Page) -> None:
    Builder(page).open("bun=rice").page.locator("#finish").click()
    expect(page.locator("#offer")).to_be_visible()


def cart(page: Page) -> None:
    page.goto(MENU)
    preset(page, "hanip").locator(".preset-direct button").click()
    expect(page.locator(".cart-line")).to_have_count(1)


def cart_receipt(page: Page) -> None:
    cart(page)
    page.locator(".receipt summary").first.click()


def checkout(page: Page) -> None:
    cart(page)
    page.locator("#to-checkout").click()
    expect(page.locator("#place")).to_be_visible()


def checkout_at_a_table(page: Page) -> None:
    checkout(page)
    page.locator('label:has(input[value="table"])').click()


def checkout_with_errors(page: Page) -> None:
    checkout(page)
    choose_a_time(page)
    page.locator("#place").click()
    expect(page.locator(".error-summary")).to_be_visible()


def order(page: Page) -> None:
    checkout(page)
    say_who(page)
    page.locator("#place").click()
    expect(page.locator(".order-number")).to_be_visible()


def already_placed(page: Page) -> None:
    order(page)
    page.goto("/burger-bar/checkout")


SHOPPERS: Mapping[str, Way] = {
    "menu": at(MENU),
    "menu, a preset asking": menu_asking,
    **{f"builder, {step}": at(f"{BUILD}?bun=sesame&patties.beef=1&step={step}") for step in STEPS},
    "builder, set taken": at(f"{BUILD}?bun=sesame&set=taken&step=set"),
    "builder, offer open": offer_open,
    "builder, conflict": at(f"{BUILD}?{CONFLICT}&step=finish"),
    "builder, finish offered": finish_offered,
    "builder, complete": at(f"{BUILD}?{CLASSIC}&step=finish"),
    "builder, an old link": at(f"{BUILD}?bun=cronut&patties.beef=1&r=1"),
    "builder, a broken link": at(f"{BUILD}?bun=sesame&toppings.onion=-1"),
    "check": at(f"/burger-bar/burger/check?{CLASSIC}"),
    "check, something missing": at("/burger-bar/burger/check?bun=sesame"),
    "cart": cart,
    "cart, receipt open": cart_receipt,
    "cart, empty": at("/burger-bar/cart"),
    "checkout": checkout,
    "checkout, at a table": checkout_at_a_table,
    "checkout with errors": checkout_with_errors,
    "order": order,
    "order, already placed": already_placed,
    "no such page": at("/burger-bar/pizza/build"),
    "sign in": at("/staff/sign-in"),
    "sign in, code": at("/staff/sign-in/code"),
}


def rule_with_a_mistake(page: Page) -> None:
    page.goto("/burger-bar/staff/rules/burger/new")
    page.fill("#text", "bun is wrop excludes serve is here")
    expect(page.locator("#feedback mark")).to_be_visible()
    page.locator(".form-actions .button-main").click()
    expect(page.locator(".error-summary")).to_be_visible()


def changes_that_break(page: Page) -> None:
    page.goto("/burger-bar/staff/rules/burger/wrap-not-on-board")
    page.fill("#text", "patties has mushroom excludes cheese has swiss")
    page.locator(".form-actions .button-main").click()
    page.wait_for_url("**/staff/rules**")
    page.goto("/burger-bar/staff/changes")
    expect(page.locator(".broken")).to_be_visible()


def trying(page: Page) -> None:
    changes_that_break(page)
    page.locator('form[action*="/staff/try/"] button').first.click()
    expect(page.locator(".trying")).to_be_visible()


STAFF: Mapping[str, Way] = {
    "staff": at("/burger-bar/staff/"),
    "orders": at("/burger-bar/staff/orders"),
    "kitchen": at("/burger-bar/staff/kitchen"),
    "rules": at("/burger-bar/staff/rules"),
    "a rule": at("/burger-bar/staff/rules/burger/wrap-not-on-board"),
    "a rule with a mistake": rule_with_a_mistake,
    "changes, none": at("/burger-bar/staff/changes"),
    "changes that break": changes_that_break,
    "trying one's changes": trying,
    "stock": at("/burger-bar/staff/stock"),
    "refusals": at("/burger-bar/staff/refusals"),
}
