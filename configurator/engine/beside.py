"""What is possible beside some choices: one sweep answers it for many sets of choices at once.

Whether there is a way takes one bit, and a number of 64 bits holds as many questions. Rows of the
table of what goes with what are found out in dozens, when the first of them is asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from configurator.engine.compiled import Allowed, Compiled
from configurator.engine.model import Choice, Unavailable
from configurator.engine.recalling import recollection_of
from configurator.engine.recollection import Recollection
from configurator.engine.sweep import Numbers

AT_ONCE = 63
"""So many sets of choices are asked about in one sweep; the last bit is the sign."""

LOOKED_AT = 4 * AT_ONCE
"""Among so many values are those looked for whose rows are found out along with others."""

Row: TypeAlias = bytes
"""For every value 1 where some valid configuration holds it, else 0."""

_numbers = count(1)


class Beside:
    """What is possible where some things cannot be had."""

    def __init__(self, compiled: Compiled, unavailable: Unavailable) -> None:
        self._compiled = compiled
        self._unavailable = unavailable
        self._rows = recollection_of(compiled, "rows")
        self.missing = _number_of(recollection_of(compiled), unavailable)
        self._alone: dict[Choice | None, Row] = self._rows.recall(
            ("alone", self.missing), dict, dict
        )

    def rows(self, sets: Sequence[frozenset[Choice]]) -> list[Row]:
        """Which values are possible beside sets of choices, those of their own groups too."""
        known = {each: self._rows.known((each, self.missing), bytes) for each in sets}
        unknown = [each for each, row in known.items() if row is None]
        for each, row in zip(unknown, self._found(unknown), strict=True):
            known[each] = row
            self._rows.keep((each, self.missing), row)
        return [row for each in sets for row in [known[each]] if row is not None]

    def alone(self, choices: Sequence[Choice]) -> list[Row]:
        """The row of nothing, then that of each choice by itself."""
        asked = (None, *choices)
        known = {each: row for each in asked for row in [self._alone.get(each)] if row is not None}
        if len(known) < len(asked):
            known |= self._with_more([each for each in asked if each not in known])
        return [known[each] for each in asked]

    def _with_more(self, asked: Sequence[Choice | None]) -> dict[Choice | None, Row]:
        """The rows of choices by themselves; as many others as there is room for are kept too."""
        more = islice(self._like(asked[0]), max(0, AT_ONCE - len(asked)))
        wanted = list(dict.fromkeys([*asked, *more]))
        sets = [frozenset[Choice](() if each is None else (each,)) for each in wanted]
        found = dict(zip(wanted, self._found(sets), strict=True))
        if len(self._alone) + len(found) > self._rows.most:
            self._alone.clear()
        self._alone.update(found)
        return found

    def solvable(self, sets: Sequence[Sequence[Choice]], excluded: Iterable[int]) -> list[bool]:
        """Whether there is a valid configuration with each set of choices and nothing excluded."""
        allowed = self._allowed()
        allowed[list(excluded)] = False
        found: list[bool] = []
        for start in range(0, len(sets), AT_ONCE):
            asked = sets[start : start + AT_ONCE]
            bits = self._compiled.solvable(_bits(self._compiled, allowed, asked))
            found += [bool(bits >> number & 1) for number in range(len(asked))]
        return found

    def _allowed(self) -> Allowed:
        return self._compiled.forbid(self._compiled.unrestricted(), self._unavailable)

    def _found(self, sets: Sequence[frozenset[Choice]]) -> Iterator[Row]:
        for start in range(0, len(sets), AT_ONCE):
            asked = sets[start : start + AT_ONCE]
            bits = self._compiled.possible(_bits(self._compiled, self._allowed(), asked))
            for number in range(len(asked)):
                yield (bits >> number & 1).astype(np.uint8).tobytes()

    def _like(self, choice: Choice | None) -> Iterator[Choice]:
        """What is next to be asked about: the values listed after a choice."""
        values = self._compiled.values
        start = 0 if choice is None else min(self._compiled.places_answered((choice,)))
        for place in range(start, start + min(LOOKED_AT, len(values))):
            other = values.choice(place % len(values))
            if values.taken(place % len(values)) and other not in self._alone:
                yield other


def _number_of(known: Recollection, unavailable: Unavailable) -> int:
    """A number for what cannot be had, to remember by; 0 where everything can."""
    if not unavailable.reasons:
        return 0
    missing = ("missing", tuple(unavailable.reasons))
    return known.recall(missing, lambda: next(_numbers), int)


def _bits(
    compiled: Compiled, allowed: NDArray[np.bool_], sets: Sequence[Iterable[Choice]]
) -> Numbers:
    """For each value the bits of those sets beside which it is allowed."""
    of_place: dict[int, int] = {}
    for number, choices in enumerate(sets):
        for place in compiled.places_answered(choices):
            of_place[place] = of_place.get(place, 0) | 1 << number
    values = compiled.values
    answered: dict[int, int] = {}
    twice: dict[int, int] = {}
    for place, its in of_place.items():
        variable = values.number_of(place)
        before = answered.get(variable, 0)
        twice[variable] = twice.get(variable, 0) | before & its
        answered[variable] = before | its
    bits = np.where(allowed, -1, 0)
    for variable, its in answered.items():
        bits[values.variables[variable].start : values.variables[variable].stop] &= ~its
    for place, its in of_place.items():
        if allowed[place]:
            bits[place] |= its & ~twice[values.number_of(place)]
    return bits
