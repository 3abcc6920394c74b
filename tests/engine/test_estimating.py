"""Orders of elimination that know which variables are functions of one group."""

from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from configurator.engine.elimination import buckets_of
from configurator.engine.estimating import Estimate, estimated_orders
from configurator.engine.joining import CompileBudgetExceeded, Support
from configurator.engine.quotients import Quotients
from configurator.engine.reduction import Columns, Reduced, reduced
from configurator.engine.tables import Network, Table, table_of
from tests.bench.real_parts import FOLDER, parts_model, sweep_figures
from tests.engine.networks import random_network

VALUES = 60


def seen_three_ways() -> Reduced:
    """A variable of 60 values, and three functions of it that others are compared with."""
    random = Random(1)
    views = [[random.randrange(8) for _ in range(VALUES)] for _ in range(3)]
    tables: list[Table] = []
    for place, view in enumerate(views):
        tables.append(table_of((0, 1 + place), enumerate(view)))
        fits = [(one, other) for one in range(8) for other in range(8) if one <= other]
        tables.append(table_of((1 + place, 4 + place), fits, f"rule{place}"))
    return reduced(Network((VALUES, *[8] * 6), 1, tuple(tables)))


def test_functions_of_one_variable_have_no_more_combinations_than_it_has_values() -> None:
    network = seen_three_ways()
    estimate = Estimate(network, Quotients.of(network))
    assert 2 ** estimate.combinations((1, 2, 3)) <= VALUES + 0.001
    assert 2 ** estimate.combinations((4, 5, 6)) == pytest.approx(8**3)


@pytest.mark.parametrize("seed", range(20))
def test_every_order_has_each_variable_of_the_tables_once(seed: int) -> None:
    network = reduced(random_network(seed))
    expected = sorted({variable for table in network.tables for variable in table.scope})
    for order in estimated_orders(network, Quotients.of(network)):
        assert sorted(order) == expected


def test_the_same_orders_are_found_each_time() -> None:
    one, other = seen_three_ways(), seen_three_ways()
    quotients = Quotients.of(one)
    assert estimated_orders(one, quotients) == estimated_orders(other, Quotients.of(other))


def test_a_network_without_solutions_has_no_buckets() -> None:
    nothing = Network((2,), 1, (table_of((0,), [], "rule"),))
    assert buckets_of(reduced(nothing), 100) is None


@pytest.mark.skipif(
    not FOLDER.exists(), reason="CONFIGURATOR_DATA names no folder with the files of real parts"
)
def test_real_parts_compile_to_a_diagram_that_is_quick_to_sweep() -> None:
    model, costs = parts_model(most=300)
    figures = sweep_figures(model, costs)
    assert figures["edges"] < 150_000


def columns(scope: tuple[int, ...], cells: list[NDArray[np.int64]]) -> Columns:
    return Columns(scope, [each.astype(np.int32) for each in cells])


def test_a_join_too_large_for_its_budget_is_made_in_pieces_and_comes_to_the_same() -> None:
    random = Random(3)
    sizes = (3000, 40, 40, 40)
    one = columns((0, 1), [np.arange(3000), np.array(random.choices(range(40), k=3000))])
    other = columns((1, 2), [np.repeat(np.arange(40), 40), np.tile(np.arange(40), 40)])
    thin = columns((0, 2), [np.arange(3000), np.array(random.choices(range(40), k=3000))])
    support = Support([one, other, thin], [], sizes)
    whole = support.joined(one, other, 200_000)
    pieces = support.joined(one, other, 20_000)
    assert len(whole) == 3000
    assert [cell.tolist() for cell in whole.cells] == [cell.tolist() for cell in pieces.cells]
    with pytest.raises(CompileBudgetExceeded):
        support.joined(one, other, 2_900)


def test_rows_of_combinations_that_no_option_has_are_left_out() -> None:
    first, second = np.arange(100) % 10, np.arange(100) // 50
    together = columns((1, 2), [first[:50], second[:50]])
    rows = columns((1, 2, 3), [np.arange(4000) % 10, np.arange(4000) % 2, np.arange(4000)])
    kept = Support([], [together], (100, 10, 2, 4000)).filtered(rows)
    assert len(kept) == 2000
    assert not kept.column(2).any()
