"""Databases for tests: a fresh one for each, on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, delete, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

import configurator.models as models
from catalog.database import Base, Database

Rows = dict[str, list[dict[str, Any]]]

BACKENDS = ("sqlite", "postgresql")
SERVER_URL = os.environ.get(
    "CONFIGURATOR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres"
)
MODELS = models.TABLES


def make_sqlite_template(folder: Path) -> Path:
    """A file with the whole schema and no rows."""
    path = folder / "template.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@contextmanager
def sqlite_copy(template: Path, path: Path) -> Iterator[Database]:
    """A database of its own for one test."""
    shutil.copy(template, path)
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()


def why_postgresql_is_missing() -> str | None:
    """None where PostgreSQL answers."""
    server = create_engine(SERVER_URL, connect_args={"connect_timeout": 2})
    try:
        with server.connect():
            return None
    except OperationalError:
        host = make_url(SERVER_URL).host
        return f"PostgreSQL does not answer at {host}; set CONFIGURATOR_TEST_DATABASE_URL"
    finally:
        server.dispose()


@contextmanager
def own_postgresql(*, with_tables: bool = True) -> Iterator[Database]:
    """A database that only this process knows, dropped at the end."""
    name = f"configurator_test_{os.getpid()}" + ("" if with_tables else "_bare")
    server = create_engine(SERVER_URL, isolation_level="AUTOCOMMIT")
    _run(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _run(server, f"CREATE DATABASE {name}")
    # Tests restart no server, so commits need not wait for the disk.
    _run(server, f"ALTER DATABASE {name} SET synchronous_commit = off")
    database = Database(make_url(SERVER_URL).set(database=name).render_as_string(False))
    try:
        if with_tables:
            Base.metadata.create_all(database.engine)
        yield database
    finally:
        database.close()
        _run(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.dispose()


def empty(database: Database) -> None:
    """Remove every row. On tables this small, DELETE is many times faster than TRUNCATE."""
    with database.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(delete(table))


def copy_rows(database: Database) -> Rows:
    """Everything in a database, table by table."""
    with database.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }


def put_rows(database: Database, rows: Rows) -> None:
    """Fill an empty database with rows that `copy_rows` took from another."""
    with database.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])
        if database.engine.dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                counter = table.autoincrement_column
                if counter is not None and rows[table.name]:
                    highest = max(row[counter.name] for row in rows[table.name])
                    sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{counter.name}')"
                    connection.execute(text(f"SELECT setval({sequence}, {highest})"))


def _run(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))
