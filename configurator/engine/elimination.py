"""Bucket elimination: the tables of one variable at a time are joined into a bucket.

The rest of a bucket's scope, its *separator*, is handed on as a message to a later bucket. Read
backwards, the buckets are a diagram.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from configurator.engine.estimating import estimated_orders
from configurator.engine.joining import (
    CompileBudgetExceeded,
    Support,
    distinct_rows,
    places_among,
)
from configurator.engine.ordering import ORDERS, elimination_order
from configurator.engine.quotients import Quotients
from configurator.engine.reduction import Columns, Reduced
from configurator.engine.tables import Rows

FEW_ROWS = 200_000
"""An order that makes no more rows than this is good enough."""

STEP_ROWS = 20
"""How many rows of an order are worth one step of looking for a better one."""

MOST_TRIED = 8
"""How many of the estimated orders are tried."""


@dataclass(eq=False)
class Bucket:
    """The rows of one eliminated variable; `own` is the place of each row's separator value."""

    variable: int
    rows: Columns
    separator: tuple[int, ...]
    separators: list[Rows]
    own: NDArray[np.int64]
    children: list[int] = field(default_factory=list)
    links: list[NDArray[np.int64]] = field(default_factory=list)

    @property
    def nodes(self) -> int:
        return len(self.separators[0]) if self.separators else 1


def buckets_of(network: Reduced, budget: int) -> list[Bucket] | None:
    """The buckets of a network, each linked to those that it was handed messages by.

    Rows that no solution holds are left out. None where there is no solution. Raises
    `CompileBudgetExceeded`.
    """
    buckets = [] if network.void else _eliminated_somehow(network, budget)
    if network.void or any(not len(bucket.rows) for bucket in buckets):
        return None
    for bucket in buckets:
        _link(bucket, buckets, network.sizes)
    _drop_unreached(buckets)
    return buckets


def _eliminated_somehow(network: Reduced, budget: int) -> list[Bucket]:
    """In the order that makes the fewest rows, of the few that are tried.

    No order suits every model, and a small change of one rule can make an order fail. Where the
    first is small enough, no other is tried; the others have to be at most half as large as it,
    and each smaller than all before.
    """
    quotients = Quotients.of(network)
    scopes = [table.scope for table in network.tables]
    plain = (elimination_order(network.sizes, scopes, cost) for cost in ORDERS)
    with suppress(CompileBudgetExceeded):
        best = _eliminated(network, quotients, next(plain), budget)
        rows = _rows(best)
        if rows <= FEW_ROWS:
            return best
        # Looking for a better one should not take longer than this one did: few are estimated,
        # and one that is not half as large is given up.
        others = estimated_orders(network, quotients, rows // STEP_ROWS)
        return _smallest(network, quotients, best, rows // 2, others)
    best = _smallest(network, quotients, [], budget, estimated_orders(network, quotients))
    if best:
        return best
    *others, last = plain
    for order in others:
        with suppress(CompileBudgetExceeded):
            return _eliminated(network, quotients, order, budget)
    return _eliminated(network, quotients, last, budget)


def _smallest(
    network: Reduced,
    quotients: Quotients,
    best: list[Bucket],
    budget: int,
    orders: Sequence[Sequence[int]],
) -> list[Bucket]:
    """The best of the first orders; `best` where none makes fewer rows than the budget."""
    for order in orders[:MOST_TRIED]:
        with suppress(CompileBudgetExceeded):
            best = _eliminated(network, quotients, order, budget)
            budget = _rows(best)
    return best


def _rows(buckets: Sequence[Bucket]) -> int:
    return sum(len(bucket.rows) for bucket in buckets)


def _eliminated(
    network: Reduced, quotients: Quotients, order: Sequence[int], budget: int
) -> list[Bucket]:
    place = {variable: number for number, variable in enumerate(order)}
    waiting: list[list[tuple[Columns, int]]] = [[] for _ in order]
    for table in network.tables:
        waiting[min(place[variable] for variable in table.scope)].append((table, -1))
    support = Support(network.tables, quotients.joint(), network.sizes)
    buckets: list[Bucket] = []
    left = budget
    for number, variable in enumerate(order):
        rows = _joined_all([table for table, _ in waiting[number]], left, support)
        left -= len(rows)
        if left < 0:
            raise CompileBudgetExceeded(budget - left, budget, tuple(sorted(rows.origins)))
        separator = tuple(each for each in rows.scope if each != variable)
        separators, own = distinct_rows(
            [rows.column(each) for each in separator],
            [network.sizes[each] for each in separator],
            len(rows),
        )
        children = [sender for _, sender in waiting[number] if sender >= 0]
        buckets.append(Bucket(variable, rows, separator, separators, own, children))
        if not len(rows):
            break
        if separator:
            message = Columns(separator, separators, rows.origins)
            waiting[min(place[each] for each in separator)].append((message, number))
    return buckets


def _joined_all(tables: Sequence[Columns], budget: int, support: Support) -> Columns:
    """The join of all tables: from the smallest on, always the one that overlaps most."""
    rest = sorted(tables, key=len)
    rows = rest.pop(0)
    while rest:
        scope = set(rows.scope)
        best = min(
            range(len(rest)),
            key=lambda place: (
                -len(scope.intersection(rest[place].scope)) / len(rest[place].scope),
                len(rest[place]),
            ),
        )
        rows = support.joined(rows, rest.pop(best), budget)
    return rows


def _link(bucket: Bucket, buckets: Sequence[Bucket], sizes: Sequence[int]) -> None:
    """Finds for each row the node of each child that its values lead to."""
    for number in bucket.children:
        child = buckets[number]
        bucket.links.append(
            places_among(
                [bucket.rows.column(each) for each in child.separator],
                child.separators,
                [sizes[each] for each in child.separator],
            )
        )


def _drop_unreached(buckets: Sequence[Bucket]) -> None:
    """Drops the rows of nodes that no row above leads to, from the top down."""
    reached = [np.zeros(bucket.nodes, dtype=bool) for bucket in buckets]
    for number in range(len(buckets) - 1, -1, -1):
        bucket = buckets[number]
        if bucket.separator:
            kept = reached[number][bucket.own]
            if not kept.all():
                bucket.rows.keep(kept)
                bucket.own = bucket.own[kept]
                bucket.links = [link[kept] for link in bucket.links]
        for child, link in zip(bucket.children, bucket.links, strict=True):
            reached[child][link] = True
