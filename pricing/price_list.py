"""The prices in force for one product, in one context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from pricing.charges import Adjustment, Allowance, ChoiceKey, Halves, Sequence, Variation
from pricing.rounding import EXACT, Rounding

__all__ = ["ChoiceKey", "PriceList"]

Charge: TypeAlias = Allowance | Sequence | Halves


@dataclass(frozen=True)
class PriceList:
    """What the product costs before any choice, and what each choice and condition adds.

    Prices are in the smallest unit of `currency`. Every choice that can be made is listed, at 0
    where it is free; their order is the order of the lines of a quote. A quote charges the base,
    the choices with their `variations`, typed texts, then `charges`, then `adjustments`, in these
    orders. `sources` names the merchant's list that set a price: of a choice by its key, of the
    base by "", of a text by its path, of an adjustment by its name.
    """

    currency: str
    base: int
    choices: Mapping[ChoiceKey, int] = field(default_factory=dict)
    variations: tuple[Variation, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)
    charges: tuple[Charge, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    rounding: Rounding = EXACT
    sources: Mapping[ChoiceKey | str, str] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Mapping[ChoiceKey, int]:
        """Where each choice stands in the order of lines."""
        return {choice: position for position, choice in enumerate(self.choices)}

    @cached_property
    def variations_of(self) -> Mapping[ChoiceKey, tuple[Variation, ...]]:
        """The variations of each choice that has some."""
        grouped: dict[ChoiceKey, tuple[Variation, ...]] = {}
        for each in self.variations:
            grouped[each.choice] = (*grouped.get(each.choice, ()), each)
        return grouped
