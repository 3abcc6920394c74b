"""The best PC within a budget, and how far a small one falls short: as a second solver finds it."""

from functools import cache
from pathlib import Path

import pytest

from catalog.files import load_shop
from configurator.engine.frontier import Frontier
from configurator.engine.situations import Situation
from configurator.publishing.aims import merits, unchecked_penalties
from configurator.publishing.configurations import unchecked
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from tests.builder.pages import ask
from tests.engine.second_best import SecondBest

FOLDER = Path(__file__).parents[2] / "catalog" / "demo" / "pc"
AIMS = ("office", "gaming", "workstation")


@cache
def live() -> LiveProduct:
    shop, _pictures = load_shop(FOLDER)
    return assemble(LiveShop(shop, 1, {}), shop.product("tower"), None)


@cache
def second(aim: str) -> SecondBest:
    """The same shop as CP-SAT sees it, with everything checked."""
    model = live().compiled.model
    solver = SecondBest(model, live().costs, merits(live(), aim))
    solver.check_everything(model)
    return solver


def frontier(aim: str) -> Frontier:
    return Frontier(
        live().compiled, Situation(), live().costs, merits(live(), aim), unchecked_penalties(live())
    )


@pytest.mark.parametrize("aim", AIMS)
def test_the_best_for_1500_dollars_is_the_true_optimum(aim: str) -> None:
    base = live().price_list.base
    found = frontier(aim).within(150_000 - base)
    assert found is not None
    assert found.proven
    assert found.point.merit == second(aim).most(150_000 - base)
    assert found.point.price + base <= 150_000


def test_250_dollars_fall_short_by_exactly_what_the_cheapest_costs_more() -> None:
    cheapest = live().price_list.base + second("gaming").least()
    assert cheapest > 25_000
    assert frontier("gaming").within(25_000 - live().price_list.base) is None
    view = ask(live(), "aim=gaming&budget=25000")
    assert view.budget is not None
    assert view.budget.proposal is None
    assert f"${(cheapest - 25_000) / 100:.2f} more than your budget" in view.budget.told


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("budget", [45_000, 80_000, 150_000, 300_000, 900_000])
def test_nothing_is_proposed_of_which_too_little_is_known(aim: str, budget: int) -> None:
    found = frontier(aim).within(budget - live().price_list.base)
    assert found is not None
    assert unchecked(live(), found.point.choices, complete=True) == ()
