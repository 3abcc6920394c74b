"""Reading an address: whatever it says, it becomes a configuration and what was wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from configurator.builder.address import CHECK, MOST_UNDONE, OWN_NAMES, TYPED, Address, Groups
from configurator.builder.address_index import AddressIndex, index_of
from configurator.builder.finding import MOST_FINDS, PREFIX, Find, read_finds, settled_find
from configurator.builder.problems import Problem
from configurator.engine.model import Choice

MOST_PARAMETERS = 400
LONGEST_QUERY = 4096
LONGEST_TYPED = 40

_TRACKERS = frozenset({"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "lang"})
_CURRENCY = re.compile("[A-Z]{3}")


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
