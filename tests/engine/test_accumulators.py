"""Functions of many variables become the smallest chain that still computes them."""

from collections.abc import Hashable
from itertools import product

import pytest

from configurator.engine.accumulators import Chain, Function, TooManyStates, smallest_chain

ROOM = 100_000


def total_at_most(parts: list[list[int]], most: int) -> Function:
    return Function(
        list(enumerate(parts)),
        0,
        lambda total, _, part: total + part,
        lambda total: total <= most,
    )


def follow(chain: Chain, values: tuple[int, ...]) -> Hashable:
    state = 0
    for layer in chain.layers:
        state = layer.moves[state][layer.classes[values[layer.variable]]]
    return chain.results[state]


def states(chain: Chain) -> list[int]:
    return [len(layer.moves) for layer in chain.layers]


def test_a_chain_says_of_all_values_what_the_function_says() -> None:
    parts = [[0, 3, 5], [0, 2, 7, 11], [1, 1, 4], [0, 6]]
    chain = smallest_chain(total_at_most(parts, 12), ROOM)
    for values in product(*(range(len(each)) for each in parts)):
        total = sum(each[value] for each, value in zip(parts, values, strict=True))
        assert follow(chain, values) is (total <= 12)


def test_sums_that_no_remainder_tells_apart_are_one_state() -> None:
    parts = [[0, 1, 2, 3, 4], [0, 100, 200], [0, 100, 200]]
    chain = smallest_chain(total_at_most(parts, 300), ROOM)
    assert states(chain) == [1, 2, 3]


def test_a_count_is_remembered_only_as_far_as_the_limit() -> None:
    chain = smallest_chain(total_at_most([[0, 1]] * 20, 3), ROOM)
    assert max(states(chain)) == 5


def test_values_that_contribute_alike_are_one_class() -> None:
    chain = smallest_chain(total_at_most([[0, 5, 0, 5, 6], [0, 5]], 8), ROOM)
    assert chain.layers[0].classes == (0, 1, 0, 1, 1)


def test_a_variable_that_makes_no_difference_is_left_out() -> None:
    chain = smallest_chain(total_at_most([[0, 1], [0, 0, 0], [0, 9]], 8), ROOM)
    assert [layer.variable for layer in chain.layers] == [2]


def test_a_function_that_is_always_the_same_has_no_layers() -> None:
    chain = smallest_chain(total_at_most([[0, 1], [0, 1]], 5), ROOM)
    assert (chain.layers, chain.results) == ((), (True,))


def test_too_many_states_are_refused_before_they_are_made() -> None:
    parts = [[0, 2**place] for place in range(40)]
    with pytest.raises(TooManyStates):
        smallest_chain(total_at_most(parts, 2**39), 5_000)
