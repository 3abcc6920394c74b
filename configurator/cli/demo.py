"""`flask demo`: shops to try out, in an installation that has none of its own."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from catalog.database import Database
from catalog.files import load_shop
from configurator.database import current_database
from configurator.publishing.live import live_ids
from configurator.publishing.revisions import prepare, publish

DEMOS = Path(__file__).resolve().parents[2] / "catalog" / "demo"
"""A folder for each demo shop, called like it."""


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Publish the demo shops, each once, unless there is another shop."""
    publish_demos(current_database())


def publish_demos(database: Database, demos: Path = DEMOS) -> None:
    """Those that are not there yet; an installation with a shop of its own is left alone."""
    folders = {each.name: each for each in sorted(demos.iterdir()) if each.is_dir()}
    with database.reading() as session:
        there = live_ids(session)
    if not folders.keys() >= set(there):
        return
    missing = [name for name in folders if name not in there]
    if missing:
        click.echo(f"Publishing the demo shops (once): {', '.join(missing)} ...")
    for name in missing:
        _publish(database, folders[name])


def _publish(database: Database, folder: Path) -> None:
    shop, pictures = load_shop(folder)
    prepared = prepare(shop, pictures)
    database.in_transaction(lambda session: publish(session, prepared, "flask demo"))


commands = (demo,)
