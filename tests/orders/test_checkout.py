"""Placing an order: once, as it was seen, and for ever the same."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.database import Database
from catalog.stock import sell_out
from configurator.engine.model import Choice
from configurator.orders.cart import set_quantity
from configurator.orders.checkout import (
    Details,
    NotPlaced,
    Placed,
    place_order,
    read_details,
    read_wishes,
)
from configurator.orders.models import HistoryEntry, Line, Order
from configurator.orders.offering import Offer, offer
from configurator.orders.reviewing import review
from configurator.orders.states import CART, PLACED
from configurator.publishing.lead_times import Lead
from tests.orders.diner import (
    BURGER,
    CLASSIC,
    CLASSIC_PRICE,
    DINER,
    GUEST,
    LATER,
    NOON,
    cart_of,
    place,
    publish_diner,
    put,
    with_burger,
    with_choice,
)


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def noon_offer(database: Database, now: datetime = NOON) -> Offer:
    with database.reading() as session:
        return offer(session, DINER, Lead(minutes=10), now)


def details_of(form: dict[str, str], offered: Offer) -> tuple[Details | None, Mapping[str, str]]:
    """What a checkout form says to somebody with a burger in the cart."""
    return read_details(form, read_wishes(form, DINER, offered, "KRW", CLASSIC_PRICE))


def answers(**changed: str) -> dict[str, str]:
    form = {"name": "Mina", "email": "mina@example.com", "phone": "", "when": "asap"}
    return form | changed


def test_a_placed_order_has_a_number_a_total_and_a_promise(database: Database) -> None:
    with database.writing() as session:
        put(session, CLASSIC, 2)
        order = place(session)
        assert (order.state, order.number, order.total) == (PLACED, "A-1", 2 * CLASSIC_PRICE)
        assert order.promised_at is not None
        assert order.promised_at > NOON + timedelta(minutes=order.lead_minutes)
        assert [(each.from_state, each.to_state) for each in order.history] == [(CART, PLACED)]
        assert (order.contact_name, order.contact_email) == ("Mina", "mina@example.com")


def test_numbers_count_up_within_a_day_and_begin_again_the_next(database: Database) -> None:
    numbers = []
    for token, days in (("one", 0), ("two", 0), ("three", 1)):
        with database.writing() as session:
            put(session, name=token)
            numbers.append(place(session, token, NOON + timedelta(days=days)).number)
    assert numbers == ["A-1", "A-2", "A-1"]


def test_placing_again_finds_the_order_that_stands(database: Database) -> None:
    with database.writing() as session:
        put(session)
        first = place(session)
        again = place_order(session, DINER, "cart", GUEST, "whatever was seen", NOON)
        assert again == Placed(first, again=True)


def test_eight_hurried_clicks_place_one_order(database: Database) -> None:
    with database.writing() as session:
        put(session)
        seen = review(session, cart_of(session), NOON).seen

    def click(_: int) -> str | None:
        placed = database.in_transaction(
            lambda session: place_order(session, DINER, "cart", GUEST, seen, NOON)
        )
        assert isinstance(placed, Placed)
        return "again" if placed.again else "new"

    with ThreadPoolExecutor(8) as threads:
        outcomes = sorted(map(str, threads.map(click, range(8))))
    assert outcomes == ["again"] * 7 + ["new"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Order)) == 1
        assert session.scalar(select(func.count()).select_from(HistoryEntry)) == 1


def test_orders_placed_at_once_have_different_numbers(database: Database) -> None:
    def order(session: Session, token: str) -> str | None:
        put(session, name=token)
        return place(session, token).number

    def click(number: int) -> str | None:
        return database.in_transaction(lambda session: order(session, f"cart {number}"))

    with ThreadPoolExecutor(6) as threads:
        numbers = set(threads.map(click, range(12)))
    assert numbers == {f"A-{number}" for number in range(1, 13)}


def test_first_clicks_at_once_meet_in_one_cart(database: Database) -> None:
    def click(_: int) -> None:
        database.in_transaction(lambda session: put(session).quantity)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(click, range(12)))
    with database.reading() as session:
        lines = session.scalars(select(Line)).all()
        assert [each.quantity for each in lines] == [12]
        assert session.scalar(select(func.count()).select_from(Order)) == 1


def test_a_cart_that_changed_after_the_page_was_shown_is_not_placed(database: Database) -> None:
    with database.writing() as session:
        line = put(session)
        seen = review(session, cart_of(session), NOON).seen
        set_quantity(session, cart_of(session), line.id, 2, NOON)
        outcome = place_order(session, DINER, "cart", GUEST, seen, NOON)
        assert isinstance(outcome, NotPlaced)
        assert outcome.cart.total.minor == 2 * CLASSIC_PRICE
        assert cart_of(session).state == CART


def test_a_price_that_changed_after_the_page_was_shown_is_told_and_not_charged(
    database: Database,
) -> None:
    with database.writing() as session:
        put(session)
        seen = review(session, cart_of(session), NOON).seen
    publish_diner(database, with_burger(price=BURGER.price + 700))
    with database.writing() as session:
        outcome = place_order(session, DINER, "cart", GUEST, seen, LATER)
        assert isinstance(outcome, NotPlaced)
        assert [each.standing for each in outcome.cart.lines] == ["repriced"]
        assert place(session, now=LATER).total == CLASSIC_PRICE + 700


def test_what_sold_out_after_the_page_was_shown_is_not_sold(database: Database) -> None:
    with database.writing() as session:
        put(session)
        seen = review(session, cart_of(session), NOON).seen
        sell_out(session, "diner", "milk", "kitchen")
        outcome = place_order(session, DINER, "cart", GUEST, seen, NOON)
        assert isinstance(outcome, NotPlaced)
        assert not outcome.cart.holds


def test_an_empty_cart_is_not_placed(database: Database) -> None:
    with database.writing() as session:
        cart = cart_of(session)
        outcome = place_order(session, DINER, "cart", GUEST, review(session, cart, NOON).seen, NOON)
        assert isinstance(outcome, NotPlaced)


def test_there_is_nothing_to_place_under_an_unknown_name_or_in_another_shop(
    database: Database,
) -> None:
    with database.writing() as session:
        put(session)
        assert place_order(session, DINER, "unknown", GUEST, "", NOON) is None
        other = replace(DINER, id="other-shop")
        assert place_order(session, other, "cart", GUEST, "", NOON) is None


def test_a_placed_order_stays_byte_for_byte_when_the_shop_changes(database: Database) -> None:
    def bytes_of(session: Session) -> list[tuple[str, ...]]:
        lines = session.scalars(select(Line).order_by(Line.id))
        return [(each.configuration, each.quote, each.words, each.ticket) for each in lines]

    with database.writing() as session:
        put(session)
        put(session, with_choice(CLASSIC, Choice("bun", "brioche")))
        place(session)
        before = bytes_of(session)
    publish_diner(
        database, with_burger(price=1, groups=(*BURGER.groups[:3], BURGER.groups[4]), rules=())
    )
    with database.reading() as session:
        assert bytes_of(session) == before


def test_a_new_cart_begins_after_an_order_was_placed(database: Database) -> None:
    with database.writing() as session:
        put(session)
        order = place(session)
        fresh = cart_of(session)
        assert fresh.id != order.id
        assert fresh.token != order.token


def test_a_complete_form_is_read(database: Database) -> None:
    details, problems = details_of(answers(), noon_offer(database))
    assert (details, problems) == (GUEST, {})


def test_a_table_is_one_of_the_shop_s_and_needs_no_time(database: Database) -> None:
    form = answers(where="table", table="2", when="")
    details, problems = details_of(form, noon_offer(database))
    assert problems == {}
    assert details is not None
    assert (details.table, details.wanted_at) == ("2", None)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": ""}, {"name": "name-missing"}),
        ({"name": " \u200b\n "}, {"name": "name-missing"}),
        ({"name": "x" * 61}, {"name": "name-long"}),
        ({"email": "", "phone": ""}, {"email": "no-way-to-reach"}),
        ({"email": "mina"}, {"email": "email-odd"}),
        ({"email": "mina@example"}, {"email": "email-odd"}),
        ({"email": "a@b.c, d@e.f"}, {"email": "email-odd"}),
        ({"email": "a" * 250 + "@example.com"}, {"email": "email-long"}),
        ({"phone": "12"}, {"phone": "phone-odd"}),
        ({"phone": "call me"}, {"phone": "phone-odd"}),
        ({"phone": "٠١٠١٢٣٤٥٦٧٨"}, {"phone": "phone-odd"}),
        ({"phone": "0" * 16}, {"phone": "phone-odd"}),
        ({"when": ""}, {"when": "when-missing"}),
        ({"when": "tomorrow"}, {"when": "when-past"}),
        ({"when": "2026-11-21T11:00:00+09:00"}, {"when": "when-past"}),
        ({"when": "2026-11-21T12:37:00+09:00"}, {"when": "when-past"}),
        ({"where": "table"}, {"table": "table-missing"}),
        ({"where": "table", "table": "17"}, {"table": "table-missing"}),
        ({"where": "roof"}, {"table": "where-unknown"}),
    ],
)
def test_each_answer_that_cannot_stand_is_named_with_its_field(
    database: Database, changed: dict[str, str], problem: dict[str, str]
) -> None:
    assert details_of(answers(**changed), noon_offer(database)) == (None, problem)


def test_a_phone_alone_is_enough(database: Database) -> None:
    details, problems = details_of(answers(email="", phone="010-1234-5678"), noon_offer(database))
    assert problems == {}
    assert details is not None
    assert details.contact.phone == "010-1234-5678"


def test_a_later_time_is_one_of_those_offered(database: Database) -> None:
    offered = noon_offer(database)
    details, problems = details_of(answers(when=offered.slots[3].isoformat()), offered)
    assert problems == {}
    assert details is not None
    assert details.wanted_at == offered.slots[3]


def test_a_closed_shop_offers_its_next_opening_and_nothing_sooner(database: Database) -> None:
    midnight = noon_offer(database, NOON + timedelta(hours=12))
    assert (midnight.open_now, midnight.ready, midnight.tables) == (False, None, ())
    first = midnight.slots[0]
    assert (first.hour, first.day) == (9, 22)
    assert details_of(answers(), midnight) == (None, {"when": "closed-now"})
    for when in ("asap", first.isoformat()):
        at_a_table = answers(where="table", table="1", when=when)
        assert details_of(at_a_table, midnight) == (None, {"when": "closed-now"})
