"""What is found out about the prices of a product before it is published."""

from dataclasses import replace

from catalog.shop import Adjustment, PriceList, Rounding, Rule, Shop
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct
from configurator.publishing.price_findings import PriceFindings, price_findings
from tests.publishing.builders import DRINK, SANDWICH, SHOP, live, text, with_rules


def findings(product: LiveProduct) -> PriceFindings:
    """Those at the product's own prices."""
    return price_findings(product)[0]


def discounted(amount: int, shop: Shop = SHOP) -> LiveProduct:
    off = Adjustment("off", text("Off"), "", amount)
    sandwich = replace(SANDWICH, adjustments=(off,))
    return live(replace(shop, products=(sandwich, DRINK), presets=()))


def test_the_cheapest_and_the_dearest_are_found_with_their_prices() -> None:
    product = live()
    found = findings(product)
    assert (found.cheapest.total, found.dearest.total) == (5200, 9100)
    assert quote(product, found.cheapest.choices).total.minor == 5200
    assert quote(product, found.dearest.choices).total.minor == 9100
    assert not any((found.is_free, found.is_negative, found.is_cut_off, found.unpriced))


def test_something_free_is_told() -> None:
    assert findings(discounted(-5200)).is_free
    assert not findings(discounted(-5199)).is_free


def test_what_would_be_below_zero_is_told_to_be_cut_off_or_negative() -> None:
    assert findings(discounted(-6000)).is_cut_off
    owed = findings(discounted(-6000, replace(SHOP, rounding=Rounding(below_zero=True))))
    assert owed.is_negative
    assert owed.cheapest.total == -800


def test_what_has_no_price_in_another_currency_is_named() -> None:
    dollars = PriceList(
        "dollars",
        text("$"),
        currency="USD",
        prices={"sandwich": 3, "sandwich.bread.brioche": 1, "drink": 1},
    )
    found = price_findings(live(replace(SHOP, price_lists=(dollars,))))[1]
    assert (found.lists, found.currency) == (("dollars",), "USD")
    assert found.unpriced == (
        "sandwich.filling.ham",
        "sandwich.filling.tofu",
        "sandwich.extras.cheese",
        "sandwich.extras.onion",
        "sandwich.menu",
        "drink.kind.cola",
        "drink.kind.tea",
    )


def test_a_product_that_nobody_can_complete_has_no_prices() -> None:
    never = Rule("never", "bread is rye excludes bread is rye", text("no"))
    brioche = Rule("none", "bread is brioche excludes bread is brioche", text("no"))
    assert price_findings(live(with_rules(never, brioche))) == ()
