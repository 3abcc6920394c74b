"""One sweep finds the cheapest solution that holds each value."""

from random import Random

import numpy as np
import pytest

from configurator.engine.compiling import diagram_of
from configurator.engine.sweep import INFINITE, Sweeper
from tests.engine.networks import random_network, solutions

BLOCK = 2**40


def cheapest_with(
    solved: list[tuple[int, ...]], costs: list[list[int]], variable: int, value: int
) -> int:
    """The cheapest solution with a value, its own cost left out, found by looking at all."""
    return min(
        (
            sum(costs[each][taken] for each, taken in enumerate(solution) if each != variable)
            for solution in solved
            if solution[variable] == value
        ),
        default=INFINITE,
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_sweep_agrees_with_looking_at_every_solution(seed: int) -> None:
    network = random_network(seed)
    solved = solutions(network)
    diagram = diagram_of(network)
    if not solved:
        assert diagram.layered is None
        return
    random = Random(seed)
    by_class = np.array([random.randint(-9, 20) for _ in range(diagram.classes)], dtype=np.int64)
    by_class[[random.randrange(diagram.classes) for _ in range(2)]] = BLOCK
    costs, start = [], 0
    for size in network.sizes:
        classes = diagram.class_of[start : start + size]
        costs.append([int(by_class[each]) if each >= 0 else 0 for each in classes])
        start += size
    assert diagram.layered is not None
    cheapest, found = Sweeper(diagram.layered, diagram.classes).cheapest_with(by_class)
    assert cheapest == min(
        sum(costs[variable][value] for variable, value in enumerate(each)) for each in solved
    )
    start = 0
    for variable, size in enumerate(network.sizes):
        for value in range(size):
            number = diagram.class_of[start + value]
            if number >= 0:
                assert found[number] == cheapest_with(solved, costs, variable, value)
        start += size


@pytest.mark.parametrize("seed", range(20))
def test_the_cheapest_solution_costs_what_the_sweep_says(seed: int) -> None:
    diagram = diagram_of(random_network(seed))
    if diagram.layered is None:
        return
    random = Random(seed)
    costs = np.array([random.randint(-9, 20) for _ in range(diagram.classes)], dtype=np.int64)
    sweeper = Sweeper(diagram.layered, diagram.classes)
    cost, classes = sweeper.cheapest_classes(costs)
    assert cost == sweeper.cheapest_with(costs)[0] == int(costs[classes].sum())


def test_a_sweep_leaves_nothing_behind() -> None:
    """What is blocked in one sweep is not blocked in the next, and arrays handed out stay."""
    diagram = diagram_of(random_network(3))
    assert diagram.layered is not None
    sweeper = Sweeper(diagram.layered, diagram.classes)
    free = np.zeros(diagram.classes, dtype=np.int64)
    _, before = sweeper.cheapest_with(free)
    kept = before.copy()
    blocked = free.copy()
    blocked[0] = BLOCK
    assert (sweeper.cheapest_with(blocked)[1] != kept).any()
    assert (before == kept).all()
    assert (sweeper.cheapest_with(free)[1] == kept).all()
    assert (free == 0).all()
