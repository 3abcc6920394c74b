"""Headers, cookies, hosts and limits."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, request, session
from werkzeug.test import Client, encode_multipart

from catalog.database import Database
from configurator.app import create_app
from configurator.security import LARGEST_REQUEST_BYTES, MOST_FORM_PARTS, behind_proxies
from tests.support.web import ShopClient, settings_for_tests


@pytest.fixture
def secure_app(sqlite_database: Database, tmp_path: Path) -> Flask:
    settings = settings_for_tests(
        tmp_path, str(sqlite_database.engine.url), public_url="https://shop.example"
    )
    app = create_app(settings, sqlite_database)
    app.testing = True
    return app


@pytest.mark.parametrize("address", ["/healthz", "/staff/sign-in", "/nothing/here", "/static/x"])
def test_every_answer_carries_the_policy(client: ShopClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_kept_by_nobody_and_differ_by_visitor(client: ShopClient) -> None:
    headers = client.get("/staff/sign-in").headers
    assert headers["Cache-Control"] == "no-store"
    assert {"Cookie", "Accept-Language", "HX-Request"} <= set(headers["Vary"].split(", "))


def test_cookies_under_https_are_bound_to_the_host(secure_app: Flask) -> None:
    client = secure_app.test_client()
    response = client.get("/staff/sign-in", base_url="https://shop.example")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")


def test_cookies_under_http_work_without_https(client: ShopClient) -> None:
    response = client.get("/staff/sign-in")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.parametrize("host", ["elsewhere.example", "shop.example.evil.com", "localhost:80@x"])
def test_a_foreign_host_name_is_refused(client: ShopClient, host: str) -> None:
    assert client.get("/staff/sign-in", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("address", ["/%00/", "/a%00b/cart", "/a/orders/%00", "/staff/sign-in/%00"])
def test_null_characters_in_an_address_are_refused(client: ShopClient, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("number", ["9" * 24, "9" * 5000, "٣"])
def test_no_address_holds_a_number_that_no_row_could_have(client: ShopClient, number: str) -> None:
    assert client.get(f"/deli/staff/orders/{number}/ticket").status_code == 404


def test_null_characters_in_a_form_are_refused(client: ShopClient) -> None:
    assert client.send_form("/staff/sign-in", {"email": "a\0@b.example"}).status_code == 400


def test_a_request_that_is_too_large_is_refused(client: ShopClient) -> None:
    response = client.post("/staff/sign-in", data={"email": "a" * LARGEST_REQUEST_BYTES})
    assert response.status_code == 413
    assert "Go back, make it shorter" in response.text


def test_a_form_of_too_many_parts_is_refused(client: ShopClient) -> None:
    fields = {f"part-{number}": (BytesIO(), "file") for number in range(MOST_FORM_PARTS + 1)}
    # With one of its random boundaries in a hundred the library reads no form at all.
    boundary, body = encode_multipart(fields, boundary="between-two-parts")
    response = client.post(
        "/staff/sign-in", data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )
    assert response.status_code == 413


def test_many_tries_in_a_short_time_are_refused(sqlite_database: Database, tmp_path: Path) -> None:
    url = str(sqlite_database.engine.url)
    app = create_app(settings_for_tests(tmp_path, url, rate_limits=True), sqlite_database)
    app.test_client_class = ShopClient
    client = app.test_client()
    assert isinstance(client, ShopClient)
    answers = [client.send_form("/staff/sign-in/code", {"code": "1"}) for _ in range(14)]
    assert [answer.status_code for answer in answers] == [422] * 12 + [429] * 2
    assert "Wait a minute" in answers[-1].text


@pytest.mark.parametrize(("proxies", "seen"), [(0, "192.0.2.7 http"), (1, "9.9.9.9 https")])
def test_proxies_are_believed_only_where_they_are_configured(
    app: Flask, proxies: int, seen: str
) -> None:
    app.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.scheme}")
    sent = {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}
    browser = Client(behind_proxies(app, proxies))
    direct = {"REMOTE_ADDR": "192.0.2.7"}
    assert browser.get("/who", headers=sent, environ_overrides=direct).text == seen


def test_the_session_lasts_beyond_the_browser(app: Flask, client: ShopClient) -> None:
    def remember() -> str:
        session["cart:burger-bar"] = "token"
        return "kept"

    app.add_url_rule("/remember", "remember", remember)
    assert "Expires=" in client.get("/remember").headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get("/healthz").headers


def test_static_files_are_kept_as_long_as_their_address_names_their_content(
    client: ShopClient,
) -> None:
    page = client.get("/staff/sign-in").text
    address = page[page.index("/static/css/design.css") :].partition('"')[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    plain = client.get("/static/css/design.css").headers["Cache-Control"]
    assert plain == "public, max-age=3600"
