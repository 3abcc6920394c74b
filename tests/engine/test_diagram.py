"""Tables become a diagram that has exactly their solutions."""

from itertools import product
from random import Random

import numpy as np
import pytest

from configurator.engine.compiling import diagram_of
from configurator.engine.diagram import Graph, graph_of
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.layering import edge_nodes, layered
from configurator.engine.reduction import reduced
from configurator.engine.tables import Network, table_of
from tests.engine.networks import Solution, count, random_network, solutions

BUDGET = 100_000


def graph_and_names(network: Network) -> tuple[Graph, dict[int, list[tuple[int, int]]]]:
    """The graph, and the variable and values that each class stands for."""
    small = reduced(network)
    first = np.cumsum(small.sizes) - np.array(small.sizes)
    names: dict[int, list[tuple[int, int]]] = {}
    for variable, class_of in enumerate(small.class_of):
        for value in np.flatnonzero(class_of >= 0).tolist():
            number = int(first[variable] + class_of[value])
            names.setdefault(number, []).append((variable, value))
    graph = graph_of(small, first.tolist(), BUDGET)
    assert graph is not None
    return graph, names


def unfolded(graph: Graph, names: dict[int, list[tuple[int, int]]]) -> list[Solution]:
    """Every solution of a graph, as often as it has it, by walking down all its edges."""
    nodes: list[list[dict[int, int]]] = [[] for _ in graph.edge_counts]
    owners = edge_nodes(graph)
    for edge in range(len(owners)):
        values = graph.values.take(np.array([edge])).items.tolist()
        children = graph.children.take(np.array([edge])).items.tolist()
        parts = [[dict([name]) for name in names[value]] for value in values]
        parts += [nodes[child] for child in children]
        for combination in product(*parts):
            merged = {key: value for part in combination for key, value in part.items()}
            assert len(merged) == sum(map(len, combination)), "a variable is met twice on one way"
            nodes[owners[edge]].append(merged)
    return [tuple(each[variable] for variable in sorted(each)) for each in nodes[-1]]


@pytest.mark.parametrize("seed", range(40))
def test_a_diagram_has_each_solution_of_its_tables_once(seed: int) -> None:
    network = random_network(seed)
    expected = solutions(network)
    if not expected:
        assert diagram_of(network).layered is None
        return
    graph, names = graph_and_names(network)
    assert sorted(unfolded(graph, names)) == expected
    assert sorted(unfolded(layered(graph).graph, names)) == expected


@pytest.mark.parametrize("seed", range(40))
def test_children_are_on_lower_levels_than_their_nodes(seed: int) -> None:
    diagram = diagram_of(random_network(seed)).layered
    if diagram is None:
        return
    level = np.repeat(np.arange(len(diagram.level_counts)), diagram.level_counts)
    parents = edge_nodes(diagram.graph)[diagram.graph.children.owners]
    assert (level[diagram.graph.children.items] < level[parents]).all()
    assert diagram.level_counts.sum() == len(diagram.graph.edge_counts)


def test_equal_parts_of_a_diagram_are_one_node() -> None:
    """Parity of twenty switches: two nodes a variable, not a million."""
    tables = []
    for place in range(19):
        last, before = 20 + place, 20 + place - 1 if place else 0
        rows = [(a, b, a ^ b) for a in (0, 1) for b in (0, 1)]
        tables.append(table_of((before, place + 1, last), rows))
    network = Network((2,) * 39, 39, (*tables, table_of((38,), [(0,)], "even")))
    graph, _ = graph_and_names(network)
    assert len(graph.edge_counts) < 80
    assert count(graph) == 2**19


def test_what_often_comes_together_is_one_node() -> None:
    """Three answers follow from another; its many edges share five bundles of them."""
    random = Random(8)
    tables = [
        table_of((place, 3), [(value * (place + 1) % 5, value) for value in range(8)])
        for place in range(3)
    ]
    for pair in ((3, 4), (3, 5), (4, 5)):
        rows = [(x, y) for x in range(8) for y in range(8) if random.random() < 0.6]
        tables.append(table_of(pair, rows))
    graph, _ = graph_and_names(Network((5, 5, 5, 8, 8, 8), 6, tuple(tables)))
    small = layered(graph).graph
    assert count(small) == count(graph) > 100
    assert len(small.values.items) < 2 * len(small.values)


def test_a_diagram_beyond_the_budget_is_refused_with_the_rules_that_make_it_large() -> None:
    """Twelve variables in a ring of random pairs have far too many ways to agree."""
    random = Random(5)
    tables = []
    for one, other in [(a, b) for a in range(12) for b in range(a)]:
        rows = [(x, y) for x in range(20) for y in range(20) if random.random() < 0.9]
        tables.append(table_of((one, other), rows, f"rule{one}-{other}"))
    with pytest.raises(CompileBudgetExceeded) as caught:
        diagram_of(Network((20,) * 12, 12, tuple(tables)), 50_000)
    assert caught.value.budget == 50_000 < caught.value.rows
    assert caught.value.rules
    assert set(caught.value.rules) <= {table.origin for table in tables}
    assert "50,000" in str(caught.value)
