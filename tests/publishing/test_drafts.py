"""Products as unpublished changes would have them."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.publishing.change_sets import discard, open_change_set, set_field
from configurator.publishing.drafts import draft_product
from configurator.publishing.revisions import prepare, publish
from tests.publishing.builders import SHOP, VEGAN_RULE, with_rules

RULE = ("products", "sandwich", "rules", VEGAN_RULE.id)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as opened:
        publish(opened, prepare(SHOP), "me")
        yield opened


def test_a_draft_has_the_change_and_every_change_after_it(session: Session) -> None:
    mine = open_change_set(session, SHOP.id, "mine", "me")
    before = draft_product(session, SHOP.id, mine.id, "sandwich")
    set_field(session, mine, SHOP, RULE, asdict(VEGAN_RULE))
    after = draft_product(session, SHOP.id, mine.id, "sandwich")
    assert before is not None
    assert after is not None
    assert VEGAN_RULE not in before.product.rules
    assert VEGAN_RULE in after.product.rules


def test_equal_changes_of_two_shops_give_each_its_own_product(session: Session) -> None:
    other_shop = replace(with_rules(), id="bistro")
    publish(session, prepare(other_shop), "me")
    mine = open_change_set(session, SHOP.id, "mine", "me")
    theirs = open_change_set(session, "bistro", "theirs", "them")
    for change_set, shop in ((mine, SHOP), (theirs, other_shop)):
        found = draft_product(session, shop.id, change_set.id, "sandwich")
        assert found is not None
        assert found.shop == shop


def test_there_is_no_draft_of_what_is_gone_or_belongs_to_another_shop(session: Session) -> None:
    mine = open_change_set(session, SHOP.id, "mine", "me")
    assert draft_product(session, SHOP.id, mine.id + 1, "sandwich") is None
    assert draft_product(session, SHOP.id, mine.id, "drink") is None
    assert draft_product(session, "bistro", mine.id, "sandwich") is None
    discard(mine)
    assert draft_product(session, SHOP.id, mine.id, "sandwich") is None
