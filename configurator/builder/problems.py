"""What can be wrong with an address, as data; the words for it are in `problem_words`."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Code: TypeAlias = Literal[
    "unknown-group",
    "unknown-option",
    "unknown-amount",
    "number-outside",
    "answered-twice",
    "none-and-more",
    "typed-text",
    "malformed",
    "unknown-filter",
    "malformed-filter",
    "too-many",
    "too-long",
]

_MALFORMED = frozenset({"malformed", "malformed-filter", "too-many", "too-long"})


@dataclass(frozen=True)
class Problem:
    """One parameter that was left out: its name and value as given, and its group where known."""

    code: Code
    name: str
    value: str
    path: str = ""

    @property
    def malformed(self) -> bool:
        """Whether no page of the shop could ever have written it."""
        return self.code in _MALFORMED
