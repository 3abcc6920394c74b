"""26,088 real parts: imported into one shop, read, stored, written and read again."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from catalog.csv_reading import Table
from catalog.documents import document_to_shop, shop_to_document
from catalog.dumping import dump_shop
from catalog.files import load_shop
from catalog.import_mapping import columns_mapping, same_names
from catalog.list_import import find_target, import_list, read_vendor_table
from tests.catalog.test_files import write
from tests.support.skipping import DATA_IS_ELSEWHERE

PARTS = Path(os.environ.get(DATA_IS_ELSEWHERE, "../shared/data")) / "pc"
ALL_PARTS = 26_088
WORDS = {"sockets", "memory_types", "motherboard_form_factors", "psu_form_factors"}
NO_FACTS = {"id", "name", "usd"}


def test_every_real_part_is_imported_stored_and_written_again(tmp_path: Path) -> None:
    if not PARTS.is_dir():
        pytest.skip(f"{PARTS} is absent; set {DATA_IS_ELSEWHERE} to the folder of real instances")
    tables = {
        file.name.partition(".")[0]: read_vendor_table(file) for file in PARTS.glob("*.csv.gz")
    }
    folder = write(tmp_path / "pcs", shop_of(tables))
    for group, table in tables.items():
        target = find_target(folder, "pc", group)
        sources = same_names(table.header, target.known)
        priced = columns_mapping("price=usd", table.header, target.known)
        # Most of them have no price; every one is sold for something here.
        prices = {row.cells[0]: "99.9" for row in table.rows}
        done = import_list(target, table, {**sources, **priced}, prices)
        assert (len(done.taken.rows), done.taken.refused) == (len(table.rows), ())
        write(folder, done.files)
    shop, _ = load_shop(folder)
    assert sum(len(group.options) - 1 for group in shop.product("pc").groups) == ALL_PARTS
    assert document_to_shop(shop_to_document(shop)) == shop
    dump_shop(shop, {}, tmp_path / "dumped")
    assert load_shop(tmp_path / "dumped")[0] == shop


def shop_of(tables: Mapping[str, Table]) -> dict[str, str]:
    """A shop with a group for each table and an attribute for each of its columns."""
    attributes = {name: kind for table in tables.values() for name, kind in kinds(table)}
    facts = "".join(
        f"  {name}: {{name: {{en: {name}}}, kind: {kind}}}\n" for name, kind in attributes.items()
    )
    groups = "".join(
        f"  {group}:\n    kind: one\n    name: {{en: {group}}}\n"
        "    options: {own: {name: {en: Own}, price: 0}}\n"
        for group in tables
    )
    head = (
        "id: pcs\nname: {en: PCs}\nlanguages: [en]\ncurrency: USD\ntime_zone: Asia/Seoul\n"
        f"products: [pc]\nstores: {{main: {{name: {{en: Main}}}}}}\nattributes:\n{facts}"
    )
    product = f"name: {{en: PC}}\nprice: 0\non_menu: no\ngroups:\n{groups}"
    return {"shop.yaml": head, "products/pc.yaml": product}


def kinds(table: Table) -> Iterator[tuple[str, str]]:
    for at, name in enumerate(table.header):
        cells = {row.cells[at] for row in table.rows} - {""}
        if name in NO_FACTS:
            continue
        if name in WORDS:
            yield name, "words"
        elif cells <= {"yes", "no"}:
            yield name, "flag"
        else:
            numbers = all(cell.replace(".", "", 1).isdigit() for cell in cells)
            yield name, "number" if numbers else "word"
