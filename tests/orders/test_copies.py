"""A computer with two equal drives, ordered: A + C is C + A in carts, on tickets, in prices."""

import json
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.shop import Group, GroupKind, Preset, Shop
from configurator.builder.address import query
from configurator.engine.model import Choice, taken
from configurator.orders.freezing import freeze, ticket
from configurator.orders.models import Line
from configurator.publishing.caching import forget_everything
from configurator.publishing.revisions import prepare, publish
from tests.publishing.drive_shop import DRIVE, both, drive_shop, live, with_drives
from tests.support.pages import find, words
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]

PRESET = Preset(
    "twins",
    "pc",
    both("Twins", "쌍둥이"),
    {
        "case": "tower",
        "drive-1": "taken",
        "drive-1.model": "c",
        "drive-2": "taken",
        "drive-2.model": "a",
    },
    ("drive-1.model", "drive-2.model"),
    adjustment=-20,
)
SHOP = drive_shop(presets=(PRESET,))


def publish_drives(database: Database, shop: Shop = SHOP) -> None:
    forget_everything()
    prepared = prepare(shop)
    database.in_transaction(lambda session: publish(session, prepared, by="test"))


@pytest.fixture(autouse=True)
def drives(database: Database) -> None:
    publish_drives(database)


def order(client: ShopClient, *models: str, **more: str) -> TestResponse:
    form = {"product": "pc", "configuration": query(live(SHOP), with_drives(*models)), **more}
    return client.send_form("/drives/cart/lines", form)


def lines(database: Database) -> list[Line]:
    with database.reading() as session:
        return list(session.scalars(select(Line).order_by(Line.position)))


def test_a_and_c_is_c_and_a_in_the_cart(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    prices = []
    for models in (("a", "c"), ("c", "a")):
        assert order(client, *models).status_code == 303
        prices += [each.unit_price for each in lines(database)]
    (line,) = lines(database)
    assert line.quantity == 2
    assert prices == [1000 + 50 + 110 + 90 - 20] * 2
    page = page_check(client.get("/drives/cart"))
    assert next(words(each) for each in find(page, "h2")) == "Twins"


def test_seven_computers_are_seven_lines(client: ShopClient, database: Database) -> None:
    for first in ("", "a", "b", "c", "-"):
        for second in ("", "a", "b", "c", "-"):
            order(client, first, second)
    # "Not answered" and "none" are both nothing, and A and B do not go together.
    assert sorted(each.quantity for each in lines(database)) == [1, 2, 2, 4, 4, 4, 4]


def test_a_drive_in_the_second_slot_alone_moves_to_the_first(
    client: ShopClient, database: Database
) -> None:
    order(client, "-", "b")
    order(client, "b", "")
    (line,) = lines(database)
    assert line.quantity == 2
    assert json.loads(line.configuration) == [
        ["case", "tower", ""],
        ["drive-1", "taken", ""],
        ["drive-1.model", "b", ""],
    ]


def test_a_line_changed_to_the_same_in_another_order_joins_it(
    client: ShopClient, database: Database
) -> None:
    order(client, "a", "c")
    order(client, "b", "c")
    changed = str(lines(database)[1].id)
    order(client, "c", "a", line=changed)
    assert [each.quantity for each in lines(database)] == [2]


def test_the_check_page_shows_drives_that_nobody_answered_as_none(
    client: ShopClient, page_check: PageCheck
) -> None:
    address = query(live(SHOP), with_drives("c"))
    page = page_check(client.get(f"/drives/pc/check?{address}"))
    assert "drive-2" not in address
    told = [words(each) for each in find(page, "div", class_="summary-line")]
    assert any(each.startswith("Drive 2 None") for each in told), told
    assert order(client, "c").status_code == 303


def frozen_ticket(
    choices: tuple[Choice, ...], preset: str | None = None
) -> list[tuple[str, str, bool]]:
    class Kept:
        def __init__(self) -> None:
            frozen = freeze(live(SHOP), taken(choices), preset)
            self.quote, self.words, self.ticket = frozen.quote, frozen.words, frozen.ticket
            self.texts, self.unit_price = frozen.texts, frozen.unit_price

    return [(e.group["en"], e.words["en"], e.differs) for e in ticket(Kept()).lines]


def test_equal_drives_are_one_line_of_the_ticket() -> None:
    assert frozen_ticket(with_drives("c", "c"))[1:] == [("Drive, model", "2 × C", False)]


def test_a_preset_is_compared_in_whatever_order() -> None:
    assert not any(differs for *_told, differs in frozen_ticket(with_drives("a", "c"), "twins"))
    told = frozen_ticket(with_drives("b", "c"), "twins")
    assert [differs for *_told, differs in told].count(True) == 1


def test_a_computer_of_which_nothing_has_to_be_chosen_can_be_ordered(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    page = page_check(client.get("/drives/pc/check"))
    field = find(page, "input", name="configuration")[0]
    form = {"product": "pc", "configuration": field.get("value", "")}
    assert client.send_form("/drives/cart/lines", form).status_code == 303
    assert [each.quantity for each in lines(database)] == [1]


def test_what_is_typed_for_a_drive_goes_where_the_drive_goes() -> None:
    label = Group("label", both("Label", "이름표"), GroupKind.TEXT, max_length=20)
    of = live(drive_shop(inner=replace(DRIVE, groups=(*DRIVE.groups, label))))
    one = freeze(of, with_drives("c", "a"), None, {"drive-1.label": "X", "drive-2.label": "Y"})
    other = freeze(of, with_drives("a", "c"), None, {"drive-1.label": "Y", "drive-2.label": "X"})
    assert one == other
    assert json.loads(one.texts) == {"drive-1.label": "Y", "drive-2.label": "X"}
