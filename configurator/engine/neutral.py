"""Reading constraint networks in a neutral JSON format, as exchanged between solvers.

`variables` maps names to lists of values; `constraints` are tables of value places, allowed or
forbidden, and clauses of literals `[name, value place, positive]`.
"""

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Compiled
from configurator.engine.compiling import diagram_of
from configurator.engine.domains import values_of
from configurator.engine.model import Group, Kind, Model, Option
from configurator.engine.tables import Network, Table, complement
from configurator.engine.weaving import BUDGET

LONGEST_CLAUSE = 5
"""A clause over more variables is split with auxiliary variables."""

LARGEST_COMPLEMENT = 1 << 21
"""A forbidden table over more combinations than this becomes a clause for each of its rows."""

Literals: TypeAlias = dict[int, NDArray[np.bool_]]
"""A clause: for each variable which of its values make it hold."""


@dataclass(frozen=True, eq=False)
class Instance:
    """A network with the names of its variables and of their values."""

    names: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    network: Network


def read_instance(path: Path) -> Instance:
    """Reads an instance, gzipped or not. Each constraint's origin is `c` and its place."""
    packed = path.read_bytes()
    content = json.loads(gzip.decompress(packed) if path.suffix == ".gz" else packed)
    return instance_of(content["variables"], content["constraints"])


def as_compiled(instance: Instance, budget: int = BUDGET) -> Compiled:
    """An instance as a compiled model: each variable a *one of* group, its values the options.

    The model has no rules of its own; the tables are the instance's. Raises
    `CompileBudgetExceeded`.
    """
    model = Model(
        tuple(
            Group(name, Kind.ONE, tuple(map(Option, listed)))
            for name, listed in zip(instance.names, instance.values, strict=True)
        )
    )
    diagram = diagram_of(instance.network, budget)
    return Compiled(model, values_of(model), diagram, instance.network)


def instance_of(
    variables: Mapping[str, Sequence[str]], constraints: Sequence[Mapping[str, Any]]
) -> Instance:
    names = tuple(variables)
    values = tuple(tuple(map(str, listed)) for listed in variables.values())
    collected = _Tables([len(listed) for listed in values])
    places = {name: place for place, name in enumerate(names)}
    for number, constraint in enumerate(constraints):
        if constraint["type"] == "table":
            collected.add_table(constraint, places, f"c{number}")
        else:
            collected.add_clause(
                [(places[name], value, positive) for name, value, positive in constraint["lits"]],
                f"c{number}",
            )
    network = Network(tuple(collected.sizes), len(names), tuple(collected.tables))
    return Instance(names, values, network)


class _Tables:
    """The tables so far, and the sizes of all variables, auxiliary ones included."""

    def __init__(self, sizes: list[int]) -> None:
        self.sizes = sizes
        self.tables: list[Table] = []

    def add_table(
        self, constraint: Mapping[str, Any], places: Mapping[str, int], origin: str
    ) -> None:
        scope = tuple(places[name] for name in constraint["scope"])
        rows = np.array(constraint["tuples"], dtype=np.int32).reshape(-1, len(scope))
        table = Table(scope, np.unique(rows, axis=0), origin)
        if constraint["allowed"]:
            self.tables.append(table)
        elif math.prod(self.sizes[variable] for variable in scope) <= LARGEST_COMPLEMENT:
            self.tables.append(complement(table, self.sizes))
        else:
            for row in table.rows.tolist():
                self.add_clause(
                    [(variable, value, False) for variable, value in zip(scope, row, strict=True)],
                    origin,
                )

    def add_clause(self, literals: Sequence[tuple[int, int, bool]], origin: str) -> None:
        holds: Literals = {}
        for variable, value, positive in literals:
            chosen = np.arange(self.sizes[variable]) == value
            before = holds.get(variable, np.zeros(self.sizes[variable], dtype=bool))
            holds[variable] = before | (chosen if positive else ~chosen)
        if any(each.all() for each in holds.values()):
            return
        while len(holds) > LONGEST_CLAUSE:
            holds = self._shorter(holds)
        self.tables.append(_clause_table(holds, origin))

    def _shorter(self, holds: Literals) -> Literals:
        """The same clause with its first literals replaced by a variable that stands for them."""
        first = dict(sorted(holds.items())[: LONGEST_CLAUSE - 2])
        rest = dict(sorted(holds.items())[LONGEST_CLAUSE - 2 :])
        stands_for = len(self.sizes)
        self.sizes.append(2)
        truth = _any_holds(first)
        rows = np.concatenate(
            (np.argwhere(np.ones_like(truth)), truth.reshape(-1, 1).astype(np.int64)), axis=1
        )
        self.tables.append(Table((*first, stands_for), rows.astype(np.int32)))
        return {**rest, stands_for: np.array([False, True])}


def _any_holds(holds: Literals) -> NDArray[np.bool_]:
    """Over all combinations of the variables' values, whether some literal holds."""
    truth = np.zeros((), dtype=bool)
    for each in holds.values():
        truth = truth[..., None] | each
    return truth


def _clause_table(holds: Literals, origin: str) -> Table:
    rows = np.argwhere(_any_holds(holds)).astype(np.int32)
    return Table(tuple(holds), rows, origin)
