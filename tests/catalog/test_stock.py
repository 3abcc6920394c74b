"""What is sold out, until when, and since when."""

from datetime import UTC, datetime, timedelta

import time_machine

from catalog.database import Database
from catalog.stock import bring_back, sell_out, sold_out, sold_out_items

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def sell(database: Database, at: datetime, until: datetime | None = None) -> None:
    with time_machine.travel(at, tick=False):
        database.in_transaction(lambda session: sell_out(session, "deli", "rye", "me", until))


def test_an_item_is_sold_out_until_its_time_or_until_it_is_back(database: Database) -> None:
    sell(database, NOON, until=LATER)
    with database.reading() as session:
        assert sold_out_items(session, "deli", NOON) == {"rye"}
        assert sold_out_items(session, "deli", LATER) == frozenset()
        assert sold_out_items(session, "diner", NOON) == frozenset()
    sell(database, NOON)
    with database.reading() as session:
        assert sold_out_items(session, "deli", LATER) == {"rye"}
    database.in_transaction(lambda session: bring_back(session, "deli", "rye"))
    with database.reading() as session:
        assert sold_out_items(session, "deli", LATER) == frozenset()


def test_saying_it_again_keeps_since_when_and_what_was_over_begins_anew(
    database: Database,
) -> None:
    sell(database, NOON, until=LATER)
    sell(database, NOON + timedelta(hours=1), until=LATER)
    with database.reading() as session:
        assert [each.since for each in sold_out(session, "deli", NOON)] == [NOON]
    sell(database, LATER)
    with database.reading() as session:
        assert [each.since for each in sold_out(session, "deli", LATER)] == [LATER]
