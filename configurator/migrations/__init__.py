"""Bringing a database to the tables that this version needs."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from catalog.database import Base, Database

FOLDER = Path(__file__).parent


def upgrade(database: Database) -> None:
    """Apply every migration that the database has not seen; the others are left alone."""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), "head")


def add_revision(database: Database, message: str) -> None:
    """Write a migration from what the database has to what the tables of the code need."""
    with database.engine.begin() as connection:
        number = f"{len(list(FOLDER.glob('versions/*.py'))) + 1:04}"
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def differences(database: Database) -> list[object]:
    """What a migrated database still lacks of the tables of the code; nothing, when all is well."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
