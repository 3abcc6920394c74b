"""The benchmark measures, compares with a SAT solver, and says both."""

import json
from pathlib import Path

import pytest

from configurator.engine.bench import main
from configurator.engine.bench_sat import SatDomains
from tests.engine.networks import random_network, solutions

INSTANCE = {
    "variables": {f"v{number}": [0, 1, 2] for number in range(6)},
    "constraints": [
        {"type": "table", "scope": ["v0", "v1"], "tuples": [[0, 1], [1, 2]], "allowed": True},
        {"type": "clause", "lits": [["v1", 1, False], ["v5", 0, True]]},
    ],
}


def test_a_line_of_json_and_a_table_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(INSTANCE))
    assert main([str(path), "--clicks", "20", "--compare", "5"]) == 0
    first, header, row = capsys.readouterr().out.splitlines()
    result = json.loads(first)
    assert result["instance"] == "small"
    assert result["count"] == str(1 * 3**3 + 3**4)
    assert result["clicks"] >= 20
    assert result["click_ms_p99"] >= result["click_ms_p50"] > 0
    assert (result["states_compared"], result["differences"]) == (5, 0)
    assert header.split() == list(result)
    assert row.split()[0] == "small"


@pytest.mark.parametrize("seed", range(15))
def test_valid_domains_from_sat_are_those_of_all_solutions(seed: int) -> None:
    network = random_network(seed)
    starts = [sum(network.sizes[:number]) for number in range(len(network.sizes))]
    solver = SatDomains(network)
    for chosen in ([], [0], [0, starts[2]], [starts[1], starts[3]]):
        expected = {
            start + value
            for solution in solutions(network)
            for placed in [[s + v for s, v in zip(starts, solution, strict=True)]]
            if {*chosen} <= {*placed}
            for start, value in zip(starts, solution, strict=True)
        }
        assert solver.possible(chosen) == expected
