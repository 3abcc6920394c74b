"""The engine beside CP-SAT: on models of the size that shops have, and CP-SAT beside the oracle."""

from random import Random

import pytest

from configurator.engine.answers import Situation, valid_domains
from configurator.engine.compiling import compile_model
from configurator.engine.completing import finish
from configurator.engine.evaluation import violations
from configurator.engine.explaining import explain
from configurator.engine.model import taken
from configurator.engine.repairing import repairs
from tests.engine.generator import generate
from tests.engine.larger import larger_costs, larger_model, walk
from tests.engine.second_solver import SecondSolver


@pytest.mark.parametrize("seed", range(40))
def test_the_second_solver_agrees_with_trying_everything(seed: int) -> None:
    case = generate(seed)
    totals = case.oracle.totals(case.costs)[case.oracle.valid]

    cheapest = SecondSolver(case.model, case.costs).cheapest([])

    assert cheapest == (int(totals.min()) if len(totals) else None)


@pytest.mark.parametrize("seed", range(6))
def test_a_larger_model_has_the_totals_that_the_second_solver_finds(seed: int) -> None:
    model = larger_model(seed)
    costs = larger_costs(seed, model)
    compiled, second = compile_model(model), SecondSolver(model, costs)
    random = Random(seed)

    for length in (0, 2, 5):
        situation = Situation(walk(random, compiled, length))
        domains = valid_domains(compiled, situation, costs)
        assert domains.cheapest == second.cheapest(situation.choices)
        answered = {choice.group for choice in situation.choices}
        others = [each for each in sorted(costs.choices) if each.group not in answered]
        for choice in random.sample(others, 8):
            assert domains.cost_of(choice) == second.cheapest([*situation.choices, choice])
        finished = finish(compiled, situation, costs)
        assert finished is not None
        assert violations(model, finished) == ()
        assert second.cheapest(finished) == domains.cheapest


@pytest.mark.parametrize("seed", range(6))
def test_a_repair_in_a_larger_model_costs_what_the_second_solver_finds(seed: int) -> None:
    model = larger_model(seed)
    costs = larger_costs(seed, model)
    compiled, second = compile_model(model), SecondSolver(model, costs)
    random = Random(seed)
    situation = Situation(walk(random, compiled, 7))
    domains = valid_domains(compiled, situation, costs)
    blocked = [each for each in sorted(costs.choices) if not domains.is_available(each)]

    for wanted in random.sample(blocked, min(6, len(blocked))):
        explanation = explain(compiled, situation, wanted)
        assert explanation is not None
        assert second.cheapest([*explanation.choices, wanted]) is None
        for repair in repairs(compiled, situation, wanted, costs):
            assert wanted in repair.configuration
            assert second.cheapest(taken(repair.configuration)) == repair.cost
