"""What changes a price on a condition: optional slots, credits, adjustments and presets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from catalog.product_tree import FlatGroup
from catalog.shop import Adjustment as Said
from catalog.shop import GroupKind, Product, Shop
from configurator.engine.expressions import And, Expression, Has, Not, Or
from configurator.publishing.defining import defining_expression
from configurator.publishing.listed_prices import ListedPrices, Price
from configurator.publishing.product_reader import ProductReader, all_of, placed_name
from pricing.charges import Adjustment


@dataclass(frozen=True)
class Change:
    """A change of the price where `expression` holds (None: always), by an amount or a share.

    `name` is `base:<prefix>`, `credit:<path>:<option>`, `adjustment:<prefix>:<id>` or
    `preset:<id>`; the condition has the same name.
    """

    name: str
    price: Price
    expression: Expression | None
    share: Fraction = Fraction(0)

    @property
    def charged(self) -> Adjustment:
        """The change as the quote reads it."""
        condition = "" if self.expression is None else self.name
        return Adjustment(self.name, self.price.amount, self.share, condition)


def changes(
    shop: Shop, product: Product, listed: ListedPrices, reader: ProductReader
) -> tuple[Change, ...]:
    """Every change of the price, in the order of charging: presets stand before what is a share."""
    adjusted = [
        change
        for prefix, each in reader.products
        for change in _adjustments(prefix, each, listed, reader)
    ]
    plain = next((place for place, each in enumerate(adjusted) if each.share), len(adjusted))
    return (
        *_bases(listed, reader),
        *(change for flat in reader.groups for change in _credits(flat, reader)),
        *adjusted[:plain],
        *_presets(shop, product, listed),
        *adjusted[plain:],
    )


def _bases(listed: ListedPrices, reader: ProductReader) -> Iterator[Change]:
    """What the products of optional slots cost themselves."""
    for prefix, product in reader.products:
        taken, price = reader.slots_taken(prefix), listed.base(product)
        if price.amount and taken:
            yield Change(f"base:{prefix}", price, all_of(taken))


def _credits(flat: FlatGroup, reader: ProductReader) -> Iterator[Change]:
    """What is given back for leaving out an included option of a group that is asked."""
    if flat.group.kind is not GroupKind.MANY:
        return
    applies = reader.applies_if(flat)
    for option, credit in flat.group.included.items():
        if credit:
            without: Expression = Not(Has(flat.path, option))
            expression = without if applies is None else And((applies, without))
            yield Change(f"credit:{flat.path}:{option}", Price(-credit), expression)


def _adjustments(
    prefix: str, product: Product, listed: ListedPrices, reader: ProductReader
) -> Iterator[Change]:
    """Of those that exclude each other only the first that holds is charged."""
    before: dict[str, list[Expression]] = {}
    for said in product.adjustments:
        parts = reader.slots_taken(prefix)
        if said.condition:
            parts.append(reader.condition(said.condition, prefix))
        earlier = before.setdefault(said.exclusive, []) if said.exclusive else []
        alone = [*parts, Not(Or(tuple(earlier)))] if earlier else parts
        earlier.append(all_of(parts))
        name = f"adjustment:{placed_name(prefix, said.id)}"
        expression = all_of(alone) if alone else None
        yield Change(name, _amount(product, said, listed), expression, _share(said))


def _amount(product: Product, said: Said, listed: ListedPrices) -> Price:
    return Price(0) if said.percent is not None else listed.adjustment(product, said)


def _share(said: Said) -> Fraction:
    return Fraction(said.percent or 0) / 100


def _presets(shop: Shop, product: Product, listed: ListedPrices) -> Iterator[Change]:
    """One per preset that changes the price. Of several that hold, the best alone counts."""
    better: list[Expression] = []
    priced = [(preset, listed.preset(preset)) for preset in shop.menu_presets(product.id)]
    for preset, price in sorted(priced, key=lambda each: each[1].amount):
        if price.amount:
            holds = defining_expression(shop, product, preset)
            alone = And((holds, Not(Or(tuple(better))))) if better else holds
            yield Change(f"preset:{preset.id}", price, alone)
            better.append(holds)


def conditions_of(changed: tuple[Change, ...]) -> Mapping[str, Expression]:
    """The conditions by name."""
    return {each.name: each.expression for each in changed if each.expression is not None}
