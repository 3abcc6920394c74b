"""More than one way on: what is wanted with another answer beside it, or something like it."""

import pytest

from configurator.builder.views import Plate
from configurator.engine.model import Choice
from configurator.publishing.configurations import unchecked
from tests.builder.pages import ask, choices_in
from tests.builder.test_best_pc import live

SMALL = "cpu=ryzen-5-9600x&board=asrock-b650i-lightning-wifi&case=fractal-design-terra"
LONG_CARD = Choice("graphics", "msi-rtx-5070-ti-gaming-trio-oc-16-gb")
TERRA = Choice("case", "fractal-design-terra")


@pytest.fixture(scope="module")
def plates() -> list[Plate]:
    """The ways on for a card that is too long for the case, without the one that keeps all."""
    view = ask(live(), f"{SMALL}&want=graphics:{LONG_CARD.option}", step="graphics")
    assert view.offer is not None
    return [each for each in view.offer.plates if not each.keeps]


def test_a_card_too_long_for_its_case_is_had_three_ways(plates: list[Plate]) -> None:
    assert len(plates) == 3
    assert len({each.href for each in plates}) == 3


def test_two_of_them_have_the_card_with_other_cases(plates: list[Plate]) -> None:
    built = [choices_in(live(), each.href) for each in plates]
    with_card = [each for each in built if LONG_CARD in each]
    assert len(with_card) == 2
    cases = {each.option for choices in with_card for each in choices if each.group == "case"}
    assert len(cases) == 2
    assert TERRA.option not in cases


def test_the_third_keeps_the_case_and_takes_a_card_that_costs_about_as_much(
    plates: list[Plate],
) -> None:
    [kept] = [each for each in plates if LONG_CARD not in choices_in(live(), each.href)]
    choices = choices_in(live(), kept.href)
    assert TERRA in choices
    [card] = [each for each in choices if each.group == "graphics"]
    prices = live().price_list.choices
    wanted = prices[LONG_CARD.group, LONG_CARD.option, ""]
    assert abs(prices[card.group, card.option, ""] - wanted) < wanted // 4


def test_each_of_them_can_be_finished_with_everything_checked(plates: list[Plate]) -> None:
    for plate in plates:
        view = ask(live(), plate.href.partition("?")[2].partition("&step=")[0], step="graphics")
        assert view.standing is None
        assert view.offer is None
        assert unchecked(live(), choices_in(live(), plate.href)) == ()
