"""A long list over HTTP: as a plain form, as fragments, and with odd addresses."""

import pytest

from catalog.database import Database
from configurator.publishing.caching import forget_everything
from tests.support.parts_shop import parts_shop
from tests.support.shops import publish_shop
from tests.support.web import ShopClient

BUILD = "/parts/box/build"
HTMX = {"HX-Request": "true", "HX-Target": "graphics--found"}


@pytest.fixture
def parts(database: Database) -> None:
    forget_everything()
    publish_shop(database, parts_shop(60))


@pytest.fixture
def shopper(parts: None, client: ShopClient) -> ShopClient:
    return client


def test_a_plain_form_leads_to_an_address_that_can_be_shared_and_reloaded(
    shopper: ShopClient,
) -> None:
    sent = "case=small&was=case%3Dsmall&step=graphics&graphics=card8"
    sent += "&find.graphics:was=&find.graphics:q=++Draco+RX&find.graphics:sort=price"
    sent += "&find.graphics:memory.from=&find.graphics:fits=1"
    answer = shopper.get(f"{BUILD}?{sent}")
    assert answer.status_code == 303
    assert answer.location == (
        f"{BUILD}?case=small&graphics=card8&step=graphics&undo=graphics:"
        "&find.graphics:q=Draco+RX&find.graphics:sort=price&find.graphics:fits=1"
    )
    assert shopper.get(answer.location).status_code == 200


def test_the_form_says_all_of_it_again(shopper: ShopClient) -> None:
    query = "case=small&step=graphics&find.graphics:maker=draco&find.graphics:page=1"
    text = shopper.get(f"{BUILD}?{query}").text
    assert 'name="find.graphics:maker" value="draco" checked' in text
    assert 'name="find.graphics:was" value="find.graphics:maker=draco"' in text


def test_a_search_replaces_the_list_and_says_how_much_it_found(shopper: ShopClient) -> None:
    query = "case=small&was=case%3Dsmall&step=graphics&find.graphics:q=draco"
    answer = shopper.get(f"{BUILD}?{query}", headers=HTMX)
    assert "HX-Retarget" not in answer.headers
    assert "Graphics card: 12 of 60 found." in answer.text
    assert answer.headers["HX-Replace-Url"].endswith("find.graphics:q=draco")


def test_a_choice_on_the_way_changes_the_whole_page(shopper: ShopClient) -> None:
    query = "case=large&was=case%3Dsmall&step=graphics&find.graphics:q=draco"
    answer = shopper.get(f"{BUILD}?{query}", headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#builder"
    assert answer.headers["HX-Reselect"] == "#builder"


@pytest.mark.parametrize("value", ["0", "abc", "1e9", "-1", "99999"])
def test_a_page_that_no_list_has_is_told_with_400_and_loses_no_choice(
    shopper: ShopClient, value: str
) -> None:
    query = f"case=small&graphics=card8&step=graphics&find.graphics:page={value}"
    answer = shopper.get(f"{BUILD}?{query}")
    assert answer.status_code == 400
    assert "the list cannot be filtered by" in answer.text
    assert 'value="card8" checked' in answer.text


@pytest.mark.parametrize(
    "finds",
    [
        "find.graphics:q=%3Cscript%3E",
        "find.graphics:q=%00%EF%BF%BD",
        "find.graphics:maker=%3Cb%3E",
        "find..:q=1",
        "find.:=",
        "find.graphics:=x",
        "find.graphics:.=x",
    ],
)
def test_odd_addresses_are_answered_and_nothing_in_them_is_taken_for_html(
    shopper: ShopClient, finds: str
) -> None:
    answer = shopper.get(f"{BUILD}?case=small&step=graphics&{finds}")
    assert answer.status_code in (200, 400)
    assert "<script>" not in answer.text
    assert "<b>" not in answer.text


def test_the_check_page_and_the_cart_know_nothing_of_the_list(shopper: ShopClient) -> None:
    query = "case=small&graphics=card8&step=graphics&find.graphics:q=draco&go=:check"
    answer = shopper.get(f"{BUILD}?{query}")
    checked = shopper.get(answer.location)
    assert "find." not in checked.text
