"""The configuration in the address: read from a URL, and written back in one canonical form.

One of: `bun=sesame`. Many of: `toppings.onion=extra`. A number: `seats=4`. `group=-` is "none,
answered"; an absent group is unanswered, and so is an empty value, which plain forms send.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from catalog.product_tree import FlatGroup
from catalog.shop import NONE
from configurator.builder.address_index import AddressIndex, index_of
from configurator.builder.finding import (
    MOST_FINDS,
    PREFIX,
    Find,
    find_pairs,
    read_finds,
    settled_find,
)
from configurator.builder.problems import Problem
from configurator.builder.undoing import changed_back
from configurator.engine.model import Choice

MOST_PARAMETERS = 400
LONGEST_QUERY = 4096
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

LONGEST_TYPED = 40

_CURRENCY = re.compile("[A-Z]{3}")
_TRACKERS = frozenset({"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "lang"})


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


def read(live: Groups, args: MultiDict[str, str]) -> Address:
    """The configuration and the rest of an address. Never raises: what is wrong is a problem."""
    index = index_of(live)
    own = {name: args.get(name) or None for name in OWN_NAMES}
    given = [(name, value) for name, value in args.items(multi=True) if name not in OWN_NAMES]
    typed = args.get(TYPED)
    given = [pair for pair in given if pair[0] != TYPED]
    problems: list[Problem] = []
    finds = _finds(index, given, problems)
    given = [pair for pair in given if not pair[0].startswith(PREFIX)]
    if len(given) > MOST_PARAMETERS:
        problems.append(Problem("too-many", "", str(len(given))))
        given = given[:MOST_PARAMETERS]
    previous = {} if own["was"] is None else _by_name(own["was"])
    choices = _choices(index, given, previous, problems)
    budget, budget_in = _amount_of_money(own["budget"])
    return Address(
        choices=index.ordered(choices),
        step=own["step"] if own["step"] in index.steps or not index.steps else None,
        want=_want(index, own["want"], problems),
        revision=_revision(own["r"]),
        problems=tuple(problems),
        undo=tuple(args.getlist("undo"))[-MOST_UNDONE:],
        preset=_plain_id(own["preset"]),
        line=_plain_id(own["line"]),
        back="check" if own["back"] == "check" else None,
        was=args.get("was"),
        go=own["go"],
        clear=own["clear"],
        finish=own["finish"] is not None,
        finds=finds,
        aim=_plain_id(own["aim"]),
        budget=budget,
        budget_in=budget_in,
        typed=None if typed is None else typed[:LONGEST_TYPED],
    )


def read_query(live: Groups, query_text: str) -> Address:
    """The same for a query string, as carts and hidden fields hold it."""
    if len(query_text) > LONGEST_QUERY:
        return Address(problems=(Problem("too-long", "", str(len(query_text))),))
    return read(live, MultiDict(parse_qsl(query_text, keep_blank_values=True)))


def settled(live: Groups, address: Address) -> Address:
    """A form's submission as the plain address it means: moved, cleared, the past remembered.

    Another step begins its lists anew.
    """
    choices = tuple(each for each in address.choices if each.group != address.clear)
    undo = address.undo
    if address.was is not None:
        undo = replace(address, choices=read_query(live, address.was).choices).undo_to(choices)
    step = address.go if address.go in index_of(live).steps else address.step
    stays = step == address.step and address.go != CHECK
    finds = tuple(map(settled_find, address.finds)) if stays else ()
    return replace(
        address, choices=choices, undo=undo, step=step, finds=finds, was=None, go=None, clear=None
    )


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


def _by_name(query_text: str) -> dict[str, str]:
    return dict(parse_qsl(query_text[:LONGEST_QUERY]))


def _finds(
    index: AddressIndex, given: list[tuple[str, str]], problems: list[Problem]
) -> tuple[Find, ...]:
    found = [(name, value) for name, value in given if name.startswith(PREFIX)]
    if len(found) > MOST_FINDS:
        problems.append(Problem("too-many", "", str(len(found))))
    return read_finds(index.groups, index.attributes, found[:MOST_FINDS], problems)


def _choices(
    index: AddressIndex,
    given: list[tuple[str, str]],
    previous: dict[str, str],
    problems: list[Problem],
) -> list[Choice]:
    """Every choice that could be read, each answer once; what could not is added to `problems`."""
    answers: dict[str, Choice] = {}
    for name, value in given:
        if not value or (_is_foreign(name) and name not in index.groups):
            continue
        found = index.choice(name, value)
        if found is None:
            continue
        if isinstance(found, Problem):
            problems.append(found)
        elif answers.setdefault(name, found) != found:
            problems.append(Problem("answered-twice", name, value, found.group))
    return list(_without_contradictions(answers, previous, problems))


def _without_contradictions(
    answers: dict[str, Choice],
    previous: dict[str, str],
    problems: list[Problem],
) -> Iterator[Choice]:
    """Drop "none of these" beside options of the same group, or the options if it is the newer."""
    crowded = {choice.group for choice in answers.values() if choice.amount}
    both = {path for path in crowded if path in answers}
    newly_none = {path for path in both if previous and path not in previous}
    for path in sorted(both - newly_none):
        if not previous:
            problems.append(Problem("none-and-more", path, "-", path))
    for choice in answers.values():
        dropped = bool(choice.amount) if choice.group in newly_none else not choice.amount
        if choice.group not in both or not dropped:
            yield choice


def _want(index: AddressIndex, value: str | None, problems: list[Problem]) -> Choice | None:
    if value is None:
        return None
    path, _, rest = value.partition(":")
    option, _, amount = rest.partition(":")
    found = index.wanted(path, option, amount)
    if isinstance(found, Problem):
        problems.append(found)
        return None
    return found


def _revision(value: str | None) -> int | None:
    """The revision a link was made under: a hint, so that nonsense is simply no hint."""
    return _whole_number(value, 9)


def _whole_number(value: str | None, most_digits: int) -> int | None:
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > most_digits:
        return None
    return int(value)


def _amount_of_money(value: str | None) -> tuple[int | None, str]:
    """An amount with the code of its currency, empty for the shop's own: 950USD, 8000."""
    number, currency = value or "", ""
    if _CURRENCY.fullmatch(number[-3:]):
        number, currency = number[:-3], number[-3:]
    amount = _whole_number(number, 13)
    return amount, "" if amount is None else currency


def _plain_id(value: str | None) -> str | None:
    if value is None or len(value) > 64 or not value.isascii():
        return None
    return value if value.replace("-", "").replace("_", "").isalnum() else None


def _is_foreign(name: str) -> bool:
    return name.startswith("utm_") or name in _TRACKERS
