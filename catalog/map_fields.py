"""The fields of shop files that say something about other things: facts, prices, hours, answers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any, cast

from marshmallow import ValidationError

from catalog.fields import EntriesField, Listed, Texts, read_option_price, read_ref, unknown_error
from catalog.ids import id_fault
from catalog.known import known
from catalog.reading import (
    fault,
    read_flag,
    read_list,
    read_map,
    read_number,
    read_whole,
    read_words,
)
from catalog.shop import NONE, AllergenState, Fact, Hours, Text
from catalog.yaml_reading import Plain

OTHERS = "others"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_QUANTITY = 10_000
MAX_MERIT = 1_000_000
MAX_LIMIT = 10**9

_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_MIDNIGHT = 24 * 60
_NONE_WORD = "none"
_WORDS = Listed()
_TEXTS = Texts()


class WordTexts(EntriesField):
    """How words are shown that are not shown as they stand."""

    def read_entry(self, key: str, value: object) -> Text:
        read_words(key)
        return cast("Text", _TEXTS.deserialize(value))

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, dict[str, str]]:
        return {word: dict(text) for word, text in value.items()}


class Merits(EntriesField):
    """The points of an option for each aim. Which aims there are is the product's to say."""

    def read_entry(self, key: str, value: object) -> int:
        return read_whole(value, 0, MAX_MERIT)


class Facts(EntriesField):
    """The values of attributes, each of its attribute's kind."""

    def read_entry(self, key: str, value: object) -> Fact:
        kind = known().attributes.get(read_ref("attribute", key))
        if kind == "flag":
            return read_flag(value)
        if kind == "number":
            return read_number(value)
        if kind == "words":
            return cast("Fact", _WORDS.deserialize(value))
        return read_words(value)


class Limits(EntriesField):
    """The most that number attributes may be, whole."""

    def read_entry(self, key: str, value: object) -> int:
        if known().attributes.get(read_ref("attribute", key)) != "number":
            raise fault("not-for-attribute", word="at_most", words=("number",))
        return read_whole(value, -MAX_LIMIT, MAX_LIMIT)


class Allergens(EntriesField):
    """What is known of each allergen; `others` stands for all of the shop's that are not named."""

    def read_entry(self, key: str, value: object) -> AllergenState:
        if key != OTHERS:
            read_ref("allergen", key)
        if value not in set(AllergenState):
            words = tuple(str(state) for state in AllergenState)
            raise fault("not-one-of", word=read_words(value), words=words)
        return AllergenState(str(value))

    def made(self, values: dict[str, AllergenState]) -> dict[str, AllergenState]:
        others = values.pop(OTHERS, None)
        filled = dict.fromkeys(known().allergens, others) if others else {}
        return {key: state for key, state in {**filled, **values}.items() if state}

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, str]:
        written = {key: str(state) for key, state in value.items()}
        if len(written) < 2 or set(written) != set(known().allergens):
            return written
        states = list(written.values())
        usual = max(dict.fromkeys(states), key=states.count)
        special = {key: state for key, state in written.items() if state != usual}
        return {**special, OTHERS: usual}


class Quantities(EntriesField):
    """How many of each item are used up; a list means one of each."""

    def entries(self, value: object) -> Iterable[tuple[str, object]]:
        if not isinstance(value, list):
            return read_map(value).items()
        words = [read_words(each) for each in value]
        for word in words:
            if words.count(word) > 1:
                raise fault("listed-twice", word=word)
        return ((word, None) for word in words)

    def read_entry(self, key: str, value: object) -> int:
        read_ref("item", key)
        return 1 if value is None else read_whole(value, 1, MAX_QUANTITY)


class Prices(EntriesField):
    """The price of each amount, or amount-place, that is offered."""

    def read_entry(self, key: str, value: object) -> int:
        read_ref("offer", key)
        return read_option_price(value)


