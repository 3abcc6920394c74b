"""Carts that nobody came back for are forgotten."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from catalog.database import Database
from configurator.orders.cleaning import KEPT, forget_old_carts
from configurator.orders.models import Order

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def order(token: str, state: str, untouched_for: timedelta) -> Order:
    then = NOW - untouched_for
    return Order(
        shop_id="deli",
        token=token,
        state=state,
        currency="KRW",
        language="ko",
        created_at=then,
        changed_at=then,
    )


def test_only_carts_untouched_for_long_go_and_orders_stay(database: Database) -> None:
    long_ago = KEPT + timedelta(hours=1)
    database.in_transaction(
        lambda session: session.add_all(
            [
                order("forgotten", "cart", long_ago),
                order("waiting", "cart", KEPT - timedelta(hours=1)),
                order("eaten", "done", long_ago),
            ]
        )
    )
    database.in_transaction(lambda session: forget_old_carts(session, NOW))
    with database.reading() as session:
        assert set(session.scalars(select(Order.token))) == {"waiting", "eaten"}
