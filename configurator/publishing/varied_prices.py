"""What a choice costs where that depends on other answers: by size, or beyond what is included."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product as every_pair

from catalog.naming import amount_units
from catalog.product_tree import FlatGroup
from catalog.shop import GroupKind, Option, Shop
from configurator.engine.expressions import Expression, Is, Not
from configurator.publishing.listed_prices import ListedPrices, Price, price_among
from configurator.publishing.product_reader import all_of, placed_path
from pricing.charges import ChoiceKey

Tables = Mapping[str, tuple[str, ...]]
"""By the path of a group, the answers of it that some price is listed for."""


@dataclass(frozen=True)
class Case:
    """One way in which groups are answered that prices depend on.

    `answers` has an answer for each group, or "" for none of those `listed`.
    """

    listed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the condition that this is the case; empty where there are no groups."""
        parts = [
            f"{path}={answer}" if answer else f"{path}!={','.join(answers)}"
            for (path, answers), answer in zip(self.listed, self.answers, strict=True)
        ]
        return f"case:{'&'.join(parts)}" if parts else ""

    @property
    def expression(self) -> Expression:
        """That this is the case."""
        return all_of(
            [
                Is(path, (answer,)) if answer else Not(Is(path, answers))
                for (path, answers), answer in zip(self.listed, self.answers, strict=True)
            ]
        )

    def answer(self, path: str) -> str:
        """How the group at `path` is answered; "" for none of those listed."""
        for (listed, _), answer in zip(self.listed, self.answers, strict=True):
            if listed == path:
                return answer
        return ""


def cases_of(tables: Iterable[Tables]) -> list[Case]:
    """Every case that these tables tell apart; the first is that nothing listed is answered."""
    answers: dict[str, dict[str, None]] = {}
    for table in tables:
        for path, listed in table.items():
            answers.setdefault(path, {}).update(dict.fromkeys(listed))
    told = tuple((path, tuple(each)) for path, each in answers.items())
    choices: list[tuple[str, ...]] = [("", *each) for each in answers.values()]
    answered = every_pair(*choices)
    return [Case(told, each) for each in answered]


class VariedPrices:
    """The prices of choices, case by case."""

    def __init__(self, shop: Shop, listed: ListedPrices) -> None:
        self._shop = shop
        self._listed = listed

    def choices(self, flat: FlatGroup) -> Iterator[tuple[ChoiceKey, Option, str]]:
        """Every choice of a group of options, with its option and amount."""
        for option in flat.group.options:
            for pair in option.amounts or ("",):
                yield (flat.path, option.id, pair), option, pair

    def tables(self, flat: FlatGroup, option: Option) -> Tables:
        """The groups whose answers the price of an option depends on."""
        included = _included(flat)
        found: dict[str, tuple[str, ...]] = {}
        for each in (option, included) if included else (option,):
            if each.prices_by is not None:
                path = placed_path(flat.prefix, each.prices_by.group)
                answers = (*found.get(path, ()), *each.prices_by.prices)
                found[path] = tuple(dict.fromkeys(answers))
        return found

    def price(self, flat: FlatGroup, option: Option, pair: str, case: Case) -> Price:
        """What an amount-place of an option costs in a case: beside what is included, only more."""
        own, included = self._own(flat, option, pair, case), _included(flat)
        if included is None:
            return own
        instead = self._own(flat, included, "", case)
        return Price(max(0, own.amount - instead.amount), own.source or instead.source)

    def unit(self, flat: FlatGroup) -> Price:
        """What each unit of a number group costs."""
        return self._listed.unit(flat.product, flat.group, flat.group.price_per_unit)

    def units(self, flat: FlatGroup, pair: str) -> int:
        """How many portions an amount counts as where units are counted."""
        return amount_units(self._shop, pair) if flat.group.kind is GroupKind.MANY else 1

    def _own(self, flat: FlatGroup, option: Option, pair: str, case: Case) -> Price:
        said = self._listed.listed_option(flat.product, flat.group, option, pair)
        if said is None and option.prices_by is not None:
            table = option.prices_by
            row = table.prices.get(case.answer(placed_path(flat.prefix, table.group)), {})
            amount = price_among(self._shop, row, pair)
            said = None if amount is None else Price(amount)
        return said or self._listed.option(flat.product, flat.group, option, pair)


def _included(flat: FlatGroup) -> Option | None:
    """The option of a *one of* group that belongs to the product's own price."""
    if flat.group.kind is not GroupKind.ONE or not flat.group.included:
        return None
    return next((each for each in flat.group.options if each.id in flat.group.included), None)
