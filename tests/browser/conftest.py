"""Every test here drives a browser on a real server, of a shop that is open at any hour."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.open_shop import publish_open_demo
from tests.support import databases
from tests.support.browsers import watched_page
from tests.support.shops import PublishedRows
from tests.support.web import LiveServer, running_server

NewPage = Callable[..., Page]

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_rows(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> PublishedRows:
    """The burger bar, open day and night, so that the hour of the test does not matter."""
    path = tmp_path_factory.mktemp("open") / "demo.db"
    with databases.sqlite_copy(sqlite_template, path) as database:
        return publish_open_demo(database)


@contextmanager
def visitors_of(server: LiveServer, browser: Browser) -> Iterator[NewPage]:
    """Makes visitors of a server, all of whom leave at the end."""
    with ExitStack() as visitors:

        def make(**ways: Any) -> Page:
            page = visitors.enter_context(watched_page(browser, base_url=server.url, **ways))
            page.set_default_timeout(PATIENCE_MS)
            return page

        yield make


@pytest.fixture
def new_page(browser: Browser, live_server: LiveServer) -> Iterator[NewPage]:
    """Makes another visitor: `new_page(width=360, language="ko", scripts=False)`."""
    with visitors_of(live_server, browser) as make:
        yield make


@pytest.fixture(scope="session")
def computer_server(
    sqlite_template: Path, computer_rows: databases.Rows, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server of both computer shops, shared by every test that looks at them."""
    folder = tmp_path_factory.mktemp("computers")
    with databases.sqlite_copy(sqlite_template, folder / "shop.db") as database:
        databases.put_rows(database, computer_rows)
        with running_server(database, folder) as server:
            yield server


@pytest.fixture
def computer_page(browser: Browser, computer_server: LiveServer) -> Iterator[NewPage]:
    """Makes another visitor of the computer shops, as `new_page` does."""
    with visitors_of(computer_server, browser) as make:
        yield make
