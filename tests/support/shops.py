"""The demo shop, as tests meet it: loaded from its files, compiled and published."""

from dataclasses import dataclass
from pathlib import Path

from catalog.database import Database
from catalog.files import load_shop
from catalog.shop import Shop
from configurator.publishing.revisions import prepare, publish
from tests.support.databases import Rows, copy_rows

DEMO = Path(__file__).resolve().parents[2] / "catalog" / "demo" / "burger-bar"


@dataclass(frozen=True)
class PublishedRows:
    """A published shop, and the rows that publishing it left in the database."""

    shop: Shop
    rows: Rows


def publish_demo(database: Database) -> PublishedRows:
    shop, pictures = load_shop(DEMO)
    prepared = prepare(shop, pictures)
    database.in_transaction(lambda session: publish(session, prepared, "tests"))
    return PublishedRows(shop, copy_rows(database))
