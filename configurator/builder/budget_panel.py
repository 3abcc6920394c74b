"""What the panel of a budget shows: plain values in the visitor's words."""

from dataclasses import dataclass

AimView = tuple[str, str]
"""The id of an aim, and its name."""


@dataclass(frozen=True, slots=True)
class BudgetBar:
    """The price so far beside the budget, both in the currency's smallest unit."""

    used: int
    budget: int
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """A little less, or a little more: the difference in price, what one gets, how to take it."""

    difference: str
    words: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What is proposed. `takes` names each group with what is taken there; `aside` is a proviso."""

    price: str
    slack: str
    merit: str
    takes: tuple[tuple[str, str], ...]
    href: str
    aside: str


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The panel: what can be asked, what was asked, and the answer.

    `told` says why there is no proposal, or that it is `taken`; `raise_href` asks again with the
    least budget that is enough, `anew_href` without the choices made.
    """

    aims: tuple[AimView, ...]
    aim: str
    text: str
    currency: str
    error: str
    asked: bool
    taken: bool
    title: str
    bar: BudgetBar | None
    told: str
    proposal: ProposalView | None
    steps: tuple[BudgetStep, ...]
    raise_href: str
    raise_words: str
    anew_href: str


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """The way in from the menu: what can be asked, and the currency of the budget."""

    aims: tuple[AimView, ...]
    currency: str
