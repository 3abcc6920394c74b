"""`flask demo` publishes every demo shop once, and leaves an installation of one's own alone."""

from pathlib import Path

import pytest
import yaml
from flask import Flask

from catalog.database import Database
from catalog.files import load_shop
from configurator.cli.demo import DEMOS, publish_demos
from configurator.cli.serving import shop_addresses
from configurator.publishing.live import live_ids, live_number
from configurator.publishing.revisions import prepare, publish
from tests.catalog.test_files import FILES, write
from tests.support.web import ShopClient


def write_shop(folder: Path, shop_id: str) -> Path:
    head = FILES["shop.yaml"].replace("id: bar", f"id: {shop_id}")
    return write(folder / shop_id, {**FILES, "shop.yaml": head})


@pytest.fixture
def demos(tmp_path: Path) -> Path:
    for name in ("grill", "noodles"):
        write_shop(tmp_path / "demo", name)
    return tmp_path / "demo"


def ids(database: Database) -> list[str]:
    with database.reading() as session:
        return live_ids(session)


def test_every_demo_shop_lies_in_a_folder_called_like_it() -> None:
    for folder in DEMOS.iterdir():
        head = yaml.safe_load((folder / "shop.yaml").read_text("utf-8"))
        assert head["id"] == folder.name


def test_demo_shops_are_published_once_and_a_new_one_is_added(
    database: Database, demos: Path
) -> None:
    publish_demos(database, demos)
    assert ids(database) == ["grill", "noodles"]
    write_shop(demos, "pizza")
    publish_demos(database, demos)
    assert ids(database) == ["grill", "noodles", "pizza"]
    with database.reading() as session:
        assert [live_number(session, each) for each in ids(database)] == [1, 1, 1]


def test_an_installation_with_a_shop_of_its_own_is_left_alone(
    database: Database, demos: Path, tmp_path: Path
) -> None:
    prepared = prepare(load_shop(write_shop(tmp_path, "own"))[0])
    database.in_transaction(lambda session: publish(session, prepared, "a test"))
    publish_demos(database, demos)
    assert ids(database) == ["own"]


def test_the_home_page_and_the_terminal_name_every_shop(
    app: Flask, client: ShopClient, database: Database, demos: Path
) -> None:
    publish_demos(database, demos)
    page = client.get("/").text
    assert 'href="/grill/"' in page
    assert 'href="/noodles/"' in page
    with app.app_context():
        first, *rest = shop_addresses(database).splitlines()
    site = first.removeprefix("The shops: ")
    assert rest == [f"  {site}grill/", f"  {site}noodles/"]
