"""What shoppers order most is counted from placed orders, and not again for every page."""

from catalog.database import Database
from configurator.engine.model import Choice
from configurator.orders.popularity import KEPT_SECONDS, popularity
from tests.orders.diner import CLASSIC, place, publish_diner, put, with_choice


def test_pieces_of_placed_orders_are_counted_and_carts_are_not(database: Database) -> None:
    publish_diner(database)
    blue = with_choice(CLASSIC, Choice("cheese", "blue"))
    database.in_transaction(lambda session: put(session, blue, 3, "placed"))
    database.in_transaction(lambda session: place(session, "placed"))
    database.in_transaction(lambda session: put(session, CLASSIC, 9, "still a cart"))
    with database.reading() as session:
        counts = popularity(session, "diner", "burger")
    assert counts["cheese", "blue"] == 3
    assert counts["bun", "sesame"] == 3
    assert ("cheese", "cheddar") not in counts


def test_counts_are_kept_for_a_while_and_then_taken_again(database: Database) -> None:
    publish_diner(database)
    now = 0.0

    def counted() -> int:
        with database.reading() as session:
            counts = popularity(session, "diner", "burger", lambda: now)
        return counts.get(("cheese", "cheddar"), 0)

    assert counted() == 0
    database.in_transaction(lambda session: put(session, CLASSIC, 2))
    database.in_transaction(place)
    assert counted() == 0
    now = KEPT_SECONDS
    assert counted() == 2
