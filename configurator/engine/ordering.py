"""In which order variables are eliminated, so that few rows have to be made."""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What eliminating a variable costs: shares of the fill it adds and of the join it makes."""

    fill: float
    join: float


ORDERS = (Cost(fill=1, join=0), Cost(fill=0.25, join=1), Cost(fill=0, join=1))
"""Weighted min-fill does best on large models; counting the join in, on shops with long rules."""


def elimination_order(
    sizes: Sequence[int], scopes: Sequence[tuple[int, ...]], cost: Cost = ORDERS[0]
) -> list[int]:
    """The variables that occur in `scopes`, the one that costs least first.

    An edge that is added weighs the product of the log sizes of its ends; a join, the log of how
    many rows it may have. Ties go to the lower number.
    """
    adjacent: dict[int, set[int]] = {}
    for scope in scopes:
        for variable in scope:
            adjacent.setdefault(variable, set()).update(scope)
    for variable, neighbours in adjacent.items():
        neighbours.discard(variable)
    logs = [math.log2(max(size, 2)) for size in sizes]
    costs = {variable: _cost(variable, adjacent, logs, cost) for variable in adjacent}
    heap = [(each, variable) for variable, each in costs.items()]
    heapq.heapify(heap)
    order = []
    while heap:
        least, variable = heapq.heappop(heap)
        if costs.get(variable) != least:
            continue
        order.append(variable)
        del costs[variable]
        for other in sorted(_eliminate(variable, adjacent)):
            renewed = _cost(other, adjacent, logs, cost)
            if renewed != costs[other]:
                costs[other] = renewed
                heapq.heappush(heap, (renewed, other))
    return order


def _cost(variable: int, adjacent: dict[int, set[int]], logs: Sequence[float], cost: Cost) -> float:
    total = cost.fill * _fill(variable, adjacent, logs)
    if cost.join:
        total += cost.join * (logs[variable] + math.fsum(logs[each] for each in adjacent[variable]))
    return round(total, 6)


def _fill(variable: int, adjacent: dict[int, set[int]], logs: Sequence[float]) -> float:
    """The weight of the edges that eliminating the variable would add."""
    neighbours = adjacent[variable]
    whole = math.fsum(logs[each] for each in neighbours)
    total = 0.0
    for one in neighbours:
        # What is there already is little where many variables hang on this one alone.
        there = math.fsum(logs[other] for other in neighbours & adjacent[one])
        total += logs[one] * (whole - there - logs[one])
    return total / 2


def _eliminate(variable: int, adjacent: dict[int, set[int]]) -> set[int]:
    """Joins the neighbours of a variable and removes it; returns whose fill may have changed."""
    neighbours = adjacent.pop(variable)
    touched = set(neighbours)
    for one in neighbours:
        added = neighbours - adjacent[one]
        added.discard(one)
        if added:
            adjacent[one] |= added
            touched |= adjacent[one]
        adjacent[one].discard(variable)
    touched.discard(variable)
    return touched
