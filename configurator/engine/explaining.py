"""Why something cannot be chosen, or has to be: as data, without words.

An explanation is minimal in two steps: first the explicit choices, so few that none can be left
out, under all rules; then the rules, built-in constraints and unavailable options that make just
those choices conflict.
"""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.answers import FREE
from configurator.engine.compiled import Compiled
from configurator.engine.conflicts import minimal_conflict, simplest_conflict
from configurator.engine.domains import Values
from configurator.engine.limits import filled_by
from configurator.engine.model import Choice, Unavailable
from configurator.engine.recalling import recollection_of
from configurator.engine.satisfiability import Constraints, constraints_of
from configurator.engine.situations import (
    Situation,
    allowed_in,
    excluded_by,
    kept,
    places_of,
    variables_of,
)
from configurator.engine.sweep import INFINITE

Cause: TypeAlias = str | Choice
"""A rule or built-in constraint by its name, or something unavailable."""


@dataclass(frozen=True)
class Explanation:
    """`wanted` cannot be had beside `choices`: the `rules` and what is `unavailable` forbid it.

    Nothing can be left out of it. Without `choices` it can never be had; without `wanted` the
    choices are in conflict by themselves. `rules` names rules and built-in constraints:
    `limit:<path>`, `answer:<path>` and `applies:<path>`. Where it explains something forced, read
    "going without `wanted`" for "`wanted`".
    """

    wanted: Choice | None
    choices: tuple[Choice, ...]
    rules: tuple[str, ...]
    unavailable: tuple[Choice, ...]


def explain(
    compiled: Compiled, situation: Situation, wanted: Choice | None, *, blocked: bool = False
) -> Explanation | None:
    """Why `wanted` cannot be switched to, or with None why the choices conflict.

    `blocked`: that it cannot be is known already, from the domains of the same situation.

    None where there is nothing to explain, because a valid configuration is left. Choices that
    `wanted` replaces are never named. Raises `KeyError` for what the model does not have.
    """
    question = _Question(compiled, situation, wanted, without=False, excluded=blocked)
    return question.explanation()


def explain_forced(compiled: Compiled, situation: Situation, forced: Choice) -> Explanation:
    """Why every way to finish has `forced`; raises `ValueError` where one goes without it."""
    found = _Question(compiled, situation, forced, without=True, excluded=False).explanation()
    if found is None:
        raise ValueError(f"{forced} is not forced")
    return found


