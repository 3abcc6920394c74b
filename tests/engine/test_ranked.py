"""Conditions that count and rank what is taken: the prices of portions that are included."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from configurator.engine.answers import Situation, valid_domains
from configurator.engine.compiling import CompileBudgetExceeded, compile_model
from configurator.engine.evaluation import evaluate
from configurator.engine.expressions import And, Expression, Is, Listed, Not, Ranked
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Option
from tests.engine.generator import generate
from tests.engine.larger import larger_costs, larger_model
from tests.engine.oracle import Oracle
from tests.engine.second_solver import SecondSolver

MENU = generate(3).model


def listed(random: Random, group: Group) -> list[Listed]:
    """The group with a few small values for each choice, one step for each option of several."""
    values = [
        (option.id, amount, tuple(random.randrange(4) for _ in range(random.randint(0, 2))))
        for option in group.options
        for amount in option.amounts or ("",)
    ]
    if group.kind is Kind.ONE:
        return [Listed(group.path, tuple(values))]
    return [
        Listed(group.path, tuple(each for each in values if each[0] == option.id))
        for option in group.options
    ]


def ranked(random: Random, groups: Iterable[Group]) -> dict[str, Expression]:
    """Conditions that rank the same choices, as far as each of them reads."""
    steps = [step for group in groups for step in listed(random, group)]
    random.shuffle(steps)
    keep = random.randint(1, 3)
    found: dict[str, Expression] = {}
    for number in range(4):
        few = tuple(steps[: random.randint(1, len(steps))])
        leaf = Ranked(few, keep, random.randint(1, keep), random.randrange(4))
        first = few[0]
        alone = Is(first.group, tuple(option for option, _, _ in first.values))
        found[f"ranked{number}"] = random.choice((leaf, Not(leaf), And((alone, Not(leaf)))))
    return found


def test_what_is_kept_are_the_smallest_values_of_what_is_taken() -> None:
    group = next(each for each in MENU.groups if each.kind is Kind.ONE and len(each.options) > 1)
    one, other = (option.id for option in group.options[:2])
    step = Listed(group.path, ((one, "", (5, 2)), (other, "", (9,))))
    chosen = [Choice(group.path, one)]
    assert evaluate(Ranked((step,), 2, 1, 2), MENU, chosen) is True
    assert evaluate(Ranked((step,), 2, 1, 3), MENU, chosen) is False
    assert evaluate(Ranked((step,), 2, 2, 5), MENU, chosen) is True
    assert evaluate(Ranked((step,), 3, 3), MENU, chosen) is False
    assert evaluate(Ranked((step,), 2, 1), MENU, []) is False


@pytest.mark.parametrize("seed", range(30))
def test_they_are_charged_as_trying_everything_says(seed: int) -> None:
    random = Random(seed)
    case = generate(seed)
    groups = [each for each in case.model.groups if each.options]
    if not groups:
        return
    model: Model = replace(case.model, conditions=ranked(random, groups))
    amounts = {name: random.choice((-7, -3, 4)) for name in model.conditions}
    costs = Costs(case.costs.choices, amounts)
    oracle = Oracle(model)
    totals = oracle.totals(costs)[oracle.valid]

    compiled = compile_model(model)
    least = compiled.least(compiled.costs(costs), compiled.unrestricted())

    assert least == (int(totals.min()) if len(totals) else None)


@pytest.mark.parametrize("seed", range(2))
def test_larger_models_have_the_totals_that_the_second_solver_finds(seed: int) -> None:
    random = Random(seed)
    bare = larger_model(seed)
    model = replace(bare, conditions=ranked(random, bare.groups[1:4]))
    costs = larger_costs(seed, model)
    compiled, second = compile_model(model), SecondSolver(model, costs)

    domains = valid_domains(compiled, Situation(()), costs)

    assert domains.cheapest == second.cheapest([])
    for choice in random.sample(sorted(costs.choices), 4):
        assert domains.cost_of(choice) == second.cheapest([choice])


def test_many_ranks_whose_steps_are_too_large_together_are_refused_and_named() -> None:
    """Each step by itself has room, up to the last: the smallest three of twenty-four ranks."""
    options = tuple(Option(f"o{place}", {}, {"one": 1}) for place in range(24))
    steps = tuple(Listed("parts", ((each.id, "one", (at,)),)) for at, each in enumerate(options))
    model = Model(
        (Group("parts", Kind.MANY, options),), conditions={"free": Ranked(steps, 3, 1, 5)}
    )
    with pytest.raises(CompileBudgetExceeded) as caught:
        compile_model(model, budget=80_000)
    assert caught.value.rules == ("condition:free",)
