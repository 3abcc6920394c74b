"""The walks through both computer shops: hundreds of parts, of which not everything is known."""

import os

import pytest

from catalog.database import Database
from catalog.stock import sell_out
from configurator.engine.model import Choice
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveProduct, live_product
from tests.support.databases import Rows, put_rows
from tests.support.web import ShopClient
from tests.walks.builder_pages import BuilderPage, LongList
from tests.walks.completing import Completer
from tests.walks.visitors import Guest
from tests.walks.walking import Walker

CLICKS = int(os.environ.get("WALK_CLICKS", "80"))
SEEDS = range(int(os.environ.get("WALK_SEEDS", "1")))
SHOPS = pytest.mark.parametrize(("shop", "product"), [("laptop", "notebook"), ("pc", "tower")])
SCARCE = 7
"""One item in so many is sold out."""

CASE = Choice("case", "fractal-design-terra")
"""A case for small boards, flat coolers and short cards."""


@pytest.fixture(autouse=True)
def shops(database: Database, computer_rows: Rows) -> None:
    put_rows(database, computer_rows)


def live_in(database: Database, shop: str, product: str) -> LiveProduct:
    with database.reading() as session:
        live = live_product(session, shop, product)
    assert live is not None
    return live


@SHOPS
@pytest.mark.parametrize("seed", SEEDS)
def test_available_parts_lead_to_an_order_and_blocked_ones_to_none(
    client: ShopClient, database: Database, shop: str, product: str, seed: int
) -> None:
    walker = Walker(Guest(client), live_in(database, shop, product), seed)
    walker.walk(CLICKS)
    assert walker.met["available"] > 5 * CLICKS
    assert walker.met["blocked"] > CLICKS
    assert walker.met["finished"]
    assert walker.met["proposal"]
    assert walker.met["cart"]
    assert shop != "pc" or (walker.met["look"] and walker.met["seek"])


@SHOPS
def test_the_same_holds_while_every_seventh_part_is_sold_out(
    client: ShopClient, database: Database, shop: str, product: str
) -> None:
    live = live_in(database, shop, product)
    with database.writing() as session:
        for item in live.shop.items[::SCARCE]:
            sell_out(session, shop, item.id, "tests", None)
        missing = unavailable(session, live)
    assert missing.reasons
    walker = Walker(Guest(client), live, 300, missing)
    walker.walk(CLICKS // 2)
    assert walker.met["blocked"] > CLICKS
    assert walker.met["complete"]


def the_list(page: BuilderPage, path: str) -> LongList:
    return next(each for each in page.long_lists() if each.path == path)


@pytest.mark.parametrize("path", ["board", "graphics", "cooler"])
def test_every_option_of_a_long_list_is_on_one_of_its_pages_and_what_fits_alone_where_asked(
    client: ShopClient, database: Database, path: str
) -> None:
    live, guest = live_in(database, "pc", "tower"), Guest(client)
    step = next(each.id for each in live.product.steps if path in each.groups)
    begun = f"/pc/tower/build?{CASE.group}={CASE.option}&step={step}"
    ids = [option.id for option in live.group(path).group.options]

    def seen(looked: str) -> BuilderPage:
        page = BuilderPage(guest.open(begun + looked), live.judge)
        assert page.choices == {CASE}
        return page

    def listed(looked: str = "") -> list[str]:
        found = the_list(seen(looked), path).found
        numbers = range(1, 1 - -found // 24)
        pages = [seen(f"{looked}&find.{path}:page={number}") for number in numbers]
        return sorted(each for page in pages for each in page.options_shown()[path] - {"-"})

    assert listed() == sorted(ids)
    completer = Completer(live.compiled.model)
    fitting = [each for each in ids if completer.can_be_completed([CASE, Choice(path, each)])]
    assert listed(f"&find.{path}:fits=1") == sorted(fitting)
    assert 0 < len(fitting) < len(ids)
