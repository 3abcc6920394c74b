"""The engine beside the oracle on thousands of generated models.

`FUZZ_MODELS` in the environment says how many (2,000 unless told).
"""

import os

import pytest

from configurator.engine.evaluation import violations
from tests.engine.comparing import differences
from tests.engine.coverage import BLOCKED, EXPRESSIONS, SURROUNDINGS, coverage, told
from tests.engine.generator import generate
from tests.engine.oracle import Oracle

MODELS = int(os.environ.get("FUZZ_MODELS", "2000"))
CHUNKS = 8


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_answer_is_what_trying_everything_finds(chunk: int) -> None:
    for seed in range(chunk, MODELS, CHUNKS):
        assert list(differences(generate(seed))) == [], f"seed {seed}"


def test_the_models_have_every_part_of_the_language_and_half_block_something() -> None:
    total, counts = coverage(map(generate, range(400)))

    rare = {name for name in EXPRESSIONS | SURROUNDINGS if counts[name] < 0.05 * total}
    assert not rare, told(total, counts)
    assert counts[BLOCKED] >= total / 2, told(total, counts)


@pytest.mark.parametrize("seed", range(60))
def test_the_oracle_calls_valid_what_breaks_nothing(seed: int) -> None:
    oracle: Oracle = generate(seed).oracle
    found = {oracle.configuration_at(candidate) for candidate in range(oracle.size)}
    valid = {oracle.configuration_at(int(each)) for each in oracle.valid.nonzero()[0]}

    assert valid == {each for each in found if not violations(oracle.model, each)}


def test_a_seed_always_makes_the_same_case() -> None:
    one, other = generate(7), generate(7)

    assert (one.model, one.choices, one.unavailable, one.costs) == (
        other.model,
        other.choices,
        other.unavailable,
        other.costs,
    )
