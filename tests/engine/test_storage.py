"""A compiled model is stored as the same bytes everywhere, and answers the same when loaded."""

import hashlib
import os
import subprocess
import sys

import pytest

from configurator.engine.compiling import compile_model
from configurator.engine.model import Rule
from configurator.engine.storage import StoredDiagramError, load, store
from tests.engine.builders import answered, model, one
from tests.engine.generator import generate

SEEDS = range(1, 9)

PRINT_HASH = (
    "from tests.engine.test_storage import stored_hash\n"
    "import sys\n"
    "sys.stdout.write(stored_hash())\n"
)


def stored_hash() -> str:
    stored = b"".join(store(compile_model(generate(seed).model)) for seed in SEEDS)
    return hashlib.sha256(stored).hexdigest()


def hash_in_another_process(hash_seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PRINT_HASH],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_processes_with_different_hash_seeds_store_the_same_bytes() -> None:
    assert hash_in_another_process("1") == hash_in_another_process("4242") == stored_hash()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_loaded_diagram_answers_as_the_one_that_was_stored(seed: int) -> None:
    case = generate(seed)
    compiled = compile_model(case.model)
    loaded = load(case.model, store(compiled))
    costs = compiled.costs(case.costs)
    allowed = compiled.forbid(
        compiled.restrict(compiled.unrestricted(), case.choices), case.unavailable
    )
    assert loaded.costs(case.costs).tolist() == costs.tolist()
    assert loaded.sweep(costs, allowed).tolist() == compiled.sweep(costs, allowed).tolist()
    assert loaded.cheapest(costs, allowed) == compiled.cheapest(costs, allowed)
    assert loaded.count(allowed) == compiled.count(allowed)
    assert store(loaded) == store(compiled)


def test_the_tables_are_there_after_loading_too() -> None:
    """Explanations are made from them."""
    case = generate(3)
    compiled = compile_model(case.model)
    loaded = load(case.model, store(compiled))
    assert [(each.scope, each.rows.tolist(), each.origin) for each in loaded.tables] == [
        (each.scope, each.rows.tolist(), each.origin) for each in compiled.tables
    ]


def test_a_model_without_valid_configurations_is_stored_too() -> None:
    nothing = model(one("bun", "a b"), Rule("rule", answered("bun=-")))
    loaded = load(nothing, store(compile_model(nothing)))
    assert loaded.count(loaded.unrestricted()) == 0


def test_bytes_that_are_cut_short_are_refused() -> None:
    case = generate(1)
    stored = store(compile_model(case.model))
    for length in (0, 5, 40, len(stored) - 1):
        with pytest.raises(StoredDiagramError):
            load(case.model, stored[:length])


def test_other_bytes_are_refused() -> None:
    with pytest.raises(StoredDiagramError, match="no stored diagram"):
        load(model(one("bun", "a b")), b"\0" * 400)


def test_the_diagram_of_another_model_is_refused() -> None:
    stored = store(compile_model(model(one("bun", "a b"))))
    with pytest.raises(StoredDiagramError, match="another model"):
        load(model(one("bun", "a b c")), stored)
