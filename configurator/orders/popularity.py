"""What shoppers order most: how often each option of a product stands in its latest orders."""

from collections import Counter
from collections.abc import Callable, Mapping
from time import monotonic
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.orders.freezing import read_configuration
from configurator.orders.models import Line, Order
from configurator.orders.states import CANCELLED, CART
from configurator.publishing.caching import Cache

Counts: TypeAlias = Mapping[tuple[str, str], int]
"""How often, by the path of the group and the id of the option."""

LATEST_LINES = 2_000
KEPT_SECONDS = 120.0

_kept: Cache[tuple[str, str], tuple[float, Counts]] = Cache(64)


def popularity(
    session: Session, shop_id: str, product_id: str, clock: Callable[[], float] = monotonic
) -> Counts:
    """How many pieces of the latest orders have each option; worked out again every two minutes."""
    now = clock()
    kept = _kept.get((shop_id, product_id))
    if kept is not None and now - kept[0] < KEPT_SECONDS:
        return kept[1]
    counts: Counts = MappingProxyType(_counted(session, shop_id, product_id))
    _kept.keep((shop_id, product_id), (now, counts))
    return counts


def _counted(session: Session, shop_id: str, product_id: str) -> Counter[tuple[str, str]]:
    rows = session.execute(
        select(Line.configuration, Line.quantity)
        .join(Order, Line.order_id == Order.id)
        .where(
            Order.shop_id == shop_id,
            Order.state.not_in((CART, CANCELLED)),
            Line.product_id == product_id,
        )
        .order_by(Order.placed_at.desc(), Line.id.desc())
        .limit(LATEST_LINES)
    )
    counts: Counter[tuple[str, str]] = Counter()
    for configuration, quantity in rows:
        for choice in read_configuration(configuration):
            counts[choice.group, choice.option] += quantity
    return counts
