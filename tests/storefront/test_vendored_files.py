"""What is vendored is what its list says, byte for byte."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
LISTED = re.compile(r"^\| `(?P<pattern>[^`]+)`.*\| `(?P<sha256>[0-9a-f]{64})`", re.MULTILINE)
ROWS = LISTED.findall((VENDOR / "README.md").read_text())


def test_every_package_is_listed() -> None:
    assert len(ROWS) == 5


@pytest.mark.parametrize(("pattern", "expected"), ROWS)
def test_vendored_files_are_unchanged(pattern: str, expected: str) -> None:
    folder, _, names = pattern.rpartition("/")
    content = b"".join(each.read_bytes() for each in sorted((VENDOR / folder).glob(names)))
    assert sha256(content).hexdigest() == expected
