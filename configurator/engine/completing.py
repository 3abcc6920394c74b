"""Finishing a configuration, and saying what is missing until it is finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from configurator.engine.answers import FREE, Domains, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.domains import Values, Variable
from configurator.engine.model import Choice, Costs, Kind
from configurator.engine.situations import Situation, allowed_in, numbers_of, places_of, taking
from configurator.engine.sweep import INFINITE


@dataclass(frozen=True)
class Status:
    """How far a configuration is.

    `complete` is everything taken, once nothing needs an answer any more: what is chosen and what
    is forced, with none for every other group. Otherwise None, and `open_groups` are those that
    need an answer still, in the order of the model. In a `conflict` there are neither.
    """

    complete: tuple[Choice, ...] | None
    open_groups: tuple[str, ...]
    conflict: bool


def finish(compiled: Compiled, situation: Situation, costs: Costs) -> tuple[Choice, ...] | None:
    """All that the cheapest valid complete configuration takes; None where there is none.

    Of equally cheap ones, that which takes the fewest things; then, group by group in the order of
    the model, that which takes what is listed first.
    """
    values = compiled.values
    ranked = compiled.costs(costs) * (len(values.variables) + 1)
    ranked[: len(values)] += taking(values)
    allowed = allowed_in(compiled, situation)
    while True:
        totals = compiled.sweep(ranked, allowed, allowed)
        if totals.min() >= INFINITE:
            return None
        best = totals == totals.min()
        tied = next(
            (each for each in values.variables if best[each.start : each.stop].sum() > 1), None
        )
        if tied is None:
            return tuple(
                values.choice(int(place)) for place in np.flatnonzero(best & taking(values))
            )
        _settle(values, tied, best, allowed)


def _settle(
    values: Values, tied: Variable, best: NDArray[np.bool_], allowed: NDArray[np.bool_]
) -> None:
    """Allows one of the best values of a variable alone: the first that takes something."""
    places = [place for place in tied.indexes if best[place]]
    first = next(filter(values.taken, places), places[0])
    allowed[tied.start : tied.stop] = False
    allowed[first] = True


def status(compiled: Compiled, situation: Situation, known: Domains | None = None) -> Status:
    """Whether the explicit choices make a complete configuration, and which groups are open.

    `known` are the domains of the same situation, where they have been asked for already.
    """
    domains = valid_domains(compiled, situation, FREE) if known is None else known
    if not domains.consistent:
        return Status(None, (), conflict=True)
    decided = {*situation.choices, *domains.forced}
    taken = domains.example
    if taken is None or _more_than_needed(domains, taken, decided):
        allowed = allowed_in(compiled, situation)
        least_more = compiled.cheapest(_things_more(compiled, decided), allowed)
        taken = () if least_more is None else least_more[1]
    open_groups = tuple(dict.fromkeys(each.group for each in taken if each not in decided))
    return Status(None if open_groups else taken, open_groups, conflict=False)


def _more_than_needed(domains: Domains, taken: tuple[Choice, ...], decided: set[Choice]) -> bool:
    """Whether less might do than what a way to finish takes beside all that is decided.

    Every way to finish has something in each group that has to be answered, and in a *many of*
    group that always applies as many options as its limit says.
    """
    more: dict[str, list[Choice]] = {}
    for each in taken:
        if each not in decided:
            more.setdefault(each.group, []).append(each)
    return any(_may_be_less(domains, each, taken) for each in more.values())


def _may_be_less(domains: Domains, more: Sequence[Choice], taken: tuple[Choice, ...]) -> bool:
    """Whether a group may be answered with less than `more` beside what is decided in it."""
    path = more[0].group
    group = domains.compiled.model.group(path)
    if group.kind is Kind.MANY:
        in_all = sum(each.group == path for each in taken)
        return group.applies_if is not None or in_all > group.distinct.at_least
    nothing = _places_of_nothing(domains.compiled.values)[path]
    return any(domains.totals.item(place) < INFINITE for place in nothing)


@lru_cache(maxsize=64)
def _places_of_nothing(values: Values) -> Mapping[str, tuple[int, ...]]:
    """By group, the values that take nothing in it: "none" and "does not apply"."""
    places: dict[str, list[int]] = {variable.group: [] for variable in values.variables}
    for place in np.flatnonzero(~taking(values)).tolist():
        places[values.choice(place).group].append(place)
    return MappingProxyType({path: tuple(its) for path, its in places.items()})


@lru_cache(maxsize=64)
def _things(values: Values) -> NDArray[np.int64]:
    """A cost of one thing for each value, a little less for earlier groups: to read only."""
    found = np.where(taking(values), len(values.variables) ** 2 + numbers_of(values), 0)
    found.setflags(write=False)
    return found


def _things_more(compiled: Compiled, decided: set[Choice]) -> NDArray[np.int64]:
    """A cost of one thing for each that is not decided yet, a little less for earlier groups."""
    values = compiled.values
    costs = compiled.costs(FREE)
    costs[: len(values)] = _things(values)
    for choice in decided:
        costs[places_of(values, choice)] = 0
    return costs
