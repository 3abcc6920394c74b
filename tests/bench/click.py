"""One click in the builder, beside an empty page of the same server in the same run.

Prints a JSON object a line, then a table. Every click is on a configuration of its own, so that
nothing is answered from memory.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from catalog.database import Database
from configurator.app import create_app
from configurator.publishing.live import LiveProduct, live_product
from configurator.translations import compile_translations
from tests.bench.clicks import Click, clicks
from tests.bench.parts import Parts, watching
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.shops import publish_demo
from tests.support.web import running_server, settings_for_tests

ROUNDS = 400
WARM_UP = 40
MOST_TIMES_EMPTY = 20
MOST_ENGINE_MS = 1.5
HTMX = {"HX-Request": "true", "HX-Target": "builder"}


def main() -> int:
    """Measure and report; 1 where a click takes longer than it may."""
    compile_translations()
    with demo() as (database, live, folder):
        asked = clicks(live, ROUNDS + WARM_UP)
        times = over_the_network(database, folder, asked)
        parts = in_process(database, folder, asked)
    for name, milliseconds in times.items():
        tell(name, milliseconds)
    for name, milliseconds in parts.items():
        tell(f"part: {name}", milliseconds)
    return judge(times, parts)


@contextmanager
def demo() -> Iterator[tuple[Database, LiveProduct, Path]]:
    """The burger bar on SQLite, in a folder of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        template = make_sqlite_template(folder)
        with sqlite_copy(template, folder / "shop.db") as database:
            publish_demo(database)
            with database.reading() as session:
                live = live_product(session, "burger-bar", "burger")
            if live is None:
                raise LookupError("the demo shop has no burger")
            yield database, live, folder


def over_the_network(
    database: Database, folder: Path, asked: Iterable[Click]
) -> dict[str, list[float]]:
    """Milliseconds of whole requests, in turns: the empty page, a fragment, a page."""
    times: dict[str, list[float]] = {"empty page": [], "click, fragment": [], "click, page": []}
    application = "tests.bench.served:application"
    with running_server(database, folder, application) as server:
        place = urlsplit(server.url).netloc
        for number, click in enumerate(asked):
            kinds = [("click, fragment", click.fragment, HTMX), ("click, page", click.page, {})]
            turn = kinds[number % 2]
            for name, url, headers in (("empty page", "/empty", {}), turn):
                took = request_ms(place, url, headers)
                if number >= WARM_UP:
                    times[name].append(took)
    return times


def request_ms(place: str, url: str, headers: Mapping[str, str]) -> float:
    """One request on a connection of its own, until the last byte."""
    begun = time.perf_counter()
    connection = HTTPConnection(place, timeout=20)
    try:
        connection.request("GET", url, headers={"Accept-Language": "en", **headers})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    took = (time.perf_counter() - begun) * 1000
    if answer.status != 200:
        raise ValueError(f"{url} answered {answer.status}")
    return took


def in_process(database: Database, folder: Path, asked: Iterable[Click]) -> dict[str, list[float]]:
    """Milliseconds that each part takes of a click's fragment, measured inside."""
    settings = settings_for_tests(folder / "var", database.engine.url.render_as_string(False))
    client = create_app(settings, database).test_client()
    took: dict[str, list[float]] = {"engine": [], "database": [], "template": [], "the rest": []}
    for number, click in enumerate(asked):
        parts = Parts()
        with watching(parts), parts.counting("the rest"):
            client.get(click.fragment, headers=HTMX)
        if number >= WARM_UP:
            for name, milliseconds in took.items():
                milliseconds.append(parts.seconds[name] * 1000)
    return took


def tell(name: str, milliseconds: list[float]) -> None:
    figures = {"p50_ms": p50(milliseconds), "p99_ms": p99(milliseconds)}
    print(json.dumps({"name": name, "count": len(milliseconds), **figures}))


def p50(milliseconds: list[float]) -> float:
    return round(median(milliseconds), 3)


def p99(milliseconds: list[float]) -> float:
    return round(quantiles(milliseconds, n=100)[-1], 3)


def judge(times: Mapping[str, list[float]], parts: Mapping[str, list[float]]) -> int:
    """The table, and whether the limits are kept."""
    empty = p50(times["empty page"])
    print(f"\n{'':22}{'p50 ms':>10}{'p99 ms':>10}{'x empty':>10}")
    for name, each in {**times, **{f"  {name}": each for name, each in parts.items()}}.items():
        print(f"{name:22}{p50(each):10.2f}{p99(each):10.2f}{p50(each) / empty:10.1f}")
    slowest = max(p50(times["click, fragment"]), p50(times["click, page"])) / empty
    engine = p50(parts["engine"])
    kept = slowest <= MOST_TIMES_EMPTY and engine <= MOST_ENGINE_MS
    print(f"\nA click takes {slowest:.1f} times an empty page (at most {MOST_TIMES_EMPTY}).")
    print(f"The engine takes {engine:.2f} ms of it (at most {MOST_ENGINE_MS}).")
    print("Kept." if kept else "Not kept.")
    return 0 if kept else 1
