"""Reading a shop from its folder: everything that is wrong with it, or the shop."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path as FilePath
from typing import Any

from marshmallow import ValidationError

from catalog.checks import head_faults, is_buildable, shop_faults
from catalog.entries import Keyed, flat_faults
from catalog.errors import ShopFileError
from catalog.example_checks import example_faults
from catalog.folders import Folder, read_folder
from catalog.known import Known, KnownContext
from catalog.part_lists import take_lists
from catalog.preset_checks import preset_faults, with_numbers
from catalog.pricing_checks import price_faults
from catalog.problems import Fault, Path, Position, Problem, place
from catalog.schemas import ExampleEntry, ItemEntry, PresetEntry, ProductEntry, ShopEntry
from catalog.shop import Shop
from catalog.yaml_reading import Tree

MOST_TOLD = 500
"""How many problems of one file are told: enough to see what a long list has wrong."""


@dataclass(frozen=True)
class ReadShop:
    """What reading a folder gave. There is a shop exactly where there are no problems.

    `draft` is the shop with placeholders where something is broken, for checks that can stand
    them: its slots lead to an end and its amounts are whole; None where they do not. `pictures` are
    safe to show. `positions` says where each path of the shop stands in the files.
    """

    shop: Shop | None
    draft: Shop | None
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    positions: Mapping[Path, Position]


def load_shop(folder: FilePath | str) -> tuple[Shop, Mapping[str, bytes]]:
    """The shop of a folder and its pictures by name; raises `ShopFileError` with all problems."""
    read = read_shop(folder)
    if read.shop is None:
        raise ShopFileError(read.problems)
    return read.shop, read.pictures


def read_shop(folder: FilePath | str) -> ReadShop:
    """Reads a folder and finds every problem at once; raises nothing that a file can cause."""
    found = read_folder(FilePath(folder))
    told = list(found.problems)
    shop, faults = _assembled(found)
    told += [place(found.positions, *each) for each in _worth_telling(found, told, faults)]
    if shop is None or found.unreadable:
        problems = tuple(told_of_each_file(in_reading_order(told)))
        return ReadShop(None, None, found.pictures, problems, found.positions)
    broken = Broken(told)
    told += [
        place(found.positions, path, fault)
        for faults_of in (shop_faults, preset_faults, example_faults, price_faults)
        for path, fault in faults_of(shop)
        if not broken.touches(path)
    ]
    problems = tuple(told_of_each_file(in_reading_order(told)))
    draft = shop if _is_coherent(shop, problems) else None
    return ReadShop(None if problems else shop, draft, found.pictures, problems, found.positions)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order in which a merchant reads the files, from the top."""
    return tuple(sorted(problems, key=lambda each: (file_rank(each.file), each.line, each.path)))


