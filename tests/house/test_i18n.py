"""Money, times and words as each language says them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, session

from configurator.i18n import (
    clock,
    in_current_language,
    language,
    money,
    remember_language,
    signed_money,
    speaking,
    words,
)
from pricing.money import Money


@pytest.fixture(params=["en", "ko"])
def spoken(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    with app.test_request_context(headers={"Accept-Language": request.param}):
        yield request.param


def test_money_is_said_with_its_currency(spoken: str) -> None:
    assert money(Money(8700, "KRW")) == {"en": "₩8,700", "ko": "8,700원"}[spoken]
    assert money(-500, "KRW") == {"en": "-₩500", "ko": "-500원"}[spoken]
    assert money(149900, "USD") == {"en": "$1,499.00", "ko": "US$1,499.00"}[spoken]
    assert money(5, "USD") == {"en": "$0.05", "ko": "US$0.05"}[spoken]


def test_currencies_without_decimals_are_never_scaled(spoken: str) -> None:
    assert "123,456,789" in money(123456789, "KRW")
    assert "123,456,789" in money(123456789, "JPY")


@pytest.mark.parametrize(
    ("amount", "english", "korean"),
    [
        (Money(1234567, "KRW"), "₩1,234,567", "1,234,567원"),
        (Money(1234567, "USD"), "$12,345.67", "US$12,345.67"),
        (Money(1234567, "KWD"), "KWD\u00a01,234.567", "KWD\u00a01,234.567"),
        (Money(0, "KRW"), "₩0", "0원"),
        (Money(0, "USD"), "$0.00", "US$0.00"),
        (Money(0, "KWD"), "KWD\u00a00.000", "KWD\u00a00.000"),
        (Money(-5, "KRW"), "-₩5", "-5원"),
        (Money(-5, "USD"), "-$0.05", "-US$0.05"),
        (Money(-5, "KWD"), "-KWD\u00a00.005", "-KWD\u00a00.005"),
    ],
)
def test_money_has_the_decimals_of_its_currency(amount: Money, english: str, korean: str) -> None:
    assert money(amount, in_language="en") == english
    assert money(amount, in_language="ko") == korean


def test_differences_carry_their_sign() -> None:
    assert signed_money(700, "KRW") == "+₩700"
    assert signed_money(Money(-500, "KRW")) == "-₩500"
    assert signed_money(0, "KRW") == "included"
    assert signed_money(1050, "USD") == "+$10.50"


def test_times_are_those_of_the_shop(spoken: str) -> None:
    moment = datetime(2026, 11, 21, 3, 14, tzinfo=UTC)
    said = clock(moment, "Asia/Seoul").replace("\u202f", " ")
    assert said == {"en": "12:14 PM", "ko": "오후 12:14"}[spoken]


def test_a_text_of_the_shop_is_said_in_the_visitors_language(spoken: str) -> None:
    text = {"ko": "참깨 번", "en": "Sesame bun"}
    assert in_current_language(text) == text[spoken]


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("fr,en;q=0.5", "en"), ("fr", "en"), ("", "en")],
)
def test_the_browser_says_which_language(app: Flask, preferred: str, expected: str) -> None:
    with app.test_request_context(headers={"Accept-Language": preferred}):
        assert language() == expected


def test_a_chosen_language_outweighs_the_browser(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert remember_language("ko")
        assert language() == "ko"
        assert not remember_language("xx")
        assert dict(session) == {"language": "ko"}


def test_another_language_can_be_spoken_for_a_while(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        with speaking("ko"):
            assert words().gettext("Sign in") == "로그인"
            assert money(8700, "KRW") == "8,700원"
        assert words().gettext("Sign in") == "Sign in"


def test_commands_can_write_to_somebody_in_their_language(app: Flask) -> None:
    with app.app_context(), speaking("ko"):
        assert language() == "ko"
