"""`flask migrate`: bringing the database to what this version needs."""

import click
from flask.cli import with_appcontext

from configurator.database import current_database
from configurator.migrations import add_revision, upgrade


@click.command("migrate")
@click.option("--write", "message", help="For developers: write a migration with this message.")
@with_appcontext
def migrate(message: str | None) -> None:
    """Bring the database to the tables that this version needs."""
    if message:
        add_revision(current_database(), message)
    else:
        upgrade(current_database())


commands = (migrate,)
