"""What is taken out of a network, and merged, before it is compiled."""

from configurator.engine.reduction import reduced
from configurator.engine.tables import Network, table_of


def test_values_that_no_table_tells_apart_are_one_class() -> None:
    rows = [(value, other) for value in range(6) for other in range(2) if value // 3 == other]
    small = reduced(Network((6, 2), 2, (table_of((0, 1), rows),)))
    assert small.sizes == (2, 2)
    assert small.class_of[0].tolist() == [0, 0, 0, 1, 1, 1]


def test_values_that_no_solution_can_hold_have_no_class() -> None:
    tables = (table_of((0, 1), [(0, 0), (1, 1), (2, 2)]), table_of((1,), [(0,), (2,)]))
    small = reduced(Network((3, 3), 2, tables))
    assert small.class_of[0].tolist() == [0, -1, 1]
