"""Sharing: a short link with its QR code, and where it leads whatever has changed since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator.accounts.models import ShortLink
from configurator.app import create_app
from tests.orders.diner import BURGER, publish_diner, with_burger
from tests.support.pages import find, words
from tests.support.web import ShopClient, settings_for_tests

PageCheck = Callable[[TestResponse], Element]

QUERY = "bun=sesame&patty=beef&toppings.onion=extra"


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def share(client: ShopClient, configuration: str = QUERY) -> TestResponse:
    return client.send_form("/diner/burger/share", {"configuration": configuration})


def short_link(client: ShopClient) -> str:
    """The path of the short link to `QUERY`."""
    return share(client).location.removesuffix("/share")


def rows(database: Database) -> list[ShortLink]:
    with database.reading() as session:
        return list(session.scalars(select(ShortLink)))


def test_sharing_shows_the_link_and_its_qr_code(client: ShopClient, page_check: PageCheck) -> None:
    answer = share(client)
    assert answer.status_code == 303
    page = page_check(client.get(answer.location))
    url = find(page, "input", id="share-link")[0].get("value") or ""
    assert url == "http://localhost" + answer.location.removesuffix("/share")
    picture = find(page, "div", role="img")[0]
    assert url in (picture.get("aria-label") or "")
    assert [each for each in picture.iter() if str(each.tag).endswith("path")]


def test_sharing_twice_keeps_one_link(client: ShopClient, database: Database) -> None:
    shuffled = "&".join(reversed(QUERY.split("&"))) + "&fbclid=x"
    assert share(client).location == share(client, shuffled).location
    assert len(rows(database)) == 1


def test_the_link_leads_to_the_same_configuration(client: ShopClient) -> None:
    answer = client.get(short_link(client))
    assert answer.status_code == 303
    assert answer.location == f"/diner/burger/build?{QUERY}&r=1"
    assert answer.headers["Cache-Control"] == "no-store"


def test_under_a_new_menu_the_link_says_what_changed(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    link = short_link(client)
    groups = tuple(each for each in BURGER.groups if each.id != "toppings")
    burger = with_burger(groups=groups)
    publish_diner(database, burger)
    page = words(page_check(client.get(link, follow_redirects=True)))
    assert "The menu has changed since this link was made." in page


def test_both_pages_with_a_configuration_have_the_button(
    client: ShopClient, page_check: PageCheck
) -> None:
    for place in ("build", "check"):
        page = page_check(client.get(f"/diner/burger/{place}?{QUERY}"))
        assert find(page, "button", id="share")
        fields = [each.get("value") for each in find(page, "input", name="configuration")]
        assert QUERY in fields


@pytest.mark.parametrize("path", ["/s/22222222", "/s/22222222/share", "/s/x", "/s/" + "9" * 300])
def test_an_unknown_link_says_what_to_do(
    client: ShopClient, page_check: PageCheck, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "whoever sent it can share it again" in words(page_check(answer))


def test_a_link_to_what_is_off_the_menu_leads_to_the_menu(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    link = short_link(client)
    database.in_transaction(
        lambda session: session.execute(update(ShortLink).values(product_id="set"))
    )
    answer = client.get(link)
    assert answer.status_code == 404
    page = page_check(answer)
    assert "no longer on the menu" in words(page)
    assert "/diner/" in [each.get("href") for each in find(page, "a", class_="button-main")]


@pytest.mark.parametrize("configuration", ["toppings.onion=-1", "a=b&" * 2000])
def test_what_our_pages_do_not_write_is_not_kept(
    client: ShopClient, database: Database, page_check: PageCheck, configuration: str
) -> None:
    answer = share(client, configuration)
    assert answer.status_code == 400
    assert "could not be shared" in words(page_check(answer))
    assert rows(database) == []


def test_a_share_without_the_forms_token_is_refused(client: ShopClient, database: Database) -> None:
    answer = client.post("/diner/burger/share", data={"configuration": QUERY})
    assert answer.status_code == 400
    assert rows(database) == []


def test_an_opened_link_is_noted_and_a_prefetched_one_is_not(
    client: ShopClient, database: Database
) -> None:
    link = short_link(client)
    before = datetime.now(UTC) - timedelta(days=40)
    database.in_transaction(
        lambda session: session.execute(update(ShortLink).values(opened_at=before))
    )
    client.get(link, headers={"Sec-Purpose": "prefetch"}).close()
    assert rows(database)[0].opened_at == before
    client.get(link).close()
    assert rows(database)[0].opened_at > before


def test_sharing_has_its_limit(database: Database, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(False)
    app = create_app(settings_for_tests(tmp_path, url, rate_limits=True), database)
    app.test_client_class = ShopClient
    client = app.test_client()
    assert isinstance(client, ShopClient)
    answers = [share(client, f"toppings.onion=extra&bun={bun}") for bun in ["sesame"] * 31]
    assert [each.status_code for each in answers[-2:]] == [303, 429]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ShortLink)) == 1
