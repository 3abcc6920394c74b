"""What shop files say of prices is read as it is meant, and only real quarrels are told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.currency_checks import currency_faults
from catalog.files import load_shop, read_shop
from catalog.price_list_checks import price_list_faults
from catalog.scopes import is_within, overlap
from catalog.shop import PriceList, PriceTable, Shop, Times
from configurator.publishing.files_check import check_files, mistake_line
from tests.catalog.test_files import BURGER, FILES, SHOP, write

NAME = {"ko": "가", "en": "A"}


def shop_with(folder: Path, head: str, burger: str = BURGER) -> Shop:
    body = SHOP.replace("currency: KRW", f"currency: KRW\n{head}")
    return load_shop(write(folder, {**FILES, "shop.yaml": body, "products/burger.yaml": burger}))[0]


ALWAYS = Times()


def listed(id_: str, times: Times = ALWAYS, **restricted: tuple[str, ...]) -> PriceList:
    found = PriceList(id_, NAME, times, prices={"burger": 5000})
    return replace(found, **restricted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{days: mon-fri, hours: 11:30-14:00}", Times((0, 1, 2, 3, 4), 690, 840)),
        ('{days: "sun,tue"}', Times((1, 6))),
        ("{days: [sat, mon-tue]}", Times((0, 1, 5))),
        ("{hours: 17:00-}", Times((), 1020, None)),
        ("{hours: -24:00}", Times((), None, 1440)),
        ("{since: 2026-12-01}", Times(since=date(2026, 12, 1))),
        ("{since: 2026-12-01, until: 2026-12-01}", Times((), None, None, *[date(2026, 12, 1)] * 2)),
    ],
)
def test_times_are_read_as_they_are_written(tmp_path: Path, written: str, meant: Times) -> None:
    head = f"price_lists: {{l: {{name: {NAME}, times: {written}, prices: {{burger: 5}}}}}}"
    assert shop_with(tmp_path, head).price_lists[0].times == meant


def test_percentages_are_exact(tmp_path: Path) -> None:
    head = f"coupons: {{c: {{label: {NAME}, percent: -7.25}}}}"
    assert shop_with(tmp_path, head).coupons[0].percent == Decimal("-7.25")


def test_one_price_in_a_table_is_that_of_every_amount(tmp_path: Path) -> None:
    table = "prices_by: {group: bun, prices: {rice: 900, sesame: {extra: 700}}}"
    burger = BURGER.replace("extra: 500}", f"extra: 500}}, {table}")
    onion = shop_with(tmp_path, "", burger).product("burger").groups[1].options[0]
    assert onion.prices_by == PriceTable(
        "bun", {"rice": {"normal": 900, "extra": 900}, "sesame": {"extra": 700}}
    )


def test_what_is_included_may_be_said_in_short(tmp_path: Path) -> None:
    for written, meant in (
        ("[onion, pickle]", {"onion": 0, "pickle": 0}),
        ("onion", {"onion": 0}),
        ("{onion: 200, pickle: 0}", {"onion": 200, "pickle": 0}),
    ):
        burger = BURGER.replace("distinct:", f"included: {written}\n    distinct:")
        assert shop_with(tmp_path, "", burger).product("burger").groups[1].included == meant


def test_an_option_may_cost_less_than_nothing_where_the_shop_says_so(tmp_path: Path) -> None:
    burger = BURGER.replace("price: 500", "price: -500")
    shop = shop_with(tmp_path, "rounding: {below_zero: yes}", burger)
    assert shop.product("burger").groups[0].options[1].prices == {"": -500}


def test_a_list_prices_numbers_and_options_in_all_or_single_amounts(tmp_path: Path) -> None:
    keys = "{burger.napkins: 10, burger.toppings.onion: 200, burger.toppings.onion.extra: 300}"
    head = f"price_lists: {{l: {{name: {NAME}, prices: {keys}}}}}"
    assert shop_with(tmp_path, head).price_lists[0].prices["burger.napkins"] == 10


def test_the_condition_of_a_coupon_is_read(tmp_path: Path) -> None:
    coupon = f'c: {{label: {NAME}, amount: -5, products: [burger], condition: "bun is rise"}}'
    body = SHOP.replace("currency: KRW", f"currency: KRW\ncoupons: {{{coupon}}}")
    (told,) = check_files(write(tmp_path, {**FILES, "shop.yaml": body})).mistakes
    assert mistake_line(told, "en").startswith("shop.yaml:5 coupons.c.condition: ")


LUNCH = Times((0, 1, 2, 3, 4), 690, 840)
ONE_MONDAY = Times(since=date(2026, 11, 23), until=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (listed("a", Times(ends=690)), listed("b", Times(starts=690))),
        (listed("a", Times((5, 6))), listed("b", LUNCH)),
        (listed("a", Times((5,))), listed("b", ONE_MONDAY)),
        (listed("a", Times(until=date(2026, 1, 1))), listed("b", Times(since=date(2026, 1, 2)))),
        (listed("a", stores=("x",)), listed("b", stores=("y",))),
        (listed("a", channels=("web",)), listed("b", channels=("kiosk",))),
    ],
)
def test_lists_that_are_never_in_force_together_do_not_overlap(
    first: PriceList, second: PriceList
) -> None:
    assert not overlap(first, second)
    assert not overlap(second, first)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        (listed("b", LUNCH), listed("a")),
        (listed("b", LUNCH, customers=("club",)), listed("a", LUNCH)),
        (listed("b", ONE_MONDAY), listed("a", Times((0,)))),
        (listed("b", Times((0,), 700, 800)), listed("a", LUNCH)),
        (listed("b", channels=("web",)), listed("a", channels=("web", "kiosk"))),
    ],
)
def test_a_list_for_less_lies_within_the_other(
    tmp_path: Path, inner: PriceList, outer: PriceList
) -> None:
    assert is_within(inner, outer)
    assert not is_within(outer, inner)
    shop = replace(shop_with(tmp_path, ""), price_lists=(outer, inner))
    assert list(price_list_faults(shop)) == []


def test_lists_in_different_currencies_do_not_quarrel(tmp_path: Path) -> None:
    shop = shop_with(tmp_path, "")
    dollars = replace(listed("usd"), currency="USD")
    assert list(price_list_faults(replace(shop, price_lists=(listed("own"), dollars)))) == []


def test_a_currency_is_complete_where_its_list_prices_all_that_is_not_free(tmp_path: Path) -> None:
    shop = shop_with(tmp_path, "")
    prices = {
        "burger": 500,
        "set": 150,
        "burger.bun.rice": 40,
        "burger.toppings.onion": 30,
        "burger.toppings.pickle.normal": 10,
        "burger.toppings.pickle.normal-side": 10,
    }
    dollars = PriceList("usd", NAME, currency="USD", prices=prices, adjustments={"classic": -40})
    for without in (None, *prices):
        kept = {key: price for key, price in prices.items() if key != without}
        lists = (replace(dollars, prices=kept),)
        faults = list(currency_faults(replace(shop, currencies=("USD",), price_lists=lists)))
        assert bool(faults) == bool(without)
        assert {fault.code for _, fault in faults} <= {"unpriced"}


def test_every_mistake_between_prices_is_told_at_once(tmp_path: Path) -> None:
    head = f"""\
bundles: {{b: {{label: {NAME}, needs: {{drink: 1}}, amount: -5}}}}
price_lists:
  l: {{name: {NAME}, prices: {{burger.bun: 5, burger.bun.rise: 5}}}}
"""
    burger = BURGER.replace(
        "rules:", f"sequences: {{row: {{label: {NAME}, groups: [bun], prices: [5]}}}}\nrules:"
    )
    body = SHOP.replace("currency: KRW", f"currency: KRW\n{head}")
    files = {**FILES, "shop.yaml": body, "products/burger.yaml": burger}
    assert [each.code for each in read_shop(write(tmp_path, files)).problems] == [
        *["bundle-of-one", "not-on-menu", "key-without-option", "unknown-option"],
        "price-in-sequence",
    ]
