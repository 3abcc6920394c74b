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


def share(page: Page) -> None:
    Builder(page).open("bun=rice").page.locator("#share").click()
    expect(page.locator("#share-link")).to_be_visible()


def avoiding(address: str) -> Way:
    """A page as somebody sees it who avoids milk and sesame."""

    def go(page: Page) -> None:
        page.goto("/burger-bar/profile")
        for each in ("milk", "sesame"):
            page.locator(f'input[value="{each}"]').check()
        page.locator("#keep-profile").click()
        page.goto(address)
        expect(page.locator("main h1, .masthead h1").first).to_be_visible()

    return go


def forget_profile(page: Page) -> None:
    """Last of those with a profile: the pages after them are anybody's again."""
    avoiding(MENU)(page)
    page.locator("#forget-profile").click()
    expect(page.locator("#forget-profile")).to_have_count(0)


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
    "check, in conflict": at(f"/burger-bar/burger/check?{CONFLICT}"),
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
    "share": share,
    "no such link": at("/s/22222222"),
    "profile": at("/burger-bar/profile"),
    "profile, ticked": avoiding("/burger-bar/profile"),
    "menu, with a profile": avoiding(MENU),
    "builder, with a profile": avoiding(f"{BUILD}?step=cheese"),
    "builder, nothing suits": avoiding(f"{BUILD}?bun=sesame&cheese.swiss=1&step=cheese"),
    "check, not for the profile": avoiding("/burger-bar/burger/check?bun=sesame"),
    "profile, forgotten": forget_profile,
    "sign in": at("/staff/sign-in"),
    "sign in, code": at("/staff/sign-in/code"),
}


NOTEBOOK = "/laptop/notebook/build"
TOWER = "/pc/tower/build"
PC = "cpu=ryzen-5-9600x&graphics=asus-rtx-5060-dual-8-gb"


def filters_open(page: Page) -> None:
    page.goto(f"{TOWER}?{PC}&step=board&find.board:q=wifi&find.board:socket=am5")
    page.locator("#board .filter summary").first.click()
    expect(page.locator("#board .filter-panel").first).to_be_visible()


def pc_finished(page: Page) -> None:
    builder = Builder(page, address=TOWER).open(PC)
    builder.finish()


def pc_check(page: Page) -> None:
    pc_finished(page)
    page.goto(page.url.replace("/build?", "/check?"))
    expect(page.locator("#cart-form")).to_be_visible()


def pc_compared(page: Page) -> None:
    pc_finished(page)
    page.locator("#compare").click()
    page.locator(".compare-candidates a").first.click()
    expect(page.locator(".compare-table thead th")).to_have_count(2)


def pc_shared(page: Page) -> None:
    Builder(page, address=TOWER).open(PC).page.locator("#share").click()
    expect(page.locator("#share-link")).to_be_visible()


def pc_in_the_cart(page: Page) -> None:
    pc_check(page)
    page.locator("#cart-form .button-main").click()
    expect(page.locator(".cart-line").first).to_be_visible()


def pc_ordered(page: Page) -> None:
    pc_in_the_cart(page)
    page.locator("#to-checkout").click()
    say_who(page)
    page.locator("#place").click()
    expect(page.locator(".order-number")).to_be_visible()


TOWER_STEPS = (
    *("processor", "board", "memory", "graphics", "storage", "case", "power", "cooling"),
    "finish",
)
NOTEBOOK_STEPS = ("body", "speed", "extras")

COMPUTERS: Mapping[str, Way] = {
    "PC menu": at("/pc/"),
    "laptop menu": at("/laptop/"),
    **{f"PC, {step}": at(f"{TOWER}?{PC}&step={step}") for step in TOWER_STEPS},
    **{f"laptop, {step}": at(f"{NOTEBOOK}?model=y14&step={step}") for step in NOTEBOOK_STEPS},
    "PC, filters open": filters_open,
    "PC, nothing found": at(f"{TOWER}?step=graphics&find.graphics:q=no+such+thing"),
    "PC, two drives": at(f"{TOWER}?drive-1=taken&drive-2=taken&step=storage"),
    "PC, not checked": at(f"{TOWER}?{PC}&psu=corsair-cx650-2023&step=power"),
    "PC, a wish": at(
        f"{TOWER}?case=fractal-design-terra&step=graphics&find.graphics:q=gaming+trio"
        "&want=graphics:msi-rtx-5070-ti-gaming-trio-oc-16-gb"
    ),
    "PC, a conflict": at(
        f"{TOWER}?cpu=core-i9-14900k&psu=corsair-cx750-2023&graphics=zotac-rtx-5090-solid-32-gb"
    ),
    "PC, within a budget": at(f"{TOWER}?aim=gaming&budget=150000"),
    "PC, a budget too small": at(f"{TOWER}?{PC}&aim=office&budget=20000"),
    "PC, finished": pc_finished,
    "PC, check": pc_check,
    "PC, compared": pc_compared,
    "PC, shared": pc_shared,
    "PC, cart": pc_in_the_cart,
    "PC, order": pc_ordered,
    "PC, profile": at("/pc/profile"),
}


def ticket(page: Page) -> None:
    page.goto("/pc/staff/kitchen")
    page.locator('a[href$="/ticket"]').first.click()
    page.wait_for_url("**/ticket")


WORKSHOP: Mapping[str, Way] = {
    "workshop": at("/pc/staff/kitchen"),
    "workshop, orders": at("/pc/staff/orders"),
    "workshop, ticket": ticket,
    "workshop, rules": at("/pc/staff/rules"),
    "workshop, stock": at("/pc/staff/stock"),
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