class OpeningHours(EntriesField):
    """When a store is open: days, ranges and lists of days, with one span of time or several."""

    def entries(self, value: object) -> Iterator[tuple[str, tuple[object, list[int]]]]:
        before: list[int] = []
        for key, spans in read_map(value).items():
            yield key, (spans, before)
            before = before + _weekdays_or_none(key)

    def read_entry(self, key: str, value: tuple[object, list[int]]) -> list[Hours]:
        weekdays = read_weekdays(key)
        written, before = value
        twice = [DAYS[day] for day in weekdays if day in before]
        if twice:
            raise fault("day-twice", words=tuple(twice))
        spans = sorted(_span(read_words(each)) for each in _listed(written))
        for (_, closes), (opens, _) in pairwise(spans):
            if opens < closes:
                raise fault("hours-overlap")
        return [Hours(weekday, *span) for weekday in weekdays for span in spans]

    def made(self, values: dict[str, list[Hours]]) -> tuple[Hours, ...]:
        hours = [each for entry in values.values() for each in entry]
        return tuple(sorted(hours, key=lambda each: (each.weekday, each.opens)))

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, str | list[str]]:
        by_day = groupby(sorted(value, key=lambda each: each.weekday), lambda each: each.weekday)
        spans = {day: [_written(each) for each in hours] for day, hours in by_day}
        return {
            days_written([day for day, _ in run]): each[0] if len(each) == 1 else each
            for each, run in _runs(spans)
        }


class Answers(EntriesField):
    """How a preset answers groups, by their paths. What they allow is checked afterwards.

    Words without quotes stay recognisable, since only they can be numbers.
    """

    def read_entry(self, key: str, value: object) -> str | dict[str, str]:
        for step in key.split("."):
            if wrong := id_fault(step, "group"):
                raise fault(wrong.code, **wrong.facts)
        if isinstance(value, dict):
            return {option: read_words(amount) for option, amount in value.items()}
        if isinstance(value, list):
            raise fault("expected-answer")
        word = read_words(value)
        if word == _NONE_WORD:
            return NONE
        return value if isinstance(value, Plain) else word

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, object]:
        return {path: _answer_written(answer) for path, answer in value.items()}


def _answer_written(answer: object) -> object:
    if isinstance(answer, Mapping):
        return dict(answer)
    return _NONE_WORD if answer == NONE else answer


def _listed(value: object) -> list[Any]:
    return read_list(value) if isinstance(value, list) else [value]


def read_weekdays(key: str) -> list[int]:
    """The days that `mon`, `mon-fri` or `sat,sun` means."""
    weekdays: list[int] = []
    for part in key.split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        for word in (first, last) if dash else (first,):
            if word not in DAYS:
                raise unknown_error("unknown-day", word, DAYS)
        start, end = DAYS.index(first), DAYS.index(last if dash else first)
        if end < start:
            raise fault("days-backwards", word=part)
        weekdays += range(start, end + 1)
    return weekdays


def _weekdays_or_none(key: str) -> list[int]:
    """The days of a key, or none where it is wrong, which is told with its own entry."""
    try:
        return read_weekdays(key)
    except ValidationError:
        return []


def _span(text: str) -> tuple[int, int]:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise fault("expected-hours", word=text)
    opens_at, opens_past, closes_at, closes_past = map(int, found.groups())
    opens, closes = opens_at * 60 + opens_past, closes_at * 60 + closes_past
    if not opens < closes <= _MIDNIGHT:
        raise fault("expected-hours", word=text)
    return opens, closes


def _written(hours: Hours) -> str:
    times = (hours.opens, hours.closes)
    return "-".join(f"{time // 60:02}:{time % 60:02}" for time in times)


def _runs(
    spans: dict[int, list[str]],
) -> Iterator[tuple[list[str], list[tuple[int, list[str]]]]]:
    """Days after each other with the same hours."""
    numbered = [(day, at, each) for at, (day, each) in enumerate(spans.items())]
    for (_, each), run in groupby(numbered, lambda entry: (entry[0] - entry[1], entry[2])):
        yield each, [(day, hours) for day, _, hours in run]


def days_written(days: list[int]) -> str:
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
