"""Signing in through the pages: the whole way, on any device, and out again."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator.accounts.staff import Role, add_staff
from configurator.messages.models import OutboxMessage
from tests.support.pages import find, words
from tests.support.web import ShopClient

PageCheck = Callable[[TestResponse], Element]
JIN = "jin@example.com"


@pytest.fixture
def jin(database: Database) -> None:
    database.in_transaction(lambda session: add_staff(session, JIN, Role.OWNER))


def mails(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(OutboxMessage.body).order_by(OutboxMessage.id)))


def link_of(mail: str) -> str:
    found = re.search(r"http://localhost(/staff/sign-in/\S+)", mail)
    assert found is not None
    return found[1]


def code_of(mail: str) -> str:
    found = re.search(r"\d{4} \d{4}", mail)
    assert found is not None
    return found[0]


@pytest.mark.usefixtures("jin")
class TestSomebodyWhoWorksHere:
    def test_signs_in_with_the_link_on_another_device(
        self, app: Flask, client: ShopClient, database: Database, page_check: PageCheck
    ) -> None:
        page_check(client.get("/staff/sign-in"))
        client.send_form("/staff/sign-in", {"email": " JIN@example.com "})
        [mail] = mails(database)
        other = app.test_client()
        assert isinstance(other, ShopClient)
        page = page_check(other.get(link_of(mail)))
        assert find(page, "button")
        answer = other.send_form(link_of(mail))
        assert (answer.status_code, answer.location) == (303, "/staff/")
        assert JIN in words(page_check(other.get("/staff/")))
        assert client.get("/staff/").status_code == 303

    def test_signs_in_with_the_code_and_gets_where_they_were_going(
        self, client: ShopClient, database: Database, page_check: PageCheck
    ) -> None:
        asked = client.get("/staff/?day=today")
        assert asked.location == "/staff/sign-in?next=/staff/?day%3Dtoday"
        sent = client.send_form("/staff/sign-in", {"email": JIN, "next": "/staff/?day=today"})
        page = page_check(client.get(sent.location))
        assert find(page, "input", name="email")[0].get("value") == JIN
        [mail] = mails(database)
        fields = {"email": JIN, "code": code_of(mail), "next": "/staff/?day=today"}
        answer = client.send_form("/staff/sign-in/code", fields)
        assert (answer.status_code, answer.location) == (303, "/staff/?day=today")

    def test_opening_the_link_many_times_does_not_use_it_up(
        self, client: ShopClient, database: Database
    ) -> None:
        client.send_form("/staff/sign-in", {"email": JIN})
        link = link_of(mails(database)[0])
        for _ in range(3):
            assert client.get(link).status_code == 200
        assert client.send_form(link).status_code == 303
        assert client.get(link).status_code == 404
        assert client.send_form(link).status_code == 404

    def test_is_told_about_a_wrong_code_and_keeps_the_address(
        self, client: ShopClient, page_check: PageCheck
    ) -> None:
        client.send_form("/staff/sign-in", {"email": JIN})
        answer = client.send_form("/staff/sign-in/code", {"email": JIN, "code": "12"})
        page = page_check(answer)
        assert answer.status_code == 422
        assert words(find(page, "title")[0]).startswith("Error:")
        assert find(page, "input", name="email")[0].get("value") == JIN
        assert find(page, "a", href="#code")

    @pytest.mark.parametrize(
        "onward",
        ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x", "/\nx"],
    )
    def test_is_never_sent_to_another_site(
        self, client: ShopClient, database: Database, onward: str
    ) -> None:
        client.send_form("/staff/sign-in", {"email": JIN})
        fields = {"email": JIN, "code": code_of(mails(database)[0]), "next": onward}
        assert client.send_form("/staff/sign-in/code", fields).location == "/staff/"

    def test_reads_the_message_in_their_language(
        self, client: ShopClient, database: Database
    ) -> None:
        database.in_transaction(lambda session: add_staff(session, JIN, Role.OWNER, language="ko"))
        client.send_form("/staff/sign-in", {"email": JIN})
        assert "로그인" in mails(database)[0]

    def test_signs_out_here_and_everywhere(
        self, signed_in: Callable[..., ShopClient], app: Flask
    ) -> None:
        first, second, third = (signed_in("owner") for _ in range(3))
        assert first.send_form("/staff/sign-out").status_code == 303
        assert first.get("/staff/").status_code == 303
        assert second.get("/staff/").status_code == 200
        second.send_form("/staff/sign-out", {"everywhere": "yes"})
        assert third.get("/staff/").status_code == 303


def test_a_stranger_sees_the_same_and_gets_nothing(
    client: ShopClient, database: Database, jin: None
) -> None:
    known = client.send_form("/staff/sign-in", {"email": JIN})
    unknown = client.send_form("/staff/sign-in", {"email": "who@example.com"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(mails(database)) == 1


def test_half_an_address_is_told_and_kept(client: ShopClient, page_check: PageCheck) -> None:
    answer = client.send_form("/staff/sign-in", {"email": "jin@"})
    page = page_check(answer)
    assert answer.status_code == 422
    assert find(page, "input", name="email")[0].get("value") == "jin@"


def test_a_made_up_link_says_how_to_get_one(client: ShopClient, page_check: PageCheck) -> None:
    response = client.get("/staff/sign-in/nothing")
    assert response.status_code == 404
    assert "Ask for a new link" in words(page_check(response))


def test_printed_links_sign_the_owner_in(app: Flask, client: ShopClient) -> None:
    run = app.test_cli_runner()
    run.invoke(args=["staff", "add", JIN, "--role", "owner"])
    printed = run.invoke(args=["staff", "link", JIN]).output
    assert client.send_form(link_of(printed)).status_code == 303
    assert client.get("/staff/").status_code == 200


def test_removing_somebody_ends_their_work_at_once(
    app: Flask, signed_in: Callable[..., ShopClient]
) -> None:
    cook = signed_in("kitchen")
    assert cook.get("/staff/").status_code == 200
    app.test_cli_runner().invoke(args=["staff", "remove", "kitchen@example.com"])
    assert cook.get("/staff/").status_code == 303


def test_commands_tell_what_they_cannot_do(app: Flask) -> None:
    run = app.test_cli_runner()
    unknown = run.invoke(args=["staff", "link", "who@example.com"])
    assert unknown.exit_code == 1
    assert "who@example.com" in unknown.output
    half = run.invoke(args=["staff", "add", "who@", "--role", "owner"])
    assert half.exit_code == 2