class _Question:
    """What excludes having `wanted`, or going `without` it."""

    def __init__(
        self,
        compiled: Compiled,
        situation: Situation,
        wanted: Choice | None,
        *,
        without: bool,
        excluded: bool,
    ) -> None:
        self.compiled = compiled
        self.wanted = wanted
        self.without = without
        self._known_excluded = excluded
        self.unavailable = situation.unavailable
        values = compiled.values
        self.choices = sorted(
            kept(compiled.model, situation.choices, wanted),
            key=lambda choice: (places_of(values, choice), choice),
        )
        self._free = compiled.costs(FREE)
        self._excluded = np.zeros(len(self._free), dtype=np.bool_)
        if wanted is not None:
            exclude = places_of if without else excluded_by
            self._excluded[exclude(values, wanted)] = True
        self._goal = _goal(values, wanted, without=without)
        self._known = recollection_of(compiled)
        self._missing = tuple(situation.unavailable.reasons)

    def explanation(self) -> Explanation | None:
        choices = self._minimal_choices()
        if choices is None:
            return None
        question = ("causes", self.wanted, self.without, choices, self._missing)
        rules, unavailable = self._known.recall(question, lambda: self._causes(choices), tuple)
        return Explanation(self.wanted, choices, rules, unavailable)

    def _excluded_beside(self, choices: Sequence[Choice]) -> bool:
        """Whether the goal is out of reach; one sweep tells of all goals beside `choices`."""
        if self._goal is None:
            return self.compiled.least(self._free, self._allowed(choices)) is None
        question = ("beside", frozenset(choices), self._missing)
        return not self._possible(question, self._beside(choices))[self._goal].any()

    def _beside(self, choices: Sequence[Choice]) -> NDArray[np.bool_]:
        return allowed_in(self.compiled, Situation(tuple(choices), self.unavailable))

    def _allowed(self, choices: Sequence[Choice]) -> NDArray[np.bool_]:
        return self._beside(choices) & ~self._excluded

    def _possible(self, question: Hashable, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which values some valid configuration of allowed ones holds."""

        def sweep() -> NDArray[np.bool_]:
            return self.compiled.sweep(self._free, allowed, allowed) < INFINITE

        return self._known.recall(question, sweep, np.ndarray)

    def _minimal_choices(self) -> tuple[Choice, ...] | None:
        """Choices that exclude the goal, none of them in vain; None where it is not excluded.

        Most conflicts are pairs: what each choice alone excludes is soon known of all of them.
        """
        excluding = self._excluding_alone()
        if excluding is not None:
            return excluding
        if not self._known_excluded and not self._excluded_beside(self.choices):
            return None
        filling = (
            None if self.without else filled_by(self.compiled.model, self.choices, self.wanted)
        )
        if filling and not any(map(self._excluded_beside, combinations(filling, len(filling) - 1))):
            return filling
        needed = self._needed_by_all()
        if needed and self._excluded_beside(needed):
            return tuple(needed)
        others = [choice for choice in self.choices if choice not in needed]
        found = minimal_conflict(others, lambda some: self._excluded_beside([*needed, *some]))
        return tuple(choice for choice in self.choices if choice in needed or choice in found)

    def _excluding_alone(self) -> tuple[Choice, ...] | None:
        """Nothing, or one choice, that excludes the goal by itself; None where none does."""
        if self._goal is not None:
            question = ("alone", self.wanted, self.without, self._missing)
            known: dict[Choice | None, bool] = self._known.recall(question, dict, dict)
            if self._excluded_by(None, known):
                return ()
            alone = (choice for choice in self.choices if self._excluded_by(choice, known))
            return next(((choice,) for choice in alone), None)
        question = ("with", self.wanted, self.without, self._missing)
        possible = self._possible(question, self._allowed(()))
        if not possible.any():
            return ()
        places = ((choice, places_of(self.compiled.values, choice)) for choice in self.choices)
        return next(((choice,) for choice, its in places if not possible[its].all()), None)

    def _excluded_by(self, choice: Choice | None, known: dict[Choice | None, bool]) -> bool:
        """Whether a choice alone, or with None nothing at all, puts the goal out of reach."""
        found = known.get(choice)
        if found is None:
            found = self._excluded_beside(() if choice is None else (choice,))
            known[choice] = found
        return found

    def _needed_by_all(self) -> list[Choice]:
        """Choices without any one of which the goal is in reach: every conflict has them all.

        One sweep tells of all choices at once, since it frees the variable of each value by itself.
        Of a group answered with none, which is many variables, it may miss it; no harm is done.
        """
        values = self.compiled.values
        free = self._allowed(())
        totals = self.compiled.sweep(self._free, self._allowed(self.choices), free)
        possible = totals < INFINITE
        return [choice for choice in self.choices if possible[excluded_by(values, choice)].any()]

    def _causes(self, choices: Sequence[Choice]) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
        """The constraints, and what is unavailable, that exclude the goal beside `choices`."""
        constraints = constraints_of(self.compiled)
        assumed = self._assumed(constraints, choices)
        missing = _missing(constraints, self.unavailable)

        def conflict(causes: Sequence[Cause]) -> bool:
            names = [cause for cause in causes if isinstance(cause, str)]
            gone = [
                each for cause in causes if isinstance(cause, Choice) for each in missing[cause]
            ]
            return constraints.conflict(names, [*assumed, *gone])

        itself: list[Cause] = [choice for choice in missing if self._is_wanted(choice)]
        asked_about = {each.group for each in (self.wanted, *choices) if each is not None}
        near = [name for name in constraints.names if constraints.reads[name] & asked_about]
        between = [name for name in near if constraints.reads[name] >= asked_about]
        far = [name for name in constraints.names if name not in set(near)]
        others = [choice for choice in missing if choice not in itself]
        found = simplest_conflict(
            [*itself, *near, *far, *others], [*itself, *between], [*itself, *near], conflict
        )
        return (
            tuple(cause for cause in found if isinstance(cause, str)),
            tuple(cause for cause in found if isinstance(cause, Choice)),
        )

    def _assumed(self, constraints: Constraints, choices: Sequence[Choice]) -> list[int]:
        assumed = [each for choice in choices for each in constraints.holding(choice)]
        if self.wanted is not None:
            said = constraints.lacking if self.without else constraints.holding
            assumed += said(self.wanted)
        return assumed

    def _is_wanted(self, unavailable: Choice) -> bool:
        """That the very thing is unavailable explains better than any rule does."""
        wanted = self.wanted
        return wanted is not None and unavailable in (wanted, Choice(wanted.group, wanted.option))


def _goal(values: Values, wanted: Choice | None, *, without: bool) -> list[int] | None:
    """The values of one variable of which the goal needs any; None where that is not all of it."""
    if wanted is None:
        return None
    variables = variables_of(values, wanted)
    if len(variables) != 1:
        return None
    return (excluded_by if without else places_of)(values, wanted)


def _missing(constraints: Constraints, unavailable: Unavailable) -> dict[Choice, list[int]]:
    """What to assume of each thing that cannot be had, in the order of the model."""
    missing = {}
    for choice in unavailable.reasons:
        with suppress(KeyError):
            missing[choice] = constraints.lacking(choice)
    return dict(sorted(missing.items(), key=lambda each: ([-it for it in each[1]], each[0])))
