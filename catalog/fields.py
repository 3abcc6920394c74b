"""The kinds of fields that shop files have: what may stand in them, and what it becomes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

from marshmallow import ValidationError, fields

from catalog.ids import PICTURE_NAME, id_fault
from catalog.known import known
from catalog.problems import unknown
from catalog.reading import (
    MAX_WHOLE,
    fault,
    read_day,
    read_each,
    read_flag,
    read_list,
    read_map,
    read_price,
    read_whole,
    read_words,
)


class ShopField(fields.Field[Any]):
    """A field that tells its mistakes as codes."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(error_messages={"required": "missing", "null": "empty"}, **settings)

    def placeholder(self) -> object:
        """What stands in for a value that could not be read, so that the rest can be checked."""
        return None


class Words(ShopField):
    """Any text."""

    def placeholder(self) -> str:
        return ""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        return read_words(value)


class Id(Words):
    """The id of the thing itself."""

    def __init__(self, kind: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.kind = kind

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        word = read_words(value)
        if wrong := id_fault(word, self.kind):
            raise fault(wrong.code, **wrong.facts)
        return word


class Whole(ShopField):
    """A whole number between bounds; not negative where nothing else is said."""

    def __init__(self, at_least: int = 0, at_most: int = MAX_WHOLE, **settings: Any) -> None:
        super().__init__(**settings)
        self.at_least = at_least
        self.at_most = at_most

    def placeholder(self) -> int:
        return max(0, self.at_least)

    def _deserialize(self, value: object, *_: Any, **__: Any) -> int:
        return read_whole(value, self.at_least, self.at_most)


class Price(Whole):
    """A price, which is never negative."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> int:
        return read_price(value)


class OptionPrice(Price):
    """What an option costs."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> int:
        return read_option_price(value)


class Flag(ShopField):
    """Yes or no."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> bool:
        return read_flag(value)


class Day(Words):
    """A day of the calendar."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        return read_day(value)


class OneWordOf(ShopField):
    """One of a few words, as themselves or as members of an enumeration."""

    def __init__(self, words: Iterable[str] | type[StrEnum], **settings: Any) -> None:
        super().__init__(**settings)
        self.words: Mapping[str, str] = {str(word): word for word in words}

    def placeholder(self) -> str:
        return next(iter(self.words.values()))

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        if not isinstance(value, str):
            raise fault("expected-words")
        if value not in self.words:
            raise fault("not-one-of", word=value, words=tuple(self.words))
        return self.words[value]

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str:
        return str(value)


class Ref(Words):
    """The id of something that the shop defines elsewhere: an item, a product, a place."""

    def __init__(self, kind: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.kind = kind

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        return read_ref(self.kind, value)


class PictureName(Words):
    """The name of a file in the folder of pictures."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> str:
        name = read_words(value)
        if not PICTURE_NAME.fullmatch(name):
            raise fault("not-a-picture-name", word=name)
        if name not in known().pictures:
            raise unknown_error("unknown-picture", name, known().of("picture"))
        return name


class EntriesField(ShopField, ABC):
    """A field read entry by entry; one that is wrong keeps none of the others from being read."""

    def entries(self, value: object) -> Iterable[tuple[str, Any]]:
        """The entries, each with its key."""
        return read_map(value).items()

    @abstractmethod
    def read_entry(self, key: str, value: Any) -> object:
        """What an entry says; raises faults."""

    def made(self, values: dict[str, Any]) -> Any:
        """The field's value, of the entries that are right."""
        return values

    def placeholder(self) -> Any:
        return self.made({})

    def _deserialize(self, value: object, *_: Any, **__: Any) -> Any:
        try:
            return self.made(read_each(self.entries(value), self.read_entry))
        except ValidationError as error:
            saved = self.made(cast("dict[str, Any]", error.valid_data or {}))
            raise ValidationError(error.messages, valid_data=saved) from None


class Texts(EntriesField):
    """The same words in every language of the shop."""

    def entries(self, value: object) -> Iterator[tuple[str, object]]:
        if isinstance(value, str):
            raise fault("expected-text", languages=known().languages)
        texts = read_map(value)
        yield from texts.items()
        yield from ((each, None) for each in known().languages if each not in texts)

    def read_entry(self, key: str, value: object) -> str:
        languages = known().languages
        if value is None:
            raise fault("missing-language", word=key)
        if languages and key not in languages:
            raise fault("foreign-language", word=key, languages=languages)
        return read_words(value)


class Listed(EntriesField):
    """Different words, one after another; of `kind` where they are ids of something."""

    def __init__(self, kind: str | None = None, **settings: Any) -> None:
        super().__init__(**settings)
        self.kind = kind

    def entries(self, value: object) -> Iterator[tuple[str, tuple[object, list[object]]]]:
        words = read_list(value)
        return ((str(at), (word, words[:at])) for at, word in enumerate(words))

    def read_entry(self, key: str, value: tuple[object, list[object]]) -> str:
        word, before = value
        if word in before:
            raise fault("listed-twice", word=read_words(word))
        return read_ref(self.kind, word) if self.kind else read_words(word)

    def made(self, values: dict[str, Any]) -> tuple[str, ...]:
        return tuple(values.values())

    def _serialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        return list(value)


def read_option_price(value: object) -> int:
    """The price of an option; negative only in a shop whose prices may be below zero."""
    return read_whole(value, -MAX_WHOLE) if known().below_zero else read_price(value)


def read_ref(kind: str, value: object) -> str:
    """The id of a `kind` (item, product, offer, ...) that the shop defines."""
    word = read_words(value)
    ids = known()
    if not ids.has(kind, word) and not (kind == "offer" and ids.is_count(word)):
        raise unknown_error(f"unknown-{kind}", word, ids.of(kind))
    return word


def unknown_error(code: str, word: str, ids: Iterable[str]) -> ValidationError:
    """Raised for a word that names nothing."""
    return ValidationError([unknown(code, word, ids)])
