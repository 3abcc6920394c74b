"""A product laid flat: its groups with their paths, the groups of its slots among them."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.shop import Adjustment, Group, GroupKind, Product, Rule, Shop


@dataclass(frozen=True)
class FlatGroup:
    """A group at its path. `prefix` is the path of the slot that holds it, or empty.

    `slots` are the paths of the *optional* slots above it, outermost first: the group applies only
    where all of them are taken.
    """

    path: str
    prefix: str
    group: Group
    product: Product
    slots: tuple[str, ...]


def flat_groups(shop: Shop, product: Product) -> tuple[FlatGroup, ...]:
    """Every group of the product, in the order of asking; a slot comes before its groups.

    A required slot is no question of its own and is left out; an optional one stays, to be taken
    or not. Raises `RecursionError` never: a product inside itself is refused when a shop is read.
    """
    return tuple(_walk(shop, product, "", ()))


def _walk(shop: Shop, product: Product, prefix: str, slots: tuple[str, ...]) -> Iterator[FlatGroup]:
    for group in product.groups:
        path = f"{prefix}.{group.id}" if prefix else group.id
        if group.kind is not GroupKind.SLOT:
            yield FlatGroup(path, prefix, group, product, slots)
            continue
        below = slots
        if group.optional:
            yield FlatGroup(path, prefix, group, product, slots)
            below = (*slots, path)
        yield from _walk(shop, shop.product(group.product or ""), path, below)


def placed_rules(shop: Shop, product: Product) -> tuple[tuple[str, Rule], ...]:
    """The product's rules and those of its slots, each with the prefix its paths are read under."""
    return tuple(
        (prefix, rule) for prefix, each in _placed(shop, product, "") for rule in each.rules
    )


def placed_adjustments(shop: Shop, product: Product) -> tuple[tuple[str, Adjustment], ...]:
    """The adjustments of the product and of its slots, each with its prefix."""
    return tuple(
        (prefix, adjustment)
        for prefix, each in _placed(shop, product, "")
        for adjustment in each.adjustments
    )


def placed_products(shop: Shop, product: Product) -> tuple[tuple[str, Product], ...]:
    """The product itself under the empty prefix, then the products of its slots."""
    return tuple(_placed(shop, product, ""))


def _placed(shop: Shop, product: Product, prefix: str) -> Iterator[tuple[str, Product]]:
    yield prefix, product
    for group in product.groups:
        if group.kind is GroupKind.SLOT and group.product is not None:
            path = f"{prefix}.{group.id}" if prefix else group.id
            yield from _placed(shop, shop.product(group.product), path)
