"""What does not suit a profile: only what is known to be free does."""

from dataclasses import replace

import pytest

from catalog.database import Database
from catalog.shop import AllergenState, Item, Origin, Shop
from configurator.engine.model import Choice, Unavailable
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.profiles import (
    Profile,
    profile_of,
    read_reason,
    unsuited,
    unsuited_among,
    with_profile,
)
from tests.orders.diner import BURGER, DINER, publish_diner

MILK = Profile(frozenset({"milk"}))
VEGAN = Profile(diets=frozenset({"vegan"}))
ONION = Choice("toppings", "onion")


def diner_with_onion(onion: Item) -> Shop:
    items = tuple(onion if each.id == "onion" else each for each in DINER.items)
    return replace(DINER, items=items)


def published(database: Database, shop: Shop = DINER) -> LiveProduct:
    publish_diner(database, shop)
    with database.reading() as session:
        live = live_product(session, "diner", "burger")
        assert live is not None
        return live


@pytest.mark.parametrize(
    ("allergens", "reason"),
    [
        ({"milk": AllergenState.FREE}, None),
        ({"milk": AllergenState.CONTAINS}, "profile:milk=contains"),
        ({"milk": AllergenState.MAY_CONTAIN}, "profile:milk=may_contain"),
        ({"milk": AllergenState.UNKNOWN}, "profile:milk=unknown"),
        ({}, "profile:milk=unknown"),
    ],
)
def test_only_what_is_known_to_be_free_suits(
    database: Database, allergens: dict[str, AllergenState], reason: str | None
) -> None:
    onion = Item("onion", {"en": "Onion", "ko": "양파"}, allergens=allergens)
    assert unsuited(published(database, diner_with_onion(onion)), MILK).reason(ONION) == reason


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (Origin.PLANT, None),
        (Origin.HONEY, "profile:vegan=no"),
        (Origin.UNKNOWN, "profile:vegan=unknown"),
    ],
)
def test_a_diet_is_derived_from_what_it_is_made_of(
    database: Database, origin: Origin, reason: str | None
) -> None:
    onion = Item("onion", {"en": "Onion", "ko": "양파"}, origin=origin)
    assert unsuited(published(database, diner_with_onion(onion)), VEGAN).reason(ONION) == reason


def test_nobody_said_what_is_in_it_does_not_suit(database: Database) -> None:
    buns = replace(
        BURGER.groups[0],
        options=tuple(replace(each, items=None) for each in BURGER.groups[0].options),
    )
    shop = replace(
        DINER, products=(replace(BURGER, groups=(buns, *BURGER.groups[1:])), DINER.products[1])
    )
    found = unsuited(published(database, shop), MILK)
    assert found.reason(Choice("bun", "sesame")) == "profile:milk=unknown"


def test_without_a_profile_everything_suits(database: Database) -> None:
    assert unsuited(published(database), Profile()).reasons == {}


def test_what_is_chosen_is_told_once(database: Database) -> None:
    chosen = (Choice("cheese", "blue"), Choice("bun", "sesame"), Choice("set", "-"))
    assert unsuited_among(published(database), MILK, chosen).reasons == {
        Choice("cheese", "blue"): "profile:milk=contains"
    }


def test_what_is_sold_out_is_called_that() -> None:
    missing = Unavailable({ONION: "sold-out:onion"})
    together = with_profile(missing, Unavailable({ONION: "profile:milk=contains"}))
    assert together.reason(ONION) == "sold-out:onion"


def test_a_reason_reads_back() -> None:
    assert read_reason("profile:milk=contains,vegan=no") == (
        ("milk", "contains"),
        ("vegan", "no"),
    )


def test_what_the_shop_does_not_list_is_not_taken_for_heeded() -> None:
    found = profile_of(DINER, ["milk", "vegan", "celery"])
    told = [sorted(each) for each in (found.free_of, found.diets, found.unlisted)]
    assert told == [["milk"], ["vegan"], ["celery"]]
