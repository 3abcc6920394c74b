"""What the builder's pages show: plain values in the visitor's words, ready for a template."""

from dataclasses import dataclass
from enum import StrEnum

from configurator.builder.budget_panel import BudgetView
from configurator.builder.list_views import FactView, FinderView
from configurator.publishing.lead_times import Lead


class State(StrEnum):
    """How an option, or an amount of one, stands in a configuration."""

    CHOSEN = "chosen"
    AVAILABLE = "available"
    FORCED = "forced"
    NEEDS_CHANGES = "needs-changes"
    NEVER = "never"
    SOLD_OUT = "sold-out"
    NOT_FOR_PROFILE = "not-for-profile"
    DOES_NOT_APPLY = "does-not-apply"

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot be taken as things stand, and can only be wanted."""
        return self in _BLOCKED


_BLOCKED = frozenset(
    {
        State.NEEDS_CHANGES,
        State.NEVER,
        State.SOLD_OUT,
        State.NOT_FOR_PROFILE,
        State.DOES_NOT_APPLY,
    }
)


class StepStatus(StrEnum):
    """How a step stands: whether its groups are answered, still ask something, or clash."""

    COMPLETE = "complete"
    ATTENTION = "attention"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture at its place on the stage. `step` is where it can be changed."""

    url: str
    x: float
    y: float
    width: float
    height: float
    step: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn configuration, with words for what is in it; `top` is where its view begins."""

    width: int
    height: int
    top: int
    layers: tuple[Layer, ...]
    words: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """One amount of an option; `value` is empty for going without it."""

    key: str
    value: str
    name: str
    state: State
    difference: str
    want: str

    @property
    def chosen(self) -> bool:
        return self.state is State.CHOSEN


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as its card shows it.

    `field` and `value` are the parameter that chooses it. `want` is what its button asks when it
    is blocked. `difference` is what it changes in the cheapest way to finish. Several `amounts`
    include going without. `shown` are the facts that its group shows, `unchecked` says which rules
    could not be checked for it.
    """

    key: str
    field: str
    value: str
    name: str
    description: str
    picture: str
    facts: str
    shown: tuple[FactView, ...]
    unchecked: str
    state: State
    state_words: str
    difference: str
    reason: str
    want: str
    amounts: tuple[AmountView, ...]
    wanted: bool

    @property
    def chosen(self) -> bool:
        return self.state is State.CHOSEN


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number to type: its value (empty where unanswered), bounds and step."""

    value: str
    at_least: int
    at_most: int
    step: int


@dataclass(frozen=True, slots=True)
class SettledView:
    """One of several equal slots that is answered, in one line."""

    slot: str
    key: str
    name: str
    words: str
    price: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A question. `kind` is one, many, number or text; `limit` says how much may be chosen."""

    key: str
    path: str
    name: str
    help: str
    limit: str
    kind: str
    options: tuple[OptionView, ...]
    number: NumberView | None
    clearable: bool
    asks: bool
    conflict: bool
    absent: str
    """Why it does not apply, in words; empty where it does."""
    shows: tuple[str, ...]
    """The names of the facts that its options show."""
    finder: FinderView | None
    """The means to look through a long list; None for a short one."""
    later: bool = False
    """Whether it is a long list below another question, of which nothing is wanted yet."""
    settled: SettledView | None = None
    """The slot around it that is shown folded, as nothing in it is asked any more."""
    keeping: str = ""
    """What of it has to stay as it is for the price of a preset; empty where nothing has to."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in the list of steps, with its status in words."""

    id: str
    name: str
    status: StepStatus
    status_words: str
    current: bool


@dataclass(frozen=True, slots=True)
class Plate:
    """One way to go on: what it adds, removes and costs, and the link that takes it."""

    title: str
    href: str
    action: str
    difference: str
    time: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    picture: Picture | None
    keeps: bool = False
    gives_up: str = ""
    """Which price of a preset it ends, in words."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question answered in place: what was wanted, why not, and the ways to go on."""

    kind: str
    title: str
    sentences: tuple[str, ...]
    plates: tuple[Plate, ...]
    place: str
    """The key of the option that it answers; empty where it stands above everything."""
    causes: tuple[str, ...] = ()
    """The names of the rules and sold-out items that stand in the way."""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """What is chosen in one group, and the way to change it."""

    group: str
    words: str
    price: str
    change_href: str
    forced: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class PresetHint:
    """A preset that the configuration is (`met`), or is `near`: then with the link that makes it
    one, and the difference in price that this makes."""

    kind: str
    words: str
    href: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class MeterView:
    """A figure of a configuration. `used` and `limit` are for its bar; no limit is no bar.

    `aside` says in words that it is over its limit, or that something is not known.
    """

    key: str
    name: str
    words: str
    used: str
    limit: str
    over: bool
    aside: str


@dataclass(frozen=True, slots=True)
class Totals:
    """So far, from, and when it would be ready. `complete` where nothing is left to choose.

    `left_out` says what only the whole order adds or takes off: "before tax".
    """

    so_far: str
    least: str
    complete: bool
    left_out: str
    lead: Lead
    kcal: str
    meters: tuple[MeterView, ...]
    contains: tuple[str, ...]
    may_contain: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know; `kind` is note, caution, good or bad."""

    kind: str
    words: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class BuilderView:
    """Everything that one click of the builder shows."""

    path: str
    title: str
    steps: tuple[StepView, ...]
    step: StepView
    groups: tuple[GroupView, ...]
    hidden: tuple[tuple[str, str], ...]
    offer: Offer | None
    standing: Offer | None
    """The conflict that stays on top while a wish is answered in its place."""
    notices: tuple[Notice, ...]
    picture: Picture | None
    summary: tuple[SummaryLine, ...]
    charges: tuple[tuple[str, str], ...]
    """What several choices cost together, or what is taken off for them: words and amount."""
    hints: tuple[PresetHint, ...]
    price_lists: tuple[str, ...]
    """The merchant's price lists that set prices of the product now, in words."""
    totals: Totals
    continue_to: StepView | None
    finish_href: str
    undo_href: str
    shared: str
    """What is handed on when it is shared: the configuration as a query string."""
    menu_href: str
    open_words: str
    announcement: str
    budget: BudgetView | None

    @property
    def offer_above(self) -> Offer | None:
        """The offer where it stands above all groups: what it answers is not in sight."""
        options = (option for group in self.groups for option in group.options)
        beside = any(option.wanted for option in options)
        return None if self.offer and self.offer.place and beside else self.offer
