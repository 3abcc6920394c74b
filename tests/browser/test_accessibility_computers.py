"""The same of the shops of computers: long lists, budgets, comparing, the workshop's pages."""

from typing import Literal

import pytest

from tests.browser.axe import complaints_of, wide_pages
from tests.browser.conftest import NewPage
from tests.browser.places import COMPUTERS, WORKSHOP, pc_ordered
from tests.browser.staffing import sign_in
from tests.support.web import LiveServer


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(360, "light", "ko"), (1280, "dark", "en")]
)
def test_axe_finds_nothing_on_the_pages_of_computer_shops(
    computer_page: NewPage,
    computer_server: LiveServer,
    width: int,
    scheme: Literal["light", "dark"],
    language: str,
) -> None:
    page = computer_page(width=width, language=language)
    page.emulate_media(color_scheme=scheme)
    pc_ordered(page)
    sign_in(page, computer_server.database)
    assert complaints_of(page, {**COMPUTERS, **WORKSHOP}) == []


def test_no_page_of_computer_shops_scrolls_sideways_at_320_pixels(
    computer_page: NewPage, computer_server: LiveServer
) -> None:
    page = computer_page(width=320, height=640, language="ko")
    pc_ordered(page)
    sign_in(page, computer_server.database)
    assert wide_pages(page, {**COMPUTERS, **WORKSHOP}) == {}
