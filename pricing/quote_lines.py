"""What quotes are made of: signed amounts, each with its cause."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pricing.charges import ChoiceKey
from pricing.money import Money

CauseKind: TypeAlias = Literal[
    "base",
    "choice",
    "text",
    "allowance",
    "sequence",
    "halves",
    "adjustment",
    "rounding",
    "floor",
    "bundle",
    "coupon",
    "fee",
    "tax",
    "tip",
]


@dataclass(frozen=True)
class Cause:
    """Why a line is charged.

    A *choice*, and what it costs in a *sequence*, is told by `path`, `option` and `amount_id`, a
    *text* by the `path` of its group. *allowance*, *sequence*, *halves*, *adjustment*, *bundle*,
    *coupon*, *fee* and *tax* have the `name` of what is charged. *rounding* is to multiples, and
    *floor* keeps a price from being below zero.

    `price_list` names the merchant's list that set the price, "" where it is the product's own.
    `portions` are those that an allowance freed, in the order of the menu (a choice stands once for
    each of its portions), or the halves that were chosen, left before right. `counted` is how many
    portions were chosen of all that the allowance could free.
    """

    kind: CauseKind
    path: str = ""
    option: str = ""
    amount_id: str = ""
    name: str = ""
    price_list: str = ""
    portions: tuple[ChoiceKey, ...] = ()
    counted: int = 0


@dataclass(frozen=True)
class QuoteLine:
    """A signed amount and its cause."""

    cause: Cause
    amount: Money


@dataclass(frozen=True)
class Quote:
    """A priced configuration. The amounts of the lines add up to the total."""

    lines: tuple[QuoteLine, ...]
    total: Money
