"""Prices that are too much together, or would surprise: told before they are published."""

from dataclasses import replace
from decimal import Decimal

from catalog.shop import Adjustment, PriceList, Shop
from configurator.publishing.checks import check_rules
from tests.publishing.builders import DRINK, SANDWICH, SHOP, text


def percent(name: str, condition: str) -> Adjustment:
    return Adjustment(name, text(name), condition, percent=Decimal("-5"))


def test_a_percentage_of_a_part_is_refused_since_it_would_be_of_the_whole() -> None:
    drink = replace(DRINK, adjustments=(percent("happy", "kind is tea"),))
    [problem] = check_rules(replace(SHOP, products=(SANDWICH, drink)))
    assert problem.path == ("products", "drink", "adjustments", "happy", "percent")
    assert "part of sandwich" in problem.message["en"]


def test_price_lists_in_too_many_combinations_are_refused() -> None:
    clubs = tuple(
        PriceList(f"club{number}", text("c"), customers=(f"c{number}",), prices={"sandwich": 1})
        for number in range(12)
    )
    [problem] = check_rules(replace(SHOP, price_lists=clubs))
    assert problem.path == ("price_lists", "club11")
    assert check_rules(replace(SHOP, price_lists=clubs[:7])) == []


def test_percentages_that_are_too_fine_to_be_added_up_exactly_are_refused() -> None:
    def always(*percents: str) -> Shop:
        said = tuple(
            Adjustment(f"p{place}", text("p"), "", percent=Decimal(each))
            for place, each in enumerate(percents)
        )
        return replace(SHOP, products=(replace(SANDWICH, adjustments=said), DRINK))

    [problem] = check_rules(always(*["-33.33"] * 4))
    assert problem.path == ("products", "sandwich", "adjustments", "p3", "percent")
    assert "too fine" in problem.message["en"]
    assert check_rules(always("-33.33", "-12.5", "-100", "1000")) == []
