"""A product laid flat: its groups with their paths, the groups of its slots among them.

A slot with copies is laid out once per copy: `drive` with two copies becomes `drive-1` and
`drive-2`. What lies in a copy has a *shared path* beside its own, by which rules name all copies
together: `drive.model` for `drive-1.model` and `drive-2.model`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.shop import Adjustment, Group, GroupKind, Product, Rule, Shop


@dataclass(frozen=True)
class Holder:
    """A slot around a group (or that group itself), and which of its copies; 0 where it has one."""

    slot: Group
    copy: int


@dataclass(frozen=True)
class FlatGroup:
    """A group at its path. `prefix` is the path of the slot that holds it, or empty.

    `slots` are the paths of the *optional* slots above it, outermost first: the group applies only
    where all of them are taken. `holders` are all slots around it, outermost first; a slot itself
    is the last of its own.
    """

    path: str
    prefix: str
    group: Group
    product: Product
    slots: tuple[str, ...]
    holders: tuple[Holder, ...] = ()

    @property
    def shared_path(self) -> str:
        """The path by which rules name it, the same in all copies; its own where there are none."""
        if not any(holder.copy for holder in self.holders):
            return self.path
        ids = [holder.slot.id for holder in self.holders]
        return ".".join(ids if self.group.kind is GroupKind.SLOT else [*ids, self.group.id])

    def unnumbered(self, depth: int = 0) -> "FlatGroup":
        """The same to be named together with its copies, those of slots from `depth` on."""
        told = (*self.holders[:depth], *(Holder(each.slot, 0) for each in self.holders[depth:]))
        return replace(self, holders=told)

    @property
    def copy(self) -> int:
        """Which copy of the innermost slot it belongs to, from 1; 0 where that slot has one."""
        return self.holders[-1].copy if self.holders else 0

    @property
    def copies(self) -> int:
        """How many copies the innermost slot has that it belongs to."""
        return self.holders[-1].slot.copies if self.holders else 1


def flat_groups(shop: Shop, product: Product) -> tuple[FlatGroup, ...]:
    """Every group of the product, in the order of asking; a slot comes before its groups.

    A required slot is no question of its own and is left out; an optional one stays, to be taken
    or not. Raises `RecursionError` never: a product inside itself is refused when a shop is read.
    """
    return tuple(_walk(shop, product, "", (), ()))


def copy_ids(group: Group) -> tuple[tuple[str, int], ...]:
    """The id of every copy of a slot, with its number; its own id and 0 where it has one."""
    if group.copies == 1:
        return ((group.id, 0),)
    return tuple((f"{group.id}-{copy}", copy) for copy in range(1, group.copies + 1))


def interchangeable(shop: Shop, product: Product) -> tuple[tuple[str, ...], ...]:
    """The paths of the copies of each slot that has several; outer slots before those in them."""
    return tuple(_interchangeable(shop, product, ""))


def _walk(
    shop: Shop,
    product: Product,
    prefix: str,
    slots: tuple[str, ...],
    holders: tuple[Holder, ...],
) -> Iterator[FlatGroup]:
    for group in product.groups:
        if group.kind is not GroupKind.SLOT:
            yield FlatGroup(_join(prefix, group.id), prefix, group, product, slots, holders)
            continue
        for name, copy in copy_ids(group):
            path, below, around = _join(prefix, name), slots, (*holders, Holder(group, copy))
            if group.optional:
                yield FlatGroup(path, prefix, group, product, slots, around)
                below = (*slots, path)
            yield from _walk(shop, shop.product(group.product or ""), path, below, around)


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
            for name, _copy in copy_ids(group):
                yield from _placed(shop, shop.product(group.product), _join(prefix, name))


def _interchangeable(shop: Shop, product: Product, prefix: str) -> Iterator[tuple[str, ...]]:
    for group in product.groups:
        if group.kind is not GroupKind.SLOT or group.product is None:
            continue
        paths = tuple(_join(prefix, name) for name, _copy in copy_ids(group))
        if len(paths) > 1:
            yield paths
        for path in paths:
            yield from _interchangeable(shop, shop.product(group.product), path)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
