"""A vendor's table becomes a group's parts list: what is taken, what is refused, what is kept."""

import os
import re
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from catalog.files import load_shop
from catalog.ids import id_fault
from catalog.importing import made_id
from catalog.shop import Option
from tests.catalog.test_files import FILES, write

SHOP = FILES["shop.yaml"].replace(
    "amounts:", "  fits: {name: {ko: 맞음, en: Fits}, kind: words}\namounts:", 1
)
VENDOR = """\
sku,Title,won,kcal,vegan,Heat,fits,colour
R-1,"Rye, dark ",900.4,310.5,Yes,mild,am5| am4|am5,brown
Ω,Ünïque bun,,0,no,,,
,Plain bun,1200,,,,,
R-2,,500,,,,,
R-3,Barley,free,,,,,
R-4,Oat,500,lots,,,,
R-1,Rye again,700,,,,,
R-5,Millet,,,,,,
R-6,Spelt,0,,,,,
"""
MAP = """\
columns:
  id: sku
  name: Title
  price: {column: won, times: 2}
  kcal: {column: kcal, zero_is_unknown: yes, times: 0.1}
  heat: Heat
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "bar", {**FILES, "shop.yaml": SHOP})


def run(app: Flask, folder: Path, vendor: str | bytes, *words: str) -> Result:
    write(folder.parent, {"vendor.csv": vendor, "map.yaml": MAP})
    named = [word.replace("@", f"{folder.parent}/") for word in words]
    args = ["catalog", "import-parts", str(folder), "burger.bun", f"{folder.parent}/vendor.csv"]
    return app.test_cli_runner().invoke(args=[*args, *named])


def named_bun(file: str) -> tuple[str, str]:
    """What to write instead of what, so that the group of buns reads the list."""
    return "  bun:\n", f'  bun:\n    options_from: "{file}"\n'


def buns(folder: Path) -> dict[str, Option]:
    shop, _ = load_shop(folder)
    return {option.id: option for option in shop.product("burger").groups[0].options}


def test_parts_are_taken_and_refused_row_by_row(app: Flask, folder: Path) -> None:
    result = run(app, folder, VENDOR, "--map", "@map.yaml")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "9 rows: 2 taken, 7 refused.",
        "  line 3: no price",
        "  line 5: no name",
        "  line 6: the price cannot be read: price 'free'",
        "  line 7: not of the column's kind: kcal 'lots'",
        "  line 8: a part of this id stands before, on line 2",
        "  line 9: no price",
        "  line 10: no price",
        "kcal: unknown of 1 of 2 parts",
        "vegan: unknown of 1 of 2 parts",
        "fits: unknown of 1 of 2 parts",
        "heat: unknown of 1 of 2 parts",
        "Columns that are not used: colour",
        "parts/burger.bun.csv: 2 added, 0 updated, 0 kept as they were.",
    ]
    found = buns(folder)
    plain = made_id("Plain bun", "Plain bun")
    assert list(found) == ["sesame", "rice", "r-1", plain]
    rye = found["r-1"]
    assert rye.name == {"ko": "Rye, dark", "en": "Rye, dark"}
    assert rye.prices == {"": 1801}
    assert {name: str(fact) for name, fact in rye.facts.items()} == {
        "kcal": "31.05",
        "vegan": "True",
        "heat": "mild",
        "fits": "('am5', 'am4')",
    }
    assert found[plain].facts == {}


def test_the_line_that_names_the_list_is_the_only_change_of_the_product(
    app: Flask, folder: Path
) -> None:
    run(app, folder, VENDOR, "--map", "@map.yaml")
    product = (folder / "products" / "burger.yaml").read_text("utf-8")
    line = "    options_from: parts/burger.bun.csv\n"
    assert product.count(line) == 1
    assert product.replace(line, "") == FILES["products/burger.yaml"]


def test_importing_again_updates_and_loses_nothing(app: Flask, folder: Path) -> None:
    run(app, folder, VENDOR, "--columns", "id=sku,name=Title,price=won")
    at = folder / "parts" / "burger.bun.csv"
    first = at.read_text("utf-8")
    again = run(app, folder, VENDOR, "--columns", "id=sku,name=Title,price=won")
    assert "0 added, 2 updated, 0 kept" in again.output
    assert at.read_text("utf-8") == first
    at.write_text(first.replace("vegan", "purpose").replace(",yes,", ",bread,"), "utf-8")
    changed = "sku,Title,won\nR-1,Rye,950\nR-9,Wheat,300\n"
    last = run(app, folder, changed, "--columns", "id=sku,name=Title,price=won")
    assert "1 added, 1 updated, 1 kept" in last.output
    rye = buns(folder)["r-1"]
    assert (rye.prices, rye.purpose, str(rye.facts["kcal"])) == ({"": 950}, "bread", "310.5")


def test_prices_may_come_from_elsewhere(app: Flask, folder: Path) -> None:
    write(folder.parent, {"prices.csv": "id,price\nR-5,480\nR-6,0\nΩ,none\n"})
    words = ("--columns", "id=sku,name=Title,price=won", "--price-missing", "@prices.csv")
    result = run(app, folder, VENDOR, *words)
    assert "line 3: the price cannot be read: price 'none'" in result.output
    found = buns(folder)
    assert (found["r-5"].prices, found["r-6"].prices) == ({"": 480}, {"": 0})


def test_a_dry_run_tells_and_writes_nothing(app: Flask, folder: Path) -> None:
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    result = run(app, folder, VENDOR, "--map", "@map.yaml", "--dry-run")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == (
        "parts/burger.bun.csv: 2 added, 0 updated, 0 kept as they were. "
        "Nothing is written (--dry-run)."
    )
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before


def test_nothing_is_written_where_the_shop_would_no_longer_check(app: Flask, folder: Path) -> None:
    vendor = "id,name,price,items\nrye,Rye,900,caviar\n"
    result = run(app, folder, vendor)
    assert result.exit_code == 1
    assert "options.rye.items.caviar: caviar is not in items.yaml." in result.output
    assert "Nothing is written." in result.output
    assert not (folder / "parts").exists()


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_no_list_is_written_outside_of_the_shop(
    app: Flask, folder: Path, dry_run: tuple[str, ...]
) -> None:
    outside = folder.parent / "outside.csv"
    product = folder / "products" / "burger.yaml"
    for file in (str(outside), "../outside.csv", "parts/../../outside.csv", "products/drink.csv"):
        product.write_text(FILES["products/burger.yaml"].replace(*named_bun(file), 1))
        result = run(app, folder, "id,name,price\nrye,Rye,900\n", *dry_run)
        assert result.exit_code == 1
        assert f"options_from has to be parts/<name>.csv, not {file}" in result.output
        assert not outside.exists()
        assert not (folder.parent.parent / "outside.csv").exists()


def test_a_list_that_is_named_but_not_there_yet_is_written(app: Flask, folder: Path) -> None:
    product = folder / "products" / "burger.yaml"
    product.write_text(FILES["products/burger.yaml"].replace(*named_bun("parts/rolls.csv"), 1))
    result = run(app, folder, "id,name,price\nrye,Rye,900\n")
    assert result.exit_code == 0, result.output
    assert (folder / "parts" / "rolls.csv").exists()
    assert "rye" in buns(folder)


def test_trying_out_leaves_a_linked_folder_of_lists_alone(app: Flask, folder: Path) -> None:
    assert run(app, folder, "id,name,price\nrye,Rye,900\n").exit_code == 0
    lists = (folder / "parts").rename(folder.parent / "lists")
    (folder / "parts").symlink_to(lists)
    before = (lists / "burger.bun.csv").read_bytes()
    assert run(app, folder, "id,name,price\noat,Oat,900\n", "--dry-run").exit_code == 0
    assert (lists / "burger.bun.csv").read_bytes() == before


def test_a_link_in_the_way_of_a_list_is_not_written_through(app: Flask, folder: Path) -> None:
    kept = folder.parent / "kept.txt"
    kept.write_text("kept")
    (folder / "parts").mkdir()
    (folder / "parts" / ".burger.bun.csv.new").symlink_to(kept)
    assert run(app, folder, "id,name,price\nrye,Rye,900\n").exit_code == 0
    assert kept.read_text() == "kept"


def test_what_is_no_file_of_the_shop_does_not_stop_an_import(app: Flask, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    result = run(app, folder, "id,name,price\nrye,Rye,900\n")
    assert result.exit_code == 0, result.output


def test_of_two_columns_of_one_name_none_is_read(app: Flask, folder: Path) -> None:
    result = run(app, folder, "id,name,price,price\nrye,Rye,900,1\n")
    assert result.exit_code == 1
    assert "vendor.csv:1 price: price" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--columns", "name=Name"), "--columns:1 name: Name is no column of the table."),
        (("--columns", "taste=Title"), "--columns:1 taste: taste is no column here."),
        (("--columns", "id=sku"), "9 rows: 0 taken, 9 refused."),
    ],
)
def test_a_mapping_that_leads_nowhere_is_told(
    app: Flask, folder: Path, words: tuple[str, ...], told: str
) -> None:
    result = run(app, folder, VENDOR, *words)
    assert result.exit_code == 1
    assert told in result.output


def test_words_of_the_vendor_become_those_of_the_shop(app: Flask, folder: Path) -> None:
    mapping = """\
