"""The same walks through a shop of computers with several equal drives and memory modules."""

import random
from dataclasses import replace

import pytest

from catalog.database import Database
from catalog.shop import Adjustment, Group, GroupKind, Hours, Option, Product, Rule, Shop
from configurator.publishing.caching import forget_everything
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.revisions import prepare, publish
from tests.publishing.drive_shop import SOCKETS, both, drive_shop
from tests.support.web import ShopClient
from tests.walks.visitors import Guest
from tests.walks.walking import Walker

CLICKS = 40
RULES = (
    "units of drive.model, memory.kind <= 4",
    "drive.model is a excludes drive.model is b",
    "at least 1 of drive",
    "drive is none or memory is taken",
    "gb of drive.model >= 1500",
    "same socket of drive.model",
    "memory.kind is fast requires drive.model is one of a, b",
    "exactly 2 of memory or memory is none",
)


def generated(seed: int) -> Shop:
    """A shop with three drives, two memory modules, and some rules about them."""
    chance = random.Random(seed)
    kinds = (
        Option("slow", both("Slow", "느림"), {"": 3000}, items={}),
        Option("fast", both("Fast", "빠름"), {"": chance.randrange(4000, 9000)}, items={}),
    )
    module = Product(
        "module",
        both("Module", "모듈"),
        500,
        (Group("kind", both("Kind", "종류"), GroupKind.ONE, kinds),),
        on_menu=False,
    )
    memory = Group(
        "memory",
        both("Memory", "메모리"),
        GroupKind.SLOT,
        optional=chance.random() < 0.7,
        product="module",
        copies=2,
    )
    known = [text for text in RULES if memory.optional or "memory is" not in text]
    rules = [
        Rule(f"r{number}", text, both("These do not go together.", "함께 쓸 수 없어요."))
        for number, text in enumerate(chance.sample(known, 2))
        if memory.optional or "of memory" not in text
    ]
    pair = Adjustment("pair", both("Pair", "한 쌍"), "at least 2 of drive", -700)
    shop = drive_shop(SOCKETS, *rules, copies=3, more=(memory,), adjustments=(pair,))
    hours = tuple(Hours(day, 0, 24 * 60) for day in range(7))
    stores = tuple(replace(each, hours=hours) for each in shop.stores)
    return replace(shop, currency="KRW", stores=stores, products=(*shop.products, module))


def publish_shop(database: Database, shop: Shop) -> LiveProduct:
    forget_everything()
    prepared = prepare(shop)
    database.in_transaction(lambda session: publish(session, prepared, by="test"))
    with database.reading() as session:
        live = live_product(session, shop.id, "pc")
    assert live is not None
    return live


@pytest.mark.parametrize("seed", range(3))
def test_equal_slots_keep_what_pages_promise(
    client: ShopClient, database: Database, seed: int
) -> None:
    live = publish_shop(database, generated(seed))
    walker = Walker(Guest(client), live, seed)
    walker.walk(CLICKS)
    assert walker.met["available"] > 5 * CLICKS
    assert walker.met["complete"]
    assert walker.met["cart"]
