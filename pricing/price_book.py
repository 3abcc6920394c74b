"""The prices in force for one product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

ChoiceKey: TypeAlias = tuple[str, str, str]
"""The path of a group, an option of it, and its amount ("" where it has none)."""


@dataclass(frozen=True)
class PriceBook:
    """What the product costs before any choice, and what each choice and adjustment adds.

    Prices are in the smallest unit of `currency`. Every choice that can be made is listed, at 0
    where it is free; their order is the order of the lines of a quote. `adjustments` are charged,
    in this order, where the condition of that name holds; negative ones are discounts.
    """

    currency: str
    base: int
    choices: Mapping[ChoiceKey, int] = field(default_factory=dict)
    adjustments: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Mapping[ChoiceKey, int]:
        """Where each choice stands in the order of lines."""
        return {choice: position for position, choice in enumerate(self.choices)}
