"""Rules that say nothing: the others say it already, or it holds, or fails, whatever is chosen.

Whether a rule can fail beside others is asked of a SAT solver that knows of each rule where it
fails. Work is bounded: a rule about which that is not found out in time stays undecided.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pysat.solvers import Solver

from configurator.engine.clauses import Encoding
from configurator.engine.compiled import Compiled
from configurator.engine.conflicts import minimal_conflict
from configurator.engine.domains import values_of
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import NONE, Not
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.model import Choice, Kind, Model, Rule
from configurator.engine.satisfiability import all_optional
from configurator.engine.weaving import Weaver

MOST_ROWS = 400_000
"""Where rules fail is not worked out by larger tables than this."""

MOST_CONFLICTS = 10_000
"""The solver gives up a question after so many conflicts."""

MOST_IN_ALL = 60_000
"""After so many conflicts in all it gives up each further question after `LEAST_CONFLICTS`."""

LEAST_CONFLICTS = 100

MOST_PROVED = 24
"""So many rules that only warn are proved to be told never, or always; further ones are not."""

MOST_TRIED = 64
"""So many configurations are tried on the rules that only warn before anything is proved."""


@dataclass(frozen=True)
class Redundant:
    """A *must* rule without which exactly the same configurations are valid.

    `by` are constraints that say it already, none of them in vain; without any it never fails at
    all. None: they were not found out in time.
    """

    rule: str
    by: tuple[str, ...] | None


@dataclass(frozen=True)
class IdleRules:
    """The rules of a model that make no difference.

    Of *warn* and *note* rules: `never_told` hold in every valid configuration, `always_told` fail
    in every one. `undecided` are those that took too long to find out about.
    """

    redundant: tuple[Redundant, ...] = ()
    never_told: tuple[str, ...] = ()
    always_told: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def idle_rules(compiled: Compiled) -> IdleRules:
    """The rules of a model that has some valid configuration, as far as they make no difference."""
    redundant, undecided = _redundant(compiled.model)
    told = _Told(compiled)
    return IdleRules(
        redundant, tuple(told.never), tuple(told.always), (*undecided, *told.undecided)
    )


def _redundant(model: Model) -> tuple[tuple[Redundant, ...], tuple[str, ...]]:
    """The *must* rules that others make redundant, and those that took too long."""
    rules = [rule for rule in model.rules if rule.strength == "must"]
    try:
        asked = _Failures(model, rules)
    except CompileBudgetExceeded:
        return (), tuple(rule.name for rule in rules)
    found, undecided = [], []
    for rule in rules:
        others = [name for name in asked.names if name != rule.name]
        try:
            if not asked.can_fail(rule.name, others):
                found.append(Redundant(rule.name, _said_by(asked, rule.name, others)))
        except _GaveUpError:
            undecided.append(rule.name)
    return tuple(found), tuple(undecided)


def _said_by(asked: "_Failures", rule: str, others: Sequence[str]) -> tuple[str, ...] | None:
    try:
        return minimal_conflict(others, lambda names: not asked.can_fail(rule, names))
    except _GaveUpError:
        return None


class _Told:
    """Which *warn* and *note* rules are never told, and which always."""

    def __init__(self, compiled: Compiled) -> None:
        self.never: list[str] = []
        self.always: list[str] = []
        self.undecided: list[str] = []
        rules = [rule for rule in compiled.model.rules if rule.strength != "must"]
        seen = _truths_seen(compiled, rules)
        alike = [rule for rule in rules if len(seen[rule.name]) < 2]
        for rule in alike[:MOST_PROVED]:
            self._prove(compiled.model, rule, told=True in seen[rule.name])
        self.undecided += [rule.name for rule in alike[MOST_PROVED:]]

    def _prove(self, model: Model, rule: Rule, *, told: bool) -> None:
        """Whether what was seen of a rule, that it is told or not, is so everywhere."""
        try:
            asked = _Failures(model, [rule])
            otherwise = asked.can_hold if told else asked.can_fail
            if not otherwise(rule.name, asked.names):
                (self.always if told else self.never).append(rule.name)
        except (CompileBudgetExceeded, _GaveUpError):
            self.undecided.append(rule.name)


def _truths_seen(compiled: Compiled, rules: Sequence[Rule]) -> dict[str, set[bool]]:
    """Of each rule whether it is told in some configurations, and not in others."""
    judge = Judge(compiled.model)
    seen: dict[str, set[bool]] = {rule.name: set() for rule in rules}
    for complete in _some_configurations(compiled):
        open_rules = [rule for rule in rules if len(seen[rule.name]) < 2]
        if not open_rules:
            break
        for rule in open_rules:
            seen[rule.name].add(judge.evaluate(rule.expression, complete) is False)
    return seen


def _some_configurations(compiled: Compiled) -> Iterator[tuple[Choice, ...]]:
    """Valid configurations of many kinds; always the same ones."""
    random = np.random.default_rng(0)
    everything = compiled.unrestricted()
    for _ in range(MOST_TRIED):
        costs = random.integers(-99, 100, len(everything))
        found = compiled.cheapest(costs, everything)
        if found is None:
            return
        yield found[1]


class _GaveUpError(Exception):
    """A question took more work than it may."""


class _Failures:
    """The constraints of a model by name, and where some of its rules fail.

    Raises `CompileBudgetExceeded` where that takes too large tables.
    """

    def __init__(self, model: Model, rules: Iterable[Rule]) -> None:
        fails = {rule.name: Not(rule.expression) for rule in rules}
        relaxed = replace(all_optional(model), conditions=fails)
        values = values_of(relaxed)
        network = Weaver(relaxed, values, MOST_ROWS).network()
        required = [each for each in model.groups if each.kind is not Kind.MANY]
        required = [each for each in required if not each.optional]
        origins = dict.fromkeys(table.origin for table in network.tables if table.origin)
        in_order = [rule.name for rule in model.rules if rule.name in origins]
        built_in = [name for name in origins if name not in set(in_order)]
        self.names = (*in_order, *built_in, *(f"answer:{each.path}" for each in required))
        clauses = Encoding(network, self.names)
        self._selectors = clauses.selectors
        self._solver = Solver("glucose4", bootstrap_with=list(clauses.all()))
        for each in required:
            none = values.index(Choice(each.path, NONE)) + 1
            self._solver.add_clause([-self._selectors[f"answer:{each.path}"], -none])
        starts = np.concatenate(([0], np.cumsum(network.sizes))).tolist()
        self._fails = {name: starts[network.charged[name]] + 2 for name in fails}

    def can_fail(self, rule: str, names: Iterable[str]) -> bool:
        """Whether some configuration that keeps the constraints `names` breaks the rule."""
        return self._solve(self._fails[rule], names)

    def can_hold(self, rule: str, names: Iterable[str]) -> bool:
        """Whether some configuration that keeps them does not break it."""
        return self._solve(-self._fails[rule], names)

    def _solve(self, literal: int, names: Iterable[str]) -> bool:
        used = self._solver.accum_stats()["conflicts"]
        self._solver.conf_budget(MOST_CONFLICTS if used < MOST_IN_ALL else LEAST_CONFLICTS)
        assumed = [*(self._selectors[name] for name in names), literal]
        found: bool | None = self._solver.solve_limited(assumptions=assumed)
        if found is None:
            raise _GaveUpError
        return found
