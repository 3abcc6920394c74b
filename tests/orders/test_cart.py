"""Putting configurations in a cart, changing them and taking them out."""

import pytest

from catalog.database import Database
from catalog.stock import sell_out
from configurator.engine.model import Choice
from configurator.orders.cart import (
    Refused,
    add_line,
    count,
    find_cart,
    read_quantity,
    remember_post,
    remove_line,
    replace_line,
    set_quantity,
    was_posted,
)
from configurator.orders.completing import NotOrderable
from configurator.orders.freezing import chosen_words, read_configuration, receipt, title
from configurator.publishing.configurations import quote
from tests.orders.diner import (
    CLASSIC,
    CLASSIC_PRICE,
    NOON,
    burger,
    cart_of,
    found_cart,
    publish_diner,
    put,
    with_choice,
)

BRIOCHE = with_choice(CLASSIC, Choice("bun", "brioche"))
VEGAN = with_choice(CLASSIC, Choice("patty", "vegan"), Choice("cheese", "-"))


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def test_a_line_costs_what_the_quote_of_its_configuration_says(database: Database) -> None:
    with database.writing() as session:
        for choices in (CLASSIC, BRIOCHE, VEGAN):
            line = put(session, choices)
            priced = quote(burger(session), read_configuration(line.configuration))
            assert line.unit_price == priced.total.minor
            assert sum(each.amount for each in receipt(line)) == line.unit_price
        assert cart_of(session).lines[0].unit_price == CLASSIC_PRICE


def test_equal_configurations_become_one_line_and_different_ones_never(database: Database) -> None:
    with database.writing() as session:
        put(session, CLASSIC)
        put(session, BRIOCHE)
        put(session, tuple(reversed(CLASSIC)), 2)
        assert [each.quantity for each in cart_of(session).lines] == [3, 1]


def test_an_explicit_none_and_a_group_left_out_are_the_same_burger(database: Database) -> None:
    left_out = tuple(each for each in VEGAN if each.option != "-")
    with database.writing() as session:
        put(session, VEGAN)
        put(session, left_out)
        assert [each.quantity for each in cart_of(session).lines] == [2]


def test_a_line_is_named_after_the_preset_that_it_is(database: Database) -> None:
    with database.writing() as session:
        assert title(put(session, CLASSIC)) == {"en": "Classic", "ko": "클래식"}
        assert title(put(session, BRIOCHE)) == {"en": "Your burger", "ko": "나만의 버거"}


def test_a_line_says_what_was_chosen_in_both_languages(database: Database) -> None:
    with database.writing() as session:
        words = {each.path: each for each in chosen_words(put(session))}
    assert words["toppings"].chosen == {"en": "Onion, Pickles", "ko": "양파, 피클"}
    assert words["bun"].group == {"en": "Bun", "ko": "번"}


def test_editing_a_line_keeps_its_place(database: Database) -> None:
    with database.writing() as session:
        first, second = put(session, CLASSIC), put(session, BRIOCHE)
        replace_line(session, burger(session), cart_of(session), first.id, VEGAN, now=NOON)
        lines = cart_of(session).lines
        assert [each.id for each in lines] == [first.id, second.id]
        assert Choice("patty", "vegan") in read_configuration(lines[0].configuration)


def test_a_line_edited_into_another_one_joins_it_in_its_own_place(database: Database) -> None:
    with database.writing() as session:
        first = put(session, CLASSIC, 2)
        put(session, VEGAN)
        third = put(session, BRIOCHE, 3)
        replace_line(session, burger(session), cart_of(session), first.id, BRIOCHE, now=NOON)
        session.expire_all()
        lines = cart_of(session).lines
        assert (lines[0].id, lines[0].quantity) == (first.id, 5)
        assert third.id not in [each.id for each in lines]


