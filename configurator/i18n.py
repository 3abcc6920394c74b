"""Languages of the pages, and how words, money and times are said in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol
from flask import Flask, g, has_app_context, has_request_context, request, session

from catalog.naming import say
from catalog.shop import Text
from configurator.extensions import babel
from pricing.money import Money

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
LANGUAGE_NAMES: dict[Language, str] = {"ko": "한국어", "en": "English"}

_SESSION_KEY = "language"


def register(app: Flask) -> None:
    """Choose a language for every request and teach templates to say things in it."""
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    babel.init_app(app, locale_selector=language)
    # Babel's own would read the translations from disk for every request.
    environment: Any = app.jinja_env
    environment.install_gettext_callables(
        lambda text: words().gettext(text),
        lambda one, several, number: words().ngettext(one, several, number),
        newstyle=True,
    )
    app.jinja_env.filters.update(
        money=money,
        signed_money=signed_money,
        say=in_current_language,
        clock=clock,
        day_and_time=day_and_time,
        day_and_clock=day_and_clock,
        iso_day=iso_day,
    )
    app.jinja_env.globals.update(language_names=LANGUAGE_NAMES)
    app.context_processor(lambda: {"language": language()})


def language() -> Language:
    """The visitor's language: as chosen, else as the browser prefers, else English."""
    if not has_app_context():
        return "en"
    if "language" not in g:
        g.language = _visitors_language() if has_request_context() else "en"
    return cast(Language, g.language)


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Say everything in that language for a while: what is written to somebody else."""
    before = language()
    g.language = spoken if spoken in LANGUAGES else before
    try:
        yield
    finally:
        g.language = before


def words() -> NullTranslations:
    """The translations into the visitor's language, read once per process."""
    return words_in(language())


@lru_cache
def words_in(spoken: str) -> NullTranslations:
    """The translations into a language; what it has no words for stays English."""
    folder = Path(__file__).parent / "translations"
    return translation("messages", str(folder), [spoken], fallback=True)


def remember_language(chosen: str) -> bool:
    """Keep the visitor's choice for later requests; False where there is no such language."""
    if chosen not in LANGUAGES:
        return False
    session[_SESSION_KEY] = chosen
    g.language = chosen
    return True


def in_current_language(text: Text) -> str:
    """The words of a shop's text in the visitor's language."""
    return say(text, language())


def money(amount: Money | int, currency: str = "", in_language: str = "") -> str:
    """An amount with its currency: ₩8,700 in English, 8,700원 in Korean.

    A bare number counts smallest units of `currency`. One that is said by letters keeps a space
    from its number: KWD 1.250.
    """
    minor, currency = _minor_and_currency(amount, currency)
    spoken = in_language or language()
    number = _number(abs(minor), currency, spoken)
    sign = "-" if minor < 0 else ""
    if spoken == "ko" and currency == "KRW":
        return f"{sign}{number}원"
    symbol = get_currency_symbol(currency, spoken)
    space = "\N{NO-BREAK SPACE}" if symbol[-1:].isalpha() else ""
    return f"{sign}{symbol}{space}{number}"


def signed_money(amount: Money | int, currency: str = "") -> str:
    """A difference with its sign and currency, +$7.00 or -500원; "included" where there is none."""
    minor, currency = _minor_and_currency(amount, currency)
    if not minor:
        return words().gettext("included")
    return f"{'+' if minor > 0 else ''}{money(minor, currency)}"


def clock(moment: datetime, time_zone: str = "UTC") -> str:
    """A clock time where the shop is: 12:14 PM in English, 오후 12:14 in Korean."""
    local = moment.astimezone(ZoneInfo(time_zone))
    if language() == "ko":
        # The locale data would say "PM 12:14".
        return f"{'오전' if local.hour < 12 else '오후'} {local.hour % 12 or 12}:{local.minute:02}"
    return format_time(local, "short", locale="en")


def day_words(moment: datetime, time_zone: str = "UTC") -> str:
    """A day where the shop is: Tue 1 Dec; 12월 1일 화요일."""
    pattern = "MMM d일 EEEE" if language() == "ko" else "EEE d MMM"
    return format_date(moment.astimezone(ZoneInfo(time_zone)), pattern, locale=language())


def iso_day(day: str) -> str:
    """A day of the calendar, written as 2026-11-01: 1 Nov 2026; 2026년 11월 1일."""
    pattern = "y년 M월 d일" if language() == "ko" else "d MMM y"
    return format_date(date.fromisoformat(day), pattern, locale=language())


def day_and_clock(moment: datetime, time_zone: str = "UTC") -> str:
    """A time on the shop's clock, with its day where that is not today.

    Within a week the name of the day says which; later, or earlier, its date does.
    """
    here = moment.astimezone(ZoneInfo(time_zone))
    days = (here.date() - datetime.now(ZoneInfo(time_zone)).date()).days
    time = clock(moment, time_zone)
    if not days:
        return time
    near = 0 < days < 7
    day = format_date(here, "EEEE", locale=language()) if near else day_words(moment, time_zone)
    return f"{day} {time}" if language() == "ko" else f"{day}, {time}"


def day_and_time(moment: datetime, time_zone: str = "UTC") -> str:
    """A day with a clock time where the shop is: 21 Nov 12:14 PM; 11월 21일 오후 12:14."""
    day = format_date(
        moment.astimezone(ZoneInfo(time_zone)),
        "MMM d일" if language() == "ko" else "d MMM",
        locale=language(),
    )
    return f"{day} {clock(moment, time_zone)}"


def _minor_and_currency(amount: Money | int, currency: str) -> tuple[int, str]:
    if isinstance(amount, Money):
        return amount.minor, amount.currency
    return amount, currency


def _number(minor: int, currency: str, spoken: str) -> str:
    digits = get_currency_precision(currency)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(Decimal(minor).scaleb(-digits), pattern, locale=spoken)


def _visitors_language() -> Language:
    chosen = session.get(_SESSION_KEY)
    if chosen in LANGUAGES:
        return cast(Language, chosen)
    return cast(Language, request.accept_languages.best_match(LANGUAGES, "en"))
