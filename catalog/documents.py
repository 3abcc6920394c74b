"""A shop as a document of plain JSON values, and back, field by field and without loss.

Every field is written, the ones left at their default too, so that a stored revision keeps its
meaning when a default changes. Equal shops have equal documents.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Literal,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from catalog.errors import DocumentError
from catalog.shop import Shop

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

DECIMAL = "decimal"
"""The key that marks an exact number with decimals: `{"decimal": "1.5"}`."""


def shop_to_document(shop: Shop) -> dict[str, Json]:
    """The document of a shop: dicts, lists, strings, whole numbers, flags and nulls."""
    return _from_dataclass(shop)


def document_to_shop(document: Mapping[str, Json]) -> Shop:
    """The shop of a document; a field that it lacks has its default.

    Raises `DocumentError`, with the path, where a value is not of its field's type.
    """
    return cast("Shop", _reader(Shop)(dict(document)))


def _from_dataclass(value: object) -> dict[str, Json]:
    of: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _fields(of)}


def _plain(value: object) -> Json:
    """What JSON can say of a value."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return _plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _from_dataclass(value)


def _plain_decimal(value: Decimal) -> Json:
    """A number equal to a whole one is written as that one."""
    if value == value.to_integral_value():
        return int(value)
    return {DECIMAL: format(value, "f").rstrip("0")}


@cache
def _fields(of: type) -> dict[str, "Field[object]"]:
    if not is_dataclass(of):
        raise TypeError(f"{of.__name__} is no dataclass")
    return {each.name: each for each in fields(of)}


@cache
def _hints(of: type) -> dict[str, object]:
    """The types of a dataclass's fields, worked out once."""
    return get_type_hints(of)


Reader: TypeAlias = Callable[[object], object]
"""Reads a value of one type; raises `DocumentError` with the path from that value down."""


@cache
def _reader(hint: object) -> Reader:
    """What reads values of a type, worked out once."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _union_reader(get_args(hint))
    if origin is Literal:
        return _literal_reader(get_args(hint))
    if origin is tuple:
        return _tuple_reader(*get_args(hint))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(get_args(hint)[1])
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_reader(hint)
    return _scalar_reader(*_SCALARS[hint])


def _dataclass_reader(of: type) -> Reader:
    known = _fields(of)
    required = [name for name, each in known.items() if _is_required(each)]
    hints = _hints(of)

    def read_field(name: str, value: object) -> object:
        if name not in known:
            raise DocumentError((), f"a field of {of.__name__}")
        return _reader(hints[name])(value)

    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise DocumentError((), "a map")
        for name in required:
            if name not in value:
                raise DocumentError((name,), "a value")
        return of(**_each(value, read_field))

    return read


def _each(values: dict[str, object], read: Callable[[str, object], object]) -> dict[str, object]:
    """Every value read by its key. Where one is wrong, the error's path begins with its key."""
    key = ""
    try:
        made = {}
        for key, value in values.items():
            made[key] = read(key, value)
    except DocumentError as error:
        raise DocumentError((key, *error.path), error.expected) from None
    return made


def _is_required(each: "Field[object]") -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _union_reader(members: tuple[object, ...]) -> Reader:
    """The first member that fits; a lone `X | None` tells what X expects."""
    readers = [_lazily(member) for member in members if member is not NoneType]
    may_lack = NoneType in members
    plain = {member for member in members if member in (bool, int, str)}

    def read(value: object) -> object:
        if (value is None and may_lack) or type(value) in plain:
            return value
        if len(readers) == 1:
            return readers[0](value)
        for each in readers:
            try:
                return each(value)
            except DocumentError:
                continue
        raise DocumentError((), "another kind of value")

    return read


def _lazily(hint: object) -> Reader:
    """A reader of a type that may hold itself."""
    return lambda value: _reader(hint)(value)


def _literal_reader(words: tuple[object, ...]) -> Reader:
    def read(value: object) -> object:
        if value not in words:
            raise DocumentError((), f"one of {', '.join(map(str, words))}")
        return value

    return read


def _tuple_reader(hint: object, *further: object) -> Reader:
    """A tuple of one type: of any length (`...` behind it), or of as many as are named."""
    member = _reader(hint)
    length = None if further == (...,) else 1 + len(further)

    def read(value: object) -> object:
        if not isinstance(value, list):
            raise DocumentError((), "a list")
        if length not in (None, len(value)):
            raise DocumentError((), f"a list of {length}")
        numbered = {str(at): each for at, each in enumerate(value)}
        return tuple(_each(numbered, lambda _, each: member(each)).values())

    return read


def _mapping_reader(hint: object) -> Reader:
    member = _reader(hint)

    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise DocumentError((), "a map")
        return _each(value, lambda _, each: member(each))

    return read


def _enum_reader(hint: type[Enum]) -> Reader:
    def read(value: object) -> object:
        try:
            return hint(value)
        except ValueError:
            words = ", ".join(str(each.value) for each in hint)
            raise DocumentError((), f"one of {words}") from None

    return read


def _scalar_reader(expected: str, read_scalar: Reader) -> Reader:
    def read(value: object) -> object:
        try:
            return read_scalar(value)
        except (TypeError, InvalidOperation):
            raise DocumentError((), expected) from None

    return read


def _read_whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _read_words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_date(value: object) -> date:
    try:
        return date.fromisoformat(_read_words(value))
    except ValueError:
        raise TypeError from None


def _read_decimal(value: object) -> Decimal:
    """A number equal to a whole one is written as that one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, dict) or value.keys() != {DECIMAL}:
        raise TypeError
    number = Decimal(_read_words(value[DECIMAL]))
    if not number.is_finite():
        raise TypeError
    return number


_SCALARS: dict[object, tuple[str, Reader]] = {
    bool: ("yes or no", _read_flag),
    int: ("a whole number", _read_whole),
    str: ("text", _read_words),
    Decimal: ("a number", _read_decimal),
    date: ("a day", _read_date),
}
