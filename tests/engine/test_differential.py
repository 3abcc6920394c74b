"""The engine beside the oracle on thousands of generated models.

`FUZZ_MODELS` in the environment says how many (2,000 unless told).
"""

import os
from collections import Counter

import pytest

from configurator.engine.evaluation import violations
from tests.engine.comparing import differences
from tests.engine.coverage import BLOCKED, EXPRESSIONS, SURROUNDINGS, features_of, told
from tests.engine.generator import generate
from tests.engine.oracle import Oracle

MODELS = int(os.environ.get("FUZZ_MODELS", "2000"))
CHUNKS = 8


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_answer_is_what_trying_everything_finds(chunk: int) -> None:
    features: Counter[str] = Counter()
    seeds = range(chunk, MODELS, CHUNKS)
    for seed in seeds:
        case = generate(seed)
        assert list(differences(case)) == [], f"seed {seed}"
        features.update(features_of(case))

    coverage = told(len(seeds), features)
    rare = {name for name in EXPRESSIONS | SURROUNDINGS if features[name] < 0.05 * len(seeds)}
    assert not rare, coverage
    assert features[BLOCKED] >= len(seeds) / 2, coverage


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
