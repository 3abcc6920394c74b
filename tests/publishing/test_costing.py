"""The price list of a product: one price for everything that can be chosen."""

from dataclasses import replace

import pytest

from catalog.shop import Bounds, Group, GroupKind
from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from configurator.publishing.costing import price_list
from tests.publishing.builders import DRINK, SANDWICH, SHOP, live, text


@pytest.mark.parametrize("numbers", [Bounds(-4, 0), Bounds(0, 6), Bounds(2, 2), Bounds(3)])
def test_every_number_that_can_be_answered_has_its_price(numbers: Bounds) -> None:
    seats = Group(
        "seats", text("Seats"), GroupKind.NUMBER, numbers=numbers, step=2, price_per_unit=150
    )
    sandwich = replace(SANDWICH, groups=(*SANDWICH.groups, seats))
    product = live(replace(SHOP, products=(sandwich, DRINK)))
    answers = product.compiled.model.group("seats").numbers
    assert answers.start in answers
    for number in answers:
        chosen = (Choice("bread", "rye"), Choice("filling", "ham"), Choice("seats", str(number)))
        assert quote(product, chosen).total.minor == 4000 + 1500 + number * 150


def test_a_free_choice_is_listed_at_nothing() -> None:
    book = price_list(SHOP, SANDWICH)
    assert book.choices["bread", "rye", ""] == 0
    assert book.choices["drink", "taken", ""] == 0
