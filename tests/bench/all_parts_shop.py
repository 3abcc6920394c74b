"""A copy of the PC shop with every part of the sample data in it, some 26,000.

The vendors' tables are imported as they stand, each with its mapping in `all_parts_maps`. Facts
that they do not know stay unknown, and words that the shop does not know (old sockets, say) are
added as they stand. What has no price there is given one here: a plausible one of its size, drawn
by a seed, for a part without a price is no part that can be sold.
"""

import csv
import gzip
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from catalog.import_mapping import read_mapping, same_names
from catalog.list_import import find_target, import_list, read_vendor_table
from tests.support.skipping import DATA_IS_ELSEWHERE

DATA = Path(os.environ.get(DATA_IS_ELSEWHERE, "../shared/data")) / "pc"
DEMO = Path(__file__).resolve().parents[2] / "catalog" / "demo" / "pc"
MAPS = Path(__file__).parent / "all_parts_maps"

GROUPS = {
    "cpu": ("tower.cpu",),
    "motherboard": ("tower.board",),
    "memory": ("tower.memory", "tower.second-kit"),
    "video-card": ("tower.graphics",),
    "internal-hard-drive": ("drive.model",),
    "case": ("tower.case",),
    "power-supply": ("tower.psu",),
    "cpu-cooler": ("tower.cooler",),
}
"""Where the parts of each table go. Memory goes into both kits, as in the shop itself."""

_DOLLARS_EACH = {
    "memory": ("capacity_gb", 3.0),
    "internal-hard-drive": ("capacity_gb", 0.06),
    "power-supply": ("wattage", 0.13),
    "video-card": ("memory_gb", 38.0),
}
"""What a table is priced by where it says how large a part is, in dollars for one of it."""


@dataclass(frozen=True)
class Imported:
    """How many rows the tables have, and how many of them are in the shop."""

    rows: int
    refused: int


def add_all_parts(folder: Path, seed: int = 1) -> Imported:
    """Copy the PC shop to `folder`, and import every table as `flask catalog import-parts` does.

    Raises `CatalogError` where a table cannot be read.
    """
    shutil.copytree(DEMO, folder)
    rows = refused = 0
    for table, targets in GROUPS.items():
        parts = _read(table)
        prices = _price_list(table, parts, Random(f"{seed} {table}"))
        for target in targets:
            left_out = _run(folder, table, target, prices)
        rows, refused = rows + len(parts), refused + left_out
    return Imported(rows, refused)


def _run(folder: Path, table: str, target: str, prices: Mapping[str, str]) -> int:
    """Import one table into one group; how many of its rows were refused.

    The command would compile the whole shop after each table; here it is checked once, at the end.
    """
    product, _, group = target.partition(".")
    found = find_target(folder, product, group)
    vendor = read_vendor_table(DATA / f"{table}.csv.gz")
    mapping = (MAPS / f"{table}.yaml").read_bytes()
    mapped = read_mapping(mapping, f"{table}.yaml", vendor.header, found.known)
    sources = {**same_names(vendor.header, found.known), **mapped}
    done = import_list(found, vendor, sources, prices)
    for name, body in done.files.items():
        (folder / name).write_bytes(body)
    return len(done.taken.refused)


def _read(table: str) -> list[dict[str, str]]:
    with gzip.open(DATA / f"{table}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _price_list(table: str, parts: list[dict[str, str]], random: Random) -> dict[str, str]:
    """A price for every part of a table, by its id: for those that it names none of."""
    typical = median(float(part["usd"]) for part in parts if part["usd"])
    sizes = {part["id"]: _sized(table, part) or typical for part in parts}
    return {
        part: f"{max(5, round(size * random.uniform(0.7, 1.5)))}.99" for part, size in sizes.items()
    }


def _sized(table: str, part: Mapping[str, str]) -> float:
    """The price that the size of a part makes plausible; 0 where nothing is known of it."""
    column, dollars = _DOLLARS_EACH.get(table, ("", 0.0))
    return float(part.get(column) or 0) * dollars
