"""What the kitchen reads: the order of assembly, and what differs from standard."""

from dataclasses import replace

import pytest

from catalog.database import Database
from catalog.shop import AllergenState, Preset
from configurator.engine.model import Choice
from configurator.orders.ticket import Ticket, ticket_of
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import LiveProduct
from tests.orders.diner import CLASSIC, burger, publish_diner, with_choice


@pytest.fixture
def live(database: Database) -> LiveProduct:
    publish_diner(database)
    with database.reading() as session:
        return burger(session)


def classic(live: LiveProduct) -> Preset:
    return live.shop.preset("classic")


def loud(ticket: Ticket, language: str = "en") -> list[str]:
    return [each.words[language] for each in ticket.lines if each.differs]


def with_toppings(*toppings: tuple[str, str]) -> tuple[Choice, ...]:
    return with_choice(CLASSIC, *(Choice("toppings", *each) for each in toppings))


def test_a_preset_as_it_is_has_nothing_loud(live: LiveProduct) -> None:
    ticket = ticket_of(live, CLASSIC, classic(live))
    assert loud(ticket) == []
    assert ticket.title["en"] == "Classic"


def test_everything_is_listed_in_the_order_of_assembly(live: LiveProduct) -> None:
    shuffled = tuple(reversed(CLASSIC))
    words = [each.words["en"] for each in ticket_of(live, shuffled, classic(live)).lines]
    assert words == ["Sesame bun", "Beef patty", "Cheddar", "Onion", "Pickles"]


@pytest.mark.parametrize(
    ("toppings", "english", "korean"),
    [
        ([("pickles", "normal")], "NO ONION", "양파 빼기"),
        ([("onion", "normal"), ("pickles", "extra")], "EXTRA PICKLES", "피클 많이"),
        (
            [("onion", "normal"), ("pickles", "normal"), ("tomato", "double")],
            "2x TOMATO",
            "토마토 2배",
        ),
        (
            [("onion", "normal"), ("pickles", "normal"), ("tomato", "normal")],
            "ADD TOMATO",
            "토마토 추가",
        ),
        (
            [("onion", "normal-side"), ("pickles", "normal")],
            "NORMAL ONION, ON THE SIDE",
            "양파 보통 (따로)",
        ),
    ],
)
def test_a_difference_is_said_loudly_in_both_languages(
    live: LiveProduct, toppings: list[tuple[str, str]], english: str, korean: str
) -> None:
    ticket = ticket_of(live, with_toppings(*toppings), classic(live))
    assert loud(ticket) == [english]
    assert loud(ticket, "ko") == [korean]


def test_another_answer_and_none_are_differences(live: LiveProduct) -> None:
    other = with_choice(CLASSIC, Choice("bun", "brioche"), Choice("cheese", "-"))
    assert loud(ticket_of(live, other, classic(live))) == ["BRIOCHE", "NO CHEDDAR"]


def test_what_a_preset_asks_is_always_said_loudly(live: LiveProduct) -> None:
    meal = live.shop.preset("meal")
    as_listed = preset_choices(live, meal)
    assert loud(ticket_of(live, as_listed, meal)) == ["COLA"]


def test_a_burger_of_one_s_own_is_compared_with_the_standard(live: LiveProduct) -> None:
    ticket = ticket_of(live, with_choice(CLASSIC, Choice("bun", "brioche")), None)
    assert ticket.title["en"] == "Your burger"
    assert ticket.standard == {"en": "Classic", "ko": "클래식"}
    assert loud(ticket) == ["BRIOCHE"]


def test_a_set_on_top_of_the_standard_is_a_difference(live: LiveProduct) -> None:
    meal = with_choice(CLASSIC, Choice("set", "taken"), Choice("set.drink", "cider"))
    assert loud(ticket_of(live, meal, None)) == ["SET", "CIDER"]


def test_without_a_standard_nothing_is_compared(live: LiveProduct) -> None:
    alone = replace(live, product=replace(live.product, standard=None))
    ticket = ticket_of(alone, CLASSIC, None)
    assert ticket.standard is None
    assert loud(ticket) == []
    assert len(ticket.lines) == 5


def test_allergens_are_named_unless_it_is_free_of_them(live: LiveProduct) -> None:
    notices = ticket_of(live, CLASSIC, classic(live)).allergens
    assert [(each.name["en"], each.state) for each in notices] == [
        ("Wheat", AllergenState.CONTAINS),
        ("Milk", AllergenState.CONTAINS),
        ("Soy", AllergenState.MAY_CONTAIN),
    ]
    vegan = with_choice(CLASSIC, Choice("patty", "vegan"), Choice("cheese", "-"))
    assert "Milk" not in [each.name["en"] for each in ticket_of(live, vegan, None).allergens]


def test_a_product_may_say_the_order_of_assembly_itself(live: LiveProduct) -> None:
    paths = [flat.path for flat in live.groups]
    backwards = replace(live.product, assembly=tuple(reversed(paths)))
    ticket = ticket_of(replace(live, product=backwards), CLASSIC, classic(live))
    words = [each.words["en"] for each in ticket.lines]
    assert words == ["Onion", "Pickles", "Cheddar", "Beef patty", "Sesame bun"]


def test_groups_that_the_order_of_assembly_leaves_out_follow_as_asked(live: LiveProduct) -> None:
    first = replace(live.product, assembly=("cheese",))
    ticket = ticket_of(replace(live, product=first), CLASSIC, classic(live))
    assert [each.words["en"] for each in ticket.lines][:2] == ["Cheddar", "Sesame bun"]
