"""`python -m tests.bench.all_parts`: the PC shop with some 26,000 parts, imported and clicked in.

Imports every table of the sample data, publishes the shop, and has a shopper click: steps opened,
options taken, lists searched, filtered and turned over, blocked options wanted. Prints a line of
JSON, then a table. Nothing is measured where the data is not there.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlsplit

from catalog.files import load_shop
from catalog.shop import Shop
from configurator.builder.address import query, want_value
from configurator.engine.answers import valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.model import Choice
from configurator.engine.situations import Situation, kept
from configurator.publishing.engine_model import engine_model
from configurator.publishing.live import LiveProduct, LiveShop, assemble, product_on_menu
from configurator.publishing.revisions import prepare, publish
from configurator.translations import compile_translations
from tests.bench.all_parts_shop import DATA, Imported, add_all_parts
from tests.bench.click import EMPTY, HTMX, p50, p99, request_ms
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.web import running_server

MOST_CLICK_MS = 150
BUILDS = 4
LONGEST_S = 120
"""How long an answer is waited for: the first ones of a worker take long."""
LISTS = ("cpu", "board", "memory", "graphics", "case", "psu", "cooler")
WORDS = ("white", "gaming", "rgb", "16", "pro", "black")
FILTERS = {"cpu": "socket=am5", "board": "size=atx", "memory": "ddr=ddr5", "psu": "rating=gold"}


@dataclass(frozen=True)
class Asked:
    """A request of a kind, and the page that a shopper would see."""

    kind: str
    url: str


def main() -> int:
    """Measure and report; 1 where the median click takes longer than it may."""
    if not DATA.is_dir():
        print(f"Not measured: {DATA} is absent. Set CONFIGURATOR_DATA to the folder of the data.")
        return 0
    compile_translations()
    with TemporaryDirectory() as made:
        figures, times = measure(Path(made))
    print(json.dumps(figures))
    for kind, milliseconds in times.items():
        print(
            f"{kind:22}{len(milliseconds):6}{median(milliseconds):10.1f}{max(milliseconds):10.1f}"
        )
    kept_limit = figures["click_ms_p50"] <= MOST_CLICK_MS
    print(f"A click takes {figures['click_ms_p50']:.0f} ms (at most {MOST_CLICK_MS}).")
    return 0 if kept_limit else 1


def measure(folder: Path) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """The figures by name, and the milliseconds of every request by its kind."""
    import_s, imported = _timed(lambda: add_all_parts(folder / "pc"))
    load_s, (shop, pictures) = _timed(lambda: load_shop(folder / "pc"))
    compile_s, compiled = _timed(lambda: _compiled(shop))
    prepare_s, prepared = _timed(lambda: prepare(shop, pictures, compiled={"tower": compiled}))
    template = make_sqlite_template(folder)
    with sqlite_copy(template, folder / "shop.db") as database:
        publish_s, _ = _timed(
            lambda: database.in_transaction(lambda session: publish(session, prepared, "bench"))
        )
        live = _live(shop, prepared.diagrams["tower"])
        asked = list(shopping(live))
        with running_server(database, folder, "tests.bench.served:application") as server:
            place = urlsplit(server.url).netloc
            cold = request_ms(place, asked[0].url, {}, LONGEST_S)
            for _ in range(6):
                request_ms(place, asked[0].url, {}, LONGEST_S)
            times = _clicked(place, asked)
            peak_mb = _largest_process_mb(server.url)
    return _figures(imported, compiled, prepared.diagrams["tower"], times) | {
        "import_s": import_s,
        "load_s": load_s,
        "compile_s": compile_s,
        "publish_s": round(prepare_s + publish_s, 1),
        "cold_ms": round(cold),
        "peak_mb": peak_mb,
    }, times


def shopping(live: LiveProduct, seed: int = 1) -> Iterator[Asked]:
    """What shoppers ask for, one after another; no two of them have the same configuration."""
    picking = random.Random(seed)
    path = f"/{live.shop.id}/{live.product.id}/build?"
    for _ in range(BUILDS):
        choices: tuple[Choice, ...] = ()
        for group in picking.sample(LISTS, len(LISTS)):
            step = next(s.id for s in live.product.steps if group in s.groups)
            here = f"{path}{query(live, choices, step=step)}"
            yield Asked("open a step", here)
            find = f"&find.{group}:"
            yield Asked(
                "search", f"{here}{find}q={quote(picking.choice(WORDS))}&find.{group}:fits=1"
            )
            yield Asked("next page", f"{here}{find}page=2")
            if group in FILTERS:
                yield Asked("filter", f"{here}{find}{FILTERS[group]}")
            can, cannot = _apart(live, choices, group)
            if cannot:
                yield Asked(
                    "want a blocked one", f"{here}&want={want_value(picking.choice(cannot))}"
                )
            if can:
                taken = picking.choice(can)
                choices = (*kept(live.compiled.model, choices, taken), taken)
                yield Asked("choose", f"{path}{query(live, choices, step=step)}")


def _apart(
    live: LiveProduct, choices: tuple[Choice, ...], group: str
) -> tuple[list[Choice], list[Choice]]:
    """The options of a group that can be had, and those that cannot."""
    domains = valid_domains(live.compiled, Situation(choices), live.costs)
    options = [Choice(group, option.id) for option in live.group(group).group.options]
    can = [choice for choice in options if domains.is_available(choice)]
    available = frozenset(can)
    return can, [choice for choice in options if choice not in available]


def _clicked(place: str, asked: Sequence[Asked]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {EMPTY: []}
    for each in asked:
        times[EMPTY].append(request_ms(place, "/empty", {}))
        times.setdefault(each.kind, []).append(request_ms(place, each.url, HTMX, LONGEST_S))
    return times


def _figures(
    imported: Imported, compiled: Compiled, stored: bytes, times: dict[str, list[float]]
) -> dict[str, Any]:
    clicked = [each for kind, every in times.items() if kind != EMPTY for each in every]
    layered = compiled.diagram.layered
    return {
        "name": "all parts",
        "parts": imported.rows - imported.refused,
        "refused": imported.refused,
        "edges": 0 if layered is None else len(layered.graph.values),
        "stored_kb": len(stored) // 1024,
        "clicks": len(clicked),
        "click_ms_p50": p50(clicked),
        "click_ms_p99": p99(clicked),
        "empty_ms_p50": p50(times[EMPTY]),
    }


def _compiled(shop: Shop) -> Compiled:
    return compile_model(engine_model(shop, shop.product("tower")))


def _live(shop: Shop, diagram: bytes) -> LiveProduct:
    product = product_on_menu(shop, "tower")
    if product is None:
        raise LookupError("tower is not on the menu")
    return assemble(LiveShop(shop, 1, {}), product, diagram)


def _timed(work: Any) -> tuple[float, Any]:
    """Seconds of processor time that something takes, and what it gives."""
    begun = time.process_time()
    result = work()
    return round(time.process_time() - begun, 1), result


def _largest_process_mb(url: str) -> int:
    """The most memory that a worker of the server has taken; 0 where that cannot be known."""
    port = url.rpartition(":")[2]
    listed = subprocess.run(
        ["ps", "-eo", "pid,args"], capture_output=True, text=True, check=False
    ).stdout
    found = [line.split()[0] for line in listed.splitlines() if f"127.0.0.1:{port}" in line]
    peaks = [_peak_mb(Path(f"/proc/{pid}/status")) for pid in found if pid != str(os.getpid())]
    return max(peaks, default=0)


def _peak_mb(status: Path) -> int:
    if not status.exists():
        return 0
    lines = status.read_text("utf-8").splitlines()
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    sys.exit(main())
