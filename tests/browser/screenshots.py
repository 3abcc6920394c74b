"""`python -m tests.browser.screenshots`: renew the pictures of the README."""

import tempfile
from pathlib import Path

from tests.support.browsers import running_browser, watched_page
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.shops import publish_demo
from tests.support.web import ROOT, running_server

FOLDER = ROOT / "static" / "readme"
PICTURES = {"builder": "/burger-bar/burger/build?step=cheese", "menu": "/burger-bar/"}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_copy(make_sqlite_template(folder), folder / "shop.db") as database:
            publish_demo(database)
            with running_server(database, folder) as server:
                take(server.url)


def take(url: str) -> None:
    """Each page as a visitor with a desk sees it first."""
    with (
        running_browser() as browser,
        watched_page(browser, base_url=url, width=1280, height=860) as page,
    ):
        for name, address in PICTURES.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
