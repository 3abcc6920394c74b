"""Short links: the same configuration has one, and those that nobody opens are forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from catalog.database import Database
from configurator.accounts.models import ShortLink
from configurator.accounts.short_links import (
    KEPT,
    LETTERS,
    NOTED_EVERY,
    Shared,
    find_link,
    forget_unopened_links,
    note_opened,
    shorten,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WRAP = Shared("diner", "burger", "bun=wrap", 3)


def share(database: Database, shared: Shared = WRAP, now: datetime = NOW) -> str:
    return database.in_transaction(lambda session: shorten(session, shared, now))


def links(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ShortLink)) or 0


def test_the_same_configuration_has_one_link(database: Database) -> None:
    assert share(database) == share(database, now=NOW + timedelta(days=9))
    assert links(database) == 1


def test_whatever_differs_has_a_link_of_its_own(database: Database) -> None:
    others = [
        replace(WRAP, query="bun=rice"),
        replace(WRAP, revision=4),
        replace(WRAP, product_id="pizza"),
        replace(WRAP, shop_id="bar"),
    ]
    assert len({share(database), *(share(database, each) for each in others)}) == 5


def test_a_code_is_short_and_easily_read_out(database: Database) -> None:
    code = share(database)
    assert len(code) == 8
    assert set(code) <= set(LETTERS)
    assert not set(LETTERS) & set("0oO1iIl")


def test_a_code_is_found_however_it_is_typed(database: Database) -> None:
    code = share(database)
    with database.reading() as session:
        found = find_link(session, code.upper())
        assert found is not None
        assert (found.query, found.revision) == ("bun=wrap", 3)
        assert find_link(session, "22222222") is None


def test_what_nobody_opens_for_a_year_is_forgotten_and_what_is_opened_kept(
    database: Database,
) -> None:
    opened, forgotten = share(database), share(database, replace(WRAP, query="bun=rice"))
    later = NOW + NOTED_EVERY * 2
    database.in_transaction(lambda session: note_opened(session, opened, later))
    database.in_transaction(
        lambda session: forget_unopened_links(session, NOW + KEPT + timedelta(hours=1))
    )
    with database.reading() as session:
        assert find_link(session, opened) is not None
        assert find_link(session, forgotten) is None


def test_a_link_opened_often_is_written_to_once_a_day(database: Database) -> None:
    code = share(database)
    database.in_transaction(lambda session: note_opened(session, code, NOW + NOTED_EVERY / 2))
    with database.reading() as session:
        found = find_link(session, code)
        assert found is not None
        assert found.opened_at == NOW
