"""The builder's page as a shopper reads it: what is offered, what is blocked, what it costs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree.ElementTree import Element

from configurator.engine.evaluation import Judge
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Kind
from tests.support.pages import find, words
from tests.walks.reading import Form, classes, forms, with_class
from tests.walks.visitors import Seen

Choices = frozenset[Choice]

_AMOUNT = re.compile(r"(?:₩|(\$))([0-9][0-9,]*)(?:\.([0-9]{2}))?")
_FOUND = re.compile(r"(?:([0-9,]+) of )?([0-9,]+) (?:found|to choose from)")


@dataclass(frozen=True)
class Taking:
    """An input that can be ticked, and what is held once it has been.

    Going without an option is held as a choice of it in the amount "none".
    """

    name: str
    value: str
    choices: Choices


@dataclass(frozen=True)
class Wanting:
    """A button of a blocked option, and what the choices would be with it."""

    value: str
    wanted: Choice
    choices: Choices


@dataclass(frozen=True)
class LongList:
    """The list of the group at `path`: how many options it found of how many, and what turns it.

    `fields` are the names and values that can be chosen to look through it another way.
    """

    path: str
    found: int
    total: int
    fields: tuple[tuple[str, str], ...]
    pages: tuple[str, ...]
    removals: tuple[str, ...]

    def name(self, what: str) -> str:
        """The name of a parameter of the list."""
        return f"find.{self.path}:{what}"


class BuilderPage:
    """What a builder page says."""

    def __init__(self, seen: Seen, judge: Judge) -> None:
        self.url = seen.url
        self._judge = judge
        self._page = seen.page
        self.choices = choices_in(seen.url, judge)

    @cached_property
    def form(self) -> Form:
        return next(each for each in forms(self._page, self.url) if each.element.get("id"))

    @property
    def in_conflict(self) -> bool:
        return bool(with_class(self._page, "summary-conflict"))

    @property
    def asks_which_way(self) -> bool:
        """Whether the page offers ways out of a conflict."""
        return bool(with_class(self._page, "offer-conflict"))

    @property
    def is_complete(self) -> bool:
        return "so far" not in words(with_class(self._page, "bar-total")[0])

    @property
    def so_far(self) -> int:
        return amount_in(with_class(self._page, "bar-total")[0])

    @property
    def least(self) -> int:
        """The "from" beside the total; left out where that says the same."""
        return amounts_in(words(with_class(self._page, "bar-total")[0]))[-1]

    @property
    def paths(self) -> tuple[str, ...]:
        """The groups whose options the page lists."""
        named = [each.group for each in (*self._takings(), *(w.wanted for w in self.blocked()))]
        return tuple(dict.fromkeys(named))

    def offered(self) -> list[Taking]:
        """Every input of an option that can be had, or is had already."""
        return [
            Taking(
                field.get("name", ""),
                field.get("value", ""),
                self.choices if field.get("checked") is not None else self._with(choice),
            )
            for field, choice in self._inputs()
        ]

    def blocked(self) -> list[Wanting]:
        """Every option, or amount of one, that cannot be had as things stand."""
        found = []
        for button in self.form.buttons("want"):
            value = button.get("value", "")
            group, option, *amount = value.split(":")
            one_amount = "amount-blocked" in classes(button)
            wanted = Choice(group, option, amount[0] if amount and one_amount else "")
            found.append(Wanting(value, wanted, self._with(wanted)))
        return found

    def forced_count(self) -> int:
        return len(with_class(self.form.element, "option-forced"))

    def options_shown(self) -> dict[str, set[str]]:
        """The ids of the options that can be taken or wanted, by group."""
        shown: dict[str, set[str]] = {}
        for choice in (*self._takings(), *(each.wanted for each in self.blocked())):
            shown.setdefault(choice.group, set()).add(choice.option)
        return shown

    def unchecked(self) -> list[Taking]:
        """What can be had and is marked: not all of it can be checked."""
        marked = {
            field.get("id")
            for label in with_class(self.form.element, "option")
            if with_class(label, "option-unchecked")
            for field in label.iter("input")
        }
        inputs = {
            (it.get("name"), it.get("value")) for it, _ in self._inputs() if it.get("id") in marked
        }
        return [each for each in self.offered() if (each.name, each.value) in inputs]

    def shows(self, path: str, option: str) -> bool:
        """Whether an option is in sight: to be had, wanted, or taken already."""
        key = f"{path}--{option}".replace(".", "-")
        return any(it.get("id") == key for it in self.form.element.iter())

    def long_lists(self) -> list[LongList]:
        """The lists that can be looked through."""
        return [
            self._long_list(each)
            for each in with_class(self.form.element, "group")
            if with_class(each, "finder-found")
        ]

    def _long_list(self, group: Element) -> LongList:
        path = with_class(group, "find-text")[0].get("name", "")[len("find.") : -len(":q")]
        told = _FOUND.fullmatch(words(with_class(group, "finder-found")[0]))
        assert told is not None, words(with_class(group, "finder-found")[0])
        total = int(told[2].replace(",", ""))
        found = total if told[1] is None else int(told[1].replace(",", ""))
        prefix = f"find.{path}:"
        boxes = [
            (it.get("name", ""), it.get("value", ""))
            for it in group.iter("input")
            if it.get("type") == "checkbox"
        ]
        entries = [
            (select.get("name", ""), entry.get("value", ""))
            for select in group.iter("select")
            for entry in select.iter("option")
        ]
        return LongList(
            path,
            found,
            total,
            tuple(each for each in (*boxes, *entries) if each[0].startswith(prefix)),
            tuple(
                it.get("value", "")
                for it in group.iter("button")
                if it.get("name") == f"{prefix}go"
            ),
            tuple(
                link.get("href", "")
                for listed in with_class(group, "removals")
                for link in listed.iter("a")
            ),
        )

    def plates(self) -> list[str]:
        """The links of the answers to a wish or a conflict, "keep mine" left out."""
        return self._plates_of("offer")

    def ways_out(self) -> list[str]:
        """The links that lead out of a conflict, which stays on top of a wish."""
        return self._plates_of("conflict") or self._plates_of("offer")

    def _plates_of(self, region: str) -> list[str]:
        return [
            link.get("href", "")
            for offered in find(self._page, "div", id=region)
            for plate in with_class(offered, "plate")
            if "plate-kept" not in classes(plate)
            for link in plate.iter("a")
        ]

    def link(self, element_id: str) -> str | None:
        """The address of the link with that id; None where the page has none."""
        found = find(self._page, "a", id=element_id)
        return found[0].get("href") if found else None

    def submission(self, *changes: tuple[str, str], **buttons: str) -> str:
        """The address that sending the form leads to, with some inputs ticked and a button."""
        ticked = dict(changes)
        boxes = {
            each.get("name")
            for each in self._page.iter("input")
            if each.get("type") == "checkbox" and each.get("checked") is not None
        }
        kept = [pair for pair in self.form.fields() if pair[0] not in ticked]
        added = [pair for pair in changes if pair[0] not in boxes]
        return f"{self.form.action.partition('?')[0]}?" + urlencode(
            [*kept, *added, *buttons.items()]
        )

    def _takings(self) -> Iterator[Choice]:
        return (choice for _field, choice in self._inputs())

    def _inputs(self) -> Iterator[tuple[Element, Choice]]:
        for field in self.form.element.iter("input"):
            if field.get("type") in ("radio", "checkbox"):
                name, value = field.get("name", ""), field.get("value", "")
                path, _dot, option = name.rpartition(".")
                if name in self._judge.groups:
                    yield field, Choice(name, value)
                elif path in self._judge.groups:
                    yield field, Choice(path, option, value or NONE)

    def _with(self, choice: Choice) -> Choices:
        """The explicit choices once `choice` is made: it takes the place of what it replaces."""
        is_many = self._judge.groups[choice.group].kind is Kind.MANY
        whole = not is_many or choice.option == NONE
        replaced = (NONE, choice.option)
        kept = {
            each
            for each in self.choices
            if each.group != choice.group or not (whole or each.option in replaced)
        }
        return frozenset(kept | {choice})


def choices_in(url: str, judge: Judge) -> Choices:
    """The choices that an address of the builder states."""
    found = set()
    for name, value in parse_qsl(urlsplit(url).query):
        path, _dot, option = name.rpartition(".")
        if name in judge.groups:
            found.add(Choice(name, value))
        elif path in judge.groups:
            found.add(Choice(path, option, value))
    return frozenset(found)


def gives(choices: Choices, wanted: Choice) -> bool:
    """Whether the choices hold what was wanted, which may be to go without an option."""
    without = NONE in (wanted.option, wanted.amount)
    taken = {(each.group, each.option) for each in choices if each.option != NONE}
    if wanted.option == NONE:
        return wanted.group not in {group for group, _option in taken}
    return ((wanted.group, wanted.option) in taken) is not without


def amounts_in(text: str) -> list[int]:
    """Every amount of money in a text, in order, in the currency's smallest unit."""
    return [
        int(whole.replace(",", "") + ((cents or "00") if dollars else ""))
        for dollars, whole, cents in _AMOUNT.findall(text)
    ]


def amount_in(element: Element) -> int:
    """The first amount of money in an element."""
    return amounts_in(words(element))[0]
