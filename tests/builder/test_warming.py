"""A product of thousands of options is got ready beside the first visits."""

import gc
import threading

import pytest

from catalog.database import Database
from configurator.builder import warming
from configurator.publishing.live import live_product
from tests.builder.pages import ask, group_of
from tests.support.parts_shop import parts_live
from tests.support.shops import publish_shop


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads that were started to prepare something."""
    started: list[threading.Thread] = []

    class Watched(threading.Thread):
        def start(self) -> None:
            started.append(self)
            super().start()

    monkeypatch.setattr(warming, "Thread", Watched)
    return started


def test_a_large_product_is_got_ready_once_and_answers_the_same(
    monkeypatch: pytest.MonkeyPatch, begun: list[threading.Thread]
) -> None:
    monkeypatch.setattr(warming, "MANY_VALUES", 10)
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    live = parts_live()

    first = group_of(ask(live, "", step="graphics"), "graphics")
    (thread,) = begun
    thread.join()
    again = group_of(ask(live, "", step="graphics"), "graphics")
    searched = group_of(ask(live, "find.graphics:q=card", step="graphics"), "graphics")

    assert failed == []
    assert begun == [thread]
    assert [each.value for each in again.options] == [each.value for each in first.options]
    assert searched.finder is not None


def test_a_small_product_needs_no_preparing(begun: list[threading.Thread]) -> None:
    ask(parts_live(), "", step="graphics")
    assert begun == []


def test_what_is_live_is_ready_before_the_first_visit(
    monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, begun: list[threading.Thread]
) -> None:
    monkeypatch.setattr(warming, "MANY_VALUES", 10)
    known = parts_live()
    publish_shop(sqlite_database, known.shop)
    usual = gc.get_threshold()
    with sqlite_database.reading() as session:
        try:
            warming.warm_up(session)
        finally:
            gc.unfreeze()
            gc.set_threshold(*usual)
        live = live_product(session, known.shop.id, known.product.id)
    assert live is not None
    ask(live, "", step="graphics")
    assert begun == []
