"""What the parts of a set would cost alone."""

from dataclasses import replace

from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from pricing.order_terms import Part
from tests.publishing.builders import DRINK, DRINK_SLOT, SANDWICH, SHOP, live

LUNCH = (
    Choice("bread", "brioche"),
    Choice("filling", "ham"),
    Choice("drink", "taken"),
    Choice("drink.kind", "cola"),
    Choice("drink.ice", "ice"),
)


def test_each_part_costs_what_its_product_and_choices_do_and_no_discount_of_the_set() -> None:
    taxed = replace(DRINK, tax="drinks")
    product = live(replace(SHOP, products=(replace(SANDWICH, tax="food"), taxed)))
    assert product.standalone_parts(LUNCH) == (
        Part("", "food", 4000 + 500 + 1500),
        Part("drink", "drinks", 200 + 1800),
    )
    assert quote(product, LUNCH).total.minor == 8000 - 300


def test_an_empty_slot_is_no_part() -> None:
    alone = tuple(each for each in LUNCH if not each.group.startswith("drink"))
    assert [part.path for part in live().standalone_parts(alone)] == [""]


def test_what_fills_a_slot_that_is_always_taken_is_a_part_with_all_it_costs() -> None:
    required = replace(SANDWICH, groups=(*SANDWICH.groups[:3], replace(DRINK_SLOT, optional=False)))
    product = live(replace(SHOP, products=(replace(required, adjustments=()), DRINK)))
    chosen = tuple(each for each in LUNCH if each != Choice("drink", "taken"))
    assert [(part.path, part.standalone) for part in product.standalone_parts(chosen)] == [
        ("", 4000 + 500 + 1500),
        ("drink", 200 + 1800),
    ]