def told_of_each_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first `MOST_TOLD` problems of each file, and how many more it has."""
    for file, of_file in groupby(problems, key=lambda problem: problem.file):
        every = list(of_file)
        yield from every[:MOST_TOLD]
        if len(every) > MOST_TOLD:
            more = Fault("and-more", {"count": len(every) - MOST_TOLD})
            yield Problem(file, every[MOST_TOLD].line, (), more.code, more.facts)


def _is_coherent(shop: Shop, problems: Iterable[Problem]) -> bool:
    words_of_amounts = {problem.path[:1] for problem in problems} & {("amounts",), ("places",)}
    return not words_of_amounts and all(is_buildable(shop, each) for each in shop.products)


def _assembled(found: Folder) -> tuple[Shop | None, list[tuple[Path, Fault]]]:
    """The shop, with placeholders for what is broken, and the faults of its single entries."""
    if not found.trees:
        return None, []
    known = known_ids(found)
    faults = take_lists(found, known)
    with KnownContext(known):
        head = _head(found, faults)
        items = _entries(Keyed(ItemEntry), found.trees.get(("items",), {}), ("items",), faults)
        products = _entries(Keyed(ProductEntry, "product"), found.products, ("products",), faults)
        presets = _entries(
            Keyed(PresetEntry), found.trees.get(("presets",), {}), ("presets",), faults
        )
        examples = _entries(
            Keyed(ExampleEntry), found.trees.get(("examples",), {}), ("examples",), faults
        )
    order = head.pop("products")
    in_order = sorted(products, key=lambda product: _place_in(order, product.id))
    shop = Shop(**head, items=items, products=tuple(in_order), presets=presets, examples=examples)
    return with_numbers(shop), faults


def _head(found: Folder, faults: list[tuple[Path, Fault]]) -> dict[str, Any]:
    tree = found.trees.get((), {})
    try:
        head: dict[str, Any] = ShopEntry().read(tree)
    except ValidationError as error:
        head = dict(error.valid_data or ShopEntry().made({}))
        faults += flat_faults(error.messages)
    told = {path for path, _ in faults}
    between = head_faults(head, tuple(found.products))
    faults += [each for each in between if each[0] not in told]
    return head


def _entries(
    field: Keyed, tree: object, at: Path, faults: list[tuple[Path, Fault]]
) -> tuple[Any, ...]:
    """The things of a file by their ids; what is wrong with them goes to `faults`."""
    try:
        return tuple(field.deserialize(tree))
    except ValidationError as error:
        faults += flat_faults(error.messages, at)
        return tuple(error.valid_data or ())


def known_ids(found: Folder) -> Known:
    """Every id that the files define, right or not, so that one mistake is told once."""
    head = found.trees.get((), {})
    attributes = _below(head, "attributes")
    return Known(
        languages=_words(_below(head, "languages")),
        attributes={key: str(_below(each, "kind")) for key, each in _pairs(attributes)},
        amounts=_keys(_below(head, "amounts")),
        places=_keys(_below(head, "places")),
        allergens=_keys(_below(head, "allergens")),
        categories=_keys(_below(head, "categories")),
        items=_keys(found.trees.get(("items",), {})),
        products=tuple(found.products),
        presets=_keys(found.trees.get(("presets",), {})),
        pictures=frozenset(found.picture_names),
        stores=_keys(_below(head, "stores")),
        customers=_keys(_below(head, "customers")),
        taxes=tuple(dict.fromkeys(_tax_categories(head))),
        below_zero=_below(_below(head, "rounding"), "below_zero") in ("yes", "true"),
    )


def _tax_categories(head: Tree) -> Iterator[str]:
    for _, rate in _pairs(_below(_below(head, "taxes"), "rates")):
        if isinstance(category := _below(rate, "category"), str):
            yield category


def _below(tree: Tree, key: str) -> Tree:
    return tree.get(key, {}) if isinstance(tree, dict) else {}


def _pairs(tree: Tree) -> Iterable[tuple[str, Tree]]:
    return tree.items() if isinstance(tree, dict) else ()


def _keys(tree: Tree) -> tuple[str, ...]:
    return tuple(key for key, _ in _pairs(tree))


def _words(tree: Tree) -> tuple[str, ...]:
    return tuple(each for each in tree if isinstance(each, str)) if isinstance(tree, list) else ()


def _place_in(order: tuple[str, ...], product: str) -> int:
    return order.index(product) if product in order else len(order)


def _worth_telling(
    found: Folder, told: list[Problem], faults: list[tuple[Path, Fault]]
) -> Iterator[tuple[Path, Fault]]:
    """The faults that do not merely follow from a file, or a value, that could not be read."""
    unread = Broken(problem for problem in told if problem.code in _UNREAD_CODES)
    for path, fault in faults:
        if unread.holds(path):
            continue
        is_lost = place(found.positions, path, fault).file in found.unreadable
        refers = fault.code.startswith("unknown-") and fault.code != "unknown-field"
        if not is_lost and not (refers and found.unreadable):
            yield path, fault


_UNREAD_CODES = frozenset({"alias", "tag", "empty"})
"""Problems of YAML that leave a hole where a value should be."""


class Broken:
    """Paths where something is wrong, to leave out what may only follow from it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._paths = {problem.path for problem in problems if problem.path}
        self._above = {path[:-up] for path in self._paths for up in (1, 2)} - {()}

    def holds(self, path: Path) -> bool:
        """Whether one of the paths is `path`, or lies above it."""
        return any(path[:length] in self._paths for length in range(1, len(path) + 1))

    def touches(self, path: Path) -> bool:
        """Whether one of the paths is `path`, lies above it, or just below it."""
        return path in self._above or self.holds(path)


_TOPS = (
    *("shop.yaml", "items.yaml", "products/", "parts/", "presets.yaml", "examples.yaml"),
    "pictures/",
)
"""What a merchant reads, from the top."""


def file_rank(file: str) -> tuple[int, str]:
    """Where a file stands in the order in which a merchant reads them."""
    return next((at for at, top in enumerate(_TOPS) if file.startswith(top)), -1), file
