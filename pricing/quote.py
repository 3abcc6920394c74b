"""What a configuration costs, every unit of it traced to its cause."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from pricing.charges import Adjustment, ChoiceKey
from pricing.errors import MissingPriceError
from pricing.money import Money
from pricing.price_list import PriceList
from pricing.quote_lines import Cause, CauseKind, Quote, QuoteLine
from pricing.rounding import EXACT, Rounding
from pricing.several import charged

__all__ = ["Cause", "CauseKind", "Quote", "QuoteLine", "quote"]

_Caused: TypeAlias = tuple[Cause, int]


def quote(
    prices: PriceList,
    chosen: Iterable[ChoiceKey],
    held: Collection[str],
    typed: Collection[str] = (),
) -> Quote:
    """The price of the choices, where the conditions named in `held` hold.

    `typed` are the paths of the groups that a text was typed for; one without a price is free, and
    so is a condition that nothing is charged for. The base is always a line; what comes to 0 gives
    none. The order of the choices makes no difference, nor does naming one twice. A line is what
    the running amount, rounded to whole units, changes by; last, where it is needed, come those of
    rounding to multiples and of what may not be below zero.
    Raises `MissingPriceError` for a choice that the list does not have.
    """
    choices = _in_order(prices, chosen)
    holding = frozenset(held)
    caused: list[_Caused] = [(Cause("base", price_list=prices.sources.get("", "")), prices.base)]
    caused += _choices(prices, choices, holding)
    caused += _texts(prices, typed)
    for each in prices.charges:
        caused += charged(each, choices, holding)
    exact: int | Fraction = sum(amount for _, amount in caused)
    for adjustment in prices.adjustments:
        if not adjustment.condition or adjustment.condition in holding:
            before, exact = exact, _adjusted(exact, adjustment)
            source = prices.sources.get(adjustment.name, "")
            cause = Cause("adjustment", name=adjustment.name, price_list=source)
            caused.append((cause, _whole(exact) - _whole(before)))
    caused += payable_lines(exact, prices.rounding)
    return _quoted(caused, prices.currency)


def payable_lines(exact: Fraction | int, rounding: Rounding) -> Iterator[_Caused]:
    """What is added to an exact amount in whole units until it is what can be paid."""
    whole, rounded, payable = _whole(exact), rounding.nearest(exact), rounding.payable(exact)
    if rounded != whole:
        yield Cause("rounding"), rounded - whole
    if payable != rounded:
        yield Cause("floor"), payable - rounded


def _in_order(prices: PriceList, chosen: Iterable[ChoiceKey]) -> list[ChoiceKey]:
    choices, positions = set(chosen), prices.positions
    unknown = sorted(each for each in choices if each not in positions)
    if unknown:
        raise MissingPriceError(*unknown[0])
    return sorted(choices, key=positions.__getitem__)


def _choices(
    prices: PriceList, choices: Sequence[ChoiceKey], held: frozenset[str]
) -> Iterator[_Caused]:
    for choice in choices:
        amount = prices.choices[choice]
        for variation in prices.variations_of.get(choice, ()):
            if variation.condition in held:
                amount += variation.amount
        if amount:
            yield Cause("choice", *choice, price_list=prices.sources.get(choice, "")), amount


def _texts(prices: PriceList, typed: Collection[str]) -> Iterator[_Caused]:
    for path, amount in prices.texts.items():
        if path in typed:
            yield Cause("text", path, price_list=prices.sources.get(path, "")), amount


def _adjusted(exact: Fraction | int, adjustment: Adjustment) -> Fraction | int:
    return exact + (exact * adjustment.share if adjustment.share else adjustment.amount)


def _whole(exact: Fraction | int) -> int:
    return exact if isinstance(exact, int) else EXACT.nearest(exact)


def _quoted(caused: Sequence[_Caused], currency: str) -> Quote:
    """The lines with an amount, the first one in any case, and their sum."""
    lines = tuple(
        QuoteLine(cause, Money(amount, currency))
        for position, (cause, amount) in enumerate(caused)
        if amount or not position
    )
    return Quote(lines, Money(sum(amount for _, amount in caused), currency))
