"""What must hold inside one product: merits of its aims, copies that no group is called like."""

from collections.abc import Collection, Iterable, Iterator

from catalog.problems import Fault, Path, unknown
from catalog.product_tree import copy_ids
from catalog.shop import Group, GroupKind, Product, Shop


def merit_faults(groups: Iterable[Group], aims: Collection[str]) -> Iterator[tuple[Path, Fault]]:
    """Points for aims that the product does not have."""
    for group in groups:
        for option in group.options:
            for aim in option.merits:
                if aim not in aims:
                    at = ("groups", group.id, "options", option.id, "merits", aim)
                    yield at, unknown("unknown-aim", aim, aims)


def copy_faults(product: Product) -> Iterator[tuple[Path, Fault]]:
    """Groups whose id is that of a copy of a slot beside them."""
    slots = {
        name: group.id
        for group in product.groups
        if group.copies > 1
        for name, _copy in copy_ids(group)
    }
    for group in product.groups:
        if group.id in slots:
            facts = {"word": group.id, "product": slots[group.id]}
            yield ("groups", group.id), Fault("reads-as-copy", facts)


def assembly_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    """Steps of making that name no group. The product's slots must lead to an end."""
    known = tuple(_paths(shop, product))
    for at, path in enumerate(product.assembly):
        if path not in known:
            yield ("assembly", str(at)), unknown("unknown-group", path, known)


def _paths(shop: Shop, product: Product) -> Iterator[str]:
    """Every path that can be named: of groups and slots, of all copies together and of each."""
    inner = {each.id: each for each in shop.products}
    for group in product.groups:
        names = dict.fromkeys((group.id, *(name for name, _copy in copy_ids(group))))
        yield from names
        slotted = inner.get(group.product or "")
        if group.kind is GroupKind.SLOT and slotted is not None:
            below = tuple(_paths(shop, slotted))
            yield from (f"{name}.{path}" for name in names for path in below)
