"""Small networks from a seed, and all their solutions by trying everything."""

from itertools import product
from math import prod
from random import Random

from configurator.engine.diagram import Graph
from configurator.engine.tables import Network, Table, table_of

Solution = tuple[int, ...]


def random_network(seed: int) -> Network:
    """Four to seven variables under tables of two or three, of which some rows are missing."""
    random = Random(seed)
    sizes = tuple(random.randint(1, 4) for _ in range(random.randint(4, 7)))
    tables = tuple(_random_table(random, sizes, f"rule{number}") for number in range(5))
    return Network(sizes, len(sizes), tables)


def _random_table(random: Random, sizes: tuple[int, ...], origin: str) -> Table:
    scope = random.sample(range(len(sizes)), random.randint(2, 3))
    rows = list(product(*(range(sizes[variable]) for variable in scope)))
    return table_of(scope, [row for row in rows if random.random() < 0.7], origin)


def solutions(network: Network) -> list[Solution]:
    """Every row of values that agrees with all tables."""
    allowed = [(table.scope, set(map(tuple, table.rows.tolist()))) for table in network.tables]
    return [
        candidate
        for candidate in product(*map(range, network.sizes))
        if all(tuple(candidate[each] for each in scope) in rows for scope, rows in allowed)
    ]


def count(graph: Graph) -> int:
    """The solutions of a graph over classes of one value each, counted edge by edge."""
    children = graph.children.items.tolist()
    counts: list[int] = []
    edge = child = 0
    for edges in graph.edge_counts.tolist():
        total = 0
        for length in graph.children.lengths[edge : edge + edges].tolist():
            total += prod(counts[node] for node in children[child : child + length])
            child += length
        edge += edges
        counts.append(total)
    return counts[-1]
