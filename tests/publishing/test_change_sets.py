"""Change sets: fields set on top of what is live, published apart from each other."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from catalog.database import Database
from catalog.shop import Rule
from configurator.publishing.change_sets import (
    ABSENT,
    NoSuchFieldError,
    changed_paths,
    conflicts,
    draft,
    open_change_set,
    open_change_set_of,
    set_field,
    settle,
    take_back,
)
from configurator.publishing.live import live_product, live_shop
from configurator.publishing.models import ChangeSet
from configurator.publishing.revisions import (
    LiveRevisionMovedError,
    history,
    prepare,
    publish,
    roll_back,
)
from tests.publishing.builders import PRESET, SANDWICH, SHOP, VEGAN_RULE, text, with_rules

RULES = ("products", "sandwich", "rules")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as opened:
        yield opened


@pytest.fixture
def mine(session: Session) -> ChangeSet:
    return open_change_set(session, SHOP.id, "mine", "me@deli.example")


def test_a_rule_added_in_a_change_set_is_in_the_draft_and_not_in_what_is_live(
    session: Session, mine: ChangeSet
) -> None:
    set_field(session, mine, SHOP, (*RULES, VEGAN_RULE.id), asdict(VEGAN_RULE))
    assert draft(SHOP, mine) == with_rules(*SANDWICH.rules, VEGAN_RULE)
    assert VEGAN_RULE not in SHOP.product("sandwich").rules


def test_changing_a_field_twice_keeps_the_last_word(session: Session, mine: ChangeSet) -> None:
    for words in ("First.", "Second."):
        changed = replace(SANDWICH.rules[0], sentence=text(words))
        set_field(session, mine, SHOP, (*RULES, changed.id), asdict(changed))
    (rule,) = draft(SHOP, mine).product("sandwich").rules
    assert rule.sentence == text("Second.")
    assert changed_paths(mine) == ((*RULES, "brioche-ham"),)


def test_setting_a_field_to_what_is_live_takes_the_change_back(
    session: Session, mine: ChangeSet
) -> None:
    path = (*RULES, "brioche-ham")
    set_field(session, mine, SHOP, path, ABSENT)
    assert draft(SHOP, mine).product("sandwich").rules == ()
    set_field(session, mine, SHOP, path, asdict(SANDWICH.rules[0]))
    assert changed_paths(mine) == ()


def test_two_change_sets_meet_only_where_they_set_the_same_field(
    session: Session, mine: ChangeSet
) -> None:
    path = (*RULES, "brioche-ham")
    changed = replace(SANDWICH.rules[0], sentence=text("Mine."))
    set_field(session, mine, SHOP, path, asdict(changed))
    elsewhere = with_rules(*SANDWICH.rules, VEGAN_RULE)
    same_field = with_rules(replace(SANDWICH.rules[0], sentence=text("Theirs.")))
    assert conflicts(elsewhere, mine) == ()
    (conflict,) = conflicts(same_field, mine)
    assert conflict.path == path
    settle(same_field, mine, path)
    assert conflicts(same_field, mine) == ()
    assert draft(same_field, mine).product("sandwich").rules == (changed,)


def test_a_path_that_leads_nowhere_is_refused(session: Session, mine: ChangeSet) -> None:
    with pytest.raises(NoSuchFieldError) as raised:
        set_field(session, mine, SHOP, ("products", "pizza", "rules", "x"), {})
    assert raised.value.path == ("products", "pizza")


def test_publishing_makes_a_revision_that_answers_and_that_rolling_back_undoes(
    session: Session,
) -> None:
    first = publish(session, prepare(SHOP), "me")
    changed = with_rules(Rule("rye-only", "bread is rye", text("Rye.")))
    second = publish(session, prepare(changed), "me", on=first.number)
    now = live_product(session, SHOP.id, "sandwich")
    assert now is not None
    assert (now.revision, now.shop) == (second.number, changed)
    third = roll_back(session, SHOP.id, first.number, "me")
    live = live_shop(session, SHOP.id)
    assert live is not None
    assert (live.revision, live.shop) == (third.number, SHOP)
    assert [each.number for each in history(session, SHOP.id)] == [3, 2, 1]
    assert third.republishes == first.number


def test_what_was_prepared_on_a_revision_no_longer_live_is_not_published(
    session: Session,
) -> None:
    first = publish(session, prepare(SHOP), "me")
    publish(session, prepare(with_rules()), "somebody else")
    with pytest.raises(LiveRevisionMovedError):
        publish(session, prepare(SHOP), "me", on=first.number)


def test_changes_of_what_has_gone_are_told_and_left_out_until_they_are_taken_back(
    session: Session, mine: ChangeSet
) -> None:
    path = ("presets", PRESET.id, "paused")
    set_field(session, mine, SHOP, path, True)
    without = replace(SHOP, presets=())
    assert draft(without, mine) == without
    (conflict,) = conflicts(without, mine)
    assert (conflict.path, conflict.gone) == (path, True)
    take_back(mine, path)
    assert conflicts(without, mine) == ()
    assert changed_paths(mine) == ()


def test_only_ones_own_open_change_set_is_found(session: Session, mine: ChangeSet) -> None:
    assert open_change_set_of(session, SHOP.id, mine.author) == mine
    assert open_change_set_of(session, SHOP.id, "somebody@deli.example") is None
    assert open_change_set_of(session, "pizzeria", mine.author) is None
    mine.state = "published"
    session.flush()
    assert open_change_set_of(session, SHOP.id, mine.author) is None
