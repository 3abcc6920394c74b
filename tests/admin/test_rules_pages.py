"""Editing rules as text, in one's own change set."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.shop import Shop
from tests.support.staff import SignedIn
from tests.support.web import ShopClient

RULES = "/burger-bar/staff/rules"
Check = Callable[[TestResponse], Element]

NEW = {
    "id": "no-rice-bun",
    "text": "bun is not rice",
    "strength": "must",
    "sentence_ko": "오늘은 밥 번을 굽지 않아요.",
    "sentence_en": "We do not grill rice buns today.",
}


@pytest.fixture
def owner(demo_shop: Shop, signed_in: SignedIn) -> ShopClient:
    return signed_in("owner", None)


def words(page: Element) -> str:
    return " ".join(" ".join(page.itertext()).split())


def test_every_rule_stands_there_as_a_sentence_and_as_text(
    owner: ShopClient, demo_shop: Shop, page_check: Check
) -> None:
    told = words(page_check(owner.get(RULES)))
    for rule in demo_shop.product("burger").rules:
        assert rule.text in told
        assert rule.sentence["en"].partition("{")[0] in told
    assert "{" not in told


def test_a_new_rule_waits_in_ones_changes_and_is_not_live(
    owner: ShopClient, page_check: Check
) -> None:
    answer = owner.send_form(f"{RULES}/burger/new", NEW)
    assert (answer.status_code, answer.location) == (303, f"{RULES}#rule-burger-no-rice-bun")
    assert "Changed, not live" in words(page_check(owner.get(RULES)))
    shopper = owner.application.test_client()
    assert b"We do not grill" not in shopper.get("/burger-bar/burger/build?want=bun:rice").data


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("text", "bun is not ricee", "Did you mean"),
        ("text", "", "Say in"),
        ("id", "Two Words", "small letters"),
        ("id", "vegan-counter", "Another rule has this name"),
        ("id", "new", "another meaning"),
        ("id", "check", "another meaning"),
        ("sentence_en", "", "Say in a sentence why"),
        ("sentence_en", "{bunn} is out.", "names no group"),
        ("sentence_en", "x" * 401, "at most 400"),
        ("strength", "perhaps", "how strict"),
    ],
)
def test_a_mistake_is_told_and_everything_typed_stays(
    owner: ShopClient, page_check: Check, field: str, value: str, told: str
) -> None:
    answer = owner.send_form(f"{RULES}/burger/new", {**NEW, field: value})
    page = page_check(answer)
    assert answer.status_code == 422
    assert page.findtext(".//title", "").startswith("Error:")
    if value or field != "text":
        assert told in words(page)
    typed = {each.get("name"): each.text or "" for each in page.iter("textarea")}
    kept = {**NEW, field: value}
    assert typed["text"] == kept["text"]
    assert typed["sentence_ko"] == kept["sentence_ko"]


def test_a_rule_taken_away_can_be_kept_after_all(owner: ShopClient, page_check: Check) -> None:
    owner.send_form(f"{RULES}/burger/fryer/remove")
    assert "Removed, not live" in words(page_check(owner.get(RULES)))
    owner.send_form(f"{RULES}/burger/fryer/restore")
    assert "not live" not in words(page_check(owner.get(RULES))).replace(
        "Nothing you change here is live", ""
    )


def test_what_is_typed_is_answered_with_mistakes_and_with_what_could_come_next(
    owner: ShopClient,
) -> None:
    answer = owner.send_form(
        f"{RULES}/burger/check", {"text": "bun is bri", "position": "10", "rule_id": "x"}
    )
    assert answer.status_code == 200
    assert b'data-complete="brioche"' in answer.data
    assert b"<mark" in answer.data


def test_a_rule_of_an_unknown_product_or_name_is_not_found(owner: ShopClient) -> None:
    assert owner.get(f"{RULES}/pizza/new").status_code == 404
    assert owner.get(f"{RULES}/burger/nothing").status_code == 404


def test_the_kitchen_may_not_edit_rules(demo_shop: Shop, signed_in: SignedIn) -> None:
    assert signed_in("kitchen", None).get(RULES).status_code == 403


def test_a_rule_of_no_product_cannot_be_taken_away(owner: ShopClient) -> None:
    assert owner.send_form(f"{RULES}/pizza/any/remove").status_code == 404


@pytest.mark.parametrize("position", ["9" * 5000, "-1", "٣", ""])
def test_a_place_that_is_none_completes_the_end_of_the_text(
    owner: ShopClient, position: str
) -> None:
    answer = owner.send_form(f"{RULES}/burger/check", {"text": "bun is ", "position": position})
    assert answer.status_code == 200
    assert "sesame" in answer.text