def test_a_burger_that_breaks_a_rule_is_not_put_in(database: Database) -> None:
    vegan_with_cheese = with_choice(CLASSIC, Choice("patty", "vegan"))
    with database.writing() as session:
        refused = add_line(
            session, burger(session), cart_of(session), vegan_with_cheese, 1, now=NOON
        )
        assert refused == Refused(NotOrderable("conflict"))
        assert cart_of(session).lines == []


def test_a_burger_without_a_bun_is_not_put_in_and_the_bun_is_named(database: Database) -> None:
    bunless = tuple(each for each in CLASSIC if each.group != "bun")
    with database.writing() as session:
        refused = add_line(session, burger(session), cart_of(session), bunless, 1, now=NOON)
    assert refused == Refused(NotOrderable("open", ("bun",)))


def test_a_drink_without_its_set_is_not_put_in(database: Database) -> None:
    with database.writing() as session:
        refused = add_line(
            session,
            burger(session),
            cart_of(session),
            (*CLASSIC, Choice("set.drink", "cola")),
            1,
            now=NOON,
        )
    assert refused == Refused(NotOrderable("conflict"))


def test_what_is_sold_out_is_not_put_in(database: Database) -> None:
    with database.writing() as session:
        sell_out(session, "diner", "onion", "kitchen")
        refused = add_line(session, burger(session), cart_of(session), CLASSIC, 1, now=NOON)
    assert refused == Refused(NotOrderable("sold out", ("toppings",)))


def test_a_line_holds_at_most_ninety_nine(database: Database) -> None:
    with database.writing() as session:
        line = put(session, CLASSIC, 60)
        assert add_line(
            session, burger(session), cart_of(session), CLASSIC, 40, now=NOON
        ) == Refused("too many of a line")
        assert line.quantity == 60


def test_what_is_edited_into_more_than_ninety_nine_stays_as_it_was(database: Database) -> None:
    with database.writing() as session:
        line = put(session, CLASSIC, 60)
        put(session, BRIOCHE, 40)
        refused = replace_line(
            session, burger(session), cart_of(session), line.id, BRIOCHE, now=NOON
        )
        assert refused == Refused("too many of a line")
        assert [each.quantity for each in cart_of(session).lines] == [60, 40]


def test_a_line_that_was_taken_out_can_neither_be_changed_nor_taken_out_again(
    database: Database,
) -> None:
    with database.writing() as session:
        line_id = put(session).id
        assert remove_line(session, cart_of(session), line_id, NOON)
        assert not remove_line(session, cart_of(session), line_id, NOON)
        assert set_quantity(session, cart_of(session), line_id, 2, NOON) == Refused("no such line")


def test_the_count_is_of_pieces(database: Database) -> None:
    with database.writing() as session:
        put(session, CLASSIC, 2)
        put(session, BRIOCHE, 3)
        assert count(session, "diner", "cart") == 5
        assert count(session, "diner", "another") == 0
        assert count(session, "other-shop", "cart") == 0
        assert count(session, "diner", None) == 0


def test_a_cart_is_found_only_in_its_own_shop(database: Database) -> None:
    with database.writing() as session:
        put(session)
        assert find_cart(session, "diner", "cart") is not None
        assert find_cart(session, "other-shop", "cart") is None


def test_a_form_that_was_posted_is_known_to_its_cart_alone(database: Database) -> None:
    with database.writing() as session:
        assert not was_posted(session, cart_of(session), "a form")
        remember_post(session, cart_of(session), "a form")
    with database.reading() as session:
        assert was_posted(session, found_cart(session), "a form")
        assert not was_posted(session, found_cart(session), "another form")


@pytest.mark.parametrize(("typed", "quantity"), [("1", 1), ("12", 12), ("99", 99)])
def test_a_quantity_is_read_from_plain_digits(typed: str, quantity: int) -> None:
    assert read_quantity(typed) == quantity


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-1", "1.5", "NaN", "1_0", "100", "٣", "３", " 1", "1\n", "+1", "1e1", "0x1", "01"],
)
def test_anything_else_is_no_quantity(typed: str) -> None:
    assert read_quantity(typed) is None
