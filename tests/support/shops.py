"""The demo shop, as tests meet it: loaded from its files, compiled and published."""

from dataclasses import dataclass, replace
from pathlib import Path

from catalog.database import Database
from catalog.files import load_shop
from catalog.shop import Hours, Shop
from configurator.publishing.revisions import prepare, publish
from tests.support.databases import Rows, copy_rows

DEMO = Path(__file__).resolve().parents[2] / "catalog" / "demo" / "burger-bar"


@dataclass(frozen=True)
class PublishedRows:
    """A published shop, and the rows that publishing it left in the database."""

    shop: Shop
    rows: Rows


def publish_shop(database: Database, shop: Shop) -> None:
    """Publish a shop that was made in a test, without pictures."""
    prepared = prepare(shop, {})
    database.in_transaction(lambda session: publish(session, prepared, "tests"))


def publish_computers(database: Database) -> Rows:
    """Both computer shops, open day and night; the rows that publishing them left."""
    always = tuple(Hours(day, 0, 24 * 60) for day in range(7))
    for name in ("laptop", "pc"):
        shop, pictures = load_shop(DEMO.with_name(name))
        stores = tuple(replace(each, hours=always) for each in shop.stores)
        prepared = prepare(replace(shop, stores=stores), pictures)
        with database.writing() as session:
            publish(session, prepared, "tests")
    return copy_rows(database)


def publish_demo(database: Database) -> PublishedRows:
    shop, pictures = load_shop(DEMO)
    prepared = prepare(shop, pictures)
    database.in_transaction(lambda session: publish(session, prepared, "tests"))
    return PublishedRows(shop, copy_rows(database))
