"""Errors as pages: one table of what each says happened, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from configurator.security import came_from_this_site

log = structlog.get_logger()


@dataclass(frozen=True)
class Told:
    """What a visitor is told. The words are translated when shown."""

    happened: Any
    advice: Any


TOLD = {
    400: Told(
        _("This request could not be read"),
        _("Go back and try again. If you followed a link, it may have been cut short."),
    ),
    403: Told(
        _("This page is for other members of staff"),
        _("Sign in with an account that may see it, or ask the owner for the role."),
    ),
    404: Told(
        _("There is no page at this address"),
        _("The link may be old or cut short. Start again from the menu."),
    ),
    405: Told(
        _("This address cannot be used that way"),
        _("Go back to the page before and use its buttons."),
    ),
    413: Told(
        _("That was too much to receive at once"),
        _("Go back, make it shorter and send it again."),
    ),
    422: Told(
        _("Something in the form needs a change"),
        _("Go back and look at what was entered. Nothing has been changed yet."),
    ),
    429: Told(
        _("That was too many tries in a short time"),
        _("Wait a minute, then try again."),
    ),
    500: Told(
        _("Something broke on our side"),
        _("It has been recorded. Try again in a moment. If it stays like this, call the shop."),
    ),
    503: Told(
        _("The shop cannot answer right now"),
        _("Try again in a minute."),
    ),
}

FORM_EXPIRED = Told(
    _("The form could not be accepted, because the page was open for a long time"),
    _("Nothing has been changed. Check what you entered and send it again."),
)

NOT_SENT_AGAIN = frozenset({"csrf_token"})


class VisitorError(Exception):
    """A page that tells a visitor why something cannot be shown, in words of the caller's.

    `way_on` is an address where they can go on from.
    """

    def __init__(self, status: int, happened: str, advice: str, way_on: str = "/") -> None:
        super().__init__(status, happened, advice, way_on)
        self.status = status
        self.told = Told(happened, advice)
        self.way_on = way_on

    def __str__(self) -> str:
        return str(self.told.happened)


def register(app: Flask, shop_of_address: Callable[[], Any]) -> None:
    """Meet every error with a page, dressed as the live shop that the address names, if any."""
    app.extensions["shop_of_address"] = shop_of_address
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(VisitorError, _tell_visitor)
    app.register_error_handler(SecurityError, _suspicious)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _broken)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    page = _page("errors/page.html", TOLD.get(status, TOLD[400 if status < 500 else 500]))
    response = error.get_response()
    response.set_data(page)
    response.content_type = "text/html; charset=utf-8"
    return response


def _tell_visitor(error: VisitorError) -> ResponseReturnValue:
    return _page("errors/page.html", error.told, error.way_on), error.status


def _suspicious(error: SecurityError) -> ResponseReturnValue:
    """Under a name that is not ours no address can be built; with null characters, none sought."""
    return render_template("errors/bare.html", told=TOLD[400], way_on="/"), 400


def _broken(error: InternalServerError) -> ResponseReturnValue:
    """Whatever failed, the visitor gets a page that needs nothing else to work."""
    log.error("request failed", endpoint=request.endpoint, exc_info=error.original_exception)
    return render_template("errors/bare.html", told=TOLD[500], way_on="/"), 500


def _form_expired(error: CSRFError) -> ResponseReturnValue:
    """What was typed is shown, and can be sent again if one of our own pages sent it."""
    answers = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_SENT_AGAIN
    ]
    again = request.full_path.rstrip("?") if came_from_this_site() else None
    return _page("errors/form_expired.html", FORM_EXPIRED, answers=answers, again=again), 400


def _page(template: str, told: Told, way_on: str = "/", **values: Any) -> str:
    shop = current_app.extensions["shop_of_address"]()
    if shop is not None and way_on == "/":
        way_on = f"/{shop.shop.id}/"
    return render_template(template, told=told, way_on=way_on, shop=shop, **values)
