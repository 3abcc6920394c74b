"""Order numbers that can be said aloud."""

import pytest

from configurator.orders.numbers import LAST_OF_LETTER, LETTERS, spoken_number


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (1, "A-1"),
        (47, "A-47"),
        (99, "A-99"),
        (100, "B-1"),
        (8 * 99 + 1, "J-1"),
        (24 * 99, "Z-99"),
        (24 * 99 + 1, "AA-1"),
    ],
)
def test_numbers_go_through_the_letters(place: int, number: str) -> None:
    assert spoken_number(place) == number


def test_no_number_is_given_twice_and_none_sounds_like_a_digit() -> None:
    numbers = [spoken_number(place) for place in range(1, 30 * LAST_OF_LETTER)]
    assert len(set(numbers)) == len(numbers)
    assert not set("IO") & set(LETTERS)
