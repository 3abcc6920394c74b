"""`python -m tests.browser.screenshots`: renew the pictures of the README."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from catalog.database import Database
from configurator.builder.address import query
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import live_product
from tests.support.browsers import running_browser, watched_page
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.shops import publish_demo
from tests.support.web import ROOT, running_server

FOLDER = ROOT / "static" / "readme"
SHOP, PRODUCT, PRESET = "burger-bar", "burger", "double-smoke"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_copy(make_sqlite_template(folder), folder / "shop.db") as database:
            publish_demo(database)
            with running_server(database, folder) as server:
                take(server.url, pictures(database))


def pictures(database: Database) -> dict[str, str]:
    """The addresses to show, by the names of their files."""
    with database.reading() as session:
        live = live_product(session, SHOP, PRODUCT)
    if live is None:
        raise LookupError(f"the demo shop has no {PRODUCT}")
    choices = preset_choices(live, live.shop.preset(PRESET))
    chosen = query(live, choices, step="cheese")
    return {"builder": f"/{SHOP}/{PRODUCT}/build?{chosen}", "menu": f"/{SHOP}/"}


def take(url: str, addresses: Mapping[str, str]) -> None:
    """Each page as a visitor with a desk sees it first."""
    with (
        running_browser() as browser,
        watched_page(browser, base_url=url, width=1280, height=860) as page,
    ):
        for name, address in addresses.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
