"""Which columns of a vendor's table become which columns of a parts list, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from catalog.entries import Entry, Faults, entry_of, flat_faults
from catalog.errors import ShopFileError
from catalog.fields import EntriesField, Flag, ShopField, Words
from catalog.known import Known
from catalog.map_fields import OTHERS
from catalog.part_columns import SEPARATOR, column_names, column_of
from catalog.problems import Fault, Problem, nearest_position, unknown
from catalog.reading import fault, read_number, read_words
from catalog.yaml_reading import read_yaml


@dataclass(frozen=True)
class Source:
    """The vendor's column that a column is filled from.

    Numbers are multiplied by `times`; where `zero_is_unknown`, a 0 says nothing. Several words
    stand with `split` between them. `words` says what the shop calls a word of the vendor's; one
    that is not among them is called what `others` is called there, or else stays as it stands.
    """

    column: str
    times: int | Decimal = 1
    zero_is_unknown: bool = False
    split: str = SEPARATOR
    words: Mapping[str, str] = field(default_factory=dict)

    def renamed(self, word: str) -> str:
        """What the shop calls a word of the vendor's."""
        return self.words.get(word, self.words.get(OTHERS, word))


Sources = Mapping[str, Source]
"""Where each column of a parts list comes from, by its name."""


def read_mapping(body: bytes, file: str, header: Sequence[str], known: Known) -> Sources:
    """The mapping that a YAML file says; raises `ShopFileError` with every mistake in it."""
    read = read_yaml(body, file, ())
    problems = list(read.problems)
    sources: dict[str, Source] = {}
    try:
        sources = dict(entry_of(_MappingEntry).read(read.tree)["columns"])
    except ValidationError as error:
        saved = error.valid_data if isinstance(error.valid_data, dict) else {}
        sources = dict(saved.get("columns", {}))
        for path, wrong in flat_faults(error.messages):
            line = nearest_position(read.positions, path).line
            problems.append(Problem(file, line, path, wrong.code, wrong.facts))
    for name, wrong in mapping_faults(sources, header, known):
        line = nearest_position(read.positions, ("columns", name)).line
        problems.append(Problem(file, line, ("columns", name), wrong.code, wrong.facts))
    if problems:
        raise ShopFileError(problems)
    return sources


def columns_mapping(text: str, header: Sequence[str], known: Known) -> Sources:
    """The mapping that `name=Name,price=usd` says; raises `ShopFileError`."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    sources = {ours.strip(): Source(theirs.strip()) for ours, _, theirs in pairs}
    problems = [
        Problem("--columns", 1, (name,), wrong.code, wrong.facts)
        for name, wrong in mapping_faults(sources, header, known)
    ]
    if problems:
        raise ShopFileError(problems)
    return sources


def same_names(header: Sequence[str], known: Known) -> Sources:
    """Every column that a parts list calls the same."""
    return {name: Source(name) for name in header if column_of(name, known) is not None}


def mapping_faults(
    sources: Sources, header: Sequence[str], known: Known
) -> list[tuple[str, Fault]]:
    """Columns that no list has, or that the vendor's table lacks."""
    faults = []
    for name, source in sources.items():
        if column_of(name, known) is None:
            faults.append((name, unknown("unknown-column", name, column_names(known))))
        if source.column not in header:
            faults.append((name, unknown("not-in-table", source.column, header)))
    return faults


class _Number(ShopField):
    """A number other than 0."""

    def _deserialize(self, value: object, *_: Any, **__: Any) -> int | Decimal:
        number = read_number(value)
        if number <= 0:
            raise fault("out-of-bounds", word=str(number), at_least="0.000001", at_most="1000000")
        return number


class _Renamed(EntriesField):
    """The shop's word for each of the vendor's."""

    def read_entry(self, key: str, value: object) -> str:
        read_words(key)
        return read_words(value)


class _SourceEntry(Entry):
    makes = Source
    column = Words(required=True)
    times = _Number()
    zero_is_unknown = Flag()
    split = Words()
    words = _Renamed()


class _Columns(EntriesField):
    """A vendor's column by ours: its name alone, or with how it is read."""

    def read_entry(self, key: str, value: object) -> Source:
        tree = {"column": value} if isinstance(value, str) else value
        source: Source = entry_of(_SourceEntry).read(tree)
        return source


class _MappingEntry(Entry):
    makes = dict
    columns = _Columns(required=True)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if "columns" in values and not values["columns"]:
            yield ("columns",), Fault("missing")
