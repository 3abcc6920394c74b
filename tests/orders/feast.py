"""The diner with prices that look at the whole order: lunch, coupons, bundles, fees, tax, tips."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from catalog.shop import (
    Bundle,
    Coupon,
    CustomerGroup,
    Fee,
    Group,
    GroupKind,
    Option,
    PriceList,
    Product,
    Shop,
    Taxes,
    TaxRate,
    Times,
)
from tests.orders.diner import BURGER, DINER, SET, both

LUNCH = PriceList(
    "lunch",
    both("Lunch prices", "점심 가격"),
    Times(starts=11 * 60 + 30, ends=14 * 60),
    prices={"burger": BURGER.price - 1000},
)
MEMBERS = PriceList(
    "club", both("Club prices", "회원 가격"), customers=("club",), prices={"burger": 4500}
)
SHAKE = Product(
    "shake",
    both("Shake", "셰이크"),
    3000,
    (
        Group(
            "flavour",
            both("Flavour", "맛"),
            GroupKind.ONE,
            (Option("vanilla", both("Vanilla", "바닐라"), items={}),),
        ),
    ),
)


def coupon(coupon_id: str, **said: object) -> Coupon:
    """A coupon of 1,000 won by a code in capitals, unless something else is said."""
    name = coupon_id.replace("-", " ").capitalize()
    stated: dict[str, object] = {"code": coupon_id.upper(), "amount": -1000}
    return Coupon(coupon_id, both(name, f"{name} 쿠폰"), **(stated | said))  # type: ignore[arg-type]


REFUSED = (
    coupon("next-year", times=Times(since=date(2027, 1, 1))),
    coupon("last-year", times=Times(until=date(2025, 12, 31))),
    coupon("evening", times=Times(starts=18 * 60)),
    coupon("big", least=20_000),
    coupon("shakes", products=("shake",)),
    coupon("tofu", products=("burger",), condition="patty is vegan"),
)
"""Coupons that do not count for a classic burger at noon, each for another reason."""


def feast(**changed: object) -> Shop:
    """The diner with a shake, and whatever a test needs."""
    shop = replace(DINER, products=(BURGER, SET, SHAKE))
    return replace(shop, **changed)  # type: ignore[arg-type]


def everything() -> Shop:
    """A shop that says something of every kind."""
    return feast(
        price_lists=(LUNCH, MEMBERS),
        customers=(CustomerGroup("club", both("Burger club", "버거 클럽"), "CLUB"),),
        coupons=(
            coupon("welcome"),
            coupon("tenth", code="TENTH", amount=0, percent=Decimal(-10)),
            *REFUSED,
        ),
        bundles=(
            Bundle(
                "duo", both("Burger and shake", "버거와 셰이크"), {"burger": 1, "shake": 1}, -700
            ),
        ),
        fees=(Fee("service", both("Table service", "테이블 서비스"), amount=500, ways=("table",)),),
        tips=(5, 10),
        taxes=Taxes(
            (
                TaxRate("eat-in", both("VAT", "부가세"), "food", Decimal(10), ("table",)),
                TaxRate("take-away", both("VAT", "부가세"), "food", Decimal("7.5")),
            ),
            "food",
        ),
    )
