"""A cart read again when the shop has changed under it."""

from dataclasses import replace

import pytest

from catalog.database import Database
from catalog.shop import Group, Rule
from catalog.stock import sell_out
from configurator.engine.model import Choice
from configurator.orders.reviewing import Reviewed, review
from tests.orders.diner import (
    BURGER,
    CLASSIC,
    CLASSIC_PRICE,
    DINER,
    LATER,
    NOON,
    both,
    cart_of,
    found_cart,
    publish_diner,
    put,
    with_burger,
    with_choice,
)

NO_SESAME_WITH_CHEDDAR = Rule(
    "no-sesame-with-cheddar",
    "bun is sesame excludes cheese is cheddar",
    both("{bun} and {cheese} are not served together", "{bun:과/와} {cheese:은/는} 함께 안 나가요"),
)


@pytest.fixture(autouse=True)
def one_burger_in_the_cart(database: Database) -> None:
    publish_diner(database)
    database.in_transaction(lambda session: put(session).id)


def reviewed(database: Database) -> Reviewed:
    with database.reading() as session:
        return review(session, found_cart(session), LATER).lines[0]


def without_options(path: str, *options: str) -> tuple[Group, ...]:
    return tuple(
        replace(group, options=tuple(each for each in group.options if each.id not in options))
        if group.id == path
        else group
        for group in BURGER.groups
    )


def test_a_line_holds_while_nothing_changes(database: Database) -> None:
    line = reviewed(database)
    assert (line.standing, line.holds, line.price) == ("holds", True, CLASSIC_PRICE)


def test_a_line_holds_under_a_revision_that_says_the_same(database: Database) -> None:
    publish_diner(database)
    assert reviewed(database).standing == "holds"


def test_a_changed_price_is_told_and_the_line_holds_at_the_new_one(database: Database) -> None:
    publish_diner(database, with_burger(price=BURGER.price - 300))
    line = reviewed(database)
    assert (line.standing, line.holds) == ("repriced", True)
    assert (line.line.unit_price, line.unit_price) == (CLASSIC_PRICE, CLASSIC_PRICE - 300)


def test_a_new_rule_that_forbids_a_line_is_explained_and_the_nearest_offered(
    database: Database,
) -> None:
    publish_diner(database, with_burger(rules=(*BURGER.rules, NO_SESAME_WITH_CHEDDAR)))
    line = reviewed(database)
    assert (line.standing, line.holds) == ("impossible", False)
    assert line.explanation is not None
    assert line.explanation.rules == ("no-sesame-with-cheddar",)
    assert line.nearest is not None
    assert len(line.nearest.removed) == 1
    assert line.nearest.removed[0] in (Choice("cheese", "cheddar"), Choice("bun", "sesame"))


def test_a_retired_option_is_told_in_the_words_it_had(database: Database) -> None:
    preset = replace(DINER.presets[0], defining=("bun", "patty"))
    shop = with_burger(groups=without_options("cheese", "cheddar"))
    kept = {path: answer for path, answer in preset.choices.items() if path != "cheese"}
    publish_diner(database, replace(shop, presets=(replace(preset, choices=kept),)))
    line = reviewed(database)
    assert line.standing == "impossible"
    assert [each.chosen["en"] for each in line.retired] == ["Cheddar"]
    assert line.nearest is not None
    assert line.nearest.removed == (Choice("cheese", "cheddar"),)
    assert line.nearest.added == ()


def test_what_is_sold_out_is_named_and_the_nearest_goes_without_it(database: Database) -> None:
    database.in_transaction(lambda session: sell_out(session, "diner", "milk", "kitchen"))
    line = reviewed(database)
    assert (line.standing, line.holds) == ("sold out", False)
    assert line.sold_out == (Choice("cheese", "cheddar"),)
    assert line.nearest is not None
    assert line.nearest.removed == (Choice("cheese", "cheddar"),)
    assert line.nearest.added == ()


def test_the_nearest_adds_nothing_to_what_was_left_out_on_purpose(database: Database) -> None:
    plain = with_choice(CLASSIC, Choice("toppings", "-"))
    with database.writing() as session:
        put(session, plain)
        sell_out(session, "diner", "milk", "kitchen")
        line = review(session, cart_of(session), NOON).lines[1]
        assert line.nearest is not None
        assert line.nearest.added == ()


def test_a_new_question_that_needs_an_answer_is_answered_in_the_nearest(
    database: Database,
) -> None:
    salt = replace(BURGER.groups[0], id="salt", name=both("Salt", "소금"))
    publish_diner(database, with_burger(groups=(*BURGER.groups, salt)))
    line = reviewed(database)
    assert line.standing == "impossible"
    assert line.nearest is not None
    assert line.nearest.removed == ()
    assert [each.group for each in line.nearest.added] == ["salt"]


def test_a_product_that_is_gone_leaves_the_line_readable(database: Database) -> None:
    pizza = replace(BURGER, id="pizza", standard=None)
    publish_diner(database, replace(DINER, products=(pizza, DINER.products[1]), presets=()))
    line = reviewed(database)
    assert (line.standing, line.holds, line.price) == ("gone", False, CLASSIC_PRICE)


def test_reading_a_cart_writes_nothing(database: Database) -> None:
    publish_diner(database, with_burger(price=BURGER.price + 1))
    reviewed(database)
    with database.reading() as session:
        assert found_cart(session).lines[0].unit_price == CLASSIC_PRICE


def test_what_cannot_be_had_is_left_out_of_the_total(database: Database) -> None:
    with database.writing() as session:
        put(session, with_choice(CLASSIC, Choice("cheese", "-")))
        sell_out(session, "diner", "milk", "kitchen")
        cart = review(session, cart_of(session), NOON)
        assert not cart.holds
        assert cart.total.minor == cart.lines[1].price


def test_the_name_of_what_was_seen_changes_with_quantity_price_and_lines(
    database: Database,
) -> None:
    names = set()
    with database.writing() as session:
        names.add(review(session, cart_of(session), NOON).seen)
        cart_of(session).lines[0].quantity = 2
        names.add(review(session, cart_of(session), NOON).seen)
        put(session, with_choice(CLASSIC, Choice("cheese", "-")))
        names.add(review(session, cart_of(session), NOON).seen)
    publish_diner(database, with_burger(price=BURGER.price + 1))
    with database.reading() as session:
        names.add(review(session, found_cart(session), LATER).seen)
    assert len(names) == 4
