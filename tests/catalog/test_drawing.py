"""Where layers lie: one on another, never off the stage, beside one another on the floor."""

from dataclasses import replace
from itertools import pairwise

import pytest

from catalog.drawing import PlacedLayer, picture_name, stack
from catalog.shop import (
    Amount,
    Drawing,
    Fact,
    Group,
    GroupKind,
    Layer,
    Option,
    Place,
    Product,
    Shop,
    Stage,
)

PATTY = Layer("patty.svg", level=20, thickness=30, width=100, height=50, x=50, hang=10)
CHEESE = Layer("cheese.svg", level=20, thickness=6, width=100, height=30, x=50, hang=20)
POT = Layer("pot.svg", level=95, thickness=40, width=40, height=40, x=5, beside=True)
SAUCE = Layer("sauce.svg", 60, 4, width=100, height=30, x=50, hang=20, places={"side": POT})
CROWN = Layer("crown.svg", level=90, thickness=60, width=100, height=80, x=50, hang=10)
HEEL = Layer("heel.svg", level=5, thickness=30, width=100, height=50, x=50, hang=10, top=CROWN)
FRIES = Layer("fries.svg", level=0, thickness=0, width=40, height=60, x=0, beside=True)


def option(name: str, layer: Layer | None, amounts: tuple[str, ...] = ()) -> Option:
    return Option(name, {"en": name}, {"": 0}, amounts, items={}, layer=layer)


def many(name: str, *options: Option) -> Group:
    return Group(name, {"en": name}, GroupKind.MANY, options)


BURGER = Product(
    "burger",
    {"en": "Burger"},
    0,
    (
        Group("bun", {"en": "Bun"}, GroupKind.ONE, (option("bun", HEEL), option("bare", None))),
        many("patties", option("beef", replace(PATTY, units_each=1), ("1", "2", "9"))),
        many("cheese", option("cheddar", replace(CHEESE, units_each=1), ("1", "2"))),
        many("sauces", *(option(each, SAUCE, ("some", "some-side")) for each in ("red", "white"))),
        Group("fries", {"en": "Fries"}, GroupKind.ONE, (option("fries", FRIES),)),
    ),
    stage=Stage(width=200, height=300, floor=280, background="board.svg"),
)
SHOP = Shop(
    "shop",
    {"en": "Shop"},
    ("en",),
    "KRW",
    "Asia/Seoul",
    (),
    (BURGER,),
    amounts=(*(Amount(each, {"en": each}, int(each)) for each in "129"), Amount("some", {}, 2)),
    places=(Place("side", {"en": "on the side"}),),
)

Chosen = tuple[str, str, str]


def drawn(*chosen: Chosen, product: Product = BURGER) -> tuple[PlacedLayer, ...]:
    return stack(SHOP, product, chosen)


def pictures(*chosen: Chosen) -> list[str]:
    return [each.picture for each in drawn(*chosen)]


def test_an_empty_stack_is_the_background_alone() -> None:
    assert drawn() == (PlacedLayer("board.svg", 0, 0, 200, 300, "", "", -1),)


def test_a_product_without_a_stage_has_no_pictures() -> None:
    assert drawn(("bun", "bun", ""), product=replace(BURGER, stage=None)) == ()


def test_layers_lie_by_level_whatever_the_order_of_choosing() -> None:
    chosen = [("sauces", "red", "some"), ("bun", "bun", ""), ("patties", "beef", "1")]
    expected = ["board.svg", "heel.svg", "patty.svg", "sauce.svg", "crown.svg"]
    assert pictures(*chosen) == pictures(*reversed(chosen)) == expected


def test_each_layer_rests_on_the_thickness_of_those_below() -> None:
    _, heel, patty, crown = drawn(("bun", "bun", ""), ("patties", "beef", "1"))
    assert [each.y + each.height - 10 for each in (heel, patty, crown)] == [280, 250, 220]


def test_copies_of_one_level_are_dealt_in_turn() -> None:
    assert pictures(("patties", "beef", "2"), ("cheese", "cheddar", "2"))[1:] == [
        "patty.svg",
        "cheese.svg",
        "patty.svg",
        "cheese.svg",
    ]


def test_a_stack_that_is_too_high_is_drawn_smaller_as_a_whole() -> None:
    _, *layers = drawn(("patties", "beef", "9"))
    assert min(each.y for each in layers) == pytest.approx(0, abs=0.1)
    assert len({(each.x, each.width, each.height) for each in layers}) == 1
    assert layers[0].width / layers[0].height == pytest.approx(2, abs=0.01)
    assert layers[0].x + layers[0].width / 2 == pytest.approx(100, abs=0.1)
    gaps = {round(lower.y - upper.y, 1) for lower, upper in pairwise(layers)}
    assert max(gaps) - min(gaps) <= 0.1


