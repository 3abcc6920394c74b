"""Real product models: what is known of them, and a SAT solver, agree with the engine."""

import gzip
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from pysat.solvers import Solver

from configurator.engine.compiled import Compiled
from configurator.engine.model import Choice, Costs
from configurator.engine.neutral import Instance, as_compiled, read_instance
from configurator.engine.sweep import INFINITE

DATA = Path(os.environ.get("CONFIGURATOR_DATA", "../shared/data"))

KNOWN_COUNTS = {"renault_medium": 278_744, "megane_xcsp": 2_835_456_006_272}
FEATURE_MODELS = ("fm_axtls", "fm_pc_richmond", "fm_automotive01")


def instance(name: str) -> Instance:
    path = DATA / f"{name}.json.gz"
    if not path.exists():
        pytest.skip(f"{path} is absent; set CONFIGURATOR_DATA to the folder of real instances")
    return read_instance(path)


@pytest.fixture(scope="module")
def renault() -> Compiled:
    return as_compiled(instance("renault_medium"))


@pytest.mark.parametrize("name", KNOWN_COUNTS)
def test_the_number_of_valid_configurations_is_the_known_one(name: str) -> None:
    compiled = as_compiled(instance(name))
    assert compiled.count(compiled.unrestricted()) == KNOWN_COUNTS[name]


def test_every_real_order_is_valid(renault: Compiled) -> None:
    """The orders say only what was chosen; each can be completed, and the rest follows."""
    path = DATA / "renault_medium_sales.txt.gz"
    header, *lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    names = header.split()
    orders = [line.split() for line in lines if line.strip()]
    assert len(orders) == 8_252
    costs = renault.costs(Costs())
    for order in set(map(tuple, orders)):
        chosen = [Choice(name, value) for name, value in zip(names, order, strict=True)]
        allowed = renault.restrict(renault.unrestricted(), chosen)
        completed = renault.cheapest(costs, allowed)
        assert completed is not None, chosen
        assert {*chosen} <= {*completed[1]}


def test_a_configuration_that_breaks_a_table_is_found_to(renault: Compiled) -> None:
    """One value of a valid configuration changed, where the tables say that no solution is left."""
    random = Random(1)
    complete = renault.cheapest(renault.costs(Costs()), renault.unrestricted())
    assert complete is not None
    for _ in range(200):
        changed = list(complete[1])
        place = random.randrange(len(changed))
        group = renault.model.groups[place]
        changed[place] = Choice(group.path, random.choice(group.options).id)
        allowed = renault.restrict(renault.unrestricted(), changed)
        assert renault.count(allowed) == agrees_with_tables(renault, changed)


def agrees_with_tables(compiled: Compiled, complete: Sequence[Choice]) -> bool:
    variables = compiled.values.variables
    taken = [
        compiled.values.index(choice) - variable.start
        for variable, choice in zip(variables, complete, strict=True)
    ]
    return all(
        [taken[variable] for variable in table.scope] in table.rows.tolist()
        for table in compiled.tables
    )


class Truths:
    """A network for a SAT solver: one truth for each value, and clauses that rule rows out."""

    def __init__(self, compiled: Compiled) -> None:
        sizes = compiled.network.sizes
        self.first = (np.cumsum([0, *sizes[:-1]]) + 1).tolist()
        self.solver = Solver("cadical153")
        for start, size in zip(self.first, sizes, strict=True):
            values = range(start, start + size)
            self.solver.add_clause(list(values))
            for value in values:
                for other in range(start, value):
                    self.solver.add_clause([-value, -other])
        for table in compiled.tables:
            self._rule_out(table.scope, table.rows, [sizes[each] for each in table.scope])

    def _rule_out(self, scope: Sequence[int], rows: np.ndarray, sizes: Sequence[int]) -> None:
        absent = np.ones(tuple(sizes), dtype=bool)
        absent[tuple(rows.T)] = False
        for row in np.argwhere(absent).tolist():
            clause = [-(self.first[each] + value) for each, value in zip(scope, row, strict=True)]
            self.solver.add_clause(clause)

    def possible(self, assumed: Sequence[int], value: int) -> bool:
        return bool(self.solver.solve(assumptions=[*assumed, value]))


def partial_configurations(compiled: Compiled, seed: int) -> Iterator[list[int]]:
    """Ever more values at random, each still possible after the ones before: places of values."""
    random = Random(seed)
    costs = compiled.costs(Costs())
    chosen: list[int] = []
    for number in range(12):
        choices = [compiled.values.choice(each) for each in chosen]
        allowed = compiled.restrict(compiled.unrestricted(), choices)
        open_places = np.flatnonzero(compiled.sweep(costs, allowed, allowed) < INFINITE)
        chosen.append(int(random.choice(open_places)))
        if number % 4 == 3:
            yield list(dict.fromkeys(chosen))


@pytest.mark.parametrize("name", FEATURE_MODELS)
def test_valid_domains_of_feature_models_are_those_of_a_sat_solver(name: str) -> None:
    compiled = as_compiled(instance(name))
    truths = Truths(compiled)
    costs = compiled.costs(Costs())
    random = Random(name)
    for chosen in partial_configurations(compiled, seed=len(name)):
        allowed = compiled.restrict(
            compiled.unrestricted(), [compiled.values.choice(each) for each in chosen]
        )
        found = compiled.sweep(costs, allowed) < INFINITE
        for value in random.sample(range(len(compiled.values)), min(250, len(compiled.values))):
            own = compiled.values.variable_of(value)
            kept = [each + 1 for each in chosen if not own.start <= each < own.stop]
            assert found[value] == truths.possible(kept, value + 1)
