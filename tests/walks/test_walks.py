"""Every option shown as available leads to a valid order, every blocked one to none."""

import os

import pytest

from catalog.database import Database
from catalog.shop import Shop
from catalog.stock import sell_out
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveProduct, live_product
from tests.support.web import LiveServer, ShopClient
from tests.walks.visitors import Guest, RemoteGuest
from tests.walks.walking import Walker

CLICKS = int(os.environ.get("WALK_CLICKS", "100"))
"""Clicks of each walk: few in the normal run, thousands where one has the time."""

SEEDS = range(int(os.environ.get("WALK_SEEDS", "2")))
SCARCE = ("beef-patty", "cheddar", "sesame-bun")


def burger(database: Database) -> LiveProduct:
    with database.reading() as session:
        live = live_product(session, "burger-bar", "burger")
    assert live is not None
    return live


@pytest.mark.parametrize("seed", SEEDS)
def test_available_options_lead_to_an_order_and_blocked_ones_to_none(
    client: ShopClient, database: Database, demo_shop: Shop, seed: int
) -> None:
    walker = Walker(Guest(client), burger(database), seed)
    walker.walk(CLICKS)
    assert walker.met["available"] > 5 * CLICKS
    assert walker.met["blocked"] > CLICKS / 4
    assert walker.met["complete"]
    assert walker.met["cart"]


def test_the_same_holds_while_ingredients_are_sold_out(
    client: ShopClient, database: Database, demo_shop: Shop
) -> None:
    live = burger(database)
    with database.writing() as session:
        for item in SCARCE:
            sell_out(session, "burger-bar", item, "tests", None)
        missing = unavailable(session, live)
    walker = Walker(Guest(client), live, 100, missing)
    walker.walk(CLICKS)
    assert walker.met["blocked"] > CLICKS / 2
    assert walker.met["want"]


def test_a_server_over_the_network_says_the_same(live_server: LiveServer) -> None:
    walker = Walker(RemoteGuest(live_server.url), burger(live_server.database), 200)
    walker.walk(CLICKS // 2)
    assert walker.met["available"] > CLICKS
