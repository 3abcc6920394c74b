"""A vendor's table brought into the parts list of a group, in a folder of shop files."""

import gzip
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from babel.numbers import get_currency_precision

from catalog.csv_reading import MAX_BYTES, Table, read_csv
from catalog.dumping import list_name
from catalog.errors import CatalogError, ShopFileError
from catalog.files import known_ids
from catalog.folders import PARTS_FOLDER, Folder, read_folder
from catalog.ids import LIST_NAME
from catalog.import_mapping import Sources
from catalog.importing import Taken, Terms, merged, take_rows
from catalog.known import Known
from catalog.part_columns import column_of
from catalog.part_lists import FIELD
from catalog.part_writing import table_of
from catalog.problems import Problem


class NoSuchGroupError(CatalogError):
    """Parts were to go where there is no group that has options."""

    def __init__(self, product: str, group: str) -> None:
        super().__init__(product, group)
        self.product = product
        self.group = group

    def __str__(self) -> str:
        return f"products/{self.product}.yaml has no group {self.group} of kind one or many"


class NoListNameError(CatalogError):
    """A group names a file that no parts list can have: it may lie outside of the shop."""

    def __init__(self, product: str, file: str) -> None:
        super().__init__(product, file)
        self.product = product
        self.file = file

    def __str__(self) -> str:
        return f"products/{self.product}.yaml: {FIELD} has to be parts/<name>.csv, not {self.file}"


class NoPlaceError(CatalogError):
    """The product's file leaves no place for a line to be put in."""

    def __init__(self, product: str, line: str) -> None:
        super().__init__(product, line)
        self.product = product
        self.line = line

    def __str__(self) -> str:
        return f"write {self.line} into the group in products/{self.product}.yaml first"


@dataclass(frozen=True)
class ListImport:
    """What an import comes to: the files that it would write, and what became of the rows.

    `unknown` counts the taken parts without each fact; `added` and `updated` are parts of the list,
    `kept` those that the vendor's table does not name.
    """

    files: Mapping[str, bytes]
    taken: Taken
    list_file: str
    added: int
    updated: int
    kept: int
    unknown: Mapping[str, int]


@dataclass(frozen=True)
class ListTarget:
    """The list of a group in a folder; `text` is the file of its product.

    The group `is_named` where it says already which list it reads.
    """

    found: Folder
    known: Known
    product: str
    group: str
    file: str
    before: Table
    text: str
    is_named: bool


def find_target(folder: FilePath, product: str, group: str) -> ListTarget:
    """Where the parts of a group stand, or will.

    Raises `NoSuchGroupError`, `NoListNameError`, `ShopFileError`.
    """
    found = read_folder(folder)
    if found.problems:
        raise ShopFileError(found.problems)
    fields = _fields(found, product, group)
    if fields is None or fields.get("kind") not in ("one", "many"):
        raise NoSuchGroupError(product, group)
    file = str(fields.get(FIELD, list_name(product, group)))
    at, _, name = file.partition("/")
    if at != PARTS_FOLDER or not LIST_NAME.fullmatch(name):
        raise NoListNameError(product, file)
    before = found.lists.get(file, Table(file))
    text = (folder / "products" / f"{product}.yaml").read_text("utf-8-sig")
    known = known_ids(found)
    return ListTarget(found, known, product, group, file, before, text, FIELD in fields)


def read_vendor_table(at: FilePath) -> Table:
    """The vendor's table, packed by gzip or not; raises `ShopFileError` and `OSError`."""
    body = _body(at)
    table = read_csv(body, at.name)
    if not table.is_readable:
        raise ShopFileError(table.problems)
    return table


def import_list(
    target: ListTarget, table: Table, sources: Sources, prices: Mapping[str, str]
) -> ListImport:
    """What bringing the table in would come to; writes nothing.

    Raises `NoPlaceError`, and `ShopFileError` where a column that is read stands there twice.
    """
    _refuse_twins(table, sources)
    head = target.found.trees[()]
    currency = str(head.get("currency", "")) if isinstance(head, dict) else ""
    terms = Terms(get_currency_precision(currency), prices)
    taken = take_rows(table, sources, target.known, terms)
    before = _rows_by_id(target.before)
    header, rows = merged(target.before.header or ("id",), before, taken)
    files = {target.file: table_of(header, rows.values())}
    if not target.is_named:
        files[f"products/{target.product}.yaml"] = _with_list(target).encode()
    updated = len(taken.rows.keys() & before.keys())
    return ListImport(
        files,
        taken,
        target.file,
        added=len(taken.rows) - updated,
        updated=updated,
        kept=len(before) - updated,
        unknown=_unknown(rows, taken, target.known, header),
    )


def _refuse_twins(table: Table, sources: Sources) -> None:
    """Of two columns of one name nobody can tell which is meant."""
    read = dict.fromkeys(source.column for source in sources.values())
    twins = [name for name in read if table.header.count(name) > 1]
    if twins:
        raise ShopFileError(
            [Problem(table.file, 1, (name,), "listed-twice", {"word": name}) for name in twins]
        )


def _fields(found: Folder, product: str, group: str) -> Mapping[str, object] | None:
    tree = found.products.get(product)
    groups = tree.get("groups") if isinstance(tree, dict) else None
    fields = groups.get(group) if isinstance(groups, dict) else None
    return fields if isinstance(fields, dict) else None


def _body(at: FilePath) -> bytes:
    """At most one byte more than a list may have."""
    if at.suffix != ".gz":
        with at.open("rb") as plain:
            return plain.read(MAX_BYTES + 1)
    try:
        with gzip.open(at) as packed:
            return packed.read(MAX_BYTES + 1)
    except (EOFError, zlib.error) as error:
        raise OSError(0, f"not a gzip file ({error})", str(at)) from error


def _rows_by_id(table: Table) -> dict[str, dict[str, str]]:
    rows = [dict(zip(table.header, row.cells, strict=False)) for row in table.rows]
    return {row.get("id", ""): row for row in rows}


def _unknown(
    rows: Mapping[str, Mapping[str, str]], taken: Taken, known: Known, header: tuple[str, ...]
) -> dict[str, int]:
    """How many of the taken parts state each fact not at all."""
    facts = [
        name for name in header if (column := column_of(name, known)) and column.field == "facts"
    ]
    unknown = Counter(name for part in taken.rows for name in facts if not rows[part].get(name))
    return {name: unknown[name] for name in facts}


def _with_list(target: ListTarget) -> str:
    """The product's file with the line that names the list, at the head of its group."""
    at = ("products", target.product, "groups", target.group)
    line = target.found.positions[at].line
    first = min(
        position.line
        for path, position in target.found.positions.items()
        if path[:-1] == at and position.file == target.found.positions[at].file
    )
    lines = target.text.splitlines(keepends=True)
    written = f"{FIELD}: {target.file}"
    if first == line:
        raise NoPlaceError(target.product, written)
    indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
    lines.insert(first - 1, f"{indent}{written}\n")
    return "".join(lines)
