"""Clients and servers for tests."""

import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120
"""How long a server may take to load what is live before it answers."""
SECRET_KEY = "a key for tests only"


def settings_for_tests(data_dir: Path, database_url: str, **changes: Any) -> Settings:
    """Settings without rate limits, unless a test asks for them."""
    values: dict[str, Any] = {
        "secret_key": SECRET_KEY,
        "database_url": database_url,
        "data_dir": data_dir,
        "public_url": "http://localhost",
        "rate_limits": False,
    }
    return Settings(**(values | changes))


class ShopClient(FlaskClient):
    """A browser without JavaScript: it keeps cookies, and sends forms with their token."""

    def csrf_token(self) -> str:
        """A token that this visitor's forms carry."""
        with self.session_transaction() as session:
            raw = session.setdefault(
                "csrf_token", hashlib.sha256(secrets.token_bytes(8)).hexdigest()
            )
        signer = URLSafeTimedSerializer(SECRET_KEY, salt="wtf-csrf-token")
        return str(signer.dumps(raw))

    def send_form(
        self, address: str, fields: Mapping[str, Any] | None = None, **options: Any
    ) -> TestResponse:
        """Post a form as the page would."""
        return self.post(
            address, data={"csrf_token": self.csrf_token(), **(fields or {})}, **options
        )


@dataclass(frozen=True)
class LiveServer:
    """A real server: its address, and the database it works on."""

    url: str
    database: Database


@contextmanager
def running_server(
    database: Database, data_dir: Path, application: str = "wsgi:application"
) -> Iterator[LiveServer]:
    """gunicorn on a free port of this machine, stopped at the end."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:configurator.web_server",
            "--bind",
            f"127.0.0.1:{port}",
            application,
        ],
        cwd=ROOT,
        env=_environment(database, data_dir, url),
    )
    try:
        _wait_until_answering(url, server)
        yield LiveServer(url, database)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _environment(database: Database, data_dir: Path, url: str) -> dict[str, str]:
    return os.environ | {
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": database.engine.url.render_as_string(False),
        "CONFIGURATOR_VAR": str(data_dir),
        "PUBLIC_URL": url,
        "WEB_WORKERS": "2",
        "RATE_LIMITS": "off",
        "LOG_LEVEL": "warning",
    }


def _wait_until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped while starting"
        connection = HTTPConnection(urlsplit(url).netloc, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
