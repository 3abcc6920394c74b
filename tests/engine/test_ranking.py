"""Two ranks in one number."""

import pytest

from configurator.engine.compiling import compile_model
from configurator.engine.expressions import Is
from configurator.engine.model import Costs
from configurator.engine.ranking import weight_over
from tests.engine.builders import many, model, one, prices

MODEL = model(
    one("bun", "sesame brioche"),
    many("toppings", "onion bacon"),
    conditions={"deal": Is("bun", ("brioche",))},
)


def test_one_unit_outweighs_every_difference_in_price_and_can_be_read_back() -> None:
    compiled = compile_model(MODEL)
    costs = prices("bun=sesame:300 bun=brioche:-200 toppings.onion=normal:50", {"deal": -70})

    weight, bound = weight_over(compiled.values, compiled.costs(costs))

    dearest, cheapest = 300 + 50, -200 - 70
    assert weight > dearest - cheapest
    for units in (0, 1, 7):
        for total in (cheapest, 0, dearest):
            read_units, rest = divmod(units * weight + total - bound, weight)
            assert (read_units, rest + bound) == (units, total)


def test_prices_too_large_to_be_outweighed_are_refused() -> None:
    compiled = compile_model(MODEL)

    with pytest.raises(OverflowError):
        weight_over(compiled.values, compiled.costs(prices(f"bun=sesame:{2**45}")))


def test_nothing_costs_nothing() -> None:
    compiled = compile_model(MODEL)

    assert weight_over(compiled.values, compiled.costs(Costs())) == (1, 0)
