"""What a configuration costs, every unit of it traced to its cause."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pricing.errors import MissingPriceError
from pricing.money import Money
from pricing.money import total as sum_of
from pricing.price_list import ChoiceKey, PriceList


@dataclass(frozen=True)
class Cause:
    """Why a line is charged: the product itself, a choice, or an adjustment of that `name`."""

    kind: Literal["base", "choice", "adjustment"]
    path: str = ""
    option: str = ""
    amount_id: str = ""
    name: str = ""


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


def quote(book: PriceList, chosen: Iterable[ChoiceKey], held: Collection[str]) -> Quote:
    """The price of the choices, where the conditions named in `held` hold.

    The base is always a line; choices and adjustments of 0 give none. The order of the choices
    makes no difference, nor does naming one twice. A condition without an adjustment is free.
    Raises `MissingPriceError` for a choice that the book does not list.
    """
    lines = (
        QuoteLine(Cause("base"), Money(book.base, book.currency)),
        *_choice_lines(book, _in_order(book, chosen)),
        *_adjustment_lines(book, held),
    )
    return Quote(lines, sum_of((line.amount for line in lines), book.currency))


def _in_order(book: PriceList, chosen: Iterable[ChoiceKey]) -> list[ChoiceKey]:
    choices = set(chosen)
    unknown = sorted(each for each in choices if each not in book.positions)
    if unknown:
        raise MissingPriceError(*unknown[0])
    return sorted(choices, key=book.positions.__getitem__)


def _choice_lines(book: PriceList, choices: Iterable[ChoiceKey]) -> Iterator[QuoteLine]:
    for path, option, amount in choices:
        price = book.choices[path, option, amount]
        if price:
            cause = Cause("choice", path=path, option=option, amount_id=amount)
            yield QuoteLine(cause, Money(price, book.currency))


def _adjustment_lines(book: PriceList, held: Collection[str]) -> Iterator[QuoteLine]:
    for each in book.adjustments:
        if each.amount and each.condition in held:
            yield QuoteLine(Cause("adjustment", name=each.name), Money(each.amount, book.currency))
