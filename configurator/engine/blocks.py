"""What each group adds to a function of several groups, as far as the function can tell."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from configurator.engine.accumulators import (
    Function,
    Grouping,
    Inputs,
    Layer,
    Part,
    TooManyStates,
    smallest_chain,
)

MOST_SUMS = 4_096
"""A group whose options add up to more different sums than this is read option by option."""


@dataclass(frozen=True)
class Block:
    """The inputs of one group.

    `classes` pairs every sum of their parts with its class: sums that the other groups never tell
    apart are of one class. `representatives` holds one sum of each class.
    """

    inputs: Inputs
    classes: tuple[tuple[Part, int], ...]
    representatives: tuple[Part, ...]


def blocks_of(inputs: Inputs, grouping: Grouping) -> list[Block] | None:
    """The groups of a function; None where one of them adds up to too many different sums."""
    parts: list[Inputs] = []
    start = 0
    for count in grouping.blocks:
        parts.append(inputs[start : start + count])
        start += count
    sums = [_sums(each, grouping) for each in parts]
    known = [each for each in sums if each is not None]
    if len(known) < len(sums):
        return None
    try:
        chain = smallest_chain(
            grouping.over([(place, each) for place, each in enumerate(known)]), MOST_SUMS**2
        )
    except TooManyStates:
        return None
    layers = {layer.variable: layer for layer in chain.layers}
    return [_block(each, known[place], layers.get(place)) for place, each in enumerate(parts)]


def block_function(block: Block, grouping: Grouping) -> Function:
    """The class of the sum of a block's parts, one input after the other."""
    class_of = dict(block.classes)

    def step(state: Hashable, place: int, part: Part) -> Hashable:
        return part if place == 0 else grouping.combine(state, part)

    return Function(block.inputs, None, step, class_of.__getitem__)


def _sums(inputs: Inputs, grouping: Grouping) -> list[Part] | None:
    """Every sum that the parts of the inputs can make; None where these are too many."""
    found: dict[Part, None] = dict.fromkeys(inputs[0][1])
    for _, parts in inputs[1:]:
        found = dict.fromkeys(
            grouping.combine(one, other) for one in found for other in dict.fromkeys(parts)
        )
        if len(found) > MOST_SUMS:
            return None
    return list(found)


def _block(inputs: Inputs, sums: Sequence[Part], layer: Layer | None) -> Block:
    classes = tuple(zip(sums, layer.classes if layer else [0] * len(sums), strict=True))
    first = {number: part for part, number in reversed(classes)}
    return Block(inputs, classes, tuple(first[number] for number in sorted(first)))
