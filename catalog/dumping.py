"""Writing a shop as a folder that reads as the same shop."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import yaml

from catalog.folders import (
    EXAMPLES_FILE,
    ITEMS_FILE,
    PARTS_FOLDER,
    PICTURES_FOLDER,
    PRESETS_FILE,
    PRODUCTS_FOLDER,
    SHOP_FILE,
)
from catalog.known import KnownContext, known, known_of
from catalog.part_lists import FIELD
from catalog.part_writing import list_of
from catalog.schemas import ExampleEntry, ItemEntry, PresetEntry, ProductEntry, ShopEntry
from catalog.shop import Product, Shop

WIDTH = 100
LIST_FROM = 100
"""Groups with more options than this are written as parts lists, where a list can say them."""


class _Writer(yaml.SafeDumper):
    """Writes every value where it stands, never as an alias of another."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _decimal(writer: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


_Writer.add_representer(Decimal, _decimal)


def dump_shop(
    shop: Shop,
    pictures: Mapping[str, bytes],
    folder: FilePath | str,
    list_from: int = LIST_FROM,
) -> None:
    """Writes the files of the shop into `folder`, which is made where it is not there.

    Files of the same names are written over; others are left alone. Raises `OSError` where the
    folder cannot be written.
    """
    top = FilePath(folder)
    for name, body in shop_files(shop, list_from).items():
        _write(top / name, body)
    for name, body in pictures.items():
        _write(top / PICTURES_FOLDER / name, body)


def shop_files(shop: Shop, list_from: int = LIST_FROM) -> dict[str, bytes]:
    """The files of a shop, but for its pictures, by their names in its folder."""
    with KnownContext(known_of(shop)):
        files = {SHOP_FILE: _yaml(_head(shop))}
        if shop.items:
            files[ITEMS_FILE] = _yaml({each.id: ItemEntry().write(each) for each in shop.items})
        for product in shop.products:
            lists = _lists(product, list_from)
            name = f"{PRODUCTS_FOLDER}/{product.id}.yaml"
            files[name] = _yaml(_product(product, lists))
            files |= {list_name(product.id, group): body for group, body in lists.items()}
        if shop.presets:
            presets = {each.id: PresetEntry().write(each) for each in shop.presets}
            files[PRESETS_FILE] = _yaml(presets)
        if shop.examples:
            examples = {each.id: ExampleEntry().write(each) for each in shop.examples}
            files[EXAMPLES_FILE] = _yaml(examples)
    return files


def list_name(product: str, group: str) -> str:
    """The file of a group's parts list; product ids hold no dot, so no two groups meet."""
    return f"{PARTS_FOLDER}/{product}.{group}.csv"


def _lists(product: Product, list_from: int) -> dict[str, bytes]:
    """The parts lists of a product by their groups."""
    lists = {
        group.id: list_of(group.options, known())
        for group in product.groups
        if len(group.options) > list_from
    }
    return {group: body for group, body in lists.items() if body is not None}


def _product(product: Product, lists: Mapping[str, bytes]) -> dict[str, Any]:
    """The file of a product; the options of groups with lists stand in these."""
    groups = (
        replace(group, options=()) if group.id in lists else group for group in product.groups
    )
    written = ProductEntry().write(replace(product, groups=tuple(groups)))
    for group in lists:
        written["groups"][group][FIELD] = list_name(product.id, group)
    return written


def _head(shop: Shop) -> dict[str, Any]:
    """What `shop.yaml` holds: products only by their ids."""
    return {**ShopEntry().write(shop), "products": [product.id for product in shop.products]}


def _yaml(value: dict[str, Any]) -> bytes:
    """Small maps stand on one line; the order is that of the value."""
    text = yaml.dump(
        value,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=WIDTH,
    )
    return text.encode()


def _write(at: FilePath, body: bytes) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_bytes(body)
