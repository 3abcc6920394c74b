"""Switching the language: a choice of the visitor's, kept for their next visits."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from configurator.i18n import remember_language

bp = Blueprint("language", __name__)


@bp.post("/language")
def switch() -> ResponseReturnValue:
    """Remember the language and come back to the same page."""
    if not remember_language(request.form.get("language", "")):
        abort(400)
    return redirect(page_on_this_site(request.form.get("next", "")), 303)


def page_on_this_site(url: str) -> str:
    """`url` where it is a path of ours, else the front page: redirects never leave the site."""
    try:
        parts = urlsplit(url.rstrip("?"))
    except ValueError:
        # What is no address at all: a bracket that never closes, letters no host can have.
        return "/"
    foreign = parts.scheme or parts.netloc or not parts.path.startswith("/")
    tricky = parts.path.startswith(("//", "/\\")) or any(ord(each) < 32 for each in url)
    if foreign or tricky or "\\" in parts.path:
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
