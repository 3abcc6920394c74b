"""Bucket elimination: the tables of one variable at a time are joined into a bucket.

The rest of a bucket's scope, its *separator*, is handed on as a message to a later bucket. Read
backwards, the buckets are a diagram.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from configurator.engine.joining import (
    CompileBudgetExceeded,
    Support,
    distinct_rows,
    joined,
    places_among,
)
from configurator.engine.ordering import ORDERS, elimination_order
from configurator.engine.reduction import Columns, Reduced
from configurator.engine.tables import Rows


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
    """In the first of the orders that keeps to the budget.

    No order suits every model, and a small change of one rule can make an order fail.
    """
    scopes = [table.scope for table in network.tables]
    for cost in ORDERS[:-1]:
        with suppress(CompileBudgetExceeded):
            return _eliminated(network, elimination_order(network.sizes, scopes, cost), budget)
    return _eliminated(network, elimination_order(network.sizes, scopes, ORDERS[-1]), budget)


def _eliminated(network: Reduced, order: Sequence[int], budget: int) -> list[Bucket]:
    place = {variable: number for number, variable in enumerate(order)}
    waiting: list[list[tuple[Columns, int]]] = [[] for _ in order]
    for table in network.tables:
        waiting[min(place[variable] for variable in table.scope)].append((table, -1))
    support = Support(network.tables, network.sizes)
    buckets: list[Bucket] = []
    left = budget
    for number, variable in enumerate(order):
        rows = _joined_all([table for table, _ in waiting[number]], network.sizes, left, support)
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


def _joined_all(
    tables: Sequence[Columns], sizes: Sequence[int], budget: int, support: Support
) -> Columns:
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
        rows = support.filtered(joined(rows, rest.pop(best), sizes, budget))
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
