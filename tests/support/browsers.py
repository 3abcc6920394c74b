"""A real browser: Debian's Chromium, driven by playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# What htmx says of a request that a later click has taken the place of, as it should.
TAKEN_OVER = ("htmx:sendAbort", "htmx:afterRequest")

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


def chromium_path() -> str | None:
    """Where Chromium is installed; None where it is not."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def watched_page(
    browser: Browser,
    *,
    base_url: str | None = None,
    width: int = 1280,
    height: int = 800,
    language: str = "en",
    scripts: bool = True,
) -> Iterator[Page]:
    """A page in a context of its own; what it complains of on its console fails the test."""
    complaints: list[str] = []
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        locale=language,
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.on("console", lambda message: _note(message, complaints))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not complaints, "\n".join(complaints)


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    """Content Security Policy violations arrive here too, as errors."""
    expected = _is_expected_status(message.text) or message.text.startswith(TAKEN_OVER)
    if message.type == "error" and not expected:
        complaints.append(message.text)


def _is_expected_status(text: str) -> bool:
    """Pages answered with 4xx on purpose are checked by their tests, not here."""
    return "the server responded with a status of 4" in text
