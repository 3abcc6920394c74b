"""The configuration in the address: what an address says, written in one canonical form.

One of: `bun=sesame`. Many of: `toppings.onion=extra`. A number: `seats=4`. `group=-` is "none,
answered"; an absent group is unanswered, and so is an empty value, which plain forms send.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from catalog.product_tree import FlatGroup
from catalog.shop import NONE
from configurator.builder.address_index import index_of
from configurator.builder.finding import Find, find_pairs
from configurator.builder.problems import Problem
from configurator.builder.undoing import changed_back
from configurator.engine.model import Choice

MOST_UNDONE = 8
OWN_NAMES = frozenset(
    {"step", "r", "want", "undo", "preset", "line", "back", "was", "go", "clear", "finish"}
    | {"aim", "budget"}
)
"""Parameters that are not groups: no group may have one of these ids."""

CHECK = ":check"
"""Where `go` leads from the last step: no step can have this id."""

TYPED = "budget:text"
"""The field in which a budget is typed: no group can have this id."""


class Groups(Protocol):
    """What a product must say for its addresses to be read."""

    @property
    def groups(self) -> tuple[FlatGroup, ...]: ...


@dataclass(frozen=True)
class Address:
    """What an address says. `choices` are in canonical order; `problems` tell what was left out.

    `undo` holds earlier states as changes to go back by, the latest last. `was` is the state that
    a form was shown for, `go` the step that its button asked for (or `CHECK`), `clear` the group to
    unanswer. `finish` asks for a proposal that answers everything still open. `finds` say how the
    long lists of the step are looked through. `aim` and `budget` (in the currency's smallest unit,
    for everything) ask for the best within it, `budget_in` names that currency where it is not the
    shop's own; `typed` is a budget as it was typed.
    """

    choices: tuple[Choice, ...] = ()
    step: str | None = None
    want: Choice | None = None
    revision: int | None = None
    problems: tuple[Problem, ...] = ()
    undo: tuple[str, ...] = ()
    preset: str | None = None
    line: str | None = None
    back: str | None = None
    was: str | None = None
    go: str | None = None
    clear: str | None = None
    finish: bool = False
    finds: tuple[Find, ...] = ()
    aim: str | None = None
    budget: int | None = None
    typed: str | None = None
    budget_in: str = ""

    @property
    def priced_budget(self) -> str | None:
        """The budget as an address carries it: never without the currency that it was said in."""
        return None if self.budget is None else f"{self.budget}{self.budget_in}"

    @property
    def malformed(self) -> bool:
        """Whether something in it could not have been written by the shop (HTTP 400)."""
        return any(problem.malformed for problem in self.problems)

    def find(self, path: str) -> Find:
        """How the list of a group is looked through: from its beginning, unless it says more."""
        return next((each for each in self.finds if each.path == path), Find(path))

    def undo_to(self, choices: tuple[Choice, ...]) -> tuple[str, ...]:
        """The past of another configuration that is reached from this one."""
        if choices == self.choices:
            return self.undo
        return (*self.undo, changed_back(self.choices, choices))[-MOST_UNDONE:]

    @property
    def submitted(self) -> bool:
        """Whether it comes from a form, and is not yet in its canonical shape."""
        return self.was is not None or self.go is not None or self.clear is not None


def query(
    live: Groups,
    choices: Iterable[Choice],
    *,
    step: str | None = None,
    want: Choice | None = None,
    revision: int | None = None,
    undo: Iterable[str] = (),
    preset: str | None = None,
    line: str | None = None,
    back: str | None = None,
    aim: str | None = None,
    budget: str | None = None,
    finds: Iterable[Find] = (),
) -> str:
    """The canonical query string of a configuration; `read` gives the same choices back.

    Going without an option of a *many of* group is what an address says by not naming it.
    """
    pairs = [
        "=".join(parameter(choice))
        for choice in index_of(live).ordered(choices)
        if choice.amount != NONE
    ]
    rest: list[tuple[str, str]] = [
        (name, value)
        for name, value in (
            ("step", step),
            ("want", None if want is None else want_value(want)),
            ("preset", preset),
            ("line", line),
            ("back", back),
            ("aim", aim),
            ("budget", budget),
            *(("undo", each) for each in undo),
            ("r", None if revision is None else str(revision)),
            *(pair for find in finds for pair in find_pairs(find)),
        )
        if value is not None
    ]
    if rest:
        pairs.append(urlencode(rest, safe=":,"))
    return "&".join(pairs)


def href_query(live: Groups, address: Address) -> str:
    """The canonical query string of a whole address."""
    written = query(
        live,
        address.choices,
        step=address.step,
        want=address.want,
        revision=address.revision,
        undo=address.undo,
        preset=address.preset,
        line=address.line,
        back=address.back,
        aim=address.aim,
        budget=address.priced_budget,
        finds=address.finds,
    )
    typed = "" if address.typed is None else urlencode({TYPED: address.typed}, safe=":")
    return "&".join(part for part in (written, typed, "finish=1" if address.finish else "") if part)


def parameter(choice: Choice) -> tuple[str, str]:
    """How a choice is written: the name and value of its parameter."""
    if choice.amount:
        return f"{choice.group}.{choice.option}", choice.amount
    return choice.group, choice.option


def want_value(choice: Choice) -> str:
    """A wanted choice as the value of `want`."""
    parts = (choice.group, choice.option, choice.amount)
    return ":".join(parts if choice.amount else parts[:2])
