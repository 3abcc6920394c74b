"""The application with clocks on its parts; each answer tells them in `Server-Timing`."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from types import FunctionType
from typing import Any

from flask import Flask, Response, before_render_template, g, template_rendered
from sqlalchemy import event

from configurator.app import create_app
from configurator.database import current_database
from configurator.engine.compiled import Compiled
from configurator.observing import set_up_logs
from configurator.settings import read_settings
from tests.bench.parts import PARTS, as_header

CALLERS = ("configurator.builder.", "configurator.publishing.", "configurator.storefront.")

EMPTY_PAGE = "<!doctype html><html lang=en><title>Empty</title><main></main></html>"


def measured_app() -> Flask:
    """The application as it is served, and an empty page at `/empty` to compare with."""
    set_up_logs("warning")
    app = create_app(read_settings(os.environ))
    app.add_url_rule("/empty", "empty", lambda: EMPTY_PAGE)
    app.before_request(_begin)
    app.after_request(_tell)
    _measure_engine()
    _measure_templates(app)
    with app.app_context():
        _measure_database()
    return app


def _begin() -> None:
    g.spent = dict.fromkeys(PARTS, 0.0)
    g.engine_depth = 0


def _tell(response: Response) -> Response:
    response.headers["Server-Timing"] = as_header(g.spent)
    return response


def _measure_engine() -> None:
    """Every function of the engine, where the rest of the product calls it."""
    modules = [module for name, module in sys.modules.items() if name.startswith(CALLERS)]
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, FunctionType) and value.__module__.startswith(
                "configurator.engine"
            ):
                setattr(module, name, _timed(value))
    for name, value in list(vars(Compiled).items()):
        if isinstance(value, FunctionType) and not name.startswith("_"):
            setattr(Compiled, name, _timed(value))


def _timed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Only the outermost call counts, so that nothing is counted twice."""

    @wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        if not g or "spent" not in g or g.engine_depth:
            return function(*args, **kwargs)
        g.engine_depth += 1
        started = perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            g.spent["engine"] += perf_counter() - started
            g.engine_depth -= 1

    return timed


def _measure_templates(app: Flask) -> None:
    def begin(sender: Flask, **_: Any) -> None:
        g.template_started = perf_counter()

    def end(sender: Flask, **_: Any) -> None:
        g.spent["template"] += perf_counter() - g.template_started

    before_render_template.connect(begin, app, weak=False)
    template_rendered.connect(end, app, weak=False)


def _measure_database() -> None:
    engine = current_database().engine

    def begin(*_: Any) -> None:
        g.statement_started = perf_counter()

    def end(*_: Any) -> None:
        if "spent" in g:
            g.spent["database"] += perf_counter() - g.statement_started

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)


application = measured_app()
