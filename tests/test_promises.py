"""Every test that PROMISES.md names is there, and every row names one."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROW = re.compile(r"^\| (?P<promise>.+?) \| (?P<words>.+?) \| (?P<test>.+?) \|$")


def rows() -> list[tuple[str, str]]:
    """Promise and test of every row, headings left out."""
    lines = (TESTS / "PROMISES.md").read_text().splitlines()
    found = [ROW.fullmatch(line) for line in lines if line.startswith("| ")]
    assert all(found), "a row has three cells, none of them empty"
    return [(each["promise"], each["test"]) for each in found if each and each["test"] != "test"]


@pytest.mark.parametrize(("promise", "test"), rows())
def test_a_promise_names_a_test_that_exists(promise: str, test: str) -> None:
    path, separator, name = test.partition("::")
    assert separator, f"{promise} names no test"
    tree = ast.parse((TESTS.parent / path).read_text())
    names = {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
    assert name in names


def test_promises_are_named_as_they_are_everywhere() -> None:
    promises = [promise for promise, _test in rows() if re.match(r"[TE][0-9]", promise)]
    assert len(promises) > 60
    assert all(re.fullmatch(r"[TE][0-9]+( [TE][0-9]+)*", promise) for promise in promises)
