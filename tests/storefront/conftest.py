"""A small sandwich bar, open for visitors."""

import pytest

from catalog.database import Database
from configurator.publishing.caching import forget_everything
from configurator.publishing.revisions import prepare, publish
from tests.publishing.builders import SHOP


@pytest.fixture
def deli(database: Database) -> str:
    """The id of a published shop."""
    forget_everything()
    prepared = prepare(SHOP, {"rye.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"})
    database.in_transaction(lambda session: publish(session, prepared, "tests"))
    return SHOP.id
