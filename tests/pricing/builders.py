"""Prices and orders, said shortly, and receipts as plain text."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from pricing.charges import Adjustment, ChoiceKey
from pricing.money import Money
from pricing.order_prices import OrderQuote
from pricing.order_terms import Discount, Fee, OrderLine, Part, TaxRate, TaxTable
from pricing.price_list import PriceList
from pricing.quote import Cause, Quote, quote
from pricing.rounding import Rounding

DECIMALS = {"KRW": 0, "EUR": 2, "USD": 2, "KWD": 3}


def key(choice: str) -> ChoiceKey:
    """`toppings.onion` or `toppings.onion:extra`; only the last point is before the option."""
    answer, _, amount = choice.partition(":")
    path, _, option = answer.rpartition(".")
    return path, option, amount


def keyed(prices: Mapping[str, Any]) -> dict[ChoiceKey, Any]:
    """The same mapping with `key` of each choice."""
    return {key(choice): value for choice, value in prices.items()}


def portioned(prices: Mapping[str, int]) -> dict[ChoiceKey, tuple[int, ...]]:
    """One portion of each choice, at its price."""
    return {key(choice): (price,) for choice, price in prices.items()}


def price_list(
    base: int, choices: Mapping[str, int], currency: str = "KRW", **others: Any
) -> PriceList:
    """A price list; `sources` may name choices as `key` reads them."""
    sources = {
        key(name) if "." in name else name: list_id
        for name, list_id in others.pop("sources", {}).items()
    }
    return PriceList(currency, base, keyed(choices), sources=sources, **others)


def percent(name: str, of_hundred: int, condition: str = "") -> Adjustment:
    """An adjustment by so many percent of what stands before it."""
    return Adjustment(name, share=Fraction(of_hundred, 100), condition=condition)


def priced(
    prices: PriceList, chosen: Iterable[str] = (), held: Iterable[str] = (), typed: str = ""
) -> Quote:
    """The quote of the choices; `held` and `typed` name conditions and text groups."""
    return quote(prices, map(key, chosen), set(held), set(typed.split()))


def order_line(
    name: str,
    quantity: int,
    unit: int,
    parts: Mapping[str, tuple[str, int]] | None = None,
    currency: str = "KRW",
) -> OrderLine:
    """A line of pieces at one price; `parts` maps paths to categories and standalone prices."""
    return OrderLine(
        name,
        quantity,
        quote(PriceList(currency, unit, rounding=Rounding(below_zero=True)), (), ()),
        tuple(Part(path, *each) for path, each in (parts or {"": ("food", unit)}).items()),
    )


def amount_off(name: str, amount: int, pieces: Mapping[str, int], **others: Any) -> Discount:
    """A coupon, unless `kind` says otherwise, that takes off an amount."""
    return Discount(name, others.pop("kind", "coupon"), pieces, amount=-amount, **others)


def percent_off(name: str, rate: int, pieces: Mapping[str, int], **others: Any) -> Discount:
    """A coupon that takes off so many percent."""
    return Discount(name, "coupon", pieces, share=Fraction(-rate, 100), **others)


def percent_fee(name: str, rate: int, category: str = "service", free_from: int = 0) -> Fee:
    """A fee of so many percent of the lines."""
    return Fee(name, category, share=Fraction(rate, 100), free_from=free_from)


def taxes(rates: Mapping[str, int], included: bool = True, rounded: Any = "line") -> TaxTable:
    """Taxes by category, in percent; a rate is named by its percentage: 7%."""
    return TaxTable(
        {category: TaxRate(f"{rate}%", Fraction(rate, 100)) for category, rate in rates.items()},
        included,
        rounded,
    )


def told(cause: Cause) -> str:
    """A cause in short words."""
    words = _told(cause)
    return f"{words} [{cause.price_list}]" if cause.price_list else words


def _told(cause: Cause) -> str:
    if cause.kind == "choice":
        return _choice(cause.path, cause.option, cause.amount_id)
    if cause.kind == "sequence":
        return f"{cause.name}: {_choice(cause.path, cause.option, cause.amount_id)}"
    if cause.kind == "text":
        return f"text {cause.path}"
    if cause.kind == "allowance":
        freed = ", ".join(option for _, option, _ in cause.portions)
        return f"{cause.name}: {len(cause.portions)} of {cause.counted} included, {freed}"
    if cause.kind == "halves":
        return f"{cause.name}: {' and '.join(option for _, option, _ in cause.portions)}"
    return f"{cause.kind} {cause.name}".strip()


def _choice(path: str, option: str, amount: str) -> str:
    return f"{path}.{option}:{amount}" if amount else f"{path}.{option}"


def amount(money: Money) -> str:
    """5,500 or 10.00 or 1.250."""
    digits = DECIMALS[money.currency]
    whole, rest = divmod(abs(money.minor), 10**digits)
    sign = "-" if money.minor < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{digits}}" if digits else "")


def receipt_of(priced_product: Quote) -> list[str]:
    """The lines of a quote and its total, one a line: cause and amount."""
    lines = [f"{told(line.cause)}  {amount(line.amount)}" for line in priced_product.lines]
    return [*lines, f"total  {amount(priced_product.total)}"]


def order_receipt_of(order: OrderQuote) -> list[str]:
    """The lines of an order, its charges and total, then what is taxed at each rate."""
    return [
        *(
            f"{each.quantity} x {each.key} at {amount(each.unit)}  {amount(each.amount)}"
            for each in order.lines
        ),
        *(f"{told(each.cause)}  {amount(each.amount)}" for each in order.charges),
        f"total  {amount(order.total)}",
        *(
            f"at {each.rate}, net {amount(each.net)} and tax {amount(each.tax)}  "
            f"{amount(each.gross)}"
            for each in order.taxes
        ),
    ]


def written(receipt: str) -> list[str]:
    """A receipt as it is written in a test: what follows a `#` is how it was reckoned."""
    lines = (line.partition("#")[0].split() for line in receipt.strip().splitlines())
    return [f"{' '.join(words[:-1])}  {words[-1]}" for words in lines if words]
