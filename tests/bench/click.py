"""One click in the builder of each demo shop, beside an empty page of the same server and run.

Prints a JSON object a line, then a table. Every click is on a configuration of its own, so that
nothing is answered from memory. The first product on a shop's menu is measured.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from catalog.database import Database
from catalog.files import load_shop
from configurator.app import create_app
from configurator.builder.warming import warm_up
from configurator.observing import set_up_logs
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.revisions import prepare, publish
from configurator.translations import compile_translations
from tests.bench.clicks import Click, clicks
from tests.bench.parts import Parts, Place, watching
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.web import running_server, settings_for_tests

DEMOS = Path(__file__).resolve().parents[2] / "catalog" / "demo"

ROUNDS = 400
WARM_UP = 40
HTMX = {"HX-Request": "true", "HX-Target": "builder"}


@dataclass(frozen=True)
class Limits:
    """How long a click may take: so many times an empty page, and so long in the engine."""

    times_empty: int
    engine_ms: float


LIMITS = {
    "burger-bar": Limits(20, 1.5),
    "laptop": Limits(20, 1.5),
    "pc": Limits(30, 2),
}


@dataclass(frozen=True)
class Measured:
    """Milliseconds of every request to a shop, and of what each part takes of a click."""

    shop: str
    requests: Mapping[str, list[float]]
    parts: Mapping[str, list[float]]

    @property
    def times_empty(self) -> float:
        """How many times an empty page the slower kind of click takes."""
        clicked = [p50(each) for name, each in self.requests.items() if name != EMPTY]
        return max(clicked) / p50(self.requests[EMPTY])

    @property
    def engine_ms(self) -> float:
        return p50(self.parts["engine"])

    def keeps(self, limits: Limits) -> bool:
        return self.times_empty <= limits.times_empty and self.engine_ms <= limits.engine_ms


EMPTY = "empty page"


def main(names: Sequence[str] = ()) -> int:
    """Measure the named shops, or all, and report; 1 where a click takes longer than it may.

    A shop that has no folder is not measured.
    """
    compile_translations()
    set_up_logs("warning")
    measured = [measure(name) for name in names or LIMITS if (DEMOS / name / "shop.yaml").exists()]
    for each in measured:
        for name, milliseconds in each.requests.items():
            tell(each.shop, name, milliseconds)
        for name, milliseconds in each.parts.items():
            tell(each.shop, f"part: {name}", milliseconds)
    kept = [judge(each, LIMITS[each.shop]) for each in measured]
    return 0 if all(kept) else 1


def measure(name: str) -> Measured:
    with demo(name) as (database, live, folder):
        asked = clicks(live, ROUNDS + WARM_UP)
        return Measured(
            name, over_the_network(database, folder, asked), in_process(database, folder, asked)
        )


@contextmanager
def demo(name: str = "burger-bar") -> Iterator[tuple[Database, LiveProduct, Path]]:
    """A demo shop on SQLite, in a folder of its own, with the first product on its menu."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        template = make_sqlite_template(folder)
        shop, pictures = load_shop(DEMOS / name)
        product = next(each for each in shop.products if each.on_menu)
        prepared = prepare(shop, pictures)
        with sqlite_copy(template, folder / "shop.db") as database:
            database.in_transaction(lambda session: publish(session, prepared, "bench"))
            with database.reading() as session:
                live = live_product(session, shop.id, product.id)
            if live is None:
                raise LookupError(f"{product.id} is not live")
            yield database, live, folder


def over_the_network(
    database: Database, folder: Path, asked: Iterable[Click]
) -> dict[str, list[float]]:
    """Milliseconds of whole requests, in turns: the empty page, a fragment, a page."""
    times: dict[str, list[float]] = {EMPTY: [], "click, fragment": [], "click, page": []}
    application = "tests.bench.served:application"
    with running_server(database, folder, application) as server:
        place = urlsplit(server.url).netloc
        for number, click in enumerate(asked):
            kinds = [("click, fragment", click.fragment, HTMX), ("click, page", click.page, {})]
            turn = kinds[number % 2]
            for name, url, headers in ((EMPTY, "/empty", {}), turn):
                took = request_ms(place, url, headers)
                if number >= WARM_UP:
                    times[name].append(took)
    return times


def request_ms(place: str, url: str, headers: Mapping[str, str], timeout: int = 20) -> float:
    """One request on a connection of its own, until the last byte."""
    begun = time.perf_counter()
    connection = HTTPConnection(place, timeout=timeout)
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
    with database.reading() as session:
        warm_up(session)
    client = create_app(settings, database).test_client()
    took: dict[str, list[float]] = {"engine": [], "database": [], "template": [], "the rest": []}
    entered: set[Place] = set()
    for number, click in enumerate(asked):
        parts = Parts()
        only = None if number < WARM_UP else entered
        with watching(parts, only), parts.counting("the rest"):
            client.get(click.fragment, headers=HTMX)
        entered |= parts.entered
        if number >= WARM_UP:
            for name, milliseconds in took.items():
                milliseconds.append(parts.seconds[name] * 1000)
    return took


def tell(shop: str, name: str, milliseconds: list[float]) -> None:
    figures = {"p50_ms": p50(milliseconds), "p99_ms": p99(milliseconds)}
    print(json.dumps({"shop": shop, "name": name, "count": len(milliseconds), **figures}))


def p50(milliseconds: list[float]) -> float:
    return round(median(milliseconds), 3)


def p99(milliseconds: list[float]) -> float:
    return round(quantiles(milliseconds, n=100)[-1], 3)


def judge(measured: Measured, limits: Limits) -> bool:
    """Print the table of a shop; whether its limits are kept."""
    empty = p50(measured.requests[EMPTY])
    parts = {f"  {name}": each for name, each in measured.parts.items()}
    print(f"\n{measured.shop:22}{'p50 ms':>10}{'p99 ms':>10}{'x empty':>10}")
    for name, each in {**measured.requests, **parts}.items():
        print(f"{name:22}{p50(each):10.2f}{p99(each):10.2f}{p50(each) / empty:10.1f}")
    times, engine = measured.times_empty, measured.engine_ms
    print(f"A click takes {times:.1f} times an empty page (at most {limits.times_empty}),")
    print(f"{engine:.2f} ms of it in the engine (at most {limits.engine_ms}).")
    print("Kept." if measured.keeps(limits) else "Not kept.")
    return measured.keeps(limits)
