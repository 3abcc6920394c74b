"""Every kind of price: what pages say is what trying every configuration finds, to the unit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.shop import (
    NONE,
    Adjustment,
    Allowance,
    PriceList,
    PriceTable,
    Rounding,
    Sequence,
    Shop,
)
from configurator.builder.address import query
from configurator.builder.menu_views import build_card
from configurator.builder.views import State
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct
from tests.builder.pages import ask, every_valid, speaking, switched
from tests.publishing.builders import SHOP, live, text

SANDWICH = SHOP.product("sandwich")


def selling(shop: Shop = SHOP, **changes: object) -> Shop:
    """The shop with another sandwich."""
    others = tuple(each for each in shop.products if each.id != "sandwich")
    changed = replace(SANDWICH, **changes)  # type: ignore[arg-type]
    return replace(shop, products=(changed, *others))


TENTH = Adjustment("tenth", text("A tenth off"), "filling is ham", percent=Decimal(-10))
INCLUDED = Allowance("one-extra", text("One extra included"), ("extras",), 1, "dearest")
FILLING = next(each for each in SANDWICH.groups if each.id == "filling")
TABLED = replace(
    FILLING,
    options=tuple(
        replace(each, prices_by=PriceTable("bread", {"brioche": {"": 900}}))
        if each.id == "ham"
        else each
        for each in FILLING.options
    ),
)
NOON = PriceList("noon", text("Noon"), prices={"sandwich": 3333}, adjustments={"classic": -777})

SHOPS = {
    "a share, to tens": replace(
        selling(adjustments=(*SANDWICH.adjustments, TENTH)), rounding=Rounding(10)
    ),
    "one included": selling(allowances=(INCLUDED,)),
    "a table": selling(
        groups=tuple(TABLED if each is FILLING else each for each in SANDWICH.groups)
    ),
    "noon": replace(SHOP, price_lists=(NOON,)),
    "a sequence": selling(
        groups=tuple(
            replace(
                each,
                options=tuple(
                    replace(option, prices=dict.fromkeys(option.prices, 0))
                    for option in each.options
                ),
            )
            if each.id == "extras"
            else each
            for each in SANDWICH.groups
        ),
        sequences=(Sequence("extra", text("Extras"), ("extras",), (300, 200, 100)),),
    ),
}
LIVES: dict[str, LiveProduct] = {
    name: live(shop).priced_by(("noon",)) for name, shop in SHOPS.items()
}
VALID = {name: every_valid(each) for name, each in LIVES.items()}


def least(name: str, choices: frozenset[Choice]) -> int | None:
    return min((price for whole, price in VALID[name] if choices <= whole), default=None)


def amount(words: str) -> int:
    """What a difference in words comes to."""
    if words in ("included", "same price", "no extra charge"):
        return 0
    return int(words.replace("₩", "").replace(",", ""))


@pytest.mark.parametrize("name", SHOPS)
def test_the_menu_says_the_least_that_anything_costs(name: str) -> None:
    with speaking():
        card = build_card(LIVES[name], (), "en")
    assert card.least == f"₩{least(name, frozenset()):,}"


@settings(max_examples=30, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", SHOPS)
def test_totals_and_differences_are_those_of_trying_everything(
    name: str, data: st.DataObject
) -> None:
    whole, price = data.draw(st.sampled_from(VALID[name]))
    choices = frozenset(each for each in sorted(whole) if data.draw(st.booleans()))
    view = ask(LIVES[name], query(LIVES[name], tuple(sorted(choices))))
    now = least(name, choices)
    assert now is not None
    assert view.totals.least == f"₩{now:,}"
    if choices == whole:
        assert view.totals.so_far == f"₩{price:,}"
    for group in view.groups:
        for option in group.options:
            taken = option.field.rpartition(".")[2]
            shown = [(Choice(group.path, option.value), option.state, option.difference)]
            if option.amounts:
                shown = [
                    (Choice(group.path, taken, each.value), each.state, each.difference)
                    for each in option.amounts
                    if each.value
                ]
            for choice, state, difference in shown:
                if state is State.AVAILABLE and choice.option != NONE:
                    then = least(name, switched(choices, choice))
                    assert then is not None
                    assert amount(difference) == then - now, (sorted(choices), choice)
