"""`flask catalog import-parts`: a vendor's table brought into the parts list of a group."""

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import click

from catalog.csv_reading import Table
from catalog.errors import CatalogError
from catalog.folders import PARTS_FOLDER, PICTURES_FOLDER, PRODUCTS_FOLDER
from catalog.import_mapping import Sources, columns_mapping, read_mapping, same_names
from catalog.importing import Refusal
from catalog.list_import import (
    ListImport,
    ListTarget,
    find_target,
    import_list,
    read_vendor_table,
)
from configurator.publishing.files_check import check_files, mistake_line

MOST_SHOWN = 10
"""How many refused rows are told of each reason, where not all are asked for."""

_REASONS = {
    "no-name": "no name",
    "no-price": "no price",
    "price": "the price cannot be read",
    "type": "not of the column's kind",
    "duplicate": "a part of this id stands before",
}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("import-parts")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("target", metavar="PRODUCT.GROUP")
@click.argument("file", metavar="FILE.csv[.gz]", type=_FILE)
@click.option("--map", "map_file", type=_FILE, help="A YAML file that maps the columns.")
@click.option("--columns", default="", help='The columns mapped in short: "name=Name,price=usd".')
@click.option(
    "--price-missing",
    default="refuse",
    metavar="refuse|FILE",
    help="What becomes of parts without a price: refused, or priced by a CSV of id and price.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
@click.option("--all", "tell_all", is_flag=True, help="Tell every refused row.")
def import_parts(
    folder: Path,
    target: str,
    file: Path,
    map_file: Path | None,
    columns: str,
    price_missing: str,
    dry_run: bool,
    tell_all: bool,
) -> None:
    """Bring the parts of a vendor's CSV into the list of a group of the shop files in FOLDER.

    Parts are added or updated by id; none is removed. Nothing is written where the shop would no
    longer check.
    """
    product, _, group = target.partition(".")
    try:
        found = find_target(folder, product, group)
        table = read_vendor_table(file)
        sources = _sources(found, table, map_file, columns)
        done = import_list(found, table, sources, _prices(price_missing))
    except (CatalogError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _report(table, sources, done, tell_all=tell_all)
    if not done.taken.rows:
        raise click.ClickException("No row could be taken. Nothing is written.")
    _write(folder, done, dry_run=dry_run)


def _sources(target: ListTarget, table: Table, map_file: Path | None, columns: str) -> Sources:
    """Columns of the same name, and those that are mapped."""
    same = same_names(table.header, target.known)
    if map_file is not None:
        body = map_file.read_bytes()
        return {**same, **read_mapping(body, map_file.name, table.header, target.known)}
    return {**same, **columns_mapping(columns, table.header, target.known)}


def _prices(price_missing: str) -> dict[str, str]:
    """Prices by the vendor's ids, for parts that have none."""
    if price_missing == "refuse":
        return {}
    table = read_vendor_table(Path(price_missing))
    rows = (dict(zip(table.header, row.cells, strict=False)) for row in table.rows)
    return {row.get("id", ""): row.get("price", "") for row in rows}


def _report(table: Table, sources: Sources, done: ListImport, *, tell_all: bool) -> None:
    taken, refused = len(done.taken.rows), done.taken.refused
    click.echo(f"{len(table.rows):,} rows: {taken:,} taken, {len(refused):,} refused.")
    told: Counter[str] = Counter()
    for refusal in refused:
        told[refusal.reason] += 1
        if tell_all or told[refusal.reason] <= MOST_SHOWN:
            click.echo(f"  line {refusal.line}: {_refusal_words(refusal)}", err=True)
    for reason, count in told.items():
        more = count - MOST_SHOWN
        if more > 0 and not tell_all:
            click.echo(f"  and {more:,} more: {_REASONS[reason]} (--all tells them)", err=True)
    for name, count in done.unknown.items():
        if count:
            click.echo(f"{name}: unknown of {count:,} of {taken:,} parts")
    used = {source.column for source in sources.values()}
    unused = [name for name in table.header if name not in used]
    if unused:
        click.echo(f"Columns that are not used: {', '.join(unused)}")


def _refusal_words(refusal: Refusal) -> str:
    if refusal.reason == "duplicate":
        return f"{_REASONS['duplicate']}, on line {refusal.word}"
    if refusal.word:
        return f"{_REASONS[refusal.reason]}: {refusal.column} {refusal.word!r}"
    return _REASONS[refusal.reason]


def _write(folder: Path, done: ListImport, *, dry_run: bool) -> None:
    """Writes the files where the shop checks with them; it is tried out on a copy."""
    with tempfile.TemporaryDirectory() as beside:
        copy = Path(beside) / folder.resolve().name
        _copy_shop(folder, copy)
        for name, body in done.files.items():
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_bytes(body)
        mistakes = check_files(copy).mistakes
    for mistake in mistakes:
        click.echo(mistake_line(mistake, "en"), err=True)
    if mistakes:
        raise click.ClickException("The shop would no longer check. Nothing is written.")
    counts = f"{done.added:,} added, {done.updated:,} updated, {done.kept:,} kept as they were"
    if dry_run:
        click.echo(f"{done.list_file}: {counts}. Nothing is written (--dry-run).")
        return
    # The list comes first: a product's file never names a list that is not there yet.
    for name, body in done.files.items():
        _replace(folder / name, body)
    click.echo(f"{done.list_file}: {counts}.")


def _copy_shop(folder: Path, copy: Path) -> None:
    """Copies what belongs to a shop, and nothing through which the copy would lead elsewhere.

    A folder may be a link: its files are copied. A file that is one is a link still, to be told of.
    """
    for part in ("", PRODUCTS_FOLDER, PARTS_FOLDER, PICTURES_FOLDER):
        (copy / part).mkdir()
        for entry in (folder / part).iterdir() if (folder / part).is_dir() else ():
            if not entry.is_dir() and (entry.is_symlink() or entry.is_file()):
                shutil.copy(entry, copy / part / entry.name, follow_symlinks=False)


def _replace(at: Path, body: bytes) -> None:
    """Puts a file in the place of another as a whole, whatever happens meanwhile."""
    at.parent.mkdir(exist_ok=True)
    new = at.with_name(f".{at.name}.new")
    # What an interrupted import left behind goes; a link there is not followed.
    new.unlink(missing_ok=True)
    with new.open("xb") as file:
        file.write(body)
    os.replace(new, at)
