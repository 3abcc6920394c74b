"""The order in which variables are eliminated."""

from configurator.engine.ordering import elimination_order


def test_the_order_starts_where_elimination_joins_nothing() -> None:
    """A chain is eaten from its ends; a hub that everything hangs on waits."""
    scopes = [(0, 1), (0, 2), (0, 3), (0, 4)]
    assert elimination_order((2,) * 5, scopes)[0] != 0
    assert sorted(elimination_order((2,) * 5, scopes)) == [0, 1, 2, 3, 4]


def test_a_variable_between_large_ones_waits_for_them() -> None:
    """All have two neighbours, but eliminating 0 would join 1 with 2, which are large."""
    scopes = [(0, 1), (0, 2), (3, 4), (3, 5), (1, 4), (2, 5)]
    assert elimination_order((2, 1000, 1000, 2, 2, 2), scopes)[:2] == [1, 2]
    assert elimination_order((2, 2, 2, 2, 2, 2), scopes)[0] == 0
