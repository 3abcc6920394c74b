"""Asking a SAT solver which constraints of a model conflict.

The diagram knows a model only as a whole. To leave constraints out one by one, every table becomes
clauses behind the selector of the rule or built-in constraint that it came from; a question assumes
the selectors of the constraints that count, and which values are held or lacking. Only whether
there is a solution is read from the solver, so answers do not depend on what was asked before.

That a required group has an answer is a constraint too (`answer:<path>`): here every group may also
be answered with none.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from pysat.solvers import Solver

from configurator.engine.clauses import Encoding, part_of
from configurator.engine.compiled import Compiled
from configurator.engine.domains import values_of
from configurator.engine.expressions import NONE, groups_of
from configurator.engine.model import Choice, Kind, Model
from configurator.engine.situations import excluded_by, places_of, variables_of
from configurator.engine.tables import Network
from configurator.engine.weaving import BUDGET, Weaver

ROOM = 4
"""How many times the usual budget: what compiles as it is does so with more answers too."""


class Constraints:
    """The constraints of a model by name, and whether some of them conflict.

    `names` are in the order in which an explanation prefers them: rules, then what is built in.
    `reads` holds the paths of the groups that each of them speaks of.
    """

    def __init__(self, model: Model) -> None:
        relaxed = all_optional(model)
        self.values = values_of(relaxed)
        network = Weaver(relaxed, self.values, ROOM * BUDGET).network()
        required = [
            group.path
            for group in model.groups
            if group.kind is not Kind.MANY and not group.optional
        ]
        origins = dict.fromkeys(table.origin for table in network.tables if table.origin)
        rules = [rule.name for rule in model.rules if rule.name in origins]
        built_in = [name for name in origins if name not in set(rules)]
        self.names = (*rules, *built_in, *(f"answer:{path}" for path in required))
        self._required = frozenset(f"answer:{path}" for path in required)
        self.reads = _read_by(model)
        clauses = Encoding(network, self.names)
        self._selectors = clauses.selectors
        self._solver = Solver("cadical153", bootstrap_with=list(clauses.all()))
        for path in required:
            none = self.values.index(Choice(path, NONE)) + 1
            self._solver.add_clause([-self._selectors[f"answer:{path}"], -none])
        self._network = network
        self._first = np.concatenate(([0], np.cumsum(network.sizes))).tolist()
        self._variable_of = np.repeat(np.arange(network.real), network.sizes[: network.real])
        self._alone: dict[str, _Alone] = {}
        self._lock = Lock()

    def get_ready(self) -> None:
        """Prepare for every constraint what is otherwise made when it is first asked about."""
        for name in self.names:
            with self._lock:
                self._constraint(name)

    def holding(self, choice: Choice) -> list[int]:
        """What to assume of configurations that hold `choice`; raises `KeyError`."""
        places = places_of(self.values, choice)
        if len(places) == len(variables_of(self.values, choice)):
            return [place + 1 for place in places]
        return [-(place + 1) for place in excluded_by(self.values, choice)]

    def lacking(self, choice: Choice) -> list[int]:
        """What to assume of configurations without `choice`; raises `KeyError`."""
        return [-(place + 1) for place in places_of(self.values, choice)]

    def conflict(self, names: Iterable[str], assumed: Iterable[int]) -> bool:
        """Whether no configuration of which `assumed` is true keeps the constraints `names`."""
        names, assumed = tuple(names), tuple(assumed)
        if len(names) < 2 and self._contradictory(assumed):
            return True
        if not names:
            return False
        with self._lock:
            if len(names) == 1:
                return self._constraint(names[0]).conflict(assumed)
            assumptions = [*(self._selectors[name] for name in names), *assumed]
            return not self._solver.solve(assumptions=assumptions)

    def _contradictory(self, assumed: Collection[int]) -> bool:
        """Whether what is assumed leaves some variable no value, or gives it two."""
        held: dict[int, int] = {}
        lacking: dict[int, set[int]] = {}
        for literal in assumed:
            variable = self._variable_of.item(abs(literal) - 1)
            if literal < 0:
                lacking.setdefault(variable, set()).add(-literal)
            elif held.setdefault(variable, literal) != literal:
                return True
        return any(
            held.get(variable) in those or len(those) == self._network.sizes[variable]
            for variable, those in lacking.items()
        )

    def _constraint(self, name: str) -> "_Alone":
        if name not in self._alone:
            path = name.removeprefix("answer:")
            if name in self._required:
                [variable] = self.values.of_group(path)
                number = self.values.variables.index(variable)
                network = Network((self._network.sizes[number],), 1, ())
                variables: tuple[int, ...] = (number,)
                more = [[-(self.values.index(Choice(path, NONE)) - variable.start + 1)]]
            else:
                network, variables = part_of(self._network, name)
                more = []
            firsts = [self._first[each] for each in variables]
            self._alone[name] = _Alone(network, name, firsts, more)
        return self._alone[name]


class _Alone:
    """One constraint by itself: a small solver answers much sooner than that of all."""

    def __init__(
        self, network: Network, name: str, firsts: Sequence[int], more: Iterable[list[int]]
    ) -> None:
        clauses = Encoding(network, (name,))
        self._solver = Solver("cadical153", bootstrap_with=[*clauses.all(), *more])
        self._selector = clauses.selectors[name]
        literals: Iterator[int] = count(1)
        self._literals = {
            first + place + 1: next(literals)
            for first, size in zip(firsts, network.sizes, strict=True)
            for place in range(size)
        }

    def conflict(self, assumed: Iterable[int]) -> bool:
        """Whether the constraint cannot be kept where `assumed`, which is not contradictory, is."""
        known = self._literals
        own = [known[each] if each > 0 else -known[-each] for each in assumed if abs(each) in known]
        return not self._solver.solve(assumptions=[self._selector, *own])


_known: WeakKeyDictionary[Compiled, Constraints] = WeakKeyDictionary()
_knowing = Lock()


def constraints_of(compiled: Compiled) -> Constraints:
    """The constraints of a compiled model: made when first asked for, and kept as long as it is."""
    with _knowing:
        if compiled not in _known:
            _known[compiled] = Constraints(compiled.model)
        return _known[compiled]


def _read_by(model: Model) -> dict[str, frozenset[str]]:
    """The groups that each rule, and each constraint that may be built in, speaks of."""
    reads = {rule.name: frozenset(groups_of(rule.expression)) for rule in model.rules}
    for group in model.groups:
        condition = () if group.applies_if is None else groups_of(group.applies_if)
        spoken = frozenset((group.path, *condition))
        reads |= {f"{kind}:{group.path}": spoken for kind in ("answer", "applies", "limit")}
    return reads


def all_optional(model: Model) -> Model:
    """The model where every group may be answered with none: `answer:<path>` says otherwise."""
    groups = (
        group if group.kind is Kind.MANY else replace(group, optional=True)
        for group in model.groups
    )
    return replace(model, groups=tuple(groups))
