"""Parts lists: options that stand in a CSV file beside their product, one a row.

A row becomes what the YAML of an option would be, so that both are judged alike.
"""

from collections.abc import Iterator

from catalog.csv_reading import Row, Table
from catalog.folders import Folder
from catalog.known import Known
from catalog.part_columns import NOTHING, SEPARATOR, TIMES, Column, missing_columns, read_header
from catalog.problems import Fault, Path, Position, unknown
from catalog.yaml_reading import Plain, Tree

FIELD = "options_from"

Faults = Iterator[tuple[Path, Fault]]


def take_lists(found: Folder, known: Known) -> list[tuple[Path, Fault]]:
    """Puts the parts of each list that a group names among its options; tells what is wrong."""
    faults: list[tuple[Path, Fault]] = []
    named: set[str] = set()
    for at, group in _groups_with_lists(found):
        name = str(group[FIELD])
        named.add(name)
        table = found.lists.get(name)
        if table is None:
            faults.append(((*at, FIELD), unknown("unknown-list", name, found.lists)))
            continue
        faults += _take(found, known, at, group, table)
    if not found.unreadable:
        for name in found.lists:
            if name not in named:
                found.positions[("parts", name)] = Position(name, 1)
                faults.append((("parts", name), Fault("unread-list", {"word": name})))
    return faults


def _groups_with_lists(found: Folder) -> Iterator[tuple[Path, dict[str, Tree]]]:
    for product, tree in found.products.items():
        groups = tree.get("groups") if isinstance(tree, dict) else None
        for group, fields in groups.items() if isinstance(groups, dict) else ():
            if isinstance(fields, dict) and isinstance(fields.get(FIELD), str):
                yield ("products", product, "groups", group), fields


def _take(found: Folder, known: Known, at: Path, group: dict[str, Tree], table: Table) -> Faults:
    if not table.is_readable:
        return
    columns, wrong = read_header(table.header, known)
    for name, fault in wrong:
        yield _placed(found, (*at, FIELD, name), table, 1), fault
    missing = list(missing_columns(columns))
    for name in missing:
        yield _placed(found, (*at, FIELD, name), table, 1), Fault("no-column", {"word": name})
    if missing:
        return
    if not table.rows:
        yield _placed(found, (*at, FIELD), table, 1), Fault("no-rows")
    own = group.get("options", {})
    options: dict[str, Tree] = dict(own) if isinstance(own, dict) else {}
    yield from _options(found, known, (*at, "options"), table, columns, options)
    group["options"] = options


def _options(
    found: Folder,
    known: Known,
    at: Path,
    table: Table,
    columns: dict[int, Column],
    options: dict[str, Tree],
) -> Faults:
    """Adds the option of each row to `options`."""
    place = next(at for at, column in columns.items() if column.field == "id")
    for row in table.rows:
        option = row.cells[place] if place < len(row.cells) else ""
        if not option:
            where = _placed(found, (*at, f"line {row.line}", "id"), table, row.line)
            yield where, Fault("missing")
        elif option in options:
            before = found.positions[(*at, option)]
            code = "twice" if before.file == table.file else "in-product-file"
            where = _placed(found, (*at, f"line {row.line}", "id"), table, row.line)
            yield where, Fault(code, {"word": option, "line": before.line})
        else:
            options[option] = option_tree(row, columns, known.languages)
            found.positions[(*at, option)] = Position(table.file, row.line)


def _placed(found: Folder, path: Path, table: Table, line: int) -> Path:
    found.positions[path] = Position(table.file, line)
    return path


def option_tree(row: Row, columns: dict[int, Column], languages: tuple[str, ...]) -> Tree:
    """What a row says, as the fields of an option; an empty cell says nothing."""
    tree: dict[str, Tree] = {}
    shared: dict[str, str] = {}
    for at, cell in enumerate(row.cells):
        column = columns.get(at)
        if not cell or column is None or column.field == "id":
            continue
        if column.key:
            below = tree.setdefault(column.field, {})
            if isinstance(below, dict):
                below[column.key] = _words(cell) if column.is_list else Plain(cell)
        elif column.field in ("name", "description"):
            shared[column.field] = Plain(cell)
        else:
            tree[column.field] = _items(cell) if column.field == "items" else Plain(cell)
    for field, cell in shared.items():
        own = tree.get(field)
        tree[field] = dict.fromkeys(languages, cell) | (own if isinstance(own, dict) else {})
    return tree


def _words(cell: str) -> Tree:
    return [] if cell == NOTHING else [Plain(word.strip()) for word in cell.split(SEPARATOR)]


def _items(cell: str) -> Tree:
    """Items with how many of each; as a list where one stands there twice, which is told then."""
    if cell == NOTHING:
        return {}
    counted = [word.partition(TIMES) for word in cell.split(SEPARATOR)]
    items = [item.strip() for item, _, _ in counted]
    if len(set(items)) < len(items):
        return [Plain(item) for item in items]
    counts = [Plain(count.strip() or "1") for _, _, count in counted]
    return dict(zip(items, counts, strict=True))
