"""The burger bar, open day and night: what a browser sees must not depend on the hour."""

from dataclasses import replace

from catalog.database import Database
from catalog.files import load_shop
from catalog.shop import Hours
from configurator.publishing.revisions import prepare, publish
from tests.support.databases import copy_rows
from tests.support.shops import DEMO, PublishedRows


def publish_open_demo(database: Database) -> PublishedRows:
    """The demo shop as its files say it, but for its hours; published into `database`."""
    shop, pictures = load_shop(DEMO)
    always = tuple(Hours(day, 0, 24 * 60) for day in range(7))
    shop = replace(shop, stores=tuple(replace(each, hours=always) for each in shop.stores))
    prepared = prepare(shop, pictures)
    database.in_transaction(lambda session: publish(session, prepared, "tests"))
    return PublishedRows(shop, copy_rows(database))
