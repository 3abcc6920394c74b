"""An installation from nothing: migrated, filled, served, stopped, and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.support.web import ROOT


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    removed = {"DATABASE_URL", "SECRET_KEY"}
    inherited = {name: value for name, value in os.environ.items() if name not in removed}
    return inherited | {
        "CONFIGURATOR_VAR": str(tmp_path),
        "BIND": address,
        "PUBLIC_URL": f"http://{address}",
        "LOG_LEVEL": "warning",
        "PYTHONUNBUFFERED": "1",
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi:app", *arguments]


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The installation, running; gives what it printed, and ends as Ctrl-C ends it."""
    server = subprocess.Popen(
        command("start"),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert server.stdout is not None
    printed = ""
    while "the code" not in printed:
        line = server.stdout.readline()
        assert line, f"it stopped after printing {printed!r}"
        printed += line
    try:
        yield printed
    finally:
        # A terminal sends Ctrl-C to every process that it started.
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=20)


def status(environment: dict[str, str], path: str) -> int:
    connection = HTTPConnection(environment["BIND"], timeout=10)
    connection.request("GET", path)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.slow
def test_an_installation_starts_from_nothing_and_keeps_its_data(
    environment: dict[str, str],
) -> None:
    with serving(environment) as printed:
        assert f"http://{environment['BIND']}/" in printed
        link = re.search(r"/staff/sign-in/\S+", printed)
        assert link is not None
        assert status(environment, link[0]) == 200
        assert status(environment, "/burger-bar/") == 200
    with pytest.raises(ConnectionRefusedError):
        status(environment, "/healthz")

    with serving(environment):
        assert status(environment, "/burger-bar/") == 200
        assert status(environment, link[0]) == 200


@pytest.mark.slow
def test_the_worker_ends_when_the_web_server_does(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        host, _, port = environment["BIND"].rpartition(":")
        taken.bind((host, int(port)))
        taken.listen()
        ended = subprocess.run(command("serve"), cwd=ROOT, env=environment, timeout=40, check=False)
    assert ended.returncode != 0
