"""Trees of literals say what Kleene's logic says, however many of their literals are decided."""

from itertools import product
from random import Random

import pytest

from configurator.engine.accumulators import smallest_chain
from configurator.engine.logic import (
    Junction,
    Literal,
    Negation,
    Tree,
    junction,
    literals,
    negated,
    remaining,
    tree_function,
)
from configurator.engine.truths import Truth

SIZES = (2, 3, 2, 3)


def random_tree(random: Random, depth: int = 3) -> Tree:
    if depth == 0 or random.random() < 0.25:
        variable = random.randrange(len(SIZES))
        truths = tuple(random.choice((True, False, None)) for _ in range(SIZES[variable]))
        return Literal(variable, truths)
    if random.random() < 0.3:
        return negated(random_tree(random, depth - 1))
    return junction(random.random() < 0.5, [random_tree(random, depth - 1) for _ in range(3)])


def truth(tree: Tree, values: tuple[int, ...]) -> Truth:
    """Kleene's logic, spelled out."""
    match tree:
        case Literal(variable=variable, truths=truths):
            return truths[values[variable]]
        case Negation(part=part):
            inner = truth(part, values)
            return None if inner is None else not inner
        case Junction(every=every, parts=parts):
            met = {truth(part, values) for part in parts}
            deciding = not every
            return deciding if deciding in met else None if None in met else every
    return tree


@pytest.mark.parametrize("seed", range(40))
def test_a_chain_of_a_tree_has_the_truth_of_the_tree(seed: int) -> None:
    tree = random_tree(Random(seed))
    chain = smallest_chain(tree_function(tree), 100_000)
    for values in product(*map(range, SIZES)):
        state = 0
        for layer in chain.layers:
            state = layer.moves[state][layer.classes[values[layer.variable]]]
        assert chain.results[state] is truth(tree, values)


@pytest.mark.parametrize("seed", range(40))
def test_deciding_literals_one_by_one_comes_to_the_truth(seed: int) -> None:
    tree = random_tree(Random(seed))
    for values in product(*map(range, SIZES)):
        left = tree
        for literal in dict.fromkeys(literals(tree)):
            left = remaining(left, {literal: literal.truths[values[literal.variable]]})
        assert left is truth(tree, values)


def test_a_part_that_decides_the_whole_leaves_nothing_else() -> None:
    literal = Literal(0, (True, False))
    assert junction(True, (literal, False)) is False
    assert junction(False, (literal, True)) is True
    assert junction(True, (literal, True)) == literal
    assert junction(True, ()) is True
    assert junction(False, ()) is False


def test_a_twofold_negation_is_none() -> None:
    literal = Literal(0, (True, False))
    assert negated(negated(literal)) == literal
    assert negated(None) is None
