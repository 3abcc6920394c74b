"""Every error is a page that says what happened and what to do."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, abort
from werkzeug.test import TestResponse

from configurator.errors import TOLD, VisitorError
from tests.support.pages import find, words
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]


def test_an_unknown_address_says_where_to_start_again(
    client: ShopClient, page_check: PageCheck
) -> None:
    response = client.get("/no-such-shop/no-such-page/at/all")
    page = page_check(response)
    assert response.status_code == 404
    assert "There is no page at this address" in words(page)
    assert words(find(page, "title")[0]).startswith("Error:")


@pytest.mark.usefixtures("demo_shop")
def test_an_unknown_page_of_a_shop_leads_back_to_its_menu(
    client: ShopClient, page_check: PageCheck
) -> None:
    page = page_check(client.get("/burger-bar/no/such/page"))
    assert words(find(page, "a", class_="button-main")[0]) == "To the menu"
    assert find(page, "a", class_="button-main")[0].get("href") == "/burger-bar/"


@pytest.mark.parametrize("status", [each for each in TOLD if each != 500])
@pytest.mark.parametrize(("language", "letters"), [("en", "a"), ("ko", "요.")])
def test_each_error_is_told_in_both_languages(
    app: Flask, page_check: PageCheck, status: int, language: str, letters: str
) -> None:
    app.add_url_rule("/fails", "fails", lambda: abort(status))
    response = app.test_client().get("/fails", headers={"Accept-Language": language})
    page = page_check(response)
    assert response.status_code == status
    assert page.get("lang") == language
    assert letters in words(find(page, "main")[0])


def test_a_failure_of_ours_shows_nothing_of_its_cause(app: Flask, page_check: PageCheck) -> None:
    def fails() -> str:
        raise RuntimeError("the password is hunter2")

    app.add_url_rule("/fails", "fails", fails)
    app.testing = False
    response = app.test_client().get("/fails")
    page = page_check(response)
    assert response.status_code == 500
    assert "Something broke on our side" in words(page)
    assert "hunter2" not in response.text


def test_a_view_can_tell_in_its_own_words(app: Flask, page_check: PageCheck) -> None:
    def fails() -> str:
        raise VisitorError(400, "The amount 1.5 is no whole number", "Choose 1 or 2.", "/somewhere")

    app.add_url_rule("/fails", "fails", fails)
    response = app.test_client().get("/fails")
    page = page_check(response)
    assert response.status_code == 400
    assert "The amount 1.5 is no whole number Choose 1 or 2." in words(page)
    assert find(page, "a", href="/somewhere")


class TestAFormWithoutItsToken:
    @pytest.fixture(autouse=True)
    def form(self, app: Flask) -> None:
        self.sent: list[str] = []

        def receive() -> str:
            self.sent.append("received")
            return "received"

        app.add_url_rule("/form", "form", receive, methods=["POST"])

    def test_is_refused(self, client: ShopClient) -> None:
        assert client.post("/form", data={"name": "Jin"}).status_code == 400
        assert self.sent == []

    def test_keeps_what_was_typed_and_can_be_sent_again(
        self, client: ShopClient, page_check: PageCheck
    ) -> None:
        own = {"Sec-Fetch-Site": "same-origin"}
        response = client.post("/form?step=2", data={"name": "Jin", "note": "No <b>"}, headers=own)
        page = page_check(response)
        fields = {field.get("name"): field.get("value") for field in find(page, "input")}
        assert find(page, "form")[-1].get("action") == "/form?step=2"
        assert fields["name"] == "Jin"
        assert fields["note"] == "No <b>"
        again = client.post("/form?step=2", data=fields, headers=own)
        assert again.text == "received"

    def test_cannot_be_sent_again_when_another_site_sent_it(self, client: ShopClient) -> None:
        foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
        response = client.post("/form", data={"name": "Jin"}, headers=foreign)
        assert response.status_code == 400
        assert 'action="/form"' not in response.text
