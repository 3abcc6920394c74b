"""Money in carts and orders of the burger bar: what is shown is what is charged."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import select

from catalog.database import Database
from catalog.shop import Shop
from configurator.engine.completing import finish
from configurator.engine.model import Choice
from configurator.engine.situations import Situation
from configurator.orders.cart import Refused, add_line, open_cart
from configurator.orders.checkout import Placed, place_order
from configurator.orders.freezing import read_configuration, receipt
from configurator.orders.models import Line
from configurator.orders.reviewing import review
from configurator.publishing.caching import forget_everything
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct, live_product
from tests.orders.diner import (
    BURGER,
    CLASSIC,
    CLASSIC_PRICE,
    DINER,
    GUEST,
    NOON,
    SET,
    place,
    publish_diner,
    put,
    with_choice,
)


def random_burgers(live: LiveProduct, count: int) -> list[tuple[Choice, ...]]:
    """Valid complete configurations around a few wishes each."""
    chance = random.Random(7)
    burgers: list[tuple[Choice, ...]] = []
    wishes = [
        Choice(flat.path, option.id, amount)
        for flat in live.groups
        for option in flat.group.options
        for amount in option.amounts or ("",)
    ]
    while len(burgers) < count:
        wanted = {each.group: each for each in chance.sample(wishes, 4)}
        complete = finish(live.compiled, Situation(tuple(wanted.values())), live.costs)
        if complete is not None:
            burgers.append(complete)
    return burgers


def test_lines_add_up_to_what_is_shown_and_charged(database: Database, demo_shop: Shop) -> None:
    forget_everything()
    with database.writing() as session:
        live = live_product(session, demo_shop.id, "burger")
        assert live is not None
        cart = open_cart(session, demo_shop, "cart", "en", NOON)
        expected = 0
        for number, complete in enumerate(random_burgers(live, 30), start=1):
            line = add_line(session, live, cart, complete, number % 3 + 1, now=NOON)
            assert not isinstance(line, Refused), line
            assert line.unit_price == quote(live, complete).total.minor
            assert line.unit_price == sum(each.amount for each in receipt(line))
            expected += line.unit_price * (number % 3 + 1)
        reviewed = review(session, cart, NOON)
        assert reviewed.total.minor == expected
        placed = place_order(session, demo_shop, "cart", GUEST, reviewed.seen, NOON)
        assert isinstance(placed, Placed)
        assert placed.order.total == expected


def test_a_kept_configuration_is_the_one_that_was_chosen(
    database: Database, demo_shop: Shop
) -> None:
    forget_everything()
    with database.writing() as session:
        live = live_product(session, demo_shop.id, "burger")
        assert live is not None
        cart = open_cart(session, demo_shop, "cart", "en", NOON)
        for complete in random_burgers(live, 10):
            line = add_line(session, live, cart, complete, 1, now=NOON)
            assert not isinstance(line, Refused), line
            assert set(read_configuration(line.configuration)) == {
                each for each in complete if each.option != "-"
            }


def test_no_edit_is_lost_when_a_cart_is_changed_from_many_tabs(database: Database) -> None:
    publish_diner(database)
    kinds = [
        CLASSIC,
        with_choice(CLASSIC, Choice("bun", "brioche")),
        with_choice(CLASSIC, Choice("cheese", "blue")),
    ]

    def click(number: int) -> int:
        return database.in_transaction(lambda session: put(session, kinds[number % 3]).id)

    with ThreadPoolExecutor(6) as tabs:
        list(tabs.map(click, range(24)))
    with database.reading() as session:
        quantities = session.scalars(select(Line.quantity)).all()
        assert sorted(quantities) == [8, 8, 8]


def test_an_order_may_cost_more_than_two_thousand_million(database: Database) -> None:
    """A number of 32 bits would not hold it."""
    costly = replace(BURGER, price=10**9)
    publish_diner(database, replace(DINER, products=(costly, SET)))
    with database.writing() as session:
        put(session, quantity=99)
        placed = place(session)
        session.flush()
        assert placed.total == 99 * (10**9 + CLASSIC_PRICE - BURGER.price)
