"""What stays of the explicit choices when one thing more is taken."""

import pytest

from configurator.engine.model import Choice
from configurator.engine.situations import kept
from tests.engine.builders import choice, choices, many, model, number, one

MODEL = model(
    one("bun", "sesame brioche", optional=True),
    many("toppings", "onion bacon", amounts={"normal": 1, "extra": 2}),
    number("seats", range(1, 5)),
)


@pytest.mark.parametrize(
    ("explicit", "wanted", "staying"),
    [
        ("bun=sesame seats=2", "bun=brioche", "seats=2"),
        ("bun=sesame", "bun=-", ""),
        ("bun=-", "bun=sesame", ""),
        ("seats=2 bun=sesame", "seats=3", "bun=sesame"),
        ("toppings.onion=normal", "toppings.bacon=extra", "toppings.onion=normal"),
        ("toppings.onion=normal", "toppings.onion=extra", ""),
        ("toppings.onion=normal toppings.bacon=extra", "toppings=-", ""),
        ("toppings=- bun=sesame", "toppings.onion=extra", "bun=sesame"),
        ("toppings=-", "toppings.onion=-", "toppings=-"),
        ("toppings.onion=-", "toppings.onion=extra", ""),
        ("toppings.bacon=extra", "toppings.onion=-", "toppings.bacon=extra"),
        ("bun=sesame bun=sesame", "seats=1", "bun=sesame"),
    ],
)
def test_what_is_wanted_replaces_only_what_it_answers_anew(
    explicit: str, wanted: str, staying: str
) -> None:
    assert kept(MODEL, choices(explicit), choice(wanted)) == choices(staying)


def test_an_option_in_any_amount_replaces_its_amount() -> None:
    explicit = choices("toppings.onion=normal toppings.bacon=extra")

    assert kept(MODEL, explicit, Choice("toppings", "onion")) == choices("toppings.bacon=extra")


def test_wanting_nothing_keeps_everything() -> None:
    explicit = choices("bun=sesame toppings=-")

    assert kept(MODEL, explicit, None) == explicit
