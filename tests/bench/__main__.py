"""`python -m tests.bench`: a click in the builder beside an empty page of the same server."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

from catalog.database import Database
from configurator.builder.address import query
from configurator.engine.model import Choice
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import LiveProduct, live_product
from tests.bench.parts import PARTS, parts_of
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.shops import publish_demo
from tests.support.web import running_server

CLICKS = 500
WARM_UP = 60
MOST_TIMES_EMPTY = 20
MOST_ENGINE_MS = 1.5
SHOP, PRODUCT = "burger-bar", "burger"


def main() -> int:
    """Measures, prints, and returns 1 where a click costs more than it may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_copy(make_sqlite_template(folder), folder / "shop.db") as database:
            publish_demo(database)
            clicks = list(clicks_of(database, Random(1)))
            with running_server(database, folder, "tests.bench.measured:application") as server:
                return report(*measure(server.url, clicks))


def clicks_of(database: Database, random: Random) -> Iterator[str]:
    """Addresses as shoppers meet them: some of the choices of a preset, in any of the steps."""
    with database.reading() as session:
        live = live_product(session, SHOP, PRODUCT)
    if live is None:
        raise LookupError(f"the demo shop has no {PRODUCT}")
    presets = [preset for preset in live.shop.presets if preset.product == PRODUCT]
    for _ in range(WARM_UP + CLICKS):
        yield click(live, [*preset_choices(live, random.choice(presets))], random)


def click(live: LiveProduct, choices: list[Choice], random: Random) -> str:
    kept = random.sample(choices, random.randint(0, len(choices)))
    step = random.choice(live.product.steps).id
    return f"/{SHOP}/{PRODUCT}/build?{query(live, kept, step=step)}"


def measure(
    url: str, clicks: Sequence[str]
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    """Milliseconds of empty pages, of clicks, and of each part of the clicks."""
    empty: list[float] = []
    whole: list[float] = []
    parts: dict[str, list[float]] = {part: [] for part in PARTS}
    for number, address in enumerate(clicks):
        empty_ms, _ = ask(url, "/empty")
        click_ms, timing = ask(url, address)
        if number >= WARM_UP:
            empty.append(empty_ms)
            whole.append(click_ms)
            for part, spent in parts_of(timing).items():
                parts[part].append(spent)
    return empty, whole, parts


def ask(url: str, address: str) -> tuple[float, str]:
    """How long an answer took in milliseconds, from connecting to its last byte."""
    started = perf_counter()
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.request("GET", address, headers={"HX-Request": "true"})
    response = connection.getresponse()
    response.read()
    spent = (perf_counter() - started) * 1000
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{address} was answered with {response.status}")
    return spent, response.headers["Server-Timing"]


def report(empty: list[float], whole: list[float], parts: dict[str, list[float]]) -> int:
    rows = {"an empty page": empty, "a click in the builder": whole}
    rows |= {f"  of it {part}": spent for part, spent in parts.items()}
    print(f"{len(whole)} clicks, milliseconds      p50      p99")
    for name, spent in rows.items():
        print(f"{name:28} {at(spent, 0.5):8.2f} {at(spent, 0.99):8.2f}")
    times = at(whole, 0.5) / at(empty, 0.5)
    engine = at(parts["engine"], 0.5)
    print(f"a click is {times:.1f} empty pages (at most {MOST_TIMES_EMPTY})")
    print(f"the engine's part is {engine:.2f} ms (at most {MOST_ENGINE_MS})")
    return int(times > MOST_TIMES_EMPTY or engine > MOST_ENGINE_MS)


def at(values: list[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    sys.exit(main())
