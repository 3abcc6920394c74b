"""What operators see, and what they must not."""

import json
from pathlib import Path

import pytest
from flask import Flask

from catalog.database import Database
from configurator.app import create_app
from configurator.observing import set_up_logs
from tests.support.web import ShopClient, settings_for_tests


def test_health_says_ok_while_the_database_answers(client: ShopClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_health_fails_when_the_database_does_not_answer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'missing' / 'shop.db'}"
    app = create_app(settings_for_tests(tmp_path, url))
    assert app.test_client().get("/healthz").status_code == 503


def test_metrics_are_off_unless_there_is_a_token(client: ShopClient) -> None:
    assert client.get("/metrics", follow_redirects=True).status_code == 404


def test_metrics_are_for_whoever_shows_the_token(sqlite_database: Database, tmp_path: Path) -> None:
    url = str(sqlite_database.engine.url)
    app = create_app(settings_for_tests(tmp_path, url, metrics_token="t"), sqlite_database)
    client = app.test_client()
    client.get("/healthz")
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    shown = client.get("/metrics", headers={"Authorization": "Bearer t"}).text
    assert 'configurator_request_seconds_count{endpoint="healthz"' in shown


def test_logs_name_the_rule_and_never_the_secret_in_the_address(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs()
    app.test_client().get("/staff/sign-in/very-secret-token?also=secret")
    [line] = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert line["rule"] == "/staff/sign-in/<token>"
    assert line["status"] == 404
    assert "secret" not in json.dumps(line)
