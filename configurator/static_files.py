"""Addresses of static files that change with their content, so that browsers may keep them."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

ONE_YEAR_S = 365 * 24 * 3600
ONE_HOUR_S = 3600


def register(app: Flask) -> None:
    """Give `url_for("static", ...)` a mark of the content, and cache what carries one."""
    folder = Path(app.static_folder or "")

    def mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            path = folder / values["filename"]
            if path.is_file():
                values["v"] = _mark(path, path.stat().st_mtime_ns)

    app.url_defaults(mark)
    app.after_request(_set_lifetime)


@lru_cache(maxsize=4096)
def _mark(path: Path, modified_ns: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]


def _set_lifetime(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        lasting = "v" in request.args
        age = f"max-age={ONE_YEAR_S}, immutable" if lasting else f"max-age={ONE_HOUR_S}"
        response.headers["Cache-Control"] = f"public, {age}"
    return response
