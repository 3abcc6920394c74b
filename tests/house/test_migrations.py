"""Migrations make exactly the tables that the code needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.database import Database
from configurator.migrations import differences, upgrade
from tests.support.databases import BACKENDS, own_postgresql, why_postgresql_is_missing


@pytest.fixture(params=BACKENDS)
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a single table."""
    if request.param == "sqlite":
        yield Database(f"sqlite:///{tmp_path / 'bare.db'}")
        return
    missing = why_postgresql_is_missing()
    if missing:
        pytest.skip(missing)
    with own_postgresql(with_tables=False) as database:
        yield database


def test_a_migrated_database_has_the_tables_of_the_code(bare_database: Database) -> None:
    upgrade(bare_database)
    assert differences(bare_database) == []


def test_migrating_again_changes_nothing(bare_database: Database) -> None:
    upgrade(bare_database)
    upgrade(bare_database)
    assert differences(bare_database) == []


def test_a_database_without_tables_is_told_apart(bare_database: Database) -> None:
    assert differences(bare_database)
