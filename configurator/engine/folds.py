"""Folds: how functions of many variables take in one part after the other.

A truth is True, False or unknown (None), as in Kleene's logic; so is a sum once a part is unknown.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from configurator.engine.accumulators import Function, Grouping, Inputs, Part, State
from configurator.engine.expressions import Ranked
from configurator.engine.truths import Truth


@dataclass(frozen=True)
class Bounds:
    """A number has to lie in `at_least` to `at_most` (None: unbounded)."""

    at_least: int | None
    at_most: int | None


def anywhere(
    inputs: Inputs, blocks: tuple[int, ...], result: Callable[[State], Hashable]
) -> Function:
    """Whether some part is true, read through `result`."""

    def over(inputs: Inputs) -> Function:
        return Function(inputs, False, _or, result)

    grouping = Grouping(blocks, lambda one, other: _or(_as_truth(one), 0, other), over)
    return replace(over(inputs), grouping=grouping)


def total_within(
    inputs: Sequence[tuple[int, Sequence[int | None]]],
    blocks: tuple[int, ...],
    bounds: Bounds,
    holds: Callable[[int], bool],
) -> Function:
    """Whether the sum of all parts holds; unknown (None) once a part is.

    `holds` changes only at the bounds. A sum so far that no rest brings back between them is
    remembered only as too low or too high.
    """
    lowest, highest = _rests(inputs)
    ends = [end for end in (bounds.at_least, bounds.at_most) if end is not None]
    if not ends:
        return Function([], 0, _keep, lambda _: True)

    def step(total: int | None, place: int, part: Part) -> int | None:
        if total is None or not isinstance(part, int):
            return None
        most = max(ends) - lowest[place + 1] + 1
        least = min(ends) - highest[place + 1] - 1
        return min(max(total + part, least), most)

    return Function(
        inputs,
        0,
        step,
        lambda total: None if total is None else holds(total),
        Grouping(blocks, _added, lambda others: total_within(_whole(others), (), bounds, holds)),
    )


def common_rows(one: Part, other: Part) -> Part:
    """The rows that agree with both parts."""
    return one & other if isinstance(one, int) and isinstance(other, int) else one


def _added(one: Part, other: Part) -> Part:
    """The sum of two parts; unknown once one of them is."""
    return one + other if isinstance(one, int) and isinstance(other, int) else None


def _whole(inputs: Inputs) -> list[tuple[int, list[int | None]]]:
    return [
        (variable, [part if isinstance(part, int) else None for part in parts])
        for variable, parts in inputs
    ]


def _rests(inputs: Sequence[tuple[int, Sequence[int | None]]]) -> tuple[list[int], list[int]]:
    """The least and the most that the inputs from each place on can add."""
    lowest, highest = [0], [0]
    for _, parts in reversed(inputs):
        known = [part for part in parts if part is not None] or [0]
        lowest.append(lowest[-1] + min(known))
        highest.append(highest[-1] + max(known))
    return lowest[::-1], highest[::-1]


def met(state: State, _: int, part: Part) -> State:
    """Adds facts to those met; False once two known ones differ."""
    if state is False or not isinstance(part, tuple):
        return state
    known, count, unknown = state
    for fact in part:
        if fact is None:
            unknown = True
        elif known is None:
            known = fact
        elif known != fact:
            return False
    return known, min(2, count + len(part)), unknown


def all_same(state: State) -> Truth:
    if state is False:
        return False
    _, count, unknown = state
    return None if unknown and count > 1 else True


@dataclass(frozen=True)
class Words:
    """What is needed and offered so far: every word needed, and those that all offers have.

    `offered` None: nothing offers yet. `unsure` says on which sides a fact is unknown, `met` which
    sides have any: (the needing, the offering one).
    """

    needed: frozenset[str] = frozenset()
    offered: frozenset[str] | None = None
    unsure: tuple[bool, bool] = (False, False)
    met: tuple[bool, bool] = (False, False)

    def with_needed(self, words: frozenset[str] | None) -> "Words":
        return self.beside(Words(words or frozenset(), None, (words is None, False), (True, False)))

    def with_offered(self, words: frozenset[str] | None) -> "Words":
        return self.beside(Words(frozenset(), words, (False, words is None), (False, True)))

    def beside(self, other: "Words") -> "Words":
        offers = [each for each in (self.offered, other.offered) if each is not None]
        return Words(
            self.needed | other.needed,
            frozenset.intersection(*offers) if offers else None,
            (self.unsure[0] or other.unsure[0], self.unsure[1] or other.unsure[1]),
            (self.met[0] or other.met[0], self.met[1] or other.met[1]),
        )

    @property
    def fit(self) -> Truth:
        """Whether every word that is needed is offered everywhere."""
        if self.offered is not None and not self.needed <= self.offered:
            return False
        return None if all(self.met) and any(self.unsure) else True


def kept_of(leaf: Ranked, inputs: Inputs) -> Function:
    """The values that are kept of those that the parts add, each a tuple of them."""

    def step(state: State, _: int, part: Part) -> State:
        return leaf.kept((*state, *part)) if isinstance(part, tuple) else state

    return Function(inputs, (), step, itself)


def holding(leaf: Ranked, kept: Function) -> Function:
    """Whether the condition holds of the values that are kept."""
    return kept.read_through(lambda values: isinstance(values, tuple) and leaf.holds(values))


NO_WORDS = Words()


def all_among(inputs: Inputs, blocks: tuple[int, ...]) -> Function:
    """Whether the words that the parts need are among those that they offer."""

    def combined(one: Part, other: Part) -> Part:
        if not isinstance(one, Words) or not isinstance(other, Words):
            return False
        both = one.beside(other)
        return False if both.fit is False else both

    def over(inputs: Inputs) -> Function:
        return Function(
            inputs,
            NO_WORDS,
            lambda state, _, part: combined(state, part),
            lambda state: state.fit if isinstance(state, Words) else False,
        )

    return replace(over(inputs), grouping=Grouping(blocks, combined, over))


def _or(one: Truth, _: int, other: Part) -> Truth:
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def _as_truth(part: Part) -> Truth:
    return part if isinstance(part, bool) else None


def itself(state: State) -> State:
    return state


def _keep(state: State, _: int, __: Part) -> State:
    return state
