"""The best within a budget, and its neighbours, beside trying everything and beside CP-SAT."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from configurator.engine.answers import FREE, Situation
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import violations
from configurator.engine.frontier import Frontier
from configurator.engine.model import Costs
from tests.bench.many_parts import many_parts
from tests.engine.generator import Case, generate
from tests.engine.larger import larger_costs, larger_model, walk
from tests.engine.second_best import SecondBest

Pairs = list[tuple[int, int]]


def some_merits(case: Case, with_conditions: bool) -> Costs:
    """Points with many ties, some below zero."""
    random = Random(case.seed)
    points = {choice: random.choice((0, 0, 1, 2, 5, 9, -1)) for choice in case.costs.choices}
    names = case.model.conditions if with_conditions else ()
    return Costs(points, {name: random.choice((-2, 3)) for name in names})


def true_frontier(case: Case, merits: Costs, penalties: Costs = FREE) -> Pairs:
    """Price and merit of every point, found by trying everything."""
    oracle = case.oracle
    left = oracle.left(case.choices, case.unavailable.reasons)
    if not left.any():
        return []
    penalty = oracle.totals(penalties)
    left = left & (penalty == penalty[left].min())
    pairs = zip(oracle.totals(case.costs)[left], oracle.totals(merits)[left], strict=True)
    frontier: Pairs = []
    for price, merit in sorted((int(price), -int(merit)) for price, merit in pairs):
        if not frontier or -merit > frontier[-1][1]:
            frontier.append((price, -merit))
    return frontier


@pytest.mark.parametrize("seed", range(100))
def test_every_point_of_the_frontier_is_found_and_nothing_else(seed: int) -> None:
    case = generate(seed)
    merits = some_merits(case, with_conditions=seed % 2 == 0)
    expected = true_frontier(case, merits)
    compiled = compile_model(case.model)
    situation = Situation(case.choices, case.unavailable)

    frontier = Frontier(compiled, situation, case.costs, merits)

    assert frontier.cheapest_price == (expected[0][0] if expected else None)
    assert frontier.most_merit == (expected[-1][1] if expected else None)
    if not expected:
        assert frontier.within(10**9) is None
        assert frontier.reaching(-(10**9)) is None
        return
    assert frontier.within(expected[0][0] - 1) is None
    assert frontier.reaching(expected[-1][1] + 1) is None
    assert walked_down(frontier, expected[-1][0] + 5) == expected[::-1]
    assert walked_up(Frontier(compiled, situation, case.costs, merits)) == expected


def walked_down(frontier: Frontier, budget: int) -> Pairs:
    """From the best within a budget, ever to the next step down."""
    points: Pairs = []
    found = frontier.within(budget)
    while found is not None:
        assert found.proven
        points.append((found.point.price, found.point.merit))
        found = frontier.within(found.point.price - 1)
    return points


def walked_up(frontier: Frontier) -> Pairs:
    points: Pairs = []
    found = frontier.reaching(-(10**6))
    while found is not None:
        assert found.proven
        points.append((found.point.price, found.point.merit))
        found = frontier.reaching(found.point.merit + 1)
    return points


@pytest.mark.parametrize("seed", range(30))
def test_what_is_found_is_worth_what_it_says_and_leaves_the_choices_alone(seed: int) -> None:
    case = generate(seed)
    merits = some_merits(case, with_conditions=True)
    frontier = Frontier(
        compile_model(case.model), Situation(case.choices, case.unavailable), case.costs, merits
    )
    left = case.oracle.left(case.choices, case.unavailable.reasons)
    prices, points = case.oracle.totals(case.costs), case.oracle.totals(merits)

    for budget in sorted(set(prices[left].tolist())):
        found = frontier.within(budget)
        assert found is not None
        place = case.oracle.candidate_of(found.point.choices)
        assert place is not None
        assert left[place]
        assert (prices[place], points[place]) == (found.point.price, found.point.merit)
        equals = np.flatnonzero(left & (prices == prices[place]) & (points == points[place]))
        fewest = min(len(case.oracle.configuration_at(int(each))) for each in equals)
        assert len(found.point.choices) == fewest


@pytest.mark.parametrize("seed", range(40))
def test_penalties_come_before_everything(seed: int) -> None:
    case = generate(seed)
    merits = some_merits(case, with_conditions=False)
    random = Random(-seed)
    penalties = Costs({choice: 1 for choice in case.costs.choices if random.random() < 0.3})
    expected = true_frontier(case, merits, penalties)

    frontier = Frontier(
        compile_model(case.model),
        Situation(case.choices, case.unavailable),
        case.costs,
        merits,
        penalties,
    )

    assert walked_up(frontier) == expected


@pytest.mark.parametrize("seed", range(40))
def test_the_answer_does_not_depend_on_what_was_asked_before(seed: int) -> None:
    case = generate(seed)
    merits = some_merits(case, with_conditions=False)
    compiled = compile_model(case.model)
    situation = Situation(case.choices, case.unavailable)
    points = true_frontier(case, merits)
    asked = Frontier(compiled, situation, case.costs, merits)

    for price, merit in Random(seed).sample(points, len(points)):
        alone = Frontier(compiled, situation, case.costs, merits)
        assert asked.within(price) == alone.within(price)
        assert asked.reaching(merit) == alone.reaching(merit)
        first, second = asked.within(price), alone.within(price)
        assert first is not None
        assert second is not None
        assert first.point.choices == second.point.choices


def test_without_leave_to_look_the_answer_says_that_it_is_not_proven() -> None:
    parts = many_parts(3)
    compiled = compile_model(parts.model)
    exact = Frontier(compiled, Situation(), parts.prices, parts.merits["play"])
    hasty = Frontier(compiled, Situation(), parts.prices, parts.merits["play"], most_labels=10)
    budget = 120_000

    found, best = hasty.within(budget), exact.within(budget)

    assert found is not None
    assert best is not None
    assert best.proven
    assert not found.proven
    assert found.point.price <= budget
    assert found.point.merit <= best.point.merit
    assert violations(parts.model, found.point.choices) == ()


def test_costs_as_large_as_prices_in_won_are_weighed_exactly() -> None:
    case = generate(7)
    merits = some_merits(case, with_conditions=False)
    large = 10**9
    case = replace(
        case,
        costs=Costs(
            {choice: large * cost for choice, cost in case.costs.choices.items()},
            {name: large * cost for name, cost in case.costs.conditions.items()},
        ),
    )
    merits = Costs({choice: 997 * points for choice, points in merits.choices.items()})
    frontier = Frontier(
        compile_model(case.model), Situation(case.choices, case.unavailable), case.costs, merits
    )
    assert walked_up(frontier) == true_frontier(case, merits)


@pytest.mark.parametrize("seed", range(4))
def test_a_larger_model_has_the_best_that_the_second_solver_finds(seed: int) -> None:
    model = larger_model(seed)
    prices = larger_costs(seed, model)
    random = Random(seed)
    merits = Costs({choice: random.randint(0, 40) for choice in prices.choices})
    compiled = compile_model(model)
    situation = Situation(walk(random, compiled, 2))
    frontier = Frontier(compiled, situation, prices, merits)
    second = SecondBest(model, prices, merits)
    low, high = frontier.cheapest_price, frontier.most_merit
    assert low is not None
    assert high is not None

    for _ in range(3):
        budget = low + random.randint(0, 4000)
        found = frontier.within(budget)
        assert found is not None
        assert found.proven
        assert second.most(budget, situation.choices) == found.point.merit
        assert violations(model, found.point.choices) == ()
        dearer = frontier.reaching(found.point.merit + 1)
        if dearer is not None:
            assert dearer.proven
            assert second.most(dearer.point.price, situation.choices) == dearer.point.merit
            less = second.most(dearer.point.price - 1, situation.choices)
            assert less == found.point.merit


def test_three_hundred_parts_have_the_best_that_the_second_solver_finds() -> None:
    parts = many_parts(5)
    merits = parts.merits["play"]
    frontier = Frontier(compile_model(parts.model), Situation(), parts.prices, merits)
    second = SecondBest(parts.model, parts.prices, merits)

    for budget in (60_000, 150_000):
        found = frontier.within(budget)
        assert found is not None
        assert found.proven
        assert second.most(budget) == found.point.merit
