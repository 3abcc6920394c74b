"""Whether examples answer groups that there are, with answers that these allow by themselves."""

from collections.abc import Iterator

from catalog.preset_checks import answer_faults, groups_of
from catalog.problems import Fault, Path, unknown
from catalog.shop import Shop


def example_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with examples; those of products that cannot be built are left out."""
    on_menu = {product.id for product in shop.products if product.on_menu}
    for example in shop.examples:
        at = ("examples", example.id)
        groups = groups_of(shop, example)
        if groups is None:
            continue
        if example.product not in on_menu:
            yield (*at, "product"), Fault("example-off-menu", {"word": example.product})
        for path, answer in example.choices.items():
            if path not in groups:
                yield (*at, "choices", path), unknown("unknown-group", path, groups)
                continue
            for below, fault in answer_faults(groups[path].group, answer):
                yield (*at, "choices", path, *below), fault
