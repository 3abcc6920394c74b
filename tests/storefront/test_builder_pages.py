"""The builder over HTTP: plain forms first, fragments for htmx, and every kind of bad address."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from configurator.insight.models import RefusalCount
from tests.support.pages import find, words
from tests.support.web import ShopClient

Check = Callable[[TestResponse], Element]
BUILD = "/deli/sandwich/build"
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.usefixtures("deli")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "bread=rye&filling=ham&extras.onion=extra&drink=taken",
        "bread=brioche&filling=tofu",
        "bread=brioche&want=filling:tofu",
        "bread=brioche&finish=1",
        "pickles=dill&r=1",
    ],
)
def test_every_state_is_a_sound_page(
    client: ShopClient, page_check: Check, language: str, query: str
) -> None:
    response = client.get(f"{BUILD}?{query}", headers={"Accept-Language": language})
    assert response.status_code == 200
    document = page_check(response)
    assert document.find("[@lang]") is not None or document.get("lang") == language


@pytest.mark.parametrize(
    "query",
    ["bread=-", "want=bread:-", "bread=-&bread=rye", "bread=rye&undo=bread:-", "finish=1&bread=-"],
)
def test_going_without_what_everything_has_is_told(
    client: ShopClient, page_check: Check, query: str
) -> None:
    response = client.get(f"{BUILD}?{query}")
    assert response.status_code == 200
    page_check(response)


def test_a_plain_form_is_answered_with_its_canonical_address(client: ShopClient) -> None:
    response = client.get(
        f"{BUILD}?was=bread%3Drye&step=all&bread=brioche&extras.onion=&filling=ham"
    )
    assert response.status_code == 303
    assert (
        response.headers["Location"]
        == f"{BUILD}?bread=brioche&filling=ham&step=all&undo=bread:rye,filling:"
    )


def test_the_whole_page_carries_the_form_and_an_update_button(
    client: ShopClient, page_check: Check
) -> None:
    document = page_check(client.get(f"{BUILD}?bread=rye"))
    form = find(document, "form", id="builder")[0]
    assert form.get("method") == "get"
    assert "Update" in [words(button) for button in form.iter("button")]
    checked = [each.get("id") for each in form.iter("input") if each.get("checked") is not None]
    assert "bread--rye" in checked


def test_undo_leads_back_to_the_state_before(client: ShopClient, page_check: Check) -> None:
    moved = client.get(f"{BUILD}?was=bread%3Drye&bread=brioche", follow_redirects=True)
    undo = find(page_check(moved), "a", id="undo")[0].get("href", "")
    back = page_check(client.get(undo))
    checked = [each.get("id") for each in back.iter("input") if each.get("checked") is not None]
    assert "bread--rye" in checked
    assert not find(back, "a", id="undo")


def test_htmx_gets_the_fragment_and_the_address_to_show(client: ShopClient) -> None:
    response = client.get(f"{BUILD}?was=&step=all&bread=rye&extras.onion=", headers=HTMX)
    assert response.status_code == 200
    assert response.headers["HX-Replace-Url"] == f"{BUILD}?bread=rye&step=all&undo=bread:"
    assert not response.text.lstrip().startswith("<!doctype")
    assert "hx-swap-oob" in response.text


def test_a_history_restore_gets_the_whole_page(client: ShopClient) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    response = client.get(f"{BUILD}?bread=rye", headers=headers)
    assert response.text.lstrip().startswith("<!doctype")


def test_the_way_on_from_a_finished_build_is_the_check_page(client: ShopClient) -> None:
    given = f"{BUILD}?was=bread%3Drye&bread=rye&filling=ham&go=%3Acheck"
    plain = client.get(given)
    assert plain.status_code == 303
    assert urlsplit(plain.headers["Location"]).path == "/deli/sandwich/check"
    scripted = client.get(given, headers=HTMX)
    assert scripted.headers["HX-Redirect"] == plain.headers["Location"]


@pytest.mark.parametrize(
    "path", ["/nowhere/sandwich/build", "/deli/pizza/build", "/deli/drink/build"]
)
def test_what_is_not_on_a_menu_is_not_found(client: ShopClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("amount", ["-1", "0", "1.5", "NaN", "1_000", "%EF%BC%97"])
def test_an_amount_that_nobody_can_order_is_a_bad_request_that_says_so(
    client: ShopClient, page_check: Check, amount: str
) -> None:
    response = client.get(f"{BUILD}?bread=rye&extras.onion={amount}")
    assert response.status_code == 400
    document = page_check(response)
    assert "is not an amount that can be ordered" in words(document)
    assert words(find(document, "title")[0]).startswith("Error:")
    checked = [each.get("id") for each in document.iter("input") if each.get("checked") is not None]
    assert "bread--rye" in checked


@pytest.mark.parametrize(
    "query", ["&".join(f"a{n}=b" for n in range(1000)), "bread=rye&note=" + "x" * 8000]
)
def test_a_thousand_parameters_and_8_kb_are_told_on_a_page(
    client: ShopClient, page_check: Check, query: str
) -> None:
    response = client.get(f"{BUILD}?{query}")
    assert response.status_code == 400
    page_check(response)


def test_a_refusal_is_counted_after_the_answer_and_not_for_prefetches(
    client: ShopClient, database: Database
) -> None:
    wanted = f"{BUILD}?bread=brioche&want=filling:tofu"
    client.get(wanted, headers={"Sec-Purpose": "prefetch"}).close()
    client.get(wanted).close()
    client.get(f"{BUILD}?bread=rye&want=filling:tofu").close()
    with database.reading() as session:
        counted = session.scalars(select(RefusalCount)).all()
    assert [(each.path, each.option, each.times) for each in counted] == [("filling", "tofu", 1)]
    assert counted[0].causes == '["brioche-ham"]'


def test_a_page_of_a_visitor_is_not_stored(client: ShopClient) -> None:
    response = client.get(BUILD)
    assert response.headers["Cache-Control"] == "no-store"
    assert {"Cookie", "HX-Request"} <= set(response.vary)


def test_a_link_without_javascript_leads_through_to_the_cart(
    client: ShopClient, page_check: Check
) -> None:
    answered = client.get(f"{BUILD}?bread=rye&filling=ham&was=&go=%3Acheck", follow_redirects=True)
    form = find(page_check(answered), "form", class_="check-form")[0]
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    assert parse_qs(fields["configuration"]) == {"bread": ["rye"], "filling": ["ham"]}
    response = client.post(form.get("action", ""), data=fields)
    assert response.status_code == 303
    cart = client.get("/deli/cart")
    assert "rye" in cart.text
