"""axe finds nothing to say on any page and state, and nothing scrolls sideways."""

from typing import Literal

import pytest

from tests.browser.axe import complaints_of, wide_pages
from tests.browser.conftest import NewPage
from tests.browser.places import SHOPPERS, STAFF, order
from tests.browser.staffing import sign_in
from tests.support.web import LiveServer

Scheme = Literal["light", "dark"]

EVERYWHERE = pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "light", "ko"), (1280, "light", "en"), (1280, "dark", "ko")],
)


@EVERYWHERE
def test_axe_finds_nothing_on_the_pages_of_shoppers(
    new_page: NewPage, width: int, scheme: Scheme, language: str
) -> None:
    page = new_page(width=width, language=language)
    page.emulate_media(color_scheme=scheme)
    assert complaints_of(page, SHOPPERS) == []


@EVERYWHERE
def test_axe_finds_nothing_on_the_pages_of_staff(
    new_page: NewPage, live_server: LiveServer, width: int, scheme: Scheme, language: str
) -> None:
    order(new_page())
    page = new_page(width=width, language=language)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server.database)
    assert complaints_of(page, STAFF) == []


def test_nothing_scrolls_sideways_at_320_pixels(new_page: NewPage, live_server: LiveServer) -> None:
    page = new_page(width=320, height=640, language="ko")
    sign_in(page, live_server.database)
    assert wide_pages(page, {**SHOPPERS, **STAFF}) == {}
