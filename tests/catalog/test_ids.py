"""Ids can stand in addresses, and never mean something else there."""

import pytest
from flask import Flask

from catalog.ids import RESERVED, id_fault
from configurator.builder.address import OWN_NAMES


@pytest.mark.parametrize("word", ["a", "7", "rtx-4070", "b_2", "a" * 40])
def test_small_letters_digits_and_dashes_make_an_id(word: str) -> None:
    assert id_fault(word) is None


@pytest.mark.parametrize(
    "word", ["", "A", "-a", "_a", "a.b", "a b", "é", "번", "a" * 41, "a\n", "٣"]
)
def test_anything_else_makes_none(word: str) -> None:
    fault = id_fault(word)
    assert fault is not None
    assert fault.code == "not-an-id"


def test_no_group_is_called_like_a_parameter_of_an_address() -> None:
    assert RESERVED["group"] >= OWN_NAMES


def test_no_shop_and_no_product_hides_a_page(app: Flask) -> None:
    paths = [rule.rule.split("/")[1:] for rule in app.url_map.iter_rules()]
    assert {path[0] for path in paths if "<" not in path[0]} - {""} <= RESERVED["shop"]
    inside = {path[1] for path in paths if "<" in path[0] and "<" not in path[1]}
    assert inside - {""} <= RESERVED["product"]
