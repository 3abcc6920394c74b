"""A compiled model: what can be asked of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.engine.counting import count_solutions
from configurator.engine.diagram import Graph
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


@dataclass(frozen=True, eq=False)
class Lows:
    """The least that things can cost: a class, the way down from a node, a solution with an edge.

    Nodes and edges are those of `Compiled.graph`; what can only be had with something that is not
    allowed costs more than any solution.
    """

    of_class: Numbers
    of_node: Numbers
    of_edge: Numbers


class Compiled:
    """A model as a diagram. Immutable; threads may share it."""

    def __init__(
        self, model: Model, values: Values, diagram: Diagram, network: Network | None = None
    ) -> None:
        self.model = model
        self.values = values
        self.diagram = diagram
        self._network = network
        self._priced: tuple[tuple[Costs, Numbers, Numbers | None], ...] = ()
        self._conditions = {
            name: len(values) + 2 * place + 1 for place, name in enumerate(model.conditions)
        }
        self._taken = [values.taken(index) for index in range(len(values))]
        self._taken += [False] * (len(diagram.class_of) - len(values))
        self._things = np.array(self._taken, dtype=np.int64)
        self._many = {group.path for group in model.groups if group.kind is Kind.MANY}
        self._size = len(diagram.class_of)
        self._scale = len(values.variables) + 1
        self._block = INFINITE // (diagram.variables + 2)
        self._possible = np.flatnonzero(diagram.class_of >= 0)
        self._really_possible = self._possible[self._possible < len(values)]
        self._class_of_each = diagram.class_of[self._really_possible]
        order = np.argsort(diagram.class_of[self._possible], kind="stable")
        self._members = self._possible[order]
        classes = diagram.class_of[self._members]
        self._member_starts = np.searchsorted(classes, np.arange(diagram.classes + 1))
        self._member_lists = (self._members.tolist(), self._member_starts.tolist())
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
        return self._vectors(costs)[0].copy()

    def _vectors(self, costs: Costs) -> tuple[Numbers, Numbers | None]:
        """The costs of all values, and the same with a little more for each thing that is taken.

        Arrays to read only. Of the latter a cost is `_scale` times as much, and each thing is one
        more; None where the costs are too large for that.
        """
        for known, vector, ranked in self._priced:
            if known is costs:
                return vector, ranked
        vector = np.zeros(self._size, dtype=np.int64)
        for choice, cost in costs.choices.items():
            vector[self.values.index(choice)] = cost
        for name, cost in costs.conditions.items():
            vector[self._conditions[name]] = cost
        fits = not self._too_large(vector, self._scale)
        ranked = vector * self._scale + self._things if fits else None
        # A product is asked with the same few costs at every click; no two threads' loss matters.
        self._priced = ((costs, vector, ranked), *self._priced[: KEPT_COSTS - 1])
        return vector, ranked

    def unrestricted(self) -> Allowed:
        """Every value is allowed."""
        return np.ones(self._size, dtype=np.bool_)

    def restrict(self, allowed: Allowed, choices: Iterable[Choice]) -> Allowed:
        """Allows in the variables of explicit choices nothing but those choices.

        Several amounts of one option, or answers of one group, leave nothing allowed there. Raises
        `KeyError` for a choice that the model does not have.
        """
        answers: dict[int, int] = {}
        for place in self.places_answered(choices):
            number = self.values.number_of(place)
            answers[number] = place if answers.get(number, place) == place else -1
        restricted = allowed.copy()
        for number, place in answers.items():
            variable = self.values.variables[number]
            restricted[variable.start : variable.stop] = False
            if place >= 0:
                restricted[place] = allowed[place]
        return restricted

    def places_answered(self, choices: Iterable[Choice]) -> Iterator[int]:
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
        if self._sweeper is None:
            return np.full(len(self.values), INFINITE, dtype=np.int64)
        self._check(costs)
        return self._swept(self._sweeper, costs, self._of_members(costs, allowed), lift)

    def _swept(
        self, sweeper: Sweeper, costs: Numbers, of_members: Numbers, lift: Allowed | None
    ) -> Numbers:
        _, with_class = sweeper.cheapest_with(self._of_classes(of_members))
        found = with_class.take(self._class_of_each)
        blocked = found >= self._block // 2
        found += costs.take(self._really_possible)
        found[blocked] = INFINITE
        if len(found) == len(self.values):
            answer = found
        else:
            answer = np.full(len(self.values), INFINITE, dtype=np.int64)
            answer[self._really_possible] = found
        if lift is not None:
            answer[~lift[: len(answer)]] = INFINITE
        return answer

    def sweep_with_example(
        self, costs: Costs, allowed: Allowed, lift: Allowed | None = None
    ) -> tuple[Numbers, int | None, tuple[Choice, ...] | None]:
        """What `sweep` finds, the least cost, and all that one cheapest configuration takes.

        The latter two are of allowed values, and None where there is no such configuration. The
        example takes the fewest things of all equally cheap ones; None also where the costs are
        too large for things to be counted beside them.
        """
        vector, ranked = self._vectors(costs)
        if self._sweeper is None or ranked is None:
            return self.sweep(vector, allowed, lift), self.least(vector, allowed), None
        of_members = self._of_members(ranked, allowed)
        totals = self._swept(self._sweeper, ranked, of_members, lift)
        least, example = self._sweeper.found(), None
        if least < self._block // 2:
            members = self._cheapest_members(self._sweeper.followed(), of_members)
            example = self._takes(members)
        blocked = totals >= INFINITE
        totals //= self._scale
        totals[blocked] = INFINITE
        return totals, None if example is None else least // self._scale, example

    def _takes(self, members: Iterable[int]) -> tuple[Choice, ...]:
        """The choices of those values that take something."""
        return tuple(self.values.choice(index) for index in members if self._taken[index])

    def cheapest(self, costs: Numbers, allowed: Allowed) -> tuple[int, tuple[Choice, ...]] | None:
        """One cheapest valid complete configuration of allowed values: its cost, and what it takes.

        Of several equally cheap ones always the same. None where there is none.
        """
        if self._sweeper is None:
            return None
        self._check(costs)
        of_members = self._of_members(costs, allowed)
        cost, classes = self._sweeper.cheapest_classes(self._of_classes(of_members))
        if cost >= self._block // 2:
            return None
        return cost, self._takes(self._cheapest_members(classes, of_members))

    def least(self, costs: Numbers, allowed: Allowed) -> int | None:
        """The cost of the cheapest valid complete configuration of allowed values, alone."""
        if self._sweeper is None:
            return None
        cost = self._sweeper.cheapest(self._class_costs(costs, allowed))
        return None if cost >= self._block // 2 else cost

    def possible(self, allowed: Numbers) -> Numbers:
        """For 64 questions at once, which real values some valid complete configuration holds.

        Each bit is a question: `allowed` says for each value in which of them it is allowed, the
        answer in which of them it is held.
        """
        answer = np.zeros(len(self.values), dtype=np.int64)
        if self._sweeper is not None:
            with_class = self._sweeper.possible(self._bits_of_classes(allowed))
            found = with_class.take(self._class_of_each)
            answer[self._really_possible] = found & allowed.take(self._really_possible)
        return answer

    def solvable(self, allowed: Numbers) -> int:
        """In which of 64 questions there is a valid complete configuration of allowed values."""
        if self._sweeper is None:
            return 0
        return self._sweeper.solvable(self._bits_of_classes(allowed))

    def _bits_of_classes(self, allowed: Numbers) -> Numbers:
        """In which questions some member of each class is allowed."""
        of_members = allowed.take(self._members)
        if self._merged:
            return np.bitwise_or.reduceat(of_members, self._member_starts[:-1])
        return of_members

    @property
    def graph(self) -> Graph:
        """The diagram as it is swept. Raises `LookupError` where no configuration is valid."""
        return self._sweeping.graph

    def lows(self, costs: Numbers, allowed: Allowed) -> Lows:
        """What the parts of the diagram cost at least.

        Raises `LookupError` where no configuration is valid.
        """
        of_class = self._class_costs(costs, allowed)
        return Lows(of_class, *self._sweeping.lows(of_class))

    @property
    def _sweeping(self) -> Sweeper:
        if self._sweeper is None:
            raise LookupError("no configuration is valid")
        return self._sweeper

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
        self._check(costs)
        return self._of_classes(self._of_members(costs, allowed))

    def _check(self, costs: Numbers) -> None:
        if self._too_large(costs):
            most = int(np.abs(costs).max(initial=0))
            raise OverflowError(f"a cost of {most:,} is too large for {self._size:,} values")

    def _of_members(self, costs: Numbers, allowed: Allowed) -> Numbers:
        """The cost of every member of every class, class by class."""
        return np.where(allowed, costs, self._block).take(self._members)

    def _of_classes(self, of_members: Numbers) -> Numbers:
        """The least cost of any member of each class."""
        if self._merged:
            return np.minimum.reduceat(of_members, self._member_starts[:-1])
        return of_members

    def _too_large(self, costs: Numbers, scale: int = 1) -> bool:
        """Whether the cost of a configuration, times `scale`, might not fit the numbers here."""
        most = (int(np.abs(costs).max(initial=0)) + 1) * scale
        return most * self.diagram.variables >= self._block // 2

    def _cheapest_members(self, classes: Sequence[int], of_members: Numbers) -> list[int]:
        """The first of the cheapest allowed values of each class, in order."""
        members, starts = self._member_lists
        found = []
        for number in classes:
            start, stop = starts[number], starts[number + 1]
            if stop > start + 1:
                start += int(of_members[start:stop].argmin())
            found.append(members[start])
        return sorted(found)
