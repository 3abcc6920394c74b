"""`python -m tests.browser.screenshots [words]`: every page as people see it.

Takes the pages whose names hold all of the words (all pages without any) at three widths, in both
languages, light and dark, into `var/screenshots`; and renews the pictures of the README.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page

from configurator.translations import compile_translations
from tests.browser.open_shop import publish_open_demo
from tests.browser.places import SHOPPERS, STAFF, Way, order
from tests.browser.shopping import BUILD, MENU
from tests.browser.staffing import sign_in
from tests.support.browsers import running_browser, watched_page
from tests.support.databases import make_sqlite_template, sqlite_copy
from tests.support.shops import publish_computers
from tests.support.web import ROOT, LiveServer, running_server

WIDTHS = {360: 780, 768: 1024, 1280: 800}
LANGUAGES = ("ko", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
README = ROOT / "static" / "readme"
IN_MID_BUILD = (
    "bun=brioche&patties.beef=2&doneness=medium-well&cheese.cheddar=1&toppings.lettuce=normal"
    "&toppings.tomato=normal&toppings.onion=normal&sauces.ketchup=normal&set=taken&step=toppings"
)

A_PC_IN_MID_BUILD = (
    "cpu=ryzen-5-9600x&board=gigabyte-b850-eagle-wifi6e"
    "&memory=g-skill-flare-x5-2x16-gb-ddr5-6000-cl30&case=lian-li-lancool-216"
    "&psu=corsair-rm750e-2025&cooler=thermalright-phantom-spirit-120-se&step=graphics"
)


def main(wanted: list[str]) -> int:
    """Takes the pictures; says how many."""
    compile_translations()
    places = {name: go for name, go in {**SHOPPERS, **STAFF}.items() if _is_meant(name, wanted)}
    folder = ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with demo_server() as server, running_browser() as browser:
        if not wanted:
            take_readme_pictures(browser, server)
            take_readme_picture_of_the_pc(browser)
        for width, language, scheme in product(WIDTHS, LANGUAGES, SCHEMES):
            with watched_page(
                browser,
                base_url=server.url,
                width=width,
                height=WIDTHS[width],
                language=language,
            ) as page:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                sign_in(page, server.database)
                order(page)
                for name, go in places.items():
                    take(page, name, go, folder, f"{width}-{language}-{scheme}")
    sys.stdout.write(f"{len(places) * len(WIDTHS) * 4} pictures in {folder}\n")
    return 0


@contextmanager
def demo_server() -> Iterator[LiveServer]:
    """The burger bar on a server of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_copy(make_sqlite_template(folder), folder / "shop.db") as database:
            publish_open_demo(database)
            with running_server(database, folder) as server:
                yield server


def take(page: Page, name: str, go: Way, folder: Path, way: str) -> None:
    go(page)
    page.wait_for_load_state("networkidle")
    file_name = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    page.screenshot(path=folder / f"{file_name}-{way}.png", full_page=True)


def take_readme_pictures(browser: Browser, server: LiveServer) -> None:
    """The menu, and the builder in mid-build, as they first meet the eye."""
    with watched_page(browser, base_url=server.url, width=1280, height=860) as page:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for name, address in {"menu": MENU, "builder": f"{BUILD}?{IN_MID_BUILD}"}.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=README / f"{name}.png")


def take_readme_picture_of_the_pc(browser: Browser) -> None:
    """The other kind of shop: a computer of real parts, in mid-build."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_copy(make_sqlite_template(folder), folder / "shop.db") as database:
            publish_computers(database)
            with (
                running_server(database, folder) as server,
                watched_page(browser, base_url=server.url, width=1280, height=860) as page,
            ):
                page.emulate_media(color_scheme="light", reduced_motion="reduce")
                page.goto(f"/pc/tower/build?{A_PC_IN_MID_BUILD}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=README / "pc.png")


def _is_meant(name: str, wanted: list[str]) -> bool:
    return all(word in name for word in wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
