"""The prices of a product, as the quote reads them and as the engine adds them up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from catalog.product_tree import FlatGroup
from catalog.shop import GroupKind, Product, Shop
from configurator.engine.expressions import Expression
from configurator.engine.model import Choice, Costs
from configurator.publishing.adjusting import changes, conditions_of
from configurator.publishing.charge_terms import add_charge
from configurator.publishing.list_sets import sets_of_lists
from configurator.publishing.listed_prices import ListedPrices, Price
from configurator.publishing.price_terms import Shapes, Terms, named_by_content
from configurator.publishing.product_reader import ProductReader
from configurator.publishing.shared_charges import SharedCharges
from configurator.publishing.standalone import base_price
from configurator.publishing.varied_prices import Case, VariedPrices, cases_of
from pricing.charges import ChoiceKey, Sequence, Variation
from pricing.price_list import PriceList
from pricing.rounding import Rounding

NOTHING = 1 << 60
"""More than any configuration costs."""


@dataclass(frozen=True, eq=False)
class Costing:
    """What a configuration costs, told twice: to the quote and to the engine.

    The quote reads `price_list` and asks which of the `quoted` conditions hold. The engine adds up
    `costs`, whose conditions are `conditions`; with `base`, which every configuration costs, that
    is the price in `parts` of a smallest unit, before it is rounded to what can be paid.
    """

    price_list: PriceList
    quoted: Mapping[str, Expression]
    costs: Costs
    conditions: Mapping[str, Expression]
    base: int
    parts: int

    def total(self, cost: int) -> int:
        """The price, in smallest units, of a configuration that costs the engine so much."""
        exact = self.base + cost
        share = exact if self.parts == 1 else Fraction(exact, self.parts)
        return self.price_list.rounding.payable(share)

    def cost_within(self, price: int) -> int:
        """The most that a configuration may cost the engine whose price is at most `price`."""
        rounding = self.price_list.rounding
        if price < 0 and not rounding.below_zero:
            return -NOTHING
        # What lies half a multiple above the last one that is affordable is rounded up past it.
        beyond = (2 * (price // rounding.to) + 1) * rounding.to * self.parts
        return -(-beyond // 2) - 1 - self.base


def costing(
    shop: Shop, product: Product, lists: tuple[str, ...] = (), reader: ProductReader | None = None
) -> Costing:
    """What a product costs with these price lists in force. Raises `RuleTextError`."""
    reading = reader or ProductReader(shop, product)
    prices, quoted = _priced(shop, product, lists, reading)
    terms = _terms(prices, quoted)
    amounts = [
        terms.base,
        *terms.choices.values(),
        *(each for _, each in terms.conditions.values()),
    ]
    parts = lcm(*(Fraction(amount).denominator for amount in amounts))
    own = _own_conditions(shop, product, reading) if lists else quoted
    names = {part: _name(name, part, own) for part, (name, _) in terms.conditions.items()}
    charged = {names[part]: amount for part, (_, amount) in terms.conditions.items() if amount}
    return Costing(
        price_list=prices,
        quoted=quoted,
        costs=Costs(
            {Choice(*key): int(each * parts) for key, each in terms.choices.items() if each},
            {name: int(amount * parts) for name, amount in charged.items()},
        ),
        conditions={name: part for part, name in names.items() if name in charged},
        base=int(terms.base * parts),
        parts=parts,
    )


def price_conditions(
    shop: Shop, product: Product, reader: ProductReader
) -> Mapping[str, Expression]:
    """The conditions that the price of a product depends on, whatever price lists are in force.

    Raises `RuleTextError`.
    """
    found: dict[str, Expression] = {}
    for lists in sets_of_lists(shop, product):
        found.update(costing(shop, product, lists, reader).conditions)
    return found


def price_list(shop: Shop, product: Product, lists: tuple[str, ...] = ()) -> PriceList:
    """Every price of the product and its slots with these price lists in force.

    The keys of `choices` are (path, option, amount); a number group has a price for each number.
    """
    return _priced(shop, product, lists, ProductReader(shop, product))[0]


def _own_conditions(
    shop: Shop, product: Product, reader: ProductReader
) -> Mapping[str, Expression]:
    """The conditions as they are named where no price list is in force."""
    return conditions_of(changes(shop, product, ListedPrices(shop), reader))


def _name(name: str, part: Expression, own: Mapping[str, Expression]) -> str:
    """What is charged on a condition of its own keeps the name; lists may say of two presets which
    is the better one, and so change what a name stands for."""
    return name if own.get(name) == part else named_by_content(name, part)


def _terms(prices: PriceList, quoted: Mapping[str, Expression]) -> Terms:
    many = frozenset(path for path, _, amount in prices.choices if amount)
    terms = Terms(Shapes(many), prices.base, dict(prices.choices))
    for (name, condition), amounts in _varied(prices).items():
        terms.taken(name, amounts, quoted[condition])
    for charge in prices.charges:
        condition = "" if isinstance(charge, Sequence) else charge.condition
        add_charge(charge, terms, quoted[condition] if condition else None)
    for each in prices.adjustments:
        holds = quoted[each.condition] if each.condition else None
        if each.share:
            terms.share(each.name, each.share, holds)
        else:
            terms.where(each.name, holds, each.amount)
    return terms


def _varied(prices: PriceList) -> Mapping[tuple[str, str], Mapping[ChoiceKey, int]]:
    """The variations by their group and condition."""
    found: dict[tuple[str, str], dict[ChoiceKey, int]] = {}
    for each in prices.variations:
        name = f"price:{each.choice[0]}"
        found.setdefault((name, each.condition), {})[each.choice] = each.amount
    return found


def _priced(
    shop: Shop, product: Product, lists: tuple[str, ...], reader: ProductReader
) -> tuple[PriceList, Mapping[str, Expression]]:
    """The price list, and the conditions that it names."""
    listed = ListedPrices(shop, lists)
    varied = VariedPrices(shop, listed)
    shared = SharedCharges(reader, varied)
    whole = shared.whole_paths()
    choices = _Choices(varied)
    for flat in reader.groups:
        choices.add(flat, flat.path in whole)
    charges = tuple(shared.all())
    changed = changes(shop, product, listed, reader)
    cases = (*choices.cases, *(case for _, case in charges if case.answers))
    texts = dict(_texts(reader, listed))
    prices = PriceList(
        currency=listed.currency,
        base=base_price(shop, product, listed),
        choices={key: price.amount for key, price in choices.prices.items()},
        variations=tuple(choices.variations),
        texts={path: price.amount for path, price in texts.items()},
        charges=tuple(charge for charge, _ in charges),
        adjustments=tuple(each.charged for each in changed),
        rounding=_rounding(shop, listed),
        sources=_sources(
            {
                "": listed.base(product).source,
                **{key: price.source for key, price in choices.prices.items()},
                **{path: price.source for path, price in texts.items()},
                **{each.name: each.price.source for each in changed},
            }
        ),
    )
    return prices, {**{case.name: case.expression for case in cases}, **conditions_of(changed)}


class _Choices:
    """The prices of choices as they are collected, group by group."""

    def __init__(self, varied: VariedPrices) -> None:
        self._varied = varied
        self.prices: dict[ChoiceKey, Price] = {}
        self.variations: list[Variation] = []
        self.cases: list[Case] = []

    def add(self, flat: FlatGroup, whole: bool) -> None:
        """Adds a group; one that is part of a whole is charged with that."""
        if flat.group.kind is GroupKind.SLOT:
            self.prices[flat.path, "taken", ""] = Price(0)
        elif flat.group.kind is GroupKind.NUMBER:
            unit = self._varied.unit(flat)
            for number in flat.group.every_number:
                price = Price(number * unit.amount, unit.source)
                self.prices[flat.path, str(number), ""] = price
        else:
            self._add_options(flat, whole)

    def _add_options(self, flat: FlatGroup, whole: bool) -> None:
        for key, option, pair in self._varied.choices(flat):
            plain, *others = cases_of([self._varied.tables(flat, option)])
            price = self._varied.price(flat, option, pair, plain)
            self.prices[key] = replace(price, amount=0) if whole else price
            for case in others if not whole else ():
                more = self._varied.price(flat, option, pair, case).amount - price.amount
                if more:
                    self.variations.append(Variation(key, case.name, more))
                    self.cases.append(case)


def _texts(reader: ProductReader, listed: ListedPrices) -> Iterator[tuple[str, Price]]:
    for each in reader.groups:
        if each.group.kind is GroupKind.TEXT:
            price = listed.unit(each.product, each.group, each.group.text_price)
            if price.amount:
                yield each.path, price


def _sources(named: Mapping[ChoiceKey | str, str]) -> Mapping[ChoiceKey | str, str]:
    return {key: source for key, source in named.items() if source}


def _rounding(shop: Shop, listed: ListedPrices) -> Rounding:
    """Multiples are of the shop's own currency; in another one a price is whole units."""
    said = shop.rounding
    by_line = said.of == "line" and listed.is_own_currency
    return Rounding(said.to if by_line else 1, said.below_zero)
