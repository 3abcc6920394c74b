"""The page that documents shop files: its examples are shops without mistakes."""

import re
from pathlib import Path

import pytest

from catalog.files import load_shop
from catalog.ids import RESERVED
from catalog.import_mapping import read_mapping
from catalog.known import Known
from catalog.part_columns import PLAIN
from catalog.price_schemas import (
    AdjustmentEntry,
    AllowanceEntry,
    CouponEntry,
    FeeEntry,
    HalvesEntry,
    PriceListEntry,
    SequenceEntry,
    TaxesEntry,
    TimesEntry,
)
from catalog.schemas import ExampleEntry, GroupEntry, OptionEntry, ProductEntry, ShopEntry
from configurator.publishing.files_check import check_files, mistake_line
from tests.catalog.shops import SVG
from tests.catalog.test_files import write

PAGE = (Path(__file__).parents[2] / "catalog" / "SHOP_FILES.md").read_text("utf-8")
NAMED = re.findall(r"```(?:yaml|csv)\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
HEADED = re.findall(r"\n## (\S+\.yaml)\n(?:(?!\n## ).)*?```yaml\n((?!# ).*?)```", PAGE, re.DOTALL)
EXAMPLES = {
    "burger-bar": dict(HEADED)
    | {name: body for name, body in NAMED if name.startswith("products")},
    **{
        shop: {
            name.removeprefix(f"{shop}/"): body
            for name, body in NAMED
            if name.startswith(f"{shop}/")
        }
        for shop in ("pizzeria", "computers")
    },
}


@pytest.mark.parametrize("shop", list(EXAMPLES))
def test_the_examples_are_a_shop_without_mistakes(tmp_path: Path, shop: str) -> None:
    files = EXAMPLES[shop]
    pictures = set(re.findall(r"[\w-]+\.svg", "".join(files.values())))
    folder = write(tmp_path, {**files, **{f"pictures/{each}": SVG for each in pictures}})
    found = check_files(folder)
    assert [mistake_line(each, "en") for each in found.mistakes] == []
    assert found.shop is not None
    assert found.shop.id == shop


def test_the_example_of_a_parts_list_says_what_the_page_says(tmp_path: Path) -> None:
    shop, _ = load_shop(write(tmp_path, EXAMPLES["computers"]))
    first, second, _ = shop.product("pc").groups[0].options
    assert first.merits == {"gaming": 60, "office": 80}
    assert "quiet" not in second.facts
    assert second.days == 5


def test_the_example_of_a_mapping_can_be_read() -> None:
    kinds = {"watts": "number", "sockets": "words", "socket": "word", "quiet": "flag"}
    known = Known(attributes=kinds)
    header = ("sku", "Title", "usd", "tdp", "fits", "cpu socket", "noise")
    sources = read_mapping(dict(NAMED)["map.yaml"].encode(), "map.yaml", header, known)
    assert sources["sockets"].split == ";"
    assert sources["socket"].renamed("LGA 1700") == "lga1700"
    assert sources["quiet"].renamed("rather loud") == "no"


ENTRIES = [
    *(ShopEntry, ProductEntry, GroupEntry, OptionEntry, AllowanceEntry, SequenceEntry, HalvesEntry),
    ExampleEntry,
    *(AdjustmentEntry, TimesEntry, PriceListEntry, CouponEntry, FeeEntry, TaxesEntry),
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_field_stands_on_the_page(entry: type) -> None:
    blocks = "".join(body for files in EXAMPLES.values() for body in files.values())
    for name in entry().fields:
        assert re.search(rf"\b{name}:", blocks), name


def test_every_column_and_every_reserved_word_stands_on_the_page() -> None:
    for word in (*PLAIN, *RESERVED["group"], *RESERVED["shop"], *RESERVED["product"]):
        assert f"`{word}`" in PAGE, word
