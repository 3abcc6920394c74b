"""A compiled model: what can be asked of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.counting import count_solutions
from configurator.engine.domains import Values
from configurator.engine.expressions import NONE
from configurator.engine.layering import Layered
from configurator.engine.model import Choice, Costs, Kind, Model, Unavailable
from configurator.engine.sweep import INFINITE, Numbers, Sweeper
from configurator.engine.tables import Network, Table
from configurator.engine.weaving import BUDGET, Weaver

Allowed = NDArray[np.bool_]

KEPT_COSTS = 4
"""How many vectors of costs are remembered."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """A layered diagram over classes, with the class of every value (-1: never possible).

    The values are all real ones, then "does not hold" and "holds" of each charged condition. None
    in place of the graph: no configuration is valid.
    """

    class_of: NDArray[np.int64]
    classes: int
    variables: int
    layered: Layered | None


class Compiled:
    """A model as a diagram. Immutable; threads may share it."""

    def __init__(
        self, model: Model, values: Values, diagram: Diagram, network: Network | None = None
    ) -> None:
        self.model = model
        self.values = values
        self.diagram = diagram
        self._network = network
        self._priced: tuple[tuple[Costs, Numbers], ...] = ()
        self._conditions = {
            name: len(values) + 2 * place + 1 for place, name in enumerate(model.conditions)
        }
        self._taken = [values.taken(index) for index in range(len(values))]
        self._taken += [False] * (len(diagram.class_of) - len(values))
        self._things = np.array(self._taken, dtype=np.int64)
        self._many = {group.path for group in model.groups if group.kind is Kind.MANY}
        self._variable_of = np.repeat(
            np.arange(len(values.variables)), [len(each.indexes) for each in values.variables]
        )
        self._size = len(diagram.class_of)
        self._block = INFINITE // (diagram.variables + 2)
        self._possible = np.flatnonzero(diagram.class_of >= 0)
        self._really_possible = self._possible[self._possible < len(values)]
        self._class_of_each = diagram.class_of[self._really_possible]
        order = np.argsort(diagram.class_of[self._possible], kind="stable")
        self._members = self._possible[order]
        classes = diagram.class_of[self._members]
        self._member_starts = np.searchsorted(classes, np.arange(diagram.classes + 1))
        self._merged = len(self._members) != diagram.classes
        self._sweeper = (
            None if diagram.layered is None else Sweeper(diagram.layered, diagram.classes)
        )

    @property
    def network(self) -> Network:
        """The tables that the diagram was made of, and the sizes of all their variables.

        The first variables are those of `values`, in order. Woven again where it is first asked
        for, after loading.
        """
        if self._network is None:
            self._network = Weaver(self.model, self.values, BUDGET).network()
        return self._network

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.network.tables

    def costs(self, costs: Costs) -> Numbers:
        """The costs of all values as one array.

        Raises `KeyError` for a choice or condition that the model does not have.
        """
        for known, vector in self._priced:
            if known is costs:
                return vector.copy()
        array = np.zeros(self._size, dtype=np.int64)
        for choice, cost in costs.choices.items():
            array[self.values.index(choice)] = cost
        for name, cost in costs.conditions.items():
            array[self._conditions[name]] = cost
        # A product is asked with the same few costs at every click; no two threads' loss matters.
        self._priced = ((costs, array), *self._priced[: KEPT_COSTS - 1])
        return array.copy()

    def unrestricted(self) -> Allowed:
        """Every value is allowed."""
        return np.ones(self._size, dtype=np.bool_)

    def restrict(self, allowed: Allowed, choices: Iterable[Choice]) -> Allowed:
        """Allows in the variables of explicit choices nothing but those choices.

        Several amounts of one option, or answers of one group, leave nothing allowed there. Raises
        `KeyError` for a choice that the model does not have.
        """
        places = np.unique(np.fromiter(self._places_answered(choices), dtype=np.intp))
        answered = np.bincount(self._variable_of[places], minlength=len(self.values.variables))
        restricted = allowed.copy()
        restricted[: len(self.values)] &= (answered == 0)[self._variable_of]
        agreed = places[answered[self._variable_of[places]] == 1]
        restricted[agreed] = allowed[agreed]
        return restricted

    def _places_answered(self, choices: Iterable[Choice]) -> Iterator[int]:
        """The values that explicit choices stand for."""
        for choice in choices:
            if choice.option == NONE and choice.group in self._many:
                yield from (each.start for each in self.values.of_group(choice.group))
            else:
                yield self.values.index(choice)

    def forbid(self, allowed: Allowed, unavailable: Unavailable) -> Allowed:
        """Disallows what cannot be had; what the model does not have is not had anyway."""
        forbidden = allowed.copy()
        for choice in unavailable.reasons:
            for index in self._places(choice):
                forbidden[index] = False
        return forbidden

    def _places(self, choice: Choice) -> list[int]:
        """The values of a choice; of all its amounts where it names none."""
        try:
            return [self.values.index(choice)]
        except KeyError:
            return [
                index
                for index in self.values.taking(choice.group, choice.option)
                if not choice.amount
            ]

    def sweep(self, costs: Numbers, allowed: Allowed, lift: Allowed | None = None) -> Numbers:
        """For every real value the cost of the cheapest valid complete configuration holding it.

        Nothing but allowed values are held, except that the variable of the value itself is freed:
        there the value needs to be allowed by `lift` only (all are where it is None). `INFINITE`
        where there is no such configuration.
        """
        real = len(self.values)
        answer = np.full(real, INFINITE, dtype=np.int64)
        if self._sweeper is None:
            return answer
        _, with_class = self._sweeper.cheapest_with(self._class_costs(costs, allowed))
        found = with_class.take(self._class_of_each)
        held = found < self._block // 2
        found += costs.take(self._really_possible)
        answer[self._really_possible] = np.where(held, found, INFINITE)
        if lift is not None:
            answer[~lift[:real]] = INFINITE
        return answer

    def sweep_with_example(
        self, costs: Numbers, allowed: Allowed, lift: Allowed | None = None
    ) -> tuple[Numbers, tuple[Choice, ...] | None]:
        """What `sweep` finds, and all that one cheapest configuration of allowed values takes.

        The example takes the fewest things of all equally cheap ones. None where there is none, or
        where the costs are too large for things to be counted beside them.
        """
        scale = len(self.values.variables) + 1
        if self._sweeper is None or self._too_large(costs, scale):
            return self.sweep(costs, allowed, lift), None
        ranked = costs * scale
        ranked += self._things
        totals = self.sweep(ranked, allowed, lift)
        example = None
        if self._sweeper.found() < self._block // 2:
            members = self._cheapest_members(self._sweeper.followed(), ranked, allowed)
            example = tuple(self.values.choice(index) for index in members if self._taken[index])
        return np.where(totals < INFINITE, totals // scale, INFINITE), example

    def cheapest(self, costs: Numbers, allowed: Allowed) -> tuple[int, tuple[Choice, ...]] | None:
        """One cheapest valid complete configuration of allowed values: its cost, and what it takes.

        Of several equally cheap ones always the same. None where there is none.
        """
        if self._sweeper is None:
            return None
        cost, classes = self._sweeper.cheapest_classes(self._class_costs(costs, allowed))
        if cost >= self._block // 2:
            return None
        members = self._cheapest_members(classes, costs, allowed)
        return cost, tuple(self.values.choice(index) for index in members if self._taken[index])

    def least(self, costs: Numbers, allowed: Allowed) -> int | None:
        """The cost of the cheapest valid complete configuration of allowed values, alone."""
        if self._sweeper is None:
            return None
        cost = self._sweeper.cheapest(self._class_costs(costs, allowed))
        return None if cost >= self._block // 2 else cost

    def count(self, allowed: Allowed) -> int:
        """How many valid complete configurations hold nothing but allowed values."""
        if self._sweeper is None:
            return 0
        members = self._possible[allowed[self._possible]]
        weights = np.bincount(self.diagram.class_of[members], minlength=self.diagram.classes)
        return count_solutions(self._sweeper, weights.tolist())

    def _class_costs(self, costs: Numbers, allowed: Allowed) -> Numbers:
        """The cost of the cheapest allowed member of each class.

        Raises `OverflowError` where the cost of a configuration might not fit the numbers here.
        """
        if self._too_large(costs):
            most = int(np.abs(costs).max(initial=0))
            raise OverflowError(f"a cost of {most:,} is too large for {self._size:,} values")
        members = np.where(allowed, costs, self._block).take(self._members)
        if self._merged:
            return np.minimum.reduceat(members, self._member_starts[:-1])
        return members

    def _too_large(self, costs: Numbers, scale: int = 1) -> bool:
        """Whether the cost of a configuration, times `scale`, might not fit the numbers here."""
        most = (int(np.abs(costs).max(initial=0)) + 1) * scale
        return most * self.diagram.variables >= self._block // 2

    def _cheapest_members(self, classes: Numbers, costs: Numbers, allowed: Allowed) -> list[int]:
        """The first of the cheapest allowed values of each class, in order."""
        firsts = self._members[self._member_starts[classes]]
        sizes = np.diff(self._member_starts)[classes]
        for place in np.flatnonzero(sizes > 1).tolist():
            start = self._member_starts[classes[place]]
            members = self._members[start : start + sizes[place]]
            priced = np.where(allowed[members], costs[members], self._block)
            firsts[place] = members[priced.argmin()]
        return sorted(firsts.tolist())