columns:
  id: sku
  name: Title
  price: won
  heat: {column: Heat, words: {mild: hot}}
  fits: {column: fits, words: {am5: socket-am5}}
  vegan: {column: colour, words: {brown: yes, others: no}}
  kcal: {column: sku, words: {R-1: 100, others: 20}}
"""
    vendor = VENDOR.replace("R-4,Oat,500,lots,,,,", "R-4,Oat,500,lots,,mild,am4,white")
    write(folder.parent, {"words.yaml": mapping})
    result = run(app, folder, vendor, "--map", "@words.yaml")
    assert result.exit_code == 0, result.output
    rye, oat, plain = (
        buns(folder)[each] for each in ("r-1", "r-4", made_id("Plain bun", "Plain bun"))
    )
    assert rye.facts == {"heat": "hot", "fits": ("socket-am5", "am4"), "vegan": True, "kcal": 100}
    assert oat.facts == {"heat": "hot", "fits": ("am4",), "vegan": False, "kcal": 20}
    assert plain.facts == {}


def test_mistakes_in_a_mapping_file_are_told_with_their_lines(app: Flask, folder: Path) -> None:
    write(
        folder.parent, {"bad.yaml": "columns:\n  name: Titel\n  kcal: {column: kcal, times: 0}\n"}
    )
    result = run(app, folder, VENDOR, "--map", "@bad.yaml")
    assert result.exit_code == 1
    assert "bad.yaml:3 columns.kcal.times: 0: expected" in result.output
    assert "bad.yaml:2 columns.name: Titel is no column of the table. Known: Title" in result.output


def test_only_a_group_of_options_takes_parts(app: Flask, folder: Path) -> None:
    write(folder.parent, {"vendor.csv": VENDOR})
    for group in ("burger.set", "burger.bum", "pizza.bun", "burger"):
        args = ["catalog", "import-parts", str(folder), group, f"{folder.parent}/vendor.csv"]
        result = app.test_cli_runner().invoke(args=args)
        assert result.exit_code == 1
        assert "has no group" in result.output


def test_a_group_written_on_one_line_is_not_torn(app: Flask, folder: Path) -> None:
    product = FILES["products/burger.yaml"]
    flat = re.sub(
        r"  bun:\n.*?  toppings:",
        "  bun: {kind: one, name: {ko: 번, en: Bun}, options: {"
        "sesame: {name: {ko: 참깨, en: Sesame}, price: 0}, "
        "rice: {name: {ko: 밥, en: Rice}, price: 0}}}\n  toppings:",
        product,
        flags=re.DOTALL,
    )
    write(folder, {"products/burger.yaml": flat})
    result = run(app, folder, VENDOR, "--columns", "id=sku,name=Title,price=won")
    assert result.exit_code == 1
    assert "write options_from: parts/burger.bun.csv into the group" in result.output


@pytest.mark.parametrize("body", [b"\x1f\x8b\x08broken", b"no gzip at all"])
def test_a_broken_gzip_file_is_told(app: Flask, folder: Path, body: bytes) -> None:
    write(folder.parent, {"vendor.csv.gz": body})
    args = ["catalog", "import-parts", str(folder), "burger.bun", f"{folder.parent}/vendor.csv.gz"]
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 1
    assert "gzip" in result.output.lower()


def test_ids_made_of_names_are_ids_and_stay_the_same() -> None:
    names = ["Ryzen™ 5 7600X", "라이젠 5", "A" * 300, "---", "Größe Ω", "none"]
    ids = [made_id(name, name) for name in names]
    assert ids[0].startswith("ryzentm-5-7600x-")
    assert len(set(ids)) == len(names)
    assert not any(id_fault(each) for each in ids)
    assert made_id("key", "Old name")[-10:] == made_id("key", "New name")[-10:]
