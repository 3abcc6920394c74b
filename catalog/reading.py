"""Reading single values of shop files, and telling what is wrong with them.

What is not right raises with faults, and with whatever of it could be read, so that all mistakes of
a shop are found in one reading.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from catalog.problems import Fault, ProblemFact
from catalog.yaml_reading import Plain

MAX_TEXT = 4000
MAX_WHOLE = 10**9

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def fault(code: str, **facts: ProblemFact) -> ValidationError:
    """One fault, as what a field raises."""
    return ValidationError([Fault(code, facts)])


def read_words(value: object) -> str:
    """Text of one or more lines, without the blanks around it."""
    if not isinstance(value, str):
        raise fault("expected-words")
    words = value.strip()
    if not words:
        raise fault("empty")
    if _CONTROL.search(words):
        raise fault("control-character")
    if len(words) > MAX_TEXT:
        raise fault("too-long", limit=MAX_TEXT)
    return words


def read_whole(value: object, at_least: int = -MAX_WHOLE, at_most: int = MAX_WHOLE) -> int:
    """A whole number between the bounds, in plain digits."""
    if not isinstance(value, Plain) or not _WHOLE.fullmatch(value):
        raise fault("expected-whole", word=_shown(value))
    if at_least == 0 > int(value):
        raise fault("negative", word=str(value))
    if not at_least <= int(value) <= at_most:
        raise fault("out-of-bounds", word=str(value), at_least=at_least, at_most=at_most)
    return int(value)


def read_price(value: object) -> int:
    """A price in the currency's smallest unit. Only adjustments may be negative."""
    if isinstance(value, Plain) and value.startswith("-") and _WHOLE.fullmatch(value):
        raise fault("negative-price", word=str(value))
    return read_whole(value, 0)


def read_flag(value: object) -> bool:
    """`yes`, `no`, `true` or `false`."""
    if not isinstance(value, Plain) or value not in _FLAGS:
        raise fault("expected-flag", word=_shown(value))
    return _FLAGS[value]


def read_number(value: object) -> int | Decimal:
    """A whole number, or an exact one with decimals."""
    if isinstance(value, Plain) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, Plain) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise fault("expected-number", word=_shown(value))


def read_day(value: object) -> str:
    """A day of the calendar as `2026-11-01`."""
    words = read_words(value)
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    raise fault("expected-day", word=words)


def read_map(value: object) -> dict[str, Any]:
    """A map of anything by words."""
    if not isinstance(value, dict):
        raise fault("expected-map")
    return value


def read_list(value: object) -> list[Any]:
    """A list of anything."""
    if not isinstance(value, list):
        raise fault("expected-list")
    return value


def read_each(
    entries: Iterable[tuple[str, object]], read: Callable[[str, object], object]
) -> dict[str, Any]:
    """Each entry read by its key; raises once, with the faults of all and what is right of them."""
    values: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for key, value in entries:
        try:
            values[key] = read(key, value)
        except ValidationError as error:
            faults[key] = error.messages
            if error.valid_data:
                values[key] = error.valid_data
    if faults:
        raise ValidationError(faults, valid_data=values)
    return values


def _shown(value: object) -> str:
    return value if isinstance(value, str) else ""


def read_whole_or_none(value: object) -> int | None:
    """The whole number that a word without quotes says, if it does."""
    return int(value) if isinstance(value, Plain) and _WHOLE.fullmatch(value) else None
