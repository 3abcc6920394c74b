"""Entries of shop files: maps of fields that become one value, or many of them by their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, ClassVar, TypeAlias

from marshmallow import EXCLUDE, Schema, ValidationError

from catalog.fields import EntriesField, ShopField, Texts
from catalog.ids import id_fault
from catalog.problems import Fault, Path, unknown
from catalog.reading import fault, read_list, read_map

Faults: TypeAlias = Iterator[tuple[Path, Fault]]
Messages: TypeAlias = "dict[str, Any] | list[Any]"

_HERE = "_schema"
"""Where faults of a map itself are kept among those of its entries."""


class Entry(Schema):
    """One map of fields. Subclasses say what it makes, and what its fields must be together."""

    class Meta:
        unknown = EXCLUDE

    makes: ClassVar[type]

    def read(self, tree: object, entry_id: str | None = None) -> Any:
        """What the tree says.

        Raises `ValidationError` with every fault; its `valid_data` is the value all the same, with
        placeholders where something is broken.
        """
        given = read_map(tree)
        saved, messages = self._loaded(given)
        for path, wrong in (*self._unknown(given), *self.faults(saved, given)):
            _add(messages, path, wrong)
        made = self.made(saved if entry_id is None else {"id": entry_id, **saved})
        if messages:
            raise ValidationError(messages, valid_data=made)
        return made

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        """What is wrong between fields: `values` are those that are right, `given` all."""
        yield from ()

    def made(self, values: dict[str, Any]) -> Any:
        """The value of the fields."""
        return self.makes(**{**self._placeholders(), **values})

    def write(self, value: Any) -> dict[str, Any]:
        """The map that reads as `value`, without what is left at its default."""
        written = self.dump(value)
        defaults = _defaults(type(value))
        return {
            name: each
            for name, each in written.items()
            if name not in defaults or getattr(value, name) != defaults[name]
        }

    def _loaded(self, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        try:
            return dict(self.load(given)), {}
        except ValidationError as error:
            return dict(error.valid_data or {}), dict(error.messages_dict)

    def _unknown(self, given: Mapping[str, Any]) -> Faults:
        for name in given:
            if name not in self.fields:
                yield (name,), unknown("unknown-field", name, self.fields)

    def _placeholders(self) -> dict[str, Any]:
        return {
            name: each.placeholder()
            for name, each in self.fields.items()
            if each.required and isinstance(each, ShopField)
        }


@cache
def entry_of(kind: type[Entry]) -> Entry:
    """The one entry of its class; it holds nothing of what it reads."""
    return kind()


class Within(ShopField):
    """A map of fields inside another."""

    def __init__(self, entry: type[Entry], **settings: Any) -> None:
        super().__init__(**settings)
        self.entry = entry

    def placeholder(self) -> Any:
        return entry_of(self.entry).made({})

    def _deserialize(self, value: object, *_: Any, **__: Any) -> Any:
        return entry_of(self.entry).read(value)

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any] | None:
        return None if value is None else entry_of(self.entry).write(value)


class Keyed(EntriesField):
    """Things by their ids, in the order of the file."""

    def __init__(self, entry: type[Entry], kind: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.entry = entry
        self.kind = kind

    def read_entry(self, key: str, value: object) -> Any:
        wrong = id_fault(key, self.kind)
        try:
            made = entry_of(self.entry).read(value, key)
        except ValidationError as error:
            if wrong and isinstance(error.messages, dict):
                _add(error.messages, (), wrong)
            raise
        if wrong:
            raise ValidationError([wrong], valid_data=made)
        return made

    def made(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values.values())

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        return {each.id: entry_of(self.entry).write(each) for each in value}


class Series(EntriesField):
    """Things without ids, one after another."""

    def __init__(self, entry: type[Entry], **settings: Any) -> None:
        super().__init__(**settings)
        self.entry = entry

    def entries(self, value: object) -> Iterator[tuple[str, object]]:
        return ((str(at), each) for at, each in enumerate(read_list(value)))

    def read_entry(self, key: str, value: object) -> Any:
        return self.entry().read(value)

    def made(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values.values())

    def _serialize(self, value: Any, *_: Any, **__: Any) -> list[Any]:
        return [self.entry().write(each) for each in value]


class Named(EntriesField):
    """Things that have only an id and a name: the name stands behind the id."""

    def __init__(self, makes: type, **settings: Any) -> None:
        super().__init__(**settings)
        self.makes = makes

    def read_entry(self, key: str, value: object) -> Any:
        if wrong := id_fault(key):
            raise fault(wrong.code, **wrong.facts)
        try:
            return self.makes(id=key, name=Texts().deserialize(value))
        except ValidationError as error:
            made: Any = self.makes(id=key, name=error.valid_data or {})
            raise ValidationError(error.messages, valid_data=made) from None

    def made(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values.values())

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        return {each.id: dict(each.name) for each in value}


def flat_faults(messages: Messages, path: Path = ()) -> Faults:
    """Every fault that reading told, with its path."""
    if isinstance(messages, dict):
        for key, below in messages.items():
            yield from flat_faults(below, path if key == _HERE else (*path, str(key)))
        return
    for each in messages:
        yield path, each if isinstance(each, Fault) else Fault(str(each))


def _add(messages: dict[str, Any], path: Path, wrong: Fault) -> None:
    """Puts a fault at its place among the others."""
    for key in path:
        below = messages.setdefault(key, {})
        if isinstance(below, list):
            below = messages[key] = {_HERE: below}
        messages = below
    messages.setdefault(_HERE, []).append(wrong)


def _defaults(of: type) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for each in fields(of):
        if each.default is not MISSING:
            defaults[each.name] = each.default
        elif each.default_factory is not MISSING:
            defaults[each.name] = each.default_factory()
    return defaults
