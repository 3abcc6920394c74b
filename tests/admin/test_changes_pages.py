"""Publishing one's own changes: consequences first, mending, going live, rolling back."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Shop
from configurator.publishing.live import live_number, live_shop
from tests.support.staff import SignedIn
from tests.support.web import ShopClient

STAFF = "/burger-bar/staff"
CHANGES = f"{STAFF}/changes"
Check = Callable[[TestResponse], Element]


@pytest.fixture
def owner(demo_shop: Shop, signed_in: SignedIn) -> ShopClient:
    return signed_in("owner", None)


def words(page: Element) -> str:
    return " ".join(" ".join(page.itertext()).split())


def add_rule(client: ShopClient, text: str, rule_id: str = "new-rule") -> None:
    answer = client.send_form(
        f"{STAFF}/rules/burger/new",
        {
            "id": rule_id,
            "text": text,
            "strength": "must",
            "sentence_ko": "오늘은 안 돼요.",
            "sentence_en": "Not today, says the new rule.",
        },
    )
    assert answer.status_code == 303, answer.text


def live_revision(database: Database) -> int | None:
    with database.reading() as session:
        return live_number(session, "burger-bar")


def test_without_changes_the_page_says_where_to_begin(owner: ShopClient, page_check: Check) -> None:
    assert "no changes waiting" in words(page_check(owner.get(CHANGES)))


def test_publishing_says_first_what_would_happen_and_then_does_it(
    owner: ShopClient, page_check: Check, database: Database
) -> None:
    add_rule(owner, "bun is not rice")
    told = words(page_check(owner.get(CHANGES)))
    assert "Can no longer be chosen at all" in told
    assert "Rice bun" in told
    before = live_revision(database)
    answer = owner.send_form(f"{CHANGES}/publish", {"note": "No rice today"})
    if answer.status_code == 422:
        # A preset stands on the rice bun: taking it off the menu lets the rest be published.
        for preset in _broken(owner):
            owner.send_form(f"{CHANGES}/presets/{preset}/pause")
        answer = owner.send_form(f"{CHANGES}/publish", {"note": "No rice today"})
    assert answer.status_code == 303
    assert live_revision(database) == (before or 0) + 1
    shopper = owner.application.test_client()
    page = shopper.get("/burger-bar/burger/build?want=bun:rice", headers={"Accept-Language": "en"})
    assert "says the new rule" in page.text


def _broken(client: ShopClient) -> list[str]:
    page = client.get(CHANGES).text
    marker = "/presets/"
    return sorted({part.split("/")[0] for part in page.split(marker)[1:]})


def test_a_preset_that_would_break_stops_publishing_until_it_is_mended(
    owner: ShopClient, page_check: Check, database: Database, demo_shop: Shop
) -> None:
    preset = next(each for each in demo_shop.presets if "bun" in each.choices)
    add_rule(owner, f"bun is not {preset.choices['bun']}")
    assert owner.send_form(f"{CHANGES}/publish").status_code == 422
    assert preset.name["en"] in words(page_check(owner.get(CHANGES)))
    while _broken(owner):
        broken = _broken(owner)[0]
        answer = owner.send_form(f"{CHANGES}/presets/{broken}/mend")
        assert answer.status_code == 303
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    with database.reading() as session:
        live = live_shop(session, "burger-bar")
    assert live is not None
    assert live.shop.preset(preset.id).choices["bun"] != preset.choices["bun"]


def test_rules_that_leave_nothing_to_order_cannot_be_published(
    owner: ShopClient, page_check: Check, database: Database
) -> None:
    add_rule(owner, "bun is brioche and bun is rice")
    before = live_revision(database)
    assert owner.send_form(f"{CHANGES}/publish").status_code == 422
    assert "contradict each other" in words(page_check(owner.get(CHANGES)))
    assert live_revision(database) == before


def test_nothing_of_a_colleagues_changes_goes_live(
    owner: ShopClient, demo_shop: Shop, signed_in: SignedIn, database: Database
) -> None:
    colleague = signed_in("editor", None)
    add_rule(colleague, "bun is not wrap", "colleagues-rule")
    add_rule(owner, "at most 5 of toppings", "owners-rule")
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    with database.reading() as session:
        live = live_shop(session, "burger-bar")
    assert live is not None
    ids = {rule.id for rule in live.shop.product("burger").rules}
    assert "owners-rule" in ids
    assert "colleagues-rule" not in ids


def test_an_editor_prepares_and_only_the_owner_publishes(
    demo_shop: Shop, signed_in: SignedIn
) -> None:
    editor = signed_in("editor", None)
    add_rule(editor, "at most 5 of toppings")
    assert editor.send_form(f"{CHANGES}/publish").status_code == 403


def test_rolling_back_brings_the_old_rules_back_as_a_new_revision(
    owner: ShopClient, demo_shop: Shop, database: Database
) -> None:
    first = live_revision(database)
    add_rule(owner, "at most 5 of toppings")
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    answer = owner.send_form(f"{CHANGES}/revisions/{first}/roll-back")
    assert answer.status_code == 303
    assert live_revision(database) == (first or 0) + 2
    with database.reading() as session:
        live = live_shop(session, "burger-bar")
    assert live is not None
    assert live.shop == demo_shop


def test_changes_are_tried_in_the_builder_by_oneself_alone(
    owner: ShopClient, page_check: Check
) -> None:
    add_rule(owner, "bun is not rice")
    answer = owner.send_form(f"{STAFF}/try/burger")
    assert (answer.status_code, answer.location) == (303, "/burger-bar/burger/build")
    address = "/burger-bar/burger/build?want=bun:rice"
    assert "says the new rule" in words(page_check(owner.get(address)))
    shopper = owner.application.test_client()
    assert "says the new rule" not in shopper.get(address).text
    owner.send_form(f"{STAFF}/try/stop")
    assert "says the new rule" not in owner.get(address).text


def test_a_cart_that_would_no_longer_hold_is_counted_before_publishing(
    owner: ShopClient, page_check: Check, demo_shop: Shop
) -> None:
    shopper = owner.application.test_client()
    assert isinstance(shopper, ShopClient)
    menu = page_check(shopper.get("/burger-bar/"))
    form = next(
        each
        for each in menu.iter("form")
        if each.get("action", "").endswith("/cart/lines")
        and not any(select.tag == "select" for select in each.iter())
    )
    fields = {
        str(each.get("name")): each.get("value", "")
        for each in form.iter("input")
        if each.get("type") == "hidden" and each.get("name")
    }
    answer = shopper.send_form("/burger-bar/cart/lines", {**fields, "quantity": "1"})
    assert answer.status_code == 303, answer.text
    bun = dict(part.split("=", 1) for part in str(fields["configuration"]).split("&"))["bun"]
    add_rule(owner, f"bun is not {bun}")
    assert "in an open cart no longer holds" in words(page_check(owner.get(CHANGES)))
