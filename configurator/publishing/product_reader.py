"""Reads the texts of a product: what its rules, conditions and sums say of its groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.naming import amount_units
from catalog.product_tree import (
    FlatGroup,
    flat_groups,
    placed_products,
    placed_rules,
)
from catalog.shop import TAKEN, GroupKind, Inspection, Meter, Product, Shop
from configurator.engine.expressions import (
    And,
    Condition,
    Expression,
    Implies,
    Is,
    Sum,
    Total,
)
from configurator.engine.model import Group, Kind, Limits, Model, Option, Rule
from configurator.engine.parsing import Names, names_of, parse_condition, parse_rule, parse_sum
from configurator.engine.unknown_facts import unchecked_conditions
from configurator.publishing.copies import Shared, together
from configurator.publishing.facts import FactReader
from configurator.publishing.placing import placed


def names_for(shop: Shop, product: Product) -> Names:
    """What the rules of a product may name: paths as seen from the product.

    The copies of a slot have one name together.
    """
    return _shared_names(shop, product, FactReader(shop))[0]


def _shared_names(
    shop: Shop, product: Product, facts: FactReader
) -> tuple[Names, Mapping[str, Shared]]:
    """What the rules of a product may name, and the groups that one name is said of."""
    named: dict[str, list[FlatGroup]] = {}
    for flat in flat_groups(shop, product):
        named.setdefault(flat.shared_path, []).append(flat)
    firsts = tuple(replace(each[0], path=path) for path, each in named.items())
    bare = _bare_model(shop, firsts, facts)
    names = names_of(bare)
    shared = {
        group.path: Shared.of(group, tuple(each.path for each in named[group.path]))
        for group in bare.groups
        if len(named[group.path]) > 1
    }
    known = {path: replace(group, copies=len(named[path])) for path, group in names.groups.items()}
    return Names(known), shared


def _bare_model(shop: Shop, flat: tuple[FlatGroup, ...], facts: FactReader) -> Model:
    """Groups and options alone: what rule text may name. Typed text is no matter of rules."""
    groups = [
        _bare_group(shop, each, facts) for each in flat if each.group.kind is not GroupKind.TEXT
    ]
    return Model(tuple(groups))


def _bare_group(shop: Shop, flat: FlatGroup, facts: FactReader) -> Group:
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
                facts.attributes(option),
                {pair: amount_units(shop, pair) for pair in option.amounts},
            )
            for option in group.options
        ),
        optional=group.optional,
        distinct=Limits(group.distinct.at_least, group.distinct.at_most),
        units=Limits(group.units.at_least, group.units.at_most),
    )


class ProductReader:
    """Reads the texts of one product, each under the product that holds it.

    Facts and names are worked out once, however many of its texts are asked for.
    """

    def __init__(self, shop: Shop, product: Product) -> None:
        self._shop = shop
        self._product = product
        self._flat = flat_groups(shop, product)
        self._placed = placed_products(shop, product)
        self._products = dict(self._placed)
        self._facts = FactReader(shop)
        self._named: dict[str, tuple[Names, Mapping[str, Shared]]] = {}

    @property
    def groups(self) -> tuple[FlatGroup, ...]:
        """The groups of the product and its slots, in the order of asking."""
        return self._flat

    @property
    def products(self) -> tuple[tuple[str, Product], ...]:
        """The product itself under the empty prefix, then the products of its slots."""
        return self._placed

    def model(self, conditions: Mapping[str, Expression]) -> Model:
        """The product as the engine reasons about it, with the conditions that prices depend on.

        Rules that lack facts have a condition each, that they are not checked.
        Raises `RuleTextError` where a rule cannot be read; `checks` finds all of them.
        """
        bare = _bare_model(self._shop, self._flat, self._facts)
        by_path = {each.path: each for each in self._flat}
        groups = tuple(
            replace(group, applies_if=self.applies_if(by_path[group.path])) for group in bare.groups
        )
        rules = tuple(self._rules())
        unchecked: dict[str, Condition] = dict(unchecked_conditions(groups, rules))
        return Model(groups, rules, {**unchecked, **conditions})

    def texts(self) -> Iterator[tuple[FlatGroup, Expression | None]]:
        """The groups of typed text, which the model leaves out; each with what it is asked on."""
        for each in self._flat:
            if each.group.kind is GroupKind.TEXT:
                yield each, self.applies_if(each)

    def meters(self) -> Iterator[tuple[Meter, Total, Total | None]]:
        """The meters, each with what it adds up and its limit, where it has one."""
        for meter in self._product.meters:
            limit = self._total(meter.limit) if meter.limit else None
            yield meter, self._total(meter.used), limit

    def condition(self, text: str, prefix: str = "") -> Expression:
        """A condition of the product at `prefix`, or of this one. Raises `RuleTextError`."""
        names, shared = self._names_at(prefix)
        return placed(together(parse_condition(text, names), shared), prefix)

    def _names_at(self, prefix: str) -> tuple[Names, Mapping[str, Shared]]:
        """What texts of the product at `prefix` may name: worked out only where there is a text."""
        product = self._products[prefix]
        if product.id not in self._named:
            self._named[product.id] = _shared_names(self._shop, product, self._facts)
        return self._named[product.id]

    def applies_if(self, flat: FlatGroup) -> Expression | None:
        """On what a group is asked; None where it always is."""
        parts: list[Expression] = [Is(path, (TAKEN,)) for path in flat.slots]
        if flat.group.applies_if:
            parts.append(self.condition(flat.group.applies_if, flat.prefix))
        return all_of(parts) if parts else None

    def _rules(self) -> Iterator[Rule]:
        for prefix, rule in placed_rules(self._shop, self._product):
            names, shared = self._names_at(prefix)
            expression = placed(together(parse_rule(rule.text, names), shared), prefix)
            taken = self.slots_taken(prefix)
            if taken:
                expression = Implies(all_of(taken), expression)
            yield Rule(placed_name(prefix, rule.id), expression, rule.strength)

    def inspections(self) -> Iterator[tuple[Inspection, Expression | None]]:
        """What is looked at by hand in the product and its slots; without a condition, always."""
        for prefix, product in self._placed:
            for each in product.inspections:
                parts = self.slots_taken(prefix)
                if each.condition:
                    parts.append(self.condition(each.condition, prefix))
                yield each, all_of(parts) if parts else None

    def _total(self, text: str) -> Total:
        """A sum of the product itself."""
        names, shared = self._names_at("")
        total = parse_sum(text, names)
        read = together(Sum(total.terms, "=", total.constant), shared)
        return Total(read.terms if isinstance(read, Sum) else total.terms, total.constant)

    def slots_taken(self, prefix: str) -> list[Expression]:
        """That every optional slot is taken without which no product is at `prefix`."""
        optional = {each.path for each in self._flat if each.group.kind is GroupKind.SLOT}
        steps = prefix.split(".") if prefix else []
        paths = [".".join(steps[: count + 1]) for count in range(len(steps))]
        return [Is(path, (TAKEN,)) for path in paths if path in optional]


def placed_name(prefix: str, name: str) -> str:
    """The name of a rule or adjustment of the product at `prefix`; unique in the whole tree."""
    return f"{prefix}:{name}" if prefix else name


def placed_path(prefix: str, path: str) -> str:
    """A path of the product at `prefix`, as seen from the whole product."""
    return f"{prefix}.{path}" if prefix else path


def all_of(parts: Sequence[Expression]) -> Expression:
    """That all of the parts hold; of none, always."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))
