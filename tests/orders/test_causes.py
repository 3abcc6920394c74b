"""Why an amount is charged, in the words of the shop: every kind of cause in both languages."""

from dataclasses import replace

import pytest
from flask import Flask

from catalog.shop import Allowance, Group, GroupKind, Halves, PriceList, Sequence, Times
from configurator.i18n import speaking
from configurator.orders.causes import cause_words, list_words
from configurator.publishing.live import LiveShop, assemble
from pricing.quote import Cause
from tests.orders.diner import BURGER, SET, both
from tests.orders.feast import LUNCH, feast

ONION, TOMATO = ("toppings", "onion", "normal"), ("toppings", "tomato", "double")
CHEESES = (("cheese", "cheddar", ""), ("cheese", "blue", ""))
NOTE = Group(
    "note", both("Engraving", "각인"), GroupKind.TEXT, max_length=9, text_price=500, optional=True
)
PRICED = replace(
    BURGER,
    groups=(*BURGER.groups, NOTE),
    allowances=(Allowance("free", both("Included", "기본 제공"), ("toppings",), 2),),
    sequences=(Sequence("row", both("Sauces", "소스"), ("toppings",), (300, 200)),),
    # What is included, and halves, may have one id.
    halves=(Halves("free", both("Two cheeses", "치즈 두 가지"), ("cheese", "cheese"), "dearer"),),
)
# Only words are asked of it: the charges are never compiled together.
LIVE = replace(
    assemble(LiveShop(feast(price_lists=(LUNCH,)), 1, {}), BURGER, None),
    product=PRICED,
    shop=replace(feast(price_lists=(LUNCH,)), products=(PRICED, SET)),
)


@pytest.mark.parametrize(
    ("cause", "english", "korean"),
    [
        (Cause("base"), "Your burger", "나만의 버거"),
        (
            Cause("base", price_list="lunch"),
            "Your burger · Lunch prices",
            "나만의 버거 · 점심 가격",
        ),
        (Cause("choice", *TOMATO), "Tomato (Double)", "토마토 (두 배)"),
        (Cause("sequence", *ONION, name="sequence:row"), "Onion", "양파"),
        (Cause("choice", "set.drink", "cola"), "Set, drink: Cola", "세트 음료: 콜라"),
        (
            Cause("allowance", name="allowance:free", portions=(ONION, TOMATO, TOMATO), counted=4),
            "Included, 3 of 4: Onion, Tomato ×2",
            "기본 제공, 4개 중 3개: 양파, 토마토 ×2",
        ),
        (
            Cause("halves", name="halves:free", portions=CHEESES),
            "Two cheeses: Cheddar + Blue cheese",
            "치즈 두 가지: 체더 + 블루치즈",
        ),
        (Cause("adjustment", name="preset:classic"), "Menu price: Classic", "메뉴 가격: 클래식"),
        (
            Cause("adjustment", name="credit:toppings:onion"),
            "Onion left out",
            "양파 빼기",
        ),
        (Cause("rounding"), "Rounding", "단수 조정"),
        (Cause("floor"), "Not below zero", "0보다 작아지지 않게"),
    ],
)
def test_every_cause_has_words_in_both_languages(cause: Cause, english: str, korean: str) -> None:
    assert cause_words(LIVE, cause) == {"en": english, "ko": korean}


@pytest.mark.parametrize(
    ("times", "english", "korean"),
    [
        (Times(), "Club", "클럽"),
        (Times(weekdays=(0, 1, 2, 3, 4)), "Club, Mon–Fri", "클럽, 월~금"),
        (Times(weekdays=tuple(range(7))), "Club", "클럽"),
        (Times(weekdays=(5, 0)), "Club, Mon, Sat", "클럽, 월, 토"),
        (
            Times(starts=690, ends=840),
            "Club, 11:30 AM–2:00 PM",
            "클럽, 오전 11:30~오후 2:00",
        ),
        (Times(ends=600), "Club, 12:00 AM–10:00 AM", "클럽, 오전 12:00~오전 10:00"),
    ],
)
def test_a_price_list_says_when_it_is_in_force(times: Times, english: str, korean: str) -> None:
    prices = PriceList("club", both("Club", "클럽"), times)
    told = {}
    for language in ("en", "ko"):
        with Flask(__name__).app_context(), speaking(language):
            told[language] = list_words(prices).replace("\u202f", " ")
    assert told == {"en": english, "ko": korean}
