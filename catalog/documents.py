"""A shop as a document of plain JSON values, and back, field by field and without loss.

Every field is written, the ones left at their default too, so that a stored revision keeps its
meaning when a default changes. Equal shops have equal documents.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from catalog.errors import DocumentError
from catalog.shop import Shop

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Path: TypeAlias = tuple[str, ...]
T = TypeVar("T")

_KNOWN_HINTS: dict[type, dict[str, object]] = {}

DECIMAL = "decimal"
"""The key that marks an exact number with decimals: `{"decimal": "1.5"}`."""


def shop_to_document(shop: Shop) -> dict[str, Json]:
    """The document of a shop: dicts, lists, strings, whole numbers, flags and nulls."""
    return _from_dataclass(shop)


def document_to_shop(document: Mapping[str, Json]) -> Shop:
    """The shop of a document; a field that it lacks has its default.

    Raises `DocumentError`, with the path, where a value is not of its field's type.
    """
    return _to_dataclass(Shop, dict(document), ())


def _from_dataclass(value: object) -> dict[str, Json]:
    return {name: _plain(getattr(value, name)) for name in _fields(type(value))}


def _plain(value: object) -> Json:
    """What JSON can say of a value."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return _plain_decimal(value)
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


def _fields(of: type) -> dict[str, "Field[object]"]:
    if not is_dataclass(of):
        raise TypeError(f"{of.__name__} is no dataclass")
    return {each.name: each for each in fields(of)}


def _hints(of: type) -> dict[str, object]:
    """The types of a dataclass's fields, worked out once."""
    if of not in _KNOWN_HINTS:
        _KNOWN_HINTS[of] = get_type_hints(of)
    return _KNOWN_HINTS[of]


def _to_dataclass(of: type[T], value: object, path: Path) -> T:
    if not isinstance(value, dict):
        raise DocumentError(path, "a map")
    known = _fields(of)
    unknown = sorted(value.keys() - known.keys())
    if unknown:
        raise DocumentError((*path, str(unknown[0])), f"a field of {of.__name__}")
    missing = [name for name, each in known.items() if name not in value and _is_required(each)]
    if missing:
        raise DocumentError((*path, missing[0]), "a value")
    hints = _hints(of)
    return of(**{name: _read(hints[name], each, (*path, name)) for name, each in value.items()})


def _is_required(each: "Field[object]") -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _read(hint: object, value: object, path: Path) -> object:
    """The value as its field's type has it."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _read_union(get_args(hint), value, path)
    if origin is Literal:
        return _read_literal(get_args(hint), value, path)
    if origin is tuple:
        return _read_tuple(get_args(hint)[0], value, path)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _read_mapping(get_args(hint)[1], value, path)
    if isinstance(hint, type) and is_dataclass(hint):
        return _to_dataclass(hint, value, path)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _read_enum(hint, value, path)
    return _read_scalar(hint, value, path)


def _read_union(members: tuple[object, ...], value: object, path: Path) -> object:
    """The first member that fits; a lone `X | None` tells what X expects."""
    if value is None and NoneType in members:
        return None
    others = [member for member in members if member is not NoneType]
    if len(others) == 1:
        return _read(others[0], value, path)
    for member in others:
        try:
            return _read(member, value, path)
        except DocumentError:
            continue
    raise DocumentError(path, "another kind of value")


def _read_literal(words: tuple[object, ...], value: object, path: Path) -> object:
    if value not in words:
        raise DocumentError(path, f"one of {', '.join(map(str, words))}")
    return value


def _read_tuple(hint: object, value: object, path: Path) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise DocumentError(path, "a list")
    return tuple(_read(hint, each, (*path, str(at))) for at, each in enumerate(value))


def _read_mapping(hint: object, value: object, path: Path) -> dict[str, object]:
    if not isinstance(value, dict):
        raise DocumentError(path, "a map")
    return {str(key): _read(hint, each, (*path, str(key))) for key, each in value.items()}


def _read_enum(hint: type[Enum], value: object, path: Path) -> Enum:
    try:
        return hint(value)
    except ValueError:
        words = ", ".join(str(each.value) for each in hint)
        raise DocumentError(path, f"one of {words}") from None


def _read_scalar(hint: object, value: object, path: Path) -> object:
    expected, read = _SCALARS[hint]
    try:
        return read(value)
    except (TypeError, InvalidOperation):
        raise DocumentError(path, expected) from None


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


def _read_decimal(value: object) -> Decimal:
    if not isinstance(value, dict) or value.keys() != {DECIMAL}:
        raise TypeError
    number = Decimal(_read_words(value[DECIMAL]))
    if not number.is_finite():
        raise TypeError
    return number


_SCALARS: dict[object, tuple[str, Callable[[object], object]]] = {
    bool: ("yes or no", _read_flag),
    int: ("a whole number", _read_whole),
    str: ("text", _read_words),
    Decimal: ("a number", _read_decimal),
}
