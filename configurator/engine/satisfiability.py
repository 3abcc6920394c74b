"""Asking a SAT solver which constraints of a model conflict.

The diagram knows a model only as a whole. To leave constraints out one by one, every table becomes
clauses behind the selector of the rule or built-in constraint that it came from; a question assumes
the selectors of the constraints that count, and which values are held or lacking. Only whether
there is a solution is read from the solver, so answers do not depend on what was asked before.

That a required group has an answer is a constraint too (`answer:<path>`): here every group may also
be answered with none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import prod
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from pysat.card import CardEnc, EncType
from pysat.solvers import Solver

from configurator.engine.compiled import Compiled
from configurator.engine.domains import values_of
from configurator.engine.expressions import NONE, groups_of
from configurator.engine.model import Choice, Kind, Model
from configurator.engine.situations import excluded_by, places_of, variables_of
from configurator.engine.tables import Network, Table, complement
from configurator.engine.weaving import BUDGET, Weaver

ROOM = 4
"""How many times the usual budget: what compiles as it is does so with more answers too."""

FEW_VALUES = 6
"""So many values exclude each other pair by pair; more, through a counter."""

Clauses = Iterator[list[int]]


class Constraints:
    """The constraints of a model by name, and whether some of them conflict.

    `names` are in the order in which an explanation prefers them: rules, then what is built in.
    `reads` holds the paths of the groups that each of them speaks of.
    """

    def __init__(self, model: Model) -> None:
        relaxed = _all_optional(model)
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
        self.reads = _read_by(model)
        clauses = _Encoding(network, self.names)
        self._selectors = clauses.selectors
        self._solver = Solver("cadical153", bootstrap_with=list(clauses.all()))
        for path in required:
            none = self.values.index(Choice(path, NONE)) + 1
            self._solver.add_clause([-self._selectors[f"answer:{path}"], -none])
        self._lock = Lock()

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
        assumptions = [*(self._selectors[name] for name in names), *assumed]
        with self._lock:
            return not self._solver.solve(assumptions=assumptions)


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


def _all_optional(model: Model) -> Model:
    groups = (
        group if group.kind is Kind.MANY else replace(group, optional=True)
        for group in model.groups
    )
    return replace(model, groups=tuple(groups))


class _Encoding:
    """A network as clauses.

    Literal `place + 1` says that a variable takes the value at `place`; after the values come the
    selectors, then the helpers of the encoding.
    """

    def __init__(self, network: Network, names: Sequence[str]) -> None:
        self._network = network
        self._first = np.concatenate(([0], np.cumsum(network.sizes))) + 1
        values = int(self._first[-1]) - 1
        self.selectors = {name: values + 1 + place for place, name in enumerate(names)}
        self._last = values + len(names)

    def all(self) -> Clauses:
        for first, size in zip(self._first.tolist(), self._network.sizes, strict=False):
            yield from self._one_value(list(range(first, first + size)))
        for table in self._network.tables:
            yield from self._rows(table)

    def _one_value(self, literals: list[int]) -> Clauses:
        """A variable takes exactly one value."""
        yield literals
        encoding = EncType.pairwise if len(literals) <= FEW_VALUES else EncType.seqcounter
        at_most_one = CardEnc.atmost(literals, 1, top_id=self._last, encoding=encoding)
        self._last = max(self._last, at_most_one.nv)
        yield from at_most_one.clauses

    def _rows(self, table: Table) -> Clauses:
        """The variables of a table together take one of its rows, where its selector is on."""
        off = [] if table.origin is None else [-self.selectors[table.origin]]
        sizes = self._network.sizes
        if prod(sizes[variable] for variable in table.scope) <= 2 * len(table.rows):
            for forbidden in self._literals(complement(table, sizes)):
                yield [*off, *(-literal for literal in forbidden)]
            return
        rows = self._literals(table)
        first_helper = self._last + 1
        self._last += len(rows)
        for number, row in enumerate(rows):
            yield from ([-(first_helper + number), literal] for literal in row)
        for column, variable in enumerate(table.scope):
            yield from self._supported(variable, [row[column] for row in rows], first_helper, off)

    def _supported(
        self, variable: int, cells: list[int], first_helper: int, off: list[int]
    ) -> Clauses:
        """Each value of a variable needs a row that holds it: its helpers stand for the rows."""
        first, after = self._first[variable : variable + 2].tolist()
        helpers: dict[int, list[int]] = {literal: [] for literal in range(first, after)}
        for number, literal in enumerate(cells):
            helpers[literal].append(first_helper + number)
        for literal, supports in helpers.items():
            yield [*off, -literal, *supports]

    def _literals(self, table: Table) -> list[list[int]]:
        """The rows of a table with the literals of their cells."""
        rows: list[list[int]] = (table.rows + self._first[list(table.scope)]).tolist()
        return rows
