"""What a quote and an order have to come to, worked out again from what the terms say.

Plain loops over exact fractions, in the order of the descriptions and sharing nothing with the
package but its terms.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor

from pricing.charges import Allowance, ChoiceKey, Halves
from pricing.charges import Sequence as Positions
from pricing.order_terms import Discount, OrderLine, OrderTerms
from pricing.price_list import PriceList


def half_up(exact: Fraction, step: int = 1) -> int:
    """The nearest multiple of the step; exactly between two, the larger one."""
    return floor(exact / step + Fraction(1, 2)) * step


def running_amounts(
    prices: PriceList, chosen: Collection[ChoiceKey], held: Collection[str], typed: Collection[str]
) -> list[Fraction]:
    """The exact amount after the base and after everything that is charged then, in order."""
    running = [Fraction(prices.base)]
    for choice, price in prices.choices.items():
        if choice in chosen:
            varied = [
                variation.amount
                for variation in prices.variations
                if variation.choice == choice and variation.condition in held
            ]
            running.append(running[-1] + price + sum(varied))
    for path, price in prices.texts.items():
        if path in typed:
            running.append(running[-1] + price)
    for charge in prices.charges:
        running += _charge(running[-1], charge, chosen, held)
    for adjustment in prices.adjustments:
        if adjustment.condition == "" or adjustment.condition in held:
            change = Fraction(adjustment.amount)
            if adjustment.share != 0:
                change = running[-1] * adjustment.share
            running.append(running[-1] + change)
    return running


def payable(prices: PriceList, exact: Fraction) -> int:
    """What is to be paid of an exact amount."""
    rounded = half_up(exact, prices.rounding.to)
    return rounded if rounded >= 0 or prices.rounding.below_zero else 0


def line_amounts(prices: PriceList, running: Sequence[Fraction]) -> list[int]:
    """What the lines have to come to that are not 0, the base in any case."""
    whole = [half_up(exact) for exact in running]
    amounts = [after - before for before, after in pairwise(whole)]
    rounded = half_up(running[-1], prices.rounding.to)
    last = [rounded - whole[-1], payable(prices, running[-1]) - rounded]
    return [whole[0], *(amount for amount in amounts + last if amount)]


def _charge(
    before: Fraction,
    charge: Allowance | Positions | Halves,
    chosen: Collection[ChoiceKey],
    held: Collection[str],
) -> list[Fraction]:
    if isinstance(charge, Positions):
        return _positions(before, charge, chosen)
    if charge.condition and charge.condition not in held:
        return []
    if isinstance(charge, Allowance):
        return [before - _freed(charge, chosen)]
    halves = [
        sum((Fraction(price) for choice, price in side.items() if choice in chosen), Fraction(0))
        for side in (charge.left, charge.right)
    ]
    if charge.by == "sum":
        return [before + halves[0] + halves[1]]
    if charge.by == "dearer":
        return [before + (halves[0] if halves[0] > halves[1] else halves[1])]
    return [before + _rounded_up((halves[0] + halves[1]) / 2)]


def _rounded_up(exact: Fraction) -> int:
    whole = 0
    while whole < exact:
        whole += 1
    while whole - 1 >= exact:
        whole -= 1
    return whole


def _freed(charge: Allowance, chosen: Collection[ChoiceKey]) -> int:
    """Every way of freeing as many as may be freed, and of these the one that is said."""
    portions = [
        price for choice, prices in charge.portions.items() if choice in chosen for price in prices
    ]
    ways = [sum(way) for way in combinations(portions, min(charge.free, len(portions)))]
    return {"cheapest": min(ways), "dearest": max(ways), "first": ways[0]}[charge.which]


def _positions(
    before: Fraction, charge: Positions, chosen: Collection[ChoiceKey]
) -> list[Fraction]:
    waiting = list(charge.prices)
    running = [before]
    for choice, count in charge.portions.items():
        if choice in chosen:
            amount = Fraction(0)
            for _ in range(count):
                if waiting:
                    amount += waiting[0]
                    if len(waiting) > 1:
                        waiting.pop(0)
            running.append(running[-1] + amount)
    return running[1:]


def order_total(lines: Sequence[OrderLine], terms: OrderTerms) -> int:
    """What an order comes to whose discounts reach all pieces of their lines."""
    return min(_total(lines, terms, discounts) for discounts in _allowed(terms.discounts))


def _allowed(discounts: Sequence[Discount]) -> list[list[Discount]]:
    """Every way of taking one of those that exclude each other."""
    ways: list[list[Discount]] = [[]]
    for each in discounts:
        longer = [[*way, each] for way in ways if each.exclusive not in _names(way)]
        ways = longer + ([list(way) for way in ways] if each.exclusive else [])
    needed = _names(discounts)
    return [way for way in ways if _names(way) == needed]


def _names(discounts: Sequence[Discount]) -> set[str]:
    return {each.exclusive for each in discounts if each.exclusive}


def _total(lines: Sequence[OrderLine], terms: OrderTerms, discounts: Sequence[Discount]) -> int:
    left = {line.key: line.quote.total.minor * line.quantity for line in lines}
    whole = sum(left.values())
    for each in discounts:
        if whole >= each.least:
            _take(left, each)
    worth = sum(left.values())
    due = worth + terms.tip
    taxed: list[tuple[str, str, int]] = []
    for line in lines:
        for path, amount in _shares(line, left[line.key]).items():
            category = next(part.category for part in line.parts if part.path == path)
            taxed.append((f"line {line.key}", category, amount))
    for fee in terms.fees:
        amount = 0
        if not fee.free_from or worth < fee.free_from:
            amount = half_up(fee.share * worth) if fee.share else fee.amount
        due += amount
        taxed.append((f"fee {fee.name}", fee.category, amount))
    if not terms.taxes.included:
        due += _added(taxed, terms)
    rounded = half_up(Fraction(due), terms.rounding.to)
    return rounded if terms.rounding.below_zero else max(0, rounded)


def _take(left: dict[str, int], discount: Discount) -> None:
    reached = [key for key in left if key in discount.pieces]
    worth = sum(left[key] for key in reached)
    amount = half_up(discount.share * worth) if discount.share else discount.amount * discount.times
    amount = max(amount, -worth)
    given, weighed = 0, 0
    before = dict(left)
    for place, key in enumerate(reached):
        weighed += before[key]
        # Where the lines cost nothing the first one bears it all.
        due = amount * weighed // worth if worth else amount
        left[key] += due - given if worth or not place else 0
        given = due


def _shares(line: OrderLine, amount: int) -> dict[str, int]:
    weights = [part.standalone for part in line.parts]
    if not sum(weights):
        weights = [1] + [0] * (len(weights) - 1)
    shares, given = {}, 0
    for place, part in enumerate(line.parts):
        due = amount * sum(weights[: place + 1]) // sum(weights)
        shares[part.path] = due - given
        given = due
    return shares


def _added(taxed: Sequence[tuple[str, str, int]], terms: OrderTerms) -> int:
    """Each sum that is rounded by itself, times its rate."""
    sums: dict[tuple[str, str, Fraction], Fraction] = {}
    for owner, category, amount in taxed:
        rate = terms.taxes.rates.get(category)
        if rate:
            together = (owner if terms.taxes.rounded == "line" else "", rate.name, rate.share)
            sums[together] = sums.get(together, Fraction(0)) + amount * rate.share
    return sum(half_up(exact) for exact in sums.values())