def test_a_place_may_be_drawn_beside_the_stack_and_lifts_nothing() -> None:
    _, heel, crown, red, white = drawn(
        ("bun", "bun", ""), ("sauces", "red", "some-side"), ("sauces", "white", "some-side")
    )
    assert [each.picture for each in (heel, crown, red)] == ["heel.svg", "crown.svg", "pot.svg"]
    assert crown.y + crown.height - 10 == 250
    assert (red.x, white.x) == (5, 45)
    assert red.y + red.height == white.y + white.height == 280


def test_what_stands_beside_at_a_lower_level_is_drawn_first() -> None:
    assert pictures(("bun", "bun", ""), ("fries", "fries", ""))[:3] == [
        "board.svg",
        "fries.svg",
        "heel.svg",
    ]


def test_every_layer_says_what_it_is_a_picture_of() -> None:
    _, heel, patty, crown = drawn(("bun", "bun", ""), ("patties", "beef", "1"))
    assert {(each.path, each.option) for each in (heel, crown)} == {("bun", "bun")}
    assert (patty.path, patty.option) == ("patties", "beef")


@pytest.mark.parametrize(
    "unknown",
    [("bun", "bare", ""), ("bun", "-", ""), ("none", "such", ""), ("patties", "beef", "7")],
)
def test_what_has_no_picture_or_is_not_known_is_left_out(unknown: Chosen) -> None:
    assert pictures(unknown) == ["board.svg"]


def card(name: str, **facts: Fact) -> Option:
    return replace(option(name, None), facts=facts)


SHORT = Layer("short.svg", level=5, thickness=0, width=60, height=20, x=10, y=40)
LONG = replace(SHORT, picture="long.svg", width=120)
STICK = Layer(
    "stick.svg", level=6, thickness=0, width=4, height=30, x=100, y=10, dx=8, copies_by="modules"
)
CASE = Product(
    "case",
    {"en": "Case"},
    0,
    (
        Group(
            "card",
            {"en": "Card"},
            GroupKind.ONE,
            (
                card("mini", length=170),
                card("big", length=300),
                card("odd"),
                card("wet", water=True),
            ),
            drawings=(
                Drawing(replace(SHORT, picture="wet.svg"), where={"water": True}),
                Drawing(SHORT, picture="card.svg", at_most={"length": 200}),
                Drawing(LONG),
            ),
        ),
        Group(
            "memory",
            {"en": "Memory"},
            GroupKind.MANY,
            (
                Option("kit", {"en": "kit"}, amounts=("1", "2"), facts={"modules": 2}, layer=STICK),
                Option("one", {"en": "one"}, amounts=("1",), facts={"modules": 1}, layer=STICK),
            ),
        ),
    ),
    stage=Stage(200, 100, 90),
)


@pytest.mark.parametrize(
    ("chosen", "picture"),
    [("mini", "short.svg"), ("big", "long.svg"), ("odd", "long.svg"), ("wet", "wet.svg")],
)
def test_a_group_draws_its_options_by_what_is_known_of_them(chosen: str, picture: str) -> None:
    [placed] = drawn(("card", chosen, ""), product=CASE)
    assert (placed.picture, placed.x, placed.y) == (picture, 10, 40)


def test_a_card_has_the_picture_of_the_first_drawing_meant_for_it() -> None:
    group = CASE.groups[0]
    assert [picture_name(group, each) for each in group.options] == ["card.svg", None, None, None]


def test_what_has_a_fixed_place_moves_on_for_each_further_one() -> None:
    units = replace(STICK, units_each=1)
    kit = replace(CASE.groups[1].options[0], layer=units)
    groups = (CASE.groups[0], replace(CASE.groups[1], options=(kit, CASE.groups[1].options[1])))
    placed = drawn(
        ("memory", "kit", "2"), ("memory", "one", "1"), product=replace(CASE, groups=groups)
    )
    assert [each.x for each in placed] == [100, 108, 116, 124, 132]
    assert {each.y for each in placed} == {10}


def test_a_fixed_place_is_apart_from_the_stack() -> None:
    stacked = drawn(("card", "mini", ""), product=replace(CASE, stage=Stage(200, 100, 20)))
    assert stacked[0].y == 40
