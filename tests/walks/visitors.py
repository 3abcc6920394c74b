"""Visitors without JavaScript: of the application itself, and of a server over the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Protocol
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element

from tests.support.web import ShopClient
from tests.walks.reading import read_page

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Seen:
    """A page as it came, after redirects; `url` is its address within the site."""

    url: str
    status: int
    markup: str

    @cached_property
    def page(self) -> Element:
        return read_page(self.markup)


class Visitor(Protocol):
    """Somebody who opens pages and sends forms, and keeps their cookies."""

    def open(self, url: str) -> Seen: ...

    def send(self, url: str, fields: Fields) -> Seen: ...


class Guest:
    """A visitor of the application, without a network between."""

    def __init__(self, client: ShopClient) -> None:
        self._client = client

    def open(self, url: str) -> Seen:
        response = self._client.get(url.partition("#")[0], follow_redirects=True)
        return self._seen(response.request.full_path, response.status_code, response.text)

    def send(self, url: str, fields: Fields) -> Seen:
        response = self._client.post(
            url,
            data=urlencode(fields),
            content_type="application/x-www-form-urlencoded",
            follow_redirects=True,
        )
        return self._seen(response.request.full_path, response.status_code, response.text)

    @staticmethod
    def _seen(url: str, status: int, markup: str) -> Seen:
        return Seen(url.rstrip("?"), status, markup)


class RemoteGuest:
    """A visitor of a real server, over plain http."""

    def __init__(self, site: str) -> None:
        self._place = urlsplit(site).netloc
        self._cookies: SimpleCookie = SimpleCookie()

    def open(self, url: str) -> Seen:
        return self._ask("GET", url.partition("#")[0], None)

    def send(self, url: str, fields: Fields) -> Seen:
        return self._ask("POST", url, urlencode(fields))

    def _ask(self, method: str, url: str, body: str | None) -> Seen:
        connection = HTTPConnection(self._place, timeout=20)
        try:
            connection.request(method, url, body, self._headers(body))
            response = connection.getresponse()
            markup = response.read().decode()
        finally:
            connection.close()
        for each in response.headers.get_all("Set-Cookie", ()):
            self._cookies.load(each)
        if 300 <= response.status < 400:
            return self.open(_within_site(response.headers["Location"]))
        return Seen(url, response.status, markup)

    def _headers(self, body: str | None) -> dict[str, str]:
        held = "; ".join(f"{name}={each.value}" for name, each in self._cookies.items())
        headers = {"Accept-Language": "en", "Cookie": held}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers


def _within_site(location: str) -> str:
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
