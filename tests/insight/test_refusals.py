"""Refusals: counted by option and cause, and listed with the most wanted first."""

from datetime import UTC, datetime, timedelta

from catalog.database import Database
from configurator.insight.refusals import Refusal, count_refusal, refused

BRIOCHE = Refusal("deli", "sandwich", "bread", "brioche", ("vegan-dairy",))
CHEESE = Refusal("deli", "sandwich", "extras", "cheese", ("vegan-dairy", "limit:extras"))


def test_three_taps_on_a_blocked_option_count_three(database: Database) -> None:
    for _tap in range(3):
        database.in_transaction(lambda session: count_refusal(session, BRIOCHE))
    with database.reading() as session:
        (row,) = refused(session, "deli")
    assert (row.refusal, row.times) == (BRIOCHE, 3)


def test_the_most_wanted_comes_first_and_days_are_added_up(database: Database) -> None:
    now = datetime.now(UTC)
    moments = [now, now - timedelta(days=1), now - timedelta(days=2)]
    for moment in moments:
        with database.writing() as session:
            count_refusal(session, CHEESE, moment)
    database.in_transaction(lambda session: count_refusal(session, BRIOCHE))
    with database.reading() as session:
        rows = refused(session, "deli")
    assert [(row.refusal.option, row.times) for row in rows] == [("cheese", 3), ("brioche", 1)]
    assert rows[0].last_at == now


def test_the_same_causes_in_another_order_are_the_same_refusal(database: Database) -> None:
    turned = Refusal("deli", "sandwich", "extras", "cheese", ("limit:extras", "vegan-dairy"))
    for refusal in (CHEESE, turned):
        with database.writing() as session:
            count_refusal(session, refusal)
    with database.reading() as session:
        assert [row.times for row in refused(session, "deli")] == [2]


def test_what_is_long_ago_or_of_another_shop_is_not_listed(database: Database) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=45)
    database.in_transaction(lambda session: count_refusal(session, BRIOCHE, long_ago))
    elsewhere = Refusal("bakery", "sandwich", "bread", "brioche", ())
    database.in_transaction(lambda session: count_refusal(session, elsewhere))
    with database.reading() as session:
        assert refused(session, "deli") == []
