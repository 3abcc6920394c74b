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

NAME = "getting ready"


def preparing() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == NAME]


def test_a_large_product_is_got_ready_once_and_answers_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(warming, "MANY_VALUES", 10)
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    live = parts_live()

    first = group_of(ask(live, "", step="graphics"), "graphics")
    begun = preparing()
    for each in begun:
        each.join()
    second = group_of(ask(live, "find.graphics:q=card", step="graphics"), "graphics")

    assert failed == []
    assert preparing() == []
    assert [each.value for each in first.options] == [
        each.value for each in group_of(ask(parts_live(), "", step="graphics"), "graphics").options
    ]
    assert second.finder is not None
    for each in preparing():
        each.join()


def test_a_small_product_needs_no_preparing() -> None:
    ask(parts_live(), "", step="graphics")
    assert preparing() == []


def test_what_is_live_is_ready_before_the_first_visit(
    monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr(warming, "MANY_VALUES", 10)
    known = parts_live()
    publish_shop(sqlite_database, known.shop)
    with sqlite_database.reading() as session:
        try:
            warming.warm_up(session)
        finally:
            gc.unfreeze()
        live = live_product(session, known.shop.id, known.product.id)
    assert live is not None
    ask(live, "", step="graphics")
    assert preparing() == []
