"""Complete configurations of a product at random, each with what the engine has it cost."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from configurator.engine.domains import DOES_NOT_APPLY
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct


class Sampler:
    """Goes down the diagram of a product, taking one edge of each node as it comes."""

    def __init__(self, live: LiveProduct) -> None:
        compiled = live.compiled
        graph = compiled.graph
        if graph is None:
            raise ValueError("no configuration is valid")
        costs = compiled.costs(live.costs).tolist()
        values = compiled.values
        self._root = len(graph.edge_counts) - 1
        counts = graph.edge_counts.tolist()
        firsts = [0]
        for count in counts:
            firsts.append(firsts[-1] + count)
        self._edges = [range(first, end) for first, end in pairwise(firsts)]
        self._classes = graph.values
        self._children = graph.children
        self._lists: dict[int, tuple[list[int], list[int]]] = {}
        self._members: list[list[tuple[int, Choice | None]]] = [
            [] for _ in range(compiled.diagram.classes)
        ]
        for place, number in enumerate(compiled.diagram.class_of.tolist()):
            if number >= 0:
                taken = place < len(values) and values.taken(place)
                choice = values.choice(place) if taken else None
                self._members[number].append((costs[place], choice))

    def sample(self, random: Random) -> tuple[tuple[Choice, ...], int]:
        """A configuration, and the sum of the costs of everything in it."""
        choices: list[Choice] = []
        cost = 0
        waiting = [self._root]
        while waiting:
            edges = self._edges[waiting.pop()]
            classes, children = self._edge(edges[int(random.random() * len(edges))])
            waiting += children
            for number in classes:
                members = self._members[number]
                price, choice = members[int(random.random() * len(members))]
                cost += price
                if choice is not None:
                    choices.append(choice)
        return tuple(choices), cost

    def every(self, most: int) -> Iterator[tuple[tuple[Choice, ...], int]]:
        """Every configuration; stops after `most`."""
        left = most
        stack: list[tuple[list[int], tuple[Choice, ...], int]] = [([self._root], (), 0)]
        while stack and left:
            nodes, choices, cost = stack.pop()
            if not nodes:
                left -= 1
                yield choices, cost
                continue
            *rest, node = nodes
            for edge in self._edges[node]:
                classes, children = self._edge(edge)
                ways = [(choices, cost)]
                for number in classes:
                    ways = [
                        (taken if choice is None else (*taken, choice), paid + price)
                        for taken, paid in ways
                        for price, choice in self._members[number]
                    ]
                stack += [([*rest, *children], taken, paid) for taken, paid in ways]

    def _edge(self, edge: int) -> tuple[list[int], list[int]]:
        if edge not in self._lists:
            self._lists[edge] = self._classes.at(edge), self._children.at(edge)
        return self._lists[edge]


def with_nothing_open(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """A configuration with everything that it does not take, so that nothing is open."""
    values = live.compiled.values
    chosen = {values.index(choice) for choice in complete}
    applies = live.judge.reading(complete).applies
    left_out = [
        values.choice(variable.start)
        if variable.option is not None
        else Choice(variable.group, NONE if applies(variable.group) else DOES_NOT_APPLY)
        for variable in values.variables
        if chosen.isdisjoint(variable.indexes)
    ]
    return (*complete, *left_out)
