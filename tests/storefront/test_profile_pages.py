"""A profile on the device: heeded on every page, told loudly, and known to nobody else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.stock import sell_out
from configurator.app import create_app
from configurator.insight.models import RefusalCount
from tests.orders.diner import DINER, publish_diner
from tests.support.pages import find, words
from tests.support.web import ShopClient, settings_for_tests

PageCheck = Callable[[TestResponse], Element]

CHEESE = "bun=sesame&patty=beef&cheese=cheddar&toppings.onion=normal&set=-"
COOKIE = "profile-diner"


@pytest.fixture(autouse=True)
def diner(database: Database) -> None:
    publish_diner(database)


def avoid(client: ShopClient, *ids: str, **fields: str) -> TestResponse:
    return client.send_form("/diner/profile", {"free-of": list(ids), **fields})


def page_words(client: ShopClient, page_check: PageCheck, address: str) -> str:
    return words(page_check(client.get(address)))


def test_the_page_lists_allergens_and_diets_and_ticks_what_is_kept(
    client: ShopClient, page_check: PageCheck
) -> None:
    client.send_form("/diner/profile", {"free-of": ["milk"], "diet": ["vegan"]})
    page = page_check(client.get("/diner/profile"))
    ticked = {each.get("value") for each in find(page, "input") if each.get("checked") is not None}
    offered = {each.get("value") for each in find(page, "input", name="free-of")}
    assert offered == {"wheat", "milk", "soy"}
    assert ticked == {"milk", "vegan"}


def test_the_cookie_is_kept_a_year_out_of_the_reach_of_scripts(client: ShopClient) -> None:
    cookie = avoid(client, "milk").headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=milk;")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={365 * 24 * 3600}"):
        assert part in cookie
    assert "Domain" not in cookie


def test_under_https_it_is_bound_to_the_host(database: Database, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(False)
    settings = settings_for_tests(tmp_path, url, public_url="https://shop.example")
    app = create_app(settings, database)
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post(
        "/diner/profile", data={"free-of": "milk"}, base_url="https://shop.example"
    )
    [cookie] = [each for each in answer.headers.getlist("Set-Cookie") if "profile" in each]
    assert cookie.startswith("__Host-profile-diner=milk;")
    assert "Secure" in cookie


def test_saving_leads_back_and_never_off_the_site(client: ShopClient) -> None:
    place = f"/diner/burger/build?{CHEESE}"
    assert avoid(client, "milk", next=place).location == place
    assert avoid(client, "milk", next="//evil.example/").location == "/"
    assert "milk" not in avoid(client, "milk", next=place).location


def test_one_tap_forgets_it(client: ShopClient, page_check: PageCheck) -> None:
    avoid(client, "milk")
    page = page_check(client.get("/diner/"))
    assert "Your profile: no milk" in words(page)
    button = find(page, "button", id="forget-profile")[0]
    assert find(page, "form", id=button.get("form") or "")
    client.send_form("/diner/profile", {"do": "clear", "next": "/diner/"})
    assert client.get_cookie(COOKIE) is None
    assert "Your profile" not in page_words(client, page_check, "/diner/")


def test_what_the_shop_does_not_list_is_not_kept(client: ShopClient, page_check: PageCheck) -> None:
    avoid(client, "milk")
    answer = avoid(client, "celery")
    assert answer.status_code == 400
    assert "does not list" in words(page_check(answer))
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value == "milk"


def test_an_allergen_that_the_shop_lists_no_more_is_not_silently_dropped(
    client: ShopClient, page_check: PageCheck
) -> None:
    client.set_cookie(COOKIE, "milk.celery")
    for place in ("/diner/profile", f"/diner/burger/check?{CHEESE}", "/diner/burger/build"):
        assert "no longer lists celery" in page_words(client, page_check, place)


@pytest.mark.parametrize("junk", ["<script>", "....", "a" * 3000, "milk=contains"])
def test_a_cookie_that_we_did_not_write_breaks_nothing(client: ShopClient, junk: str) -> None:
    client.set_cookie(COOKIE, junk)
    assert client.get("/diner/").status_code == 200


def test_a_shop_without_allergens_has_no_profile(client: ShopClient, database: Database) -> None:
    items = tuple(replace(each, allergens={}) for each in DINER.items)
    publish_diner(database, replace(DINER, allergens=(), items=items))
    assert client.get("/diner/profile").status_code == 404
    assert "profile" not in client.get("/diner/").text


def test_the_builder_says_what_is_not_for_the_profile_and_why(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "milk")
    page = page_check(client.get("/diner/burger/build?bun=sesame&patty=beef"))
    cheddar = find(page, "button", value="cheese:cheddar")[0]
    assert "Not for your profile" in words(cheddar)
    assert "contains milk" in words(cheddar)
    assert not find(page, "input", name="cheese", value="cheddar")


def test_may_contain_and_not_known_are_told_apart(
    client: ShopClient, page_check: PageCheck
) -> None:
    client.send_form("/diner/profile", {"free-of": ["soy"], "diet": ["vegan"]})
    bun = words(
        find(page_check(client.get("/diner/burger/build")), "button", value="bun:sesame")[0]
    )
    assert "may contain soy" in bun
    assert "not known whether it is vegan" in bun


def test_wanting_it_explains_and_offers_what_suits(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "milk")
    page = page_words(
        client, page_check, "/diner/burger/build?bun=sesame&patty=beef&want=cheese:cheddar"
    )
    assert "Cheddar is not for your profile. What about this instead?" in page
    assert "Cheddar is not for your profile: contains milk." in page
    assert "sold out" not in page


def test_a_wish_is_counted_without_what_the_profile_says(
    client: ShopClient, database: Database, signed_in: Callable[..., ShopClient]
) -> None:
    avoid(client, "milk")
    client.get("/diner/burger/build?bun=sesame&want=cheese:cheddar").close()
    with database.reading() as session:
        counted = session.scalars(select(RefusalCount)).one()
    assert "milk" not in counted.causes
    assert "profile:" in counted.causes
    report = signed_in("owner").get("/diner/staff/refusals").text
    assert "an allergy or a diet of the shopper" in report


def test_a_link_that_does_not_suit_keeps_every_choice_and_shows_ways(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "milk")
    page = page_check(client.get(f"/diner/burger/build?{CHEESE}"))
    told = words(page)
    assert "Not everything here is for your profile. What instead?" in told
    assert "Cheddar is not for your profile: contains milk." in told
    assert find(page, "input", name="cheese", value="cheddar")
    ways = [each.get("href") or "" for each in find(page, "a", class_="button-main")]
    assert any("cheese=-" in each for each in ways)
    assert any("/check?" in (each.get("href") or "") for each in find(page, "a"))


def test_where_nothing_suits_it_says_so(client: ShopClient, page_check: PageCheck) -> None:
    avoid(client, "wheat")
    told = page_words(client, page_check, "/diner/burger/build")
    assert "Nothing here suits your profile" in told
    assert "contains wheat" in told


def test_the_check_page_says_it_loudly_and_lets_it_be_ordered_for_others(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "milk")
    page = page_check(client.get(f"/diner/burger/check?{CHEESE}"))
    loud = words(find(page, "div", class_="notice-bad")[0])
    assert "Cheddar is not for your profile: contains milk." in loud
    assert "If it is for somebody else" in loud
    answer = client.send_form("/diner/cart/lines", {"product": "burger", "configuration": CHEESE})
    assert answer.status_code == 303
    for place in ("cart", "checkout"):
        told = page_words(client, page_check, f"/diner/{place}")
        assert "Cheddar is not for your profile: contains milk." in told


def test_presets_that_do_not_suit_stay_and_lead_to_what_does(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "milk")
    page = page_check(client.get("/diner/"))
    card = find(page, "li", id="preset--classic")[0]
    assert "Cheddar (contains milk)" in words(card)
    href = next(
        each.get("href") or "" for each in find(card, "a") if "closest that suits" in words(each)
    )
    built = page_words(client, page_check, href)
    assert "is not for your profile" not in built
    assert "cheese=-" in href


def test_the_least_price_of_building_is_that_of_what_suits(
    client: ShopClient, page_check: PageCheck
) -> None:
    avoid(client, "soy")
    # Every bun may contain soy: no price is promised for what cannot be made to suit.
    before = find(page_check(client.get("/diner/")), "section", class_="build")[0]
    assert "Nothing here suits your profile" in words(before)


def test_what_sells_out_is_not_replaced_by_what_does_not_suit(
    client: ShopClient, database: Database, page_check: PageCheck
) -> None:
    vegan = CHEESE.replace("cheese=cheddar", "cheese=-").replace("onion", "pickles")
    client.send_form("/diner/cart/lines", {"product": "burger", "configuration": vegan})
    avoid(client, "soy")
    database.in_transaction(lambda session: sell_out(session, "diner", "pickles", "kitchen"))
    page = page_check(client.get("/diner/cart"))
    assert "Pickles is sold out today." in words(page)
    # Every bun may contain soy: nothing that comes close suits.
    assert not find(page, "div", class_="nearest")


def test_pages_with_a_profile_are_kept_by_nobody(client: ShopClient) -> None:
    avoid(client, "milk")
    for place in ("/diner/", "/diner/profile", f"/diner/burger/build?{CHEESE}", "/diner/cart"):
        answer = client.get(place)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]


def test_a_shared_link_says_nothing_of_the_profile(client: ShopClient) -> None:
    avoid(client, "milk")
    answer = client.send_form("/diner/burger/share", {"configuration": CHEESE})
    led = client.get(answer.location.removesuffix("/share")).location
    assert "milk" not in led
    assert "profile" not in led
