"""What operators see: structured logs, a health check, and metrics where they are switched on."""

import hmac
import sys
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from configurator.database import current_database
from configurator.extensions import limiter

log = structlog.get_logger()


def set_up_logs(level: str = "info") -> None:
    """Log lines as JSON, or for people where a terminal reads them."""
    readable = sys.stderr.isatty()
    renderer: Any = (
        # Plain, because rich tracebacks print local values, secrets among them.
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if readable
        else structlog.processors.JSONRenderer()
    )
    formatting = [] if readable else [structlog.processors.format_exc_info]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *formatting,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Asked for anew each time, since whoever watches may have replaced it.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def register(app: Flask, metrics_token: str | None) -> None:
    """Log every request, answer `/healthz`, and `/metrics` to whoever shows its token."""
    # Failures are logged once, by their error page.
    app.logger.disabled = True
    app.before_request(_start_request)
    app.after_request(_log_request)
    app.add_url_rule("/healthz", "healthz", limiter.exempt(_health))
    if metrics_token:
        _measure(app, metrics_token)


def _start_request() -> None:
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:12])


def _log_request(response: Response) -> Response:
    # The rule, never the address: addresses of orders and sign-in links are secrets.
    rule = request.url_rule.rule if request.url_rule else None
    if request.endpoint != "static":
        log.info(
            "request",
            method=request.method,
            rule=rule,
            status=response.status_code,
            ms=round(_elapsed_s() * 1000, 1),
        )
    return response


def _elapsed_s() -> float:
    return time.perf_counter() - float(g.get("started", time.perf_counter()))


def _health() -> ResponseReturnValue:
    try:
        with current_database().reading() as session:
            session.execute(text("SELECT 1"))
    except DBAPIError:
        log.exception("the database does not answer")
        return jsonify(status="database does not answer"), 503
    return jsonify(status="ok")


def _measure(app: Flask, token: str) -> None:
    registry = CollectorRegistry()
    seconds = Histogram(
        "configurator_request_seconds",
        "Time to answer a request",
        ["method", "endpoint", "status"],
        registry=registry,
    )

    def observe(response: Response) -> Response:
        labels = (request.method, request.endpoint or "none", str(response.status_code))
        seconds.labels(*labels).observe(_elapsed_s())
        return response

    def metrics() -> ResponseReturnValue:
        shown = request.headers.get("Authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
            abort(404)
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    app.after_request(observe)
    app.add_url_rule("/metrics", "metrics", limiter.exempt(metrics))
