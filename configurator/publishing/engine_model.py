"""From a shop's product to the model that the engine reasons about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalog.naming import amount_units
from catalog.product_tree import (
    FlatGroup,
    flat_groups,
    placed_adjustments,
    placed_products,
    placed_rules,
)
from catalog.shop import TAKEN, Answer, GroupKind, Preset, Product, Shop
from configurator.engine.expressions import NONE, And, Expression, Has, Implies, Is, Not, Or
from configurator.engine.model import Group, Kind, Limits, Model, Option, Rule
from configurator.engine.parsing import Names, names_of, parse_condition, parse_rule
from configurator.publishing.facts import attributes
from configurator.publishing.placing import placed


@dataclass(frozen=True)
class PricedCondition:
    """A condition on which an amount is added to the price: an adjustment, a preset, a base.

    `name` is `adjustment:<prefix>:<id>`, `preset:<id>` or `base:<prefix>`.
    """

    name: str
    expression: Expression
    amount: int


def engine_model(shop: Shop, product: Product) -> Model:
    """The product with its slots laid flat, its rules parsed and placed, its priced conditions.

    Raises `RuleTextError` where a rule or condition cannot be read; `checks` finds all of them.
    """
    flat = flat_groups(shop, product)
    bare = bare_model(shop, flat)
    reader = _Reader(shop, product, bare)
    by_path = {each.path: each for each in flat}
    groups = tuple(
        replace(group, applies_if=reader.applies_if(by_path[group.path])) for group in bare.groups
    )
    conditions = {each.name: each.expression for each in reader.priced_conditions()}
    return Model(groups, tuple(reader.rules()), conditions)


def priced_conditions(shop: Shop, product: Product) -> tuple[PricedCondition, ...]:
    """The conditions with an amount; their names are those of the model's conditions."""
    bare = bare_model(shop, flat_groups(shop, product))
    return tuple(_Reader(shop, product, bare).priced_conditions())


def bare_model(shop: Shop, flat: tuple[FlatGroup, ...]) -> Model:
    """Groups and options alone: what rule text may name. Typed text is no matter of rules."""
    groups = [_bare_group(shop, each) for each in flat if each.group.kind is not GroupKind.TEXT]
    return Model(tuple(groups))


def names_for(shop: Shop, product: Product) -> Names:
    """What the rules of a product may name: paths as seen from the product."""
    return names_of(bare_model(shop, flat_groups(shop, product)))


def defining_expression(shop: Shop, product: Product, preset: Preset) -> Expression:
    """Whether a configuration gives every defining answer of the preset."""
    kinds = {each.path: each.group.kind for each in flat_groups(shop, product)}
    parts = [
        part
        for path in preset.defining
        for part in _answered(path, kinds[path], preset.choices.get(path, NONE))
    ]
    return And(tuple(parts))


def _answered(path: str, kind: GroupKind, answer: Answer) -> Iterator[Expression]:
    if isinstance(answer, Mapping):
        for option, amount in answer.items():
            yield Has(path, option, (amount,))
    elif kind is not GroupKind.MANY:
        yield Is(path, (str(answer),))


def _bare_group(shop: Shop, flat: FlatGroup) -> Group:
    group = flat.group
    if group.kind is GroupKind.SLOT:
        return Group(flat.path, Kind.ONE, (Option(TAKEN),), optional=group.optional)
    if group.kind is GroupKind.NUMBER:
        return Group(flat.path, Kind.NUMBER, optional=group.optional, numbers=group.every_number)
    return Group(
        flat.path,
        Kind(group.kind.value),
        tuple(
            Option(
                option.id,
                attributes(shop, option),
                {pair: amount_units(shop, pair) for pair in option.amounts},
            )
            for option in group.options
        ),
        optional=group.optional,
        distinct=Limits(group.distinct.at_least, group.distinct.at_most),
        units=Limits(group.units.at_least, group.units.at_most),
    )


class _Reader:
    """Reads the texts of one product: each under the product that holds it, once per text."""

    def __init__(self, shop: Shop, product: Product, bare: Model) -> None:
        self._shop = shop
        self._product = product
        self._flat = flat_groups(shop, product)
        self._names = {
            prefix: names_for(shop, each) if prefix else names_of(bare)
            for prefix, each in placed_products(shop, product)
        }

    def applies_if(self, flat: FlatGroup) -> Expression | None:
        parts: list[Expression] = [Is(path, (TAKEN,)) for path in flat.slots]
        if flat.group.applies_if:
            condition = parse_condition(flat.group.applies_if, self._names[flat.prefix])
            parts.append(placed(condition, flat.prefix))
        return _all_of(parts) if parts else None

    def rules(self) -> Iterator[Rule]:
        for prefix, rule in placed_rules(self._shop, self._product):
            expression = placed(parse_rule(rule.text, self._names[prefix]), prefix)
            taken = self._slots_taken(prefix)
            if taken:
                expression = Implies(_all_of(taken), expression)
            yield Rule(placed_name(prefix, rule.id), expression, rule.strength)

    def priced_conditions(self) -> Iterator[PricedCondition]:
        for prefix, product in placed_products(self._shop, self._product):
            taken = self._slots_taken(prefix)
            if product.price and taken:
                yield PricedCondition(f"base:{prefix}", _all_of(taken), product.price)
        for prefix, adjustment in placed_adjustments(self._shop, self._product):
            condition = parse_condition(adjustment.condition, self._names[prefix])
            expression = _all_of([*self._slots_taken(prefix), placed(condition, prefix)])
            name = f"adjustment:{placed_name(prefix, adjustment.id)}"
            yield PricedCondition(name, expression, adjustment.amount)
        yield from self._preset_conditions()

    def _preset_conditions(self) -> Iterator[PricedCondition]:
        """One per preset that changes the price. Of several that hold, the best alone counts."""
        better: list[Expression] = []
        priced = [
            preset
            for preset in self._shop.presets
            if preset.product == self._product.id and preset.adjustment and not preset.paused
        ]
        for preset in sorted(priced, key=lambda each: each.adjustment):
            holds = defining_expression(self._shop, self._product, preset)
            alone = And((holds, Not(Or(tuple(better))))) if better else holds
            yield PricedCondition(f"preset:{preset.id}", alone, preset.adjustment)
            better.append(holds)

    def _slots_taken(self, prefix: str) -> list[Expression]:
        """That every optional slot is taken without which no product is at `prefix`."""
        optional = {each.path for each in self._flat if each.group.kind is GroupKind.SLOT}
        steps = prefix.split(".") if prefix else []
        paths = [".".join(steps[: count + 1]) for count in range(len(steps))]
        return [Is(path, (TAKEN,)) for path in paths if path in optional]


def placed_name(prefix: str, name: str) -> str:
    """The name of a rule or adjustment of the product at `prefix`; unique in the whole tree."""
    return f"{prefix}:{name}" if prefix else name


def _all_of(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
