"""A counter whose receipts can be worked out by heart: a burger, fries and a drink make a set."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from catalog.database import Database
from catalog.shop import (
    Allowance,
    Amount,
    Bounds,
    Coupon,
    Group,
    GroupKind,
    Hours,
    Option,
    Preset,
    PriceList,
    Product,
    Shop,
    Step,
    Store,
    Taxes,
    TaxRate,
    Text,
    Times,
)
from tests.support.databases import Rows, copy_rows
from tests.support.shops import publish_shop


def named(ko: str, en: str) -> Text:
    return {"ko": ko, "en": en}


def option(option_id: str, name: Text, price: int) -> Option:
    return Option(option_id, name, {"": price}, items={})


def sauce(option_id: str, name: Text, price: int) -> Option:
    return Option(option_id, name, {"normal": price}, ("normal",), items={})


MEAL = Product(
    "meal",
    named("한 끼", "Meal"),
    0,
    (
        Group(
            "burger",
            named("버거", "Burger"),
            GroupKind.ONE,
            (
                option("beef", named("비프버거", "Beef burger"), 5500),
                option("bean", named("콩버거", "Bean burger"), 5200),
            ),
        ),
        Group(
            "side",
            named("사이드", "Side"),
            GroupKind.ONE,
            (
                option("fries", named("감자튀김", "Fries"), 2200),
                option("salad", named("샐러드", "Salad"), 2600),
            ),
            optional=True,
        ),
        Group(
            "drink",
            named("음료", "Drink"),
            GroupKind.ONE,
            (
                option("cola", named("콜라", "Cola"), 2000),
                option("cider", named("사이다", "Cider"), 2300),
            ),
        ),
        Group(
            "sauces",
            named("소스", "Sauces"),
            GroupKind.MANY,
            (
                sauce("mustard", named("머스터드", "Mustard"), 500),
                sauce("aioli", named("아이올리", "Aioli"), 700),
                sauce("truffle", named("트러플 마요", "Truffle mayo"), 1200),
            ),
            distinct=Bounds(0, 3),
        ),
    ),
    (
        Step("food", named("먹을 것", "Food"), ("burger", "side")),
        Step("finish", named("마실 것과 소스", "Drink and sauces"), ("drink", "sauces")),
    ),
    allowances=(
        Allowance("two-sauces", named("소스 두 가지 포함", "Two sauces included"), ("sauces",), 2),
    ),
)
SET = Preset(
    "set-three",
    "meal",
    named("3번 세트", "Set 3"),
    {"burger": "beef", "side": "fries", "drink": "cola", "sauces": "-"},
    ("burger", "side"),
    asks=("drink",),
    adjustment=-1200,
)
PLAIN = Preset(
    "plain",
    "meal",
    named("비프버거와 콜라", "Beef burger and cola"),
    {"burger": "beef", "side": "-", "drink": "cola", "sauces": "-"},
    ("burger", "side", "drink"),
)
COUNTER = Shop(
    "counter",
    named("골목 버거", "Corner counter"),
    ("ko", "en"),
    "KRW",
    "Asia/Seoul",
    (
        Store(
            "main", named("본점", "Main"), hours=tuple(Hours(day, 0, 24 * 60) for day in range(7))
        ),
    ),
    (MEAL,),
    amounts=(Amount("normal", named("보통", "Normal"), 1),),
    presets=(SET, PLAIN),
    coupons=(
        Coupon("welcome", named("첫 주문 1,000원 할인", "1,000 off"), code="WELCOME", amount=-1000),
    ),
    taxes=Taxes((TaxRate("vat", named("부가세", "VAT"), "food", Decimal(10)),), "food"),
)

TODAY_ONLY = PriceList(
    "opening-week",
    named("개점 주간 가격", "Opening week prices"),
    # In force at whatever time a test runs, and said with its days all the same.
    times=Times(since=date(2026, 1, 1)),
    prices={"meal.burger.beef": 5000},
)
DOLLARS = PriceList(
    "dollars",
    named("달러", "Dollars"),
    currency="USD",
    prices={
        "meal.burger.beef": 450,
        "meal.burger.bean": 430,
        "meal.side.fries": 180,
        "meal.side.salad": 210,
        "meal.drink.cola": 160,
        "meal.drink.cider": 190,
        "meal.sauces.mustard": 40,
        "meal.sauces.aioli": 60,
        "meal.sauces.truffle": 100,
    },
    adjustments={"set-three": -100},
)
AIRPORT = replace(
    COUNTER,
    id="airport",
    name=named("공항점", "Airport counter"),
    price_lists=(TODAY_ONLY, DOLLARS),
    currencies=("USD",),
    coupons=(),
    taxes=replace(COUNTER.taxes, included=False),
)
"""The same with other prices for now, dollars besides, and tax on top."""


def publish_counters(database: Database) -> Rows:
    """Both counters, open day and night; the rows that publishing them left."""
    for shop in (COUNTER, AIRPORT):
        publish_shop(database, shop)
    return copy_rows(database)
