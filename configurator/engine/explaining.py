"""Why something cannot be chosen, or has to be: as data, without words.

An explanation is minimal in two steps: first the explicit choices, so few that none can be left
out, under all rules; then the rules, built-in constraints and unavailable options that make just
those choices conflict.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, compress
from typing import TypeAlias

from configurator.engine.beside import Beside, Row
from configurator.engine.compiled import Compiled
from configurator.engine.conflicts import simplest_conflict
from configurator.engine.domains import Values
from configurator.engine.limits import filled_by
from configurator.engine.model import Choice, Unavailable
from configurator.engine.recalling import recollection_of
from configurator.engine.satisfiability import Constraints, constraints_of
from configurator.engine.situations import (
    Situation,
    excluded_by,
    kept,
    places_of,
    variables_of,
)

Cause: TypeAlias = str | Choice
"""A rule or built-in constraint by its name, or something unavailable."""

MOST_PAIRED = 12
"""Of so many choices at most every pair is looked at before larger sets are."""


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
        ordered = _in_order(compiled.values, situation.choices)
        self.choices = kept(compiled.model, ordered, wanted)
        self._goal = _goal(compiled.values, wanted, without=without)
        self._known = recollection_of(compiled)
        self._beside = Beside(compiled, situation.unavailable)

    def explanation(self) -> Explanation | None:
        choices = self._minimal_choices()
        if choices is None:
            return None
        question = ("causes", self.wanted, self.without, choices, self._beside.missing)
        rules, unavailable = self._known.recall(question, lambda: self._causes(choices), tuple)
        return Explanation(self.wanted, choices, rules, unavailable)

    def _exclude(self, sets: Sequence[Sequence[Choice]]) -> list[bool]:
        """Of each set of choices, whether the goal is out of reach beside it."""
        if self._goal is None:
            solvable = self._beside.solvable(sets, self._excluded())
            return [not each for each in solvable]
        rows = self._beside.rows([frozenset(each) for each in sets])
        return [self._is_out(row) for row in rows]

    def _is_out(self, row: Row) -> bool:
        return not any(row[place] for place in self._goal or ())

    def _excluded(self) -> list[int]:
        """The values that are not with the goal."""
        if self.wanted is None:
            return []
        return (places_of if self.without else excluded_by)(self.compiled.values, self.wanted)

    def _minimal_choices(self) -> tuple[Choice, ...] | None:
        """Choices that exclude the goal, none of them in vain; None where it is not excluded."""
        excluding = self._excluding_alone()
        if excluding is not None:
            return excluding
        filling = self._filling()
        if filling and not any(self._exclude(list(combinations(filling, len(filling) - 1)))):
            return filling
        whole = self.choices
        less = [(*whole[:place], *whole[place + 1 :]) for place in range(len(whole))]
        pairs = list(combinations(whole, 2)) if len(whole) <= MOST_PAIRED else []
        out, *outs = self._exclude([whole, *less, *pairs])
        if not self._known_excluded and not out:
            return None
        pair = next(compress(pairs, outs[len(whole) :]), None)
        needed = (each for each, is_out in zip(whole, outs, strict=False) if not is_out)
        return pair or self._among(tuple(needed))

    def _filling(self) -> tuple[Choice, ...]:
        """Choices that leave no room in their group; nothing where that cannot be why.

        They exclude what is wanted, whatever is chosen elsewhere: it is found out of them alone.
        """
        if self.without:
            return ()
        return filled_by(self.compiled.model, self.choices, self.wanted) or ()

    def _excluding_alone(self) -> tuple[Choice, ...] | None:
        """Nothing, or one choice, that excludes the goal by itself; None where none does.

        Most conflicts are pairs: what each choice alone excludes is soon known of all of them.
        """
        if self._goal is None:
            out = self._exclude([(), *((choice,) for choice in self.choices)])
        else:
            out = [self._is_out(row) for row in self._beside.alone(self.choices)]
        if out[0]:
            return ()
        alone = zip(self.choices, out[1:], strict=True)
        return next(((choice,) for choice, excludes in alone if excludes), None)

    def _among(self, needed: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Choices that exclude the goal, none in vain; `needed` are some that are among them.

        The first so many others that suffice end with one that has to be there; and so on.
        """
        found, others = list(needed), [each for each in self.choices if each not in needed]
        while True:
            sets = [[*found, *others[:count]] for count in range(len(others) + 1)]
            count = self._exclude(sets).index(True)
            if not count:
                return tuple(choice for choice in self.choices if choice in found)
            found.append(others[count - 1])
            others = others[: count - 1]

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


@lru_cache(maxsize=256)
def _in_order(values: Values, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Choices in the order of the model."""
    return tuple(sorted(choices, key=lambda choice: (places_of(values, choice), choice)))


def _missing(constraints: Constraints, unavailable: Unavailable) -> dict[Choice, list[int]]:
    """What to assume of each thing that cannot be had, in the order of the model."""
    missing = {}
    for choice in unavailable.reasons:
        with suppress(KeyError):
            missing[choice] = constraints.lacking(choice)
    return dict(sorted(missing.items(), key=lambda each: ([-it for it in each[1]], each[0])))
