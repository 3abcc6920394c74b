"""Money is exact: nothing is lost in adding, taking away or splitting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import CurrencyMismatchError, NoWeightError
from pricing.money import Money, total

weights = st.lists(st.integers(0, 10_000), min_size=1, max_size=20).filter(any)
minors = st.integers(-(10**12), 10**12)


def won(minor: int) -> Money:
    return Money(minor, "KRW")


@given(minors, weights)
def test_splitting_loses_no_unit(minor: int, parts: list[int]) -> None:
    assert total(won(minor).split(parts), "KRW") == won(minor)


@given(minors, weights)
def test_no_share_is_more_than_one_unit_from_its_proportion(minor: int, parts: list[int]) -> None:
    for share, weight in zip(won(minor).split(parts), parts, strict=True):
        assert abs(share.minor * sum(parts) - minor * weight) < sum(parts)


@given(st.integers(0, 10**9), weights)
def test_what_weighs_nothing_gets_nothing(minor: int, parts: list[int]) -> None:
    shares = won(minor).split(parts)
    assert all(share == won(0) for share, part in zip(shares, parts, strict=True) if not part)


@pytest.mark.parametrize("parts", [[], [0], [0, 0], [3, -1]])
def test_weights_that_give_no_shares_are_refused(parts: list[int]) -> None:
    with pytest.raises(NoWeightError, match="cannot be split"):
        won(100).split(parts)


def test_two_currencies_never_meet_in_one_sum() -> None:
    for meet in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
        with pytest.raises(CurrencyMismatchError, match="USD cannot be reckoned with KRW"):
            meet(won(1), Money(1, "USD"))


def test_money_is_reckoned_in_whole_units() -> None:
    assert won(900) + won(100) == won(1000)
    assert won(900) - won(1000) == won(-100) == -won(100)
    assert won(450) * 2 == won(900)
    assert won(1) < won(2)
    assert won(2) <= won(2)


def test_the_total_of_nothing_is_zero() -> None:
    assert total([], "USD") == Money(0, "USD")
