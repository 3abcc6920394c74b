"""The staff's pages name a rule by what it says to shoppers, with its id beside."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Preset, Rule, Shop
from configurator.admin.cause_words import CauseWords, cause_words
from configurator.admin.consequences import change_words, consequences, unreadable
from configurator.i18n import speaking
from configurator.publishing.checks import check_rules
from configurator.publishing.impact import impact
from tests.publishing.drive_shop import both, drive_shop, live
from tests.support.pages import find, words
from tests.support.shops import publish_shop
from tests.support.staff import SignedIn
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]

SHOP = drive_shop(copies=3)
PC = SHOP.product("pc")
FULL = "case=tower&drive-1=taken&drive-1.model=a"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "There is one M.2 socket for Drive, model."), ("ko", "M.2 자리는 하나예요.")],
)
def test_a_rule_is_its_sentence_in_the_viewers_language(
    app: Flask, language: str, told: str
) -> None:
    with app.test_request_context("/"), speaking(language):
        assert cause_words(SHOP, PC, "sockets") == CauseWords(told, "sockets")


def test_a_limit_of_equal_slots_is_named_without_a_number(app: Flask) -> None:
    with app.test_request_context("/"):
        assert cause_words(SHOP, PC, "answer:drive.model").words == "Drive, model needs an answer"
        assert cause_words(SHOP, PC, "gone").words == "gone"


def test_publishing_names_the_rule_that_breaks_a_preset(app: Flask, database: Database) -> None:
    answers = {"case": "tower", "drive-1": "taken", "drive-1.model": "b"}
    preset = Preset("fast", "pc", both("Fast"), answers, ("drive-1.model",))
    before = drive_shop(presets=(preset,))
    rule = Rule("no-b", "drive.model is not b", both("There is no B."))
    after = drive_shop(*before.product("pc").rules, rule, presets=(preset,))
    with database.reading() as session, app.test_request_context("/"):
        told = consequences(session, after, impact({"pc": live(before)}, after))
    (why,) = told.products[0].presets[0].why
    assert why.words == "Drive 1, model: B: against"
    assert why.rules == (CauseWords("There is no B.", "no-b"),)


def test_a_change_and_a_text_that_cannot_be_read_are_named_by_the_rule(app: Flask) -> None:
    broken = Rule("no-b", "drive.model is bb", both("There is no B."))
    after: Shop = drive_shop(broken)
    path = ("products", "pc", "rules", "no-b")
    with app.test_request_context("/"):
        assert change_words(SHOP, after, path) == CauseWords("Rule: There is no B.", "no-b")
        (why,) = unreadable(after, check_rules(after)).unreadable
    assert why.rules == (CauseWords("There is no B.", "no-b"),)
    assert why.words.startswith("A rule can no longer be read:")


def test_a_wish_for_any_of_several_equal_slots_is_one_line(
    database: Database, client: ShopClient, signed_in: SignedIn, page_check: Check
) -> None:
    publish_shop(database, replace(SHOP, id="drives"))
    for copy in (2, 3):
        wanted = f"{FULL}&drive-{copy}=taken&want=drive-{copy}.model:b"
        client.get(f"/drives/pc/build?{wanted}").close()
    page = page_check(signed_in("owner", None).get("/drives/staff/refusals"))
    (row,) = find(find(page, "tbody")[0], "tr")
    assert words(find(row, "td", class_="number")[0]) == "2"
    assert "Drive, model" in words(row)
    assert "There is one M.2 socket for Drive, model. sockets" in words(row)


def test_the_list_of_rules_reads_as_sentences_without_placeholders(
    database: Database, signed_in: SignedIn, page_check: Check
) -> None:
    publish_shop(database, SHOP)
    page = page_check(signed_in("owner", None).get("/drives/staff/rules"))
    (said,) = find(page, "p", class_="rule-sentence")
    assert words(said) == "There is one M.2 socket for Drive, model."
