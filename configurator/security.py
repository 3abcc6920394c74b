"""What every response says to browsers, and what every request must keep to."""

from typing import TYPE_CHECKING

from flask import Flask, Response, request, session
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from configurator.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

FIXED_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

TWO_YEARS_S = 2 * 365 * 24 * 3600
THIRTY_DAYS_S = 30 * 24 * 3600
LARGEST_REQUEST_BYTES = 512 * 1024
MOST_FORM_PARTS = 1_000


class RowNumber(IntegerConverter):
    """A number in an address, as databases count rows: for one too large they would raise."""

    regex = "[0-9]{1,9}"


def register(app: Flask, settings: Settings) -> None:
    """Limit requests, protect cookies and set the headers of every response."""
    app.config.update(_request_limits(settings), **_cookie_settings(settings))
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_null_characters)
    app.after_request(_keep_session_for_a_month)
    app.after_request(_set_cache_headers)
    app.after_request(lambda response: _set_security_headers(response, settings.secure))


def behind_proxies(app: Flask, count: int) -> "WSGIApplication":
    """The application as it is served: `count` proxies in front of it are believed."""
    return ProxyFix(app, x_for=count, x_proto=count, x_host=count) if count else app


def _request_limits(settings: Settings) -> dict[str, object]:
    return {
        "TRUSTED_HOSTS": settings.hosts,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST_BYTES,
        "MAX_FORM_PARTS": MOST_FORM_PARTS,
        "WTF_CSRF_TIME_LIMIT": None,
        "PREFERRED_URL_SCHEME": "https" if settings.secure else "http",
        "RATELIMIT_STORAGE_URI": settings.rate_limit_storage,
        "RATELIMIT_ENABLED": settings.rate_limits,
    }


def _cookie_settings(settings: Settings) -> dict[str, object]:
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure else "session",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": THIRTY_DAYS_S,
    }


def _refuse_null_characters() -> None:
    """No browser sends one, and PostgreSQL keeps none: not even to look a name up."""
    typed = (value for values in request.form.listvalues() for value in values)
    if "\0" in request.path or any("\0" in value for value in typed):
        raise SecurityError("a null character in the address or the form")


def _keep_session_for_a_month(response: Response) -> Response:
    if session.modified and not session.permanent:
        session.permanent = True
    return response


def _set_cache_headers(response: Response) -> Response:
    """Pages are the visitor's own unless their view has said otherwise."""
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
    return response


def _set_security_headers(response: Response, secure: bool) -> Response:
    for name, value in FIXED_HEADERS.items():
        response.headers.setdefault(name, value)
    if secure:
        response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS_S}"
    return response


def came_from_this_site() -> bool:
    """Whether the browser says that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
