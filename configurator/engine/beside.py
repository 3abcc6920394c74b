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

    def row(self, choices: frozenset[Choice]) -> Row:
        """Which values are possible beside some choices, those of their own groups too."""
        found = self._known(choices)
        if found is None:
            return self.rows([choices])[0]
        return found

    def rows(self, sets: Sequence[frozenset[Choice]]) -> list[Row]:
        """The rows of many sets of choices."""
        known = {each: self._known(each) for each in sets}
        unknown = [each for each, row in known.items() if row is None]
        for start in range(0, len(unknown), AT_ONCE):
            asked = unknown[start : start + AT_ONCE]
            for each, row in zip(asked, self._found(asked), strict=True):
                known[each] = row
                self._rows.keep((each, self.missing), row)
        return [row for each in sets for row in [known[each]] if row is not None]

    def alone(self, choices: Iterable[Choice]) -> list[Row]:
        """The row of nothing, then that of each choice by itself."""
        sets = [frozenset[Choice](), *(frozenset((each,)) for each in choices)]
        first = next((each for each in sets if self._known(each) is None), None)
        if first is None:
            return self.rows(sets)
        others = islice(self._like(first), AT_ONCE - len(sets) if len(sets) < AT_ONCE else 0)
        return self.rows([*sets, *others])[: len(sets)]

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

    def _known(self, choices: frozenset[Choice]) -> Row | None:
        return self._rows.known((choices, self.missing), bytes)

    def _allowed(self) -> Allowed:
        return self._compiled.forbid(self._compiled.unrestricted(), self._unavailable)

    def _found(self, sets: Sequence[frozenset[Choice]]) -> Iterator[Row]:
        bits = self._compiled.possible(_bits(self._compiled, self._allowed(), sets))
        for number in range(len(sets)):
            yield (bits >> number & 1).astype(np.uint8).tobytes()

    def _like(self, choices: frozenset[Choice]) -> Iterator[frozenset[Choice]]:
        """Values by themselves that are next to be asked about: those listed after a choice."""
        values = self._compiled.values
        start = min((place for place in self._compiled.places_answered(choices)), default=0)
        for place in range(start, start + min(LOOKED_AT, len(values))):
            alone = frozenset((values.choice(place % len(values)),))
            if values.taken(place % len(values)) and self._known(alone) is None:
                yield alone


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
