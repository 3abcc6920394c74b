"""`flask demo`: a shop to try out, in an installation that has none."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from catalog.database import Database
from catalog.files import load_shop
from configurator.database import current_database
from configurator.publishing.live import all_shops
from configurator.publishing.revisions import prepare, publish

DEMO = Path(__file__).resolve().parents[2] / "catalog" / "demo" / "burger-bar"


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Publish the burger bar, unless there is a shop already."""
    publish_demo(current_database())


def publish_demo(database: Database) -> None:
    """An installation with a shop of its own is left alone."""
    with database.reading() as session:
        if all_shops(session):
            return
    click.echo("Publishing the demo shop (once) ...")
    shop, pictures = load_shop(DEMO)
    prepared = prepare(shop, pictures)
    database.in_transaction(lambda session: publish(session, prepared, "flask demo"))


commands = (demo,)
