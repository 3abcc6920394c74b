"""What parts cost: a price of their own where their product costs nothing, else what they add."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from catalog.database import Database
from tests.publishing.builders import SHOP
from tests.support.pages import find, words
from tests.support.shops import publish_shop
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]
CHOSEN = "bread=rye&filling=ham&extras.cheese=normal&drink=taken&drink.kind=tea"


def sell_for(database: Database, price: int) -> None:
    """A sandwich that costs so much by itself."""
    sandwich = replace(SHOP.product("sandwich"), price=price)
    others = tuple(each for each in SHOP.products if each.id != "sandwich")
    publish_shop(database, replace(SHOP, products=(sandwich, *others)))


def amounts(table: Element) -> dict[str, str]:
    """The rows of a table of prices: what each is for, and its amount."""
    found = (each for part in table.iter("tbody") for each in part.iter("tr"))
    return {words(find(row, "th")[0]): words(find(row, "td")[0]) for row in found}


@pytest.mark.parametrize(("price", "ham"), [(4000, "+₩1,500"), (0, "₩1,500")])
def test_a_part_has_a_price_of_its_own_where_nothing_is_included(
    client: ShopClient, database: Database, page_check: Check, price: int, ham: str
) -> None:
    sell_for(database, price)
    builder = page_check(client.get(f"/deli/sandwich/build?{CHOSEN}"))
    filling = next(
        each for each in find(builder, "div", class_="summary-line") if "ham" in words(each)
    )
    assert words(find(filling, "span", class_="price")[0]) == ham
    checked = page_check(client.get(f"/deli/sandwich/check?{CHOSEN}"))
    told = amounts(find(checked, "table", class_="prices")[0])
    assert told["ham"] == ham
    assert told["Menu"] == "-₩300"
    client.send_form("/deli/cart/lines", {"product": "sandwich", "configuration": CHOSEN})
    cart = page_check(client.get("/deli/cart"))
    assert amounts(find(cart, "table", class_="receipt-lines")[0]) == told
