"""Meals whose prices are worked out by hand, as the quote and as the engine tell them."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Literal

import pytest

from catalog.shop import (
    Adjustment,
    Allowance,
    Amount,
    Group,
    GroupKind,
    Halves,
    Option,
    Place,
    Preset,
    PriceTable,
    Product,
    Rounding,
    Sequence,
    Shop,
    Store,
)
from configurator.engine.answers import Situation, valid_domains
from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from tests.publishing.builders import text


def one(name: str, **prices: int) -> Group:
    options = tuple(Option(each, text(each), {"": price}) for each, price in prices.items())
    return Group(name, text(name), GroupKind.ONE, options)


def many(name: str, *amounts: str, **prices: int) -> Group:
    options = tuple(
        Option(each, text(each), dict.fromkeys(amounts, price), amounts)
        for each, price in prices.items()
    )
    return Group(name, text(name), GroupKind.MANY, options)


def slot(name: str) -> Group:
    return Group(name, text(name), GroupKind.SLOT, optional=True, product=name)


def served(*products: Product, presets: tuple[Preset, ...] = ()) -> LiveProduct:
    """The first of the products, ready to answer."""
    shop = Shop(
        "diner",
        text("Diner"),
        ("ko", "en"),
        "KRW",
        "Asia/Seoul",
        (Store("main", text("Main")),),
        products,
        amounts=(Amount("normal", text("normal"), 1), Amount("extra", text("extra"), 2)),
        places=(Place("left", text("left")),),
        presets=presets,
    )
    return assemble(LiveShop(shop, 1, {}), products[0], None)


def taps(*written: str) -> tuple[Choice, ...]:
    """Choices written `group=option` or `group.option=amount`."""
    chosen = []
    for each in written:
        path, _, answer = each.partition("=")
        group, _, option = path.rpartition(".")
        is_amount = answer in ("normal", "extra", "normal-left")
        chosen.append(Choice(group, option, answer) if is_amount else Choice(path, answer))
    return tuple(chosen)


def price(live: LiveProduct, *written: str) -> int:
    """What these choices cost, told the same by the quote and by the engine."""
    complete = taps(*written)
    told = quote(live, complete).total.minor
    groups = live.compiled.model.groups
    nothing = (
        Choice(group.path, "-")
        for group in groups
        if group.path not in {each.group for each in complete}
        and live.judge.reading(complete).applies(group.path)
    )
    domains = valid_domains(live.compiled, Situation((*complete, *nothing)), live.costs)
    cheapest = domains.cheapest
    assert cheapest is not None
    assert live.total(cheapest) == told
    return told


BURGER = Product(
    "burger", text("Burger"), 5500, (one("patty", beef=0, soy=0), slot("side"), slot("drink"))
)
SIDE = Product("side", text("Side"), 0, (one("kind", fries=2200),), on_menu=False)
DRINK = Product("drink", text("Drink"), 0, (one("kind", cola=2000, cider=2300),), on_menu=False)
SET = Preset(
    "set",
    "burger",
    text("Set"),
    {"side": "taken", "side.kind": "fries", "drink": "taken", "drink.kind": "cola"},
    ("side.kind", "drink"),
    asks=("patty", "drink.kind"),
    adjustment=-1200,
)
MEAL = ("patty=beef", "side=taken", "side.kind=fries", "drink=taken")


def test_a_set_costs_the_same_in_whatever_order_it_is_put_together() -> None:
    live = served(BURGER, SIDE, DRINK, presets=(SET,))
    parts = (("patty=beef",), ("side=taken", "side.kind=fries"), ("drink=taken", "drink.kind=cola"))
    orders = [[tap for part in order for tap in part] for order in permutations(parts)]
    assert len(orders) == 6
    for order in orders:
        assert price(live, *order) == 8500
        lines = quote(live, taps(*order)).lines
        assert [each.amount.minor for each in lines if each.amount.minor < 0] == [-1200]
    assert price(live, *MEAL, "drink.kind=cider") == 8800


def test_the_discount_of_a_set_is_lost_with_what_defines_it() -> None:
    live = served(BURGER, SIDE, DRINK, presets=(SET,))
    assert price(live, "patty=beef", "side=taken", "side.kind=fries") == 7700


@pytest.mark.parametrize(("which", "costs"), [("cheapest", 1200), ("dearest", 500), ("first", 700)])
def test_two_of_three_toppings_are_included(
    which: Literal["cheapest", "dearest", "first"], costs: int
) -> None:
    bowl = Product(
        "bowl",
        text("Bowl"),
        0,
        (many("toppings", "normal", egg=500, crab=1200, leek=700),),
        allowances=(Allowance("two", text("Two"), ("toppings",), 2, which),),
    )
    chosen = ("toppings.egg=normal", "toppings.crab=normal", "toppings.leek=normal")
    assert price(served(bowl), *chosen) == costs


def test_an_extra_portion_uses_up_two_where_units_are_counted() -> None:
    bowl = Product(
        "bowl",
        text("Bowl"),
        1000,
        (many("toppings", "normal", "extra", egg=500, leek=800),),
        allowances=(Allowance("two", text("Two"), ("toppings",), 2, "cheapest", "units"),),
    )
    assert price(served(bowl), "toppings.egg=extra", "toppings.leek=normal") == 1000 + 800
    assert price(served(bowl), "toppings.leek=extra") == 1000


def test_a_further_topping_costs_what_its_position_says() -> None:
    bowl = Product(
        "bowl",
        text("Bowl"),
        1000,
        (many("toppings", "normal", "extra", egg=0, leek=0, crab=0),),
        sequences=(Sequence("more", text("More"), ("toppings",), (500, 300, 200)),),
    )
    live = served(bowl)
    assert price(live) == 1000
    assert price(live, "toppings.egg=normal") == 1500
    assert price(live, "toppings.egg=extra") == 1800
    assert price(live, "toppings.egg=extra", "toppings.leek=extra") == 2200


HALF = one("left", plain=26000, royal=30000)


def pizza(by: Literal["sum", "mean", "dearer"]) -> LiveProduct:
    olives = Option(
        "olives", text("Olives"), {"normal": 3000, "normal-left": 1500}, ("normal", "normal-left")
    )
    toppings = Group("toppings", text("Toppings"), GroupKind.MANY, (olives,))
    whole = Halves("whole", text("Whole"), ("left", "right"), by)
    return served(
        Product(
            "pizza",
            text("Pizza"),
            0,
            (HALF, replace(HALF, id="right"), toppings),
            halves=(whole,),
        )
    )


def test_a_pizza_of_two_halves_costs_the_dearer_half_and_toppings_by_their_place() -> None:
    assert price(pizza("dearer"), "left=royal", "right=plain", "toppings.olives=normal-left") == (
        31_500
    )
    assert price(pizza("dearer"), "left=plain", "right=plain") == 26_000
    assert price(pizza("mean"), "left=royal", "right=plain") == 28_000
    assert price(pizza("sum"), "left=royal", "right=plain") == 56_000


def test_the_mean_of_an_odd_sum_is_rounded_up() -> None:
    odd = one("left", plain=101, royal=200)
    whole = Halves("whole", text("Whole"), ("left", "right"), "mean")
    groups = (odd, replace(odd, id="right"))
    live = served(Product("pizza", text("Pizza"), 0, groups, halves=(whole,)))
    assert price(live, "left=plain", "right=royal") == 151
    assert price(live, "left=plain", "right=plain") == 101


def test_halves_and_what_is_included_follow_the_size() -> None:
    def sized(plain: int, large: int) -> Option:
        table = PriceTable("size", {"large": {"": large}})
        return Option(f"p{plain}", text("p"), {"": plain}, prices_by=table)

    half = Group("left", text("l"), GroupKind.ONE, (sized(100, 150), sized(120, 140)))
    toppings = Group("toppings", text("t"), GroupKind.ONE, (sized(10, 30), sized(20, 25)))
    live = served(
        Product(
            "pizza",
            text("Pizza"),
            0,
            (
                one("size", small=0, large=0),
                half,
                replace(half, id="right"),
                replace(toppings, included={"p10": 0}),
            ),
            halves=(Halves("whole", text("Whole"), ("left", "right"), "dearer"),),
        )
    )
    sides = ("left=p100", "right=p120")
    assert price(live, "size=small", *sides, "toppings=p10") == 120
    assert price(live, "size=large", *sides, "toppings=p10") == 150
    assert price(live, "size=small", *sides, "toppings=p20") == 120 + 10
    assert price(live, "size=large", *sides, "toppings=p20") == 150


def test_leaving_out_what_is_included_is_credited_where_it_could_be_had() -> None:
    leaves = replace(many("leaves", "normal", lettuce=0, kale=200), included={"lettuce": 150})
    asked = replace(leaves, applies_if="bread is rye")
    live = served(Product("roll", text("Roll"), 1000, (one("bread", rye=0, bun=0), asked)))
    assert price(live, "bread=rye", "leaves.lettuce=normal") == 1000
    assert price(live, "bread=rye") == 850
    assert price(live, "bread=rye", "leaves.kale=normal") == 1050
    assert price(live, "bread=bun") == 1000


def test_shares_are_of_all_before_them_and_the_first_of_those_that_exclude_each_other() -> None:
    adjustments = (
        Adjustment("rye", text("Rye"), "bread is rye", percent=Decimal("-10"), exclusive="deal"),
        Adjustment("any", text("Any"), "", -100, exclusive="deal"),
        Adjustment("box", text("Box"), "", 30),
        Adjustment("late", text("Late"), "", percent=Decimal("12.5")),
    )
    product = Product(
        "roll", text("Roll"), 999, (one("bread", rye=0, bun=1),), adjustments=adjustments
    )
    live = served(product)
    assert live.costing.parts == 80
    assert price(live, "bread=rye") == 1045
    assert price(live, "bread=bun") == 1046


def test_a_price_is_a_multiple_of_what_is_paid_in_and_never_below_zero_unless_said() -> None:
    product = Product("roll", text("Roll"), 0, (one("bread", rye=-25, bun=126),))
    live = served(product)
    tens = replace(live.shop, rounding=Rounding(10))
    rounded = assemble(LiveShop(tens, 1, {}), product, None)
    owed = replace(live.shop, rounding=Rounding(10, below_zero=True))
    below = assemble(LiveShop(owed, 1, {}), product, None)
    assert (price(live, "bread=rye"), price(live, "bread=bun")) == (0, 126)
    assert (price(rounded, "bread=rye"), price(rounded, "bread=bun")) == (0, 130)
    assert price(below, "bread=rye") == -20
