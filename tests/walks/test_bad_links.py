"""Links that somebody made up, cut short or kept too long: told on a page, and nothing is lost.

Sent to a real server, because a server may refuse a request before the application sees it.
"""

from urllib.parse import quote

import pytest

from tests.support.pages import words
from tests.support.web import LiveServer
from tests.walks.reading import with_class
from tests.walks.visitors import RemoteGuest, Seen

BUILD = "/burger-bar/burger/build"
RICE = "bun=rice&patties.tofu=2"


@pytest.fixture
def guest(live_server: LiveServer) -> RemoteGuest:
    return RemoteGuest(live_server.url)


def kept(seen: Seen) -> str:
    """What the page says is chosen."""
    return words(with_class(seen.page, "summary-lines")[0])


def told(seen: Seen) -> str:
    return " ".join(words(each) for each in with_class(seen.page, "notice"))


@pytest.mark.parametrize(
    "address",
    [
        "/pizza-palace/",
        "/pizza-palace/burger/build",
        "/burger-bar/pizza/build",
        "/burger-bar/set/build",
        "/burger-bar/burger/cook",
        "/burger-bar/orders/0123456789",
        f"/burger-bar/{quote('버거')}/build",
    ],
)
def test_an_address_of_nothing_says_so_and_where_to_begin(guest: RemoteGuest, address: str) -> None:
    seen = guest.open(address)
    assert seen.status == 404
    assert "There is no page at this address" in words(seen.page)
    ways = [each.get("href", "") for each in seen.page.iter("a")]
    assert any(way in ("/", "/burger-bar/") for way in ways)


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("serviette=linen", "serviette"),
        ("bun=cronut", "no longer offered"),
        ("toppings.unicorn=normal", "no longer offered"),
        ("toppings.perilla=light", "no longer offered"),
    ],
)
def test_what_is_gone_is_told_and_the_rest_of_the_link_kept(
    guest: RemoteGuest, parameter: str, said: str
) -> None:
    seen = guest.open(f"{BUILD}?{parameter}&{RICE}")
    assert seen.status == 200
    assert said in told(seen)
    assert "Seared tofu" in kept(seen)


@pytest.mark.parametrize("amount", ["-1", "0", "1.5", "NaN", "1_000", "٣", "３", "1e3", "１"])
def test_an_amount_that_is_none_is_refused_and_the_rest_of_the_link_kept(
    guest: RemoteGuest, amount: str
) -> None:
    seen = guest.open(f"{BUILD}?bun=rice&patties.tofu=1&toppings.perilla={quote(amount)}")
    assert seen.status == 400
    assert f"“{amount}” is not an amount" in told(seen)
    assert "Seared tofu" in kept(seen)


def test_options_that_do_not_belong_together_are_all_kept_and_ways_out_offered(
    guest: RemoteGuest,
) -> None:
    seen = guest.open(f"{BUILD}?bun=wrap&patties.tofu=3&serve=here")
    assert seen.status == 200
    assert "do not go together" in words(with_class(seen.page, "offer-conflict")[0])
    assert len(with_class(seen.page, "plate")) > 0
    for each in ("Lettuce wrap", "Seared tofu"):
        assert each in kept(seen)


def test_a_thousand_parameters_are_refused_on_a_page(guest: RemoteGuest) -> None:
    many = "&".join(f"a{number}=b" for number in range(1000))
    seen = guest.open(f"{BUILD}?{many}")
    assert seen.status == 400
    assert "burger-bar" in seen.markup


@pytest.mark.parametrize("length", [4_200, 8_000, 8_192, 9_000])
def test_an_address_of_many_kilobytes_is_refused_on_a_page_of_ours(
    guest: RemoteGuest, length: int
) -> None:
    begun = f"{BUILD}?bun=rice&x="
    seen = guest.open(begun + "a" * (length - len(begun)))
    assert seen.status in (400, 414)
    assert "<html" in seen.markup
    assert "too long" in words(seen.page)


def test_a_want_of_something_unknown_is_told(guest: RemoteGuest) -> None:
    seen = guest.open(f"{BUILD}?{RICE}&want=bun:cronut")
    assert seen.status == 200
    assert "no longer offered" in told(seen)
    assert "Seared tofu" in kept(seen)
