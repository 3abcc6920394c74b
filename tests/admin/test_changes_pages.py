"""Publishing one's own changes: consequences first, mending, going live, rolling back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Example, Shop
from configurator.publishing.change_sets import open_change_set_of
from configurator.publishing.live import live_number, live_shop
from configurator.publishing.revisions import prepare, publish
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
    assert "Costs: from ₩" in told
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


def test_examples_that_fail_stop_publishing_until_it_is_confirmed(
    owner: ShopClient, page_check: Check, database: Database, demo_shop: Shop
) -> None:
    example = Example("stacked", "burger", {"bun": "brioche"}, allowed=False)
    prepared = prepare(replace(demo_shop, examples=(example,)))
    database.in_transaction(lambda session: publish(session, prepared, "files"))
    add_rule(owner, "at most 5 of toppings")
    told = words(page_check(owner.get(CHANGES)))
    assert "The example “stacked” must be refused, and nothing refuses it." in told
    before = live_revision(database) or 0
    assert owner.send_form(f"{CHANGES}/publish").status_code == 422
    assert live_revision(database) == before
    answer = owner.send_form(f"{CHANGES}/publish", {"examples": "fail"})
    assert answer.status_code == 303
    assert live_revision(database) == before + 1


def test_a_rule_that_changes_nothing_is_told_with_those_that_say_it(
    owner: ShopClient, page_check: Check
) -> None:
    add_rule(owner, "bun is taken")
    told = words(page_check(owner.get(CHANGES)))
    assert "Without the first of these nothing changes. The others say it already:" in told
    assert "Not today, says the new rule." in told


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


TOO_LARGE = "kcal of bun, patties, cheese, toppings, sauces, set.side.kind = 777"


def publish_without(
    database: Database, demo_shop: Shop, *, presets: bool = True, rice: bool = True
) -> None:
    """What somebody publishes from files meanwhile."""
    burger = demo_shop.product("burger")
    rules = tuple(rule for rule in burger.rules if rice or "rice" not in rule.text)
    products = tuple(
        replace(
            each,
            rules=rules if each.id == "burger" else each.rules,
            groups=each.groups
            if rice
            else tuple(
                replace(
                    group, options=tuple(option for option in group.options if option.id != "rice")
                )
                for group in each.groups
            ),
        )
        for each in demo_shop.products
    )
    kept = tuple(
        each for each in demo_shop.presets if presets and each.choices.get("bun") != "rice"
    )
    prepared = prepare(replace(demo_shop, products=products, presets=kept))
    database.in_transaction(lambda session: publish(session, prepared, "files"))


def test_changes_of_a_preset_that_has_gone_can_be_taken_back(
    owner: ShopClient, demo_shop: Shop, database: Database, page_check: Check
) -> None:
    preset = demo_shop.presets[-1]
    owner.send_form(f"{CHANGES}/presets/{preset.id}/pause")
    publish_without(database, demo_shop, presets=False)
    assert owner.get(f"{STAFF}/rules").status_code == 200
    told = words(page_check(owner.get(CHANGES)))
    assert "Somebody else has changed the same thing" in told
    assert "Keep mine" not in told
    path = ["presets", preset.id, "paused"]
    answer = owner.send_form(f"{CHANGES}/settle", {"path": path, "keep": "mine"})
    assert answer.status_code == 303
    assert "no changes waiting" in words(page_check(owner.get(CHANGES)))


def test_a_rule_about_an_option_that_has_gone_is_told_where_it_stops_publishing(
    owner: ShopClient, demo_shop: Shop, database: Database, page_check: Check
) -> None:
    add_rule(owner, "bun is not rice")
    owner.send_form(f"{STAFF}/try/burger")
    publish_without(database, demo_shop, rice=False)
    told = words(page_check(owner.get(CHANGES)))
    assert "A rule can no longer be read" in told
    assert "Not today, says the new rule. new-rule" in told
    assert owner.send_form(f"{CHANGES}/publish").status_code == 422
    assert owner.get("/burger-bar/burger/build").status_code == 409
    assert owner.get("/burger-bar/burger/build").status_code == 200


def test_the_rule_that_makes_a_product_too_large_is_named(
    owner: ShopClient, page_check: Check
) -> None:
    add_rule(owner, TOO_LARGE)
    told = words(page_check(owner.get(CHANGES)))
    assert "These rules make it so: Not today, says the new rule. new-rule" in told
    assert owner.send_form(f"{CHANGES}/publish").status_code == 422


def test_changes_that_cannot_be_tried_stop_being_tried(
    owner: ShopClient, page_check: Check
) -> None:
    add_rule(owner, "bun is not rice", "small")
    owner.send_form(f"{STAFF}/try/burger")
    add_rule(owner, TOO_LARGE)
    told = owner.get("/burger-bar/burger/build")
    assert told.status_code == 409
    assert "cannot be tried" in words(page_check(told))
    assert owner.get("/burger-bar/burger/build").status_code == 200


def test_trying_changes_that_are_gone_leads_to_the_page_that_says_so(owner: ShopClient) -> None:
    add_rule(owner, "bun is not rice")
    owner.send_form(f"{CHANGES}/discard")
    answer = owner.send_form(f"{STAFF}/try/burger")
    assert (answer.status_code, answer.location) == (303, CHANGES)
    assert owner.send_form(f"{STAFF}/try/drink").status_code == 404


def test_mending_a_preset_twice_mends_it_once(owner: ShopClient, demo_shop: Shop) -> None:
    preset = next(each for each in demo_shop.presets if "bun" in each.choices)
    add_rule(owner, f"bun is not {preset.choices['bun']}")
    for _tap in range(2):
        answer = owner.send_form(f"{CHANGES}/presets/{preset.id}/mend")
        assert (answer.status_code, answer.location) == (303, CHANGES)
    assert owner.send_form(f"{CHANGES}/presets/no-such/mend").status_code == 404


def test_what_is_changed_while_publishing_is_neither_published_unseen_nor_lost(
    owner: ShopClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rule(owner, "at most 5 of toppings")
    second_tab = owner.application.test_client()
    assert isinstance(second_tab, ShopClient)
    cookie = owner.get_cookie("session")
    assert cookie is not None
    second_tab.set_cookie("session", cookie.value)

    def prepare_slowly(*args: Any, **kwargs: Any) -> Any:
        prepared = prepare(*args, **kwargs)
        add_rule(second_tab, "at most 6 of toppings", "meanwhile")
        return prepared

    monkeypatch.setattr("configurator.admin.changes_routes.prepare", prepare_slowly)
    before = live_revision(database)
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    assert live_revision(database) == before
    with database.reading() as session:
        mine = open_change_set_of(session, "burger-bar", "owner@example.com")
        assert mine is not None
        assert len(mine.changes) == 2


def test_one_change_is_taken_back_and_the_others_stay(owner: ShopClient, page_check: Check) -> None:
    add_rule(owner, "at most 5 of toppings", "fewer-toppings")
    add_rule(owner, "at most 2 of sauces", "fewer-sauces")
    path = ["products", "burger", "rules", "fewer-sauces"]
    assert owner.send_form(f"{CHANGES}/take-back", {"path": path}).status_code == 303
    told = words(page_check(owner.get(CHANGES)))
    assert "Rule: Not today, says the new rule. fewer-toppings" in told
    assert "fewer-sauces" not in told


def test_a_preset_taken_off_the_menu_is_put_back(
    owner: ShopClient, page_check: Check, demo_shop: Shop
) -> None:
    preset = demo_shop.presets[-1]
    owner.send_form(f"{CHANGES}/presets/{preset.id}/pause")
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    shopper = owner.application.test_client()
    menu = "/burger-bar/"
    english = {"Accept-Language": "en"}
    assert preset.name["en"] not in words(page_check(shopper.get(menu, headers=english)))
    assert "Off the menu for now" in words(page_check(owner.get(CHANGES)))
    owner.send_form(f"{CHANGES}/presets/{preset.id}/resume")
    assert owner.send_form(f"{CHANGES}/publish").status_code == 303
    assert preset.name["en"] in words(page_check(shopper.get(menu, headers=english)))
