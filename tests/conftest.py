"""Fixtures for every test: databases, the application, the demo shop, servers and browsers."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator import cli
from configurator.app import create_app
from configurator.publishing.caching import forget_everything
from configurator.settings import Settings
from configurator.translations import compile_translations
from tests.support import browsers, databases, pages
from tests.support.skipping import turn_into_failure
from tests.support.staff import sign_in
from tests.support.web import LiveServer, ShopClient, running_server, settings_for_tests

if TYPE_CHECKING:
    from tests.support.shops import PublishedRows


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    turn_into_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    turn_into_failure(report)
    return report


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """Pages are tested in both languages, from the translations as they are written now."""
    compile_translations()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.make_sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Database | str]:
    """A PostgreSQL database of this process, or why there is none."""
    missing = databases.why_postgresql_is_missing()
    if missing:
        yield missing
        return
    with databases.own_postgresql() as database:
        yield database


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    with databases.sqlite_copy(sqlite_template, tmp_path / "shop.db") as database:
        yield database


@pytest.fixture
def postgresql_database(postgresql_server: Database | str) -> Database:
    if isinstance(postgresql_server, str):
        pytest.skip(postgresql_server)
    databases.empty(postgresql_server)
    return postgresql_server


@pytest.fixture(params=databases.BACKENDS)
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database with every table; the test runs once on each kind."""
    # Revisions are told apart by number, and every test's database begins at one.
    forget_everything()
    chosen: Database = request.getfixturevalue(f"{request.param}_database")
    return chosen


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    return settings_for_tests(tmp_path / "var", database.engine.url.render_as_string(False))


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    app = create_app(settings, database)
    cli.register(app)
    app.testing = True
    app.test_client_class = ShopClient
    return app


@pytest.fixture
def client(app: Flask) -> ShopClient:
    """A visitor without JavaScript. `client.send_form(address, fields)` posts with a token."""
    client = app.test_client()
    assert isinstance(client, ShopClient)
    return client


@pytest.fixture
def signed_in(app: Flask, database: Database) -> Callable[..., ShopClient]:
    """Makes the browser of a member of staff: `signed_in("owner")`, or with a shop id."""

    def make(role: str, shop_id: str | None = None) -> ShopClient:
        client = app.test_client()
        assert isinstance(client, ShopClient)
        return sign_in(client, database, role, shop_id)

    return make


@pytest.fixture(scope="session")
def demo_rows(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> "PublishedRows":
    """The burger bar, compiled and published once, as the rows that this left behind."""
    from tests.support.shops import publish_demo

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with databases.sqlite_copy(sqlite_template, path) as database:
        return publish_demo(database)


@pytest.fixture
def demo_shop(database: Database, demo_rows: "PublishedRows") -> Any:
    """The burger bar, live in `database`: the shop as its file says it."""
    databases.put_rows(database, demo_rows.rows)
    return demo_rows.shop


@pytest.fixture(scope="session")
def computer_rows(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Both computer shops, compiled and published once, as the rows that this left behind."""
    from tests.support.shops import publish_computers

    path = tmp_path_factory.mktemp("computers") / "computers.db"
    with databases.sqlite_copy(sqlite_template, path) as database:
        return publish_computers(database)


@pytest.fixture
def page_check() -> Callable[[TestResponse], Element]:
    """Checks a page: it parses, has a title, unique ids, labelled fields, form actions."""
    return pages.page_check


@pytest.fixture(scope="module")
def live_server(
    sqlite_template: Path,
    demo_rows: "PublishedRows",
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[LiveServer]:
    """gunicorn with the demo shop, shared by the tests of one module."""
    folder = tmp_path_factory.mktemp("live")
    with databases.sqlite_copy(sqlite_template, folder / "shop.db") as database:
        databases.put_rows(database, demo_rows.rows)
        with running_server(database, folder) as server:
            yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if browsers.chromium_path() is None:
        pytest.skip("Chromium is not installed; install it or set CHROMIUM to its path")
    with browsers.running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser page on the live server; complaints on its console fail the test."""
    with browsers.watched_page(browser, base_url=live_server.url) as page:
        yield page
