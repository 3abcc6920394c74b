"""Walks are about pages: one kind of database is enough for them."""

import pytest

from catalog.database import Database


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database
