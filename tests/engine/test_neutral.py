"""Constraint networks in the neutral format say what they say in words."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from configurator.engine.model import Choice
from configurator.engine.neutral import as_compiled, instance_of, read_instance

VARIABLES = {f"v{number}": ["0", "1", "2"] for number in range(8)}


def count(constraints: list[dict[str, Any]]) -> int:
    compiled = as_compiled(instance_of(VARIABLES, constraints))
    return compiled.count(compiled.unrestricted())


def clause(*literals: tuple[str, int, bool]) -> dict[str, Any]:
    return {"type": "clause", "lits": [list(each) for each in literals]}


def test_an_allowed_table_leaves_its_rows() -> None:
    table = {"type": "table", "scope": ["v0", "v3"], "tuples": [[0, 1], [2, 2]], "allowed": True}
    assert count([table]) == 2 * 3**6


def test_a_forbidden_table_leaves_all_other_rows() -> None:
    table = {"type": "table", "scope": ["v0", "v3"], "tuples": [[0, 1], [2, 2]], "allowed": False}
    assert count([table]) == 7 * 3**6


def test_a_forbidden_table_too_large_to_turn_round_leaves_all_other_rows() -> None:
    variables = {f"v{number}": [str(value) for value in range(10)] for number in range(7)}
    rows = [[0] * 7, [9] * 7, [1, 2, 3, 4, 5, 6, 7]]
    table = {"type": "table", "scope": list(variables), "tuples": rows, "allowed": False}
    compiled = as_compiled(instance_of(variables, [table]))
    assert compiled.count(compiled.unrestricted()) == 10**7 - 3


@pytest.mark.parametrize("length", range(1, 9))
def test_a_clause_of_any_length_leaves_out_what_breaks_all_of_it(length: int) -> None:
    literals = [(f"v{number}", number % 3, number % 2 == 0) for number in range(length)]
    expected = sum(
        any(
            (row[number] == value) is positive
            for number, (_, value, positive) in enumerate(literals)
        )
        for row in product(range(3), repeat=8)
    )
    assert count([clause(*literals)]) == expected


def test_a_clause_that_always_holds_leaves_everything() -> None:
    assert count([clause(("v1", 0, True), ("v1", 0, False))]) == 3**8


def test_a_clause_that_names_a_variable_twice_holds_by_either() -> None:
    assert count([clause(("v1", 0, True), ("v1", 2, True))]) == 2 * 3**7


def test_constraints_are_named_by_their_places() -> None:
    instance = instance_of(VARIABLES, [clause(("v1", 0, True)), clause(("v2", 0, True))])
    assert [table.origin for table in instance.network.tables] == ["c0", "c1"]


def test_an_instance_is_read_from_a_file_and_asked_by_its_own_names(tmp_path: Path) -> None:
    path = tmp_path / "small.json"
    path.write_text(
        '{"variables": {"colour": ["red", "blue"], "size": ["s", "l"]}, "constraints":'
        ' [{"type": "clause", "lits": [["colour", 0, false], ["size", 1, true]]}]}'
    )
    compiled = as_compiled(read_instance(path))
    red = compiled.restrict(compiled.unrestricted(), [Choice("colour", "red")])
    assert compiled.count(red) == 1
    assert compiled.count(compiled.unrestricted()) == 3
