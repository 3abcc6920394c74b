"""What the parameters of one product's addresses may be, worked out once per product."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.product_tree import FlatGroup
from catalog.shop import NONE, TAKEN, Attribute, GroupKind
from configurator.builder.problems import Problem
from configurator.builder.remembering import remembered
from configurator.engine.model import Choice

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,199}")
_AMOUNT = re.compile(r"[a-z][a-z0-9_-]{0,63}|[1-9][0-9]{0,5}(-[a-z][a-z0-9_-]*)?")
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class AddressIndex:
    """Groups by path, the place of every choice in the canonical order, and the steps' ids.

    `attributes` are those of the shop, by id.
    """

    groups: dict[str, FlatGroup]
    amounts: dict[tuple[str, str], tuple[str, ...]]
    places: dict[tuple[str, str], tuple[int, int]]
    steps: tuple[str, ...]
    attributes: dict[str, Attribute]

    def choice(self, name: str, value: str) -> Choice | Problem | None:
        """The choice that a parameter writes, the problem with it, or None for a foreign one."""
        flat = self.groups.get(name)
        if flat is not None:
            return self._answer(flat, name, value)
        path, _, option = name.rpartition(".")
        if path in self.groups:
            return self._amount(path, option, name, value)
        if _NAME.fullmatch(name) and (_ID.fullmatch(value) or value == NONE):
            return Problem("unknown-group", name, value)
        return None

    def wanted(self, path: str, option: str, amount: str) -> Choice | Problem:
        """A choice to be explained or offered: also going without an option (its amount `-`)."""
        given = f"{path}:{option}"
        flat = self.groups.get(path)
        if flat is None:
            return Problem("unknown-group", path[:80], option[:80])
        offered = self.amounts.get((path, option))
        if flat.group.kind is GroupKind.MANY and option != NONE:
            if offered is None:
                return Problem("unknown-option", given[:80], amount[:80], path)
            if amount and amount != NONE and amount not in offered:
                return Problem("unknown-amount", given[:80], amount[:80], path)
            return Choice(path, option, amount or _plainest(offered))
        return self._answer(flat, path, option or NONE)

    def ordered(self, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        """Choices in the order in which the menu has them, each once."""
        last = (len(self.groups), 0)
        return tuple(
            sorted(
                set(choices),
                key=lambda each: (
                    self.places.get((each.group, each.option))
                    or self.places.get((each.group, NONE), last),
                    each,
                ),
            )
        )

    def _answer(self, flat: FlatGroup, name: str, value: str) -> Choice | Problem:
        """An answer to a whole group: an option, a number, taken, or none."""
        kind = flat.group.kind
        if kind is GroupKind.TEXT:
            return Problem("typed-text", name, "", flat.path)
        if value == NONE:
            return _nothing(flat, name)
        if kind is GroupKind.NUMBER:
            return _number(flat, name, value)
        if kind is not GroupKind.MANY and (flat.path, value) in self.places:
            return Choice(flat.path, value)
        if _ID.fullmatch(value):
            return Problem("unknown-option", name, value, flat.path)
        return Problem("malformed", name, value[:80], flat.path)

    def _amount(self, path: str, option: str, name: str, value: str) -> Choice | Problem:
        """An amount of one option of a *many of* group."""
        offered = self.amounts.get((path, option))
        if not _AMOUNT.fullmatch(value):
            return Problem("malformed", name[:200], value[:80], path)
        if offered is None:
            return Problem("unknown-option", name[:200], value, path)
        if value not in offered:
            return Problem("unknown-amount", name, value, path)
        return Choice(path, option, value)


@remembered
def index_of(live: Any) -> AddressIndex:
    """The index of a live product (anything with `groups`, and `product` where it has steps)."""
    groups = {flat.path: flat for flat in live.groups}
    amounts: dict[tuple[str, str], tuple[str, ...]] = {}
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for row, flat in enumerate(live.groups):
        places[flat.path, NONE] = (row, -1)
        places[flat.path, TAKEN] = (row, 0)
        for column, option in enumerate(flat.group.options):
            places[flat.path, option.id] = (row, column)
            if flat.group.kind is GroupKind.MANY:
                amounts[flat.path, option.id] = option.amounts
        if flat.group.kind is not GroupKind.SLOT and TAKEN not in _option_ids(flat):
            del places[flat.path, TAKEN]
    product = getattr(live, "product", None)
    steps = tuple(step.id for step in product.steps) if product else ()
    shop = getattr(live, "shop", None)
    attributes = {each.id: each for each in shop.attributes} if shop else {}
    return AddressIndex(groups, amounts, places, steps, attributes)


def _option_ids(flat: FlatGroup) -> set[str]:
    return {option.id for option in flat.group.options}


def _plainest(amounts: tuple[str, ...]) -> str:
    """The amount that is meant where none is named."""
    return "normal" if "normal" in amounts else amounts[0]


def _nothing(flat: FlatGroup, name: str) -> Choice | Problem:
    """Going without, where the group can be left empty; it may have been so under an old link."""
    if flat.group.kind is GroupKind.MANY or flat.group.optional:
        return Choice(flat.path, NONE)
    return Problem("unknown-option", name, NONE, flat.path)


def _number(flat: FlatGroup, name: str, value: str) -> Choice | Problem:
    """A whole number within the bounds and on the step; digits of ASCII, written one way only."""
    bounds = flat.group.numbers
    if not _NUMBER.fullmatch(value):
        return Problem("malformed", name, value[:80], flat.path)
    number = int(value)
    above = bounds.at_most is None or number <= bounds.at_most
    if number >= bounds.at_least and above and (number - bounds.at_least) % flat.group.step == 0:
        return Choice(flat.path, str(number))
    return Problem("malformed" if number <= 0 else "number-outside", name, value, flat.path)
