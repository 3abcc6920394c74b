"""A vendor's table as rows of a parts list: what is taken, what is refused and why.

A row is refused as a whole, so that no part is sold with half of what the vendor says.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from marshmallow import ValidationError

from catalog.csv_reading import Row, Table
from catalog.ids import id_fault
from catalog.import_mapping import Source, Sources
from catalog.known import Known
from catalog.part_columns import NOTHING, SEPARATOR, Column, column_of
from catalog.reading import read_number, read_words
from catalog.yaml_reading import Plain

_FLAGS = {"yes": "yes", "true": "yes", "1": "yes", "y": "yes"}
_FLAGS |= {"no": "no", "false": "no", "0": "no", "n": "no"}
_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 29
_HASH_LENGTH = 10
_PLACES = Decimal("0.000000001")


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken. `word` is the cell that is wrong, or the line of a duplicate."""

    line: int
    reason: str
    """`no-name`, `no-price`, `price`, `type` or `duplicate`."""
    column: str = ""
    word: str = ""


@dataclass(frozen=True)
class Taken:
    """The rows of a list that a vendor's table gives, by their ids, and what was refused."""

    rows: Mapping[str, Mapping[str, str]]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True)
class Terms:
    """What prices are read under: decimals of the currency, and prices of parts without one."""

    digits: int
    prices: Mapping[str, str]


class _RefusedError(Exception):
    def __init__(self, reason: str, column: str = "", word: str = "") -> None:
        super().__init__(reason, column, word)
        self.reason = reason
        self.column = column
        self.word = word


def take_rows(table: Table, sources: Sources, known: Known, terms: Terms) -> Taken:
    """Each row of the table as one of a parts list, or refused."""
    reader = _RowReader(table.header, sources, known, terms)
    rows: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    refused: list[Refusal] = []
    for row in table.rows:
        try:
            cells = reader.cells(row)
            part = cells["id"]
            if part in rows:
                raise _RefusedError("duplicate", "id", str(lines[part]))
        except _RefusedError as error:
            refused.append(Refusal(row.line, error.reason, error.column, error.word))
            continue
        rows[part], lines[part] = cells, row.line
    return Taken(rows, tuple(refused))


def made_id(key: str, name: str) -> str:
    """An id of the name, and of the vendor's key, by which it stays the same for ever."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = _SLUG.sub("-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or "part"
    return f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:_HASH_LENGTH]}"


def merged(
    header: Sequence[str], before: Mapping[str, Mapping[str, str]], taken: Taken
) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    """A list's header and rows after an import: none is lost, and what is unknown changes none."""
    rows = {part: dict(cells) for part, cells in before.items()}
    for part, cells in taken.rows.items():
        rows[part] = rows.get(part, {}) | {name: cell for name, cell in cells.items() if cell}
    names = dict.fromkeys(name for cells in taken.rows.values() for name in cells)
    return (*header, *(name for name in names if name not in header)), rows


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, header: Sequence[str], sources: Sources, known: Known, terms: Terms) -> None:
        self._places = {name: at for at, name in enumerate(header)}
        self._known = known
        self._terms = terms
        self._id = sources.get("id")
        self._columns = [
            (name, column, source)
            for name, source in sources.items()
            if (column := column_of(name, known)) is not None and column.field != "id"
        ]

    def cells(self, row: Row) -> dict[str, str]:
        key = self._cell(row, self._id) if self._id else ""
        read = {
            name: self._read(name, column, source, self._cell(row, source))
            for name, column, source in self._columns
        }
        names = (read[each] for each, column, _ in self._columns if column.field == "name")
        name = next(filter(None, names), "")
        if not name:
            raise _RefusedError("no-name")
        prices = [each for each, column, _ in self._columns if column.field in ("price", "prices")]
        if not any(read[each] for each in prices):
            read["price"] = self._price_from_elsewhere(key or name)
        part = key.lower()
        if id_fault(part):
            part = made_id(key or name, name)
        return {"id": part, **read}

    def _cell(self, row: Row, source: Source) -> str:
        place = self._places[source.column]
        cell = row.cells[place] if place < len(row.cells) else ""
        return "" if source.zero_is_unknown and _is_zero(cell) else cell

    def _price_from_elsewhere(self, key: str) -> str:
        cell = self._terms.prices.get(key, "")
        if not cell:
            raise _RefusedError("no-price")
        return self._price("price", Source("price"), cell)

    def _price(self, name: str, source: Source, cell: str) -> str:
        exact = _number(cell)
        if exact is None or exact < 0:
            raise _RefusedError("price", name, cell)
        minor = (exact * source.times).scaleb(self._terms.digits)
        return str(int(minor.quantize(Decimal(1), ROUND_HALF_UP)))

    def _read(self, name: str, column: Column, source: Source, cell: str) -> str:
        if not column.is_list:
            cell = source.renamed(cell) if cell else ""
        if not cell:
            return ""
        if column.field in ("price", "prices"):
            return "" if _is_zero(cell) else self._price(name, source, cell)
        kind = self._known.attributes.get(column.key) if column.field == "facts" else None
        if kind == "number" or column.field in ("days", "minutes", "merits"):
            return _number_cell(name, source, cell)
        if kind == "flag":
            if cell.lower() not in _FLAGS:
                raise _RefusedError("type", name, cell)
            return _FLAGS[cell.lower()]
        if kind == "words":
            return _words_of(name, cell, source)
        return _words_cell(name, cell)


def _is_zero(cell: str) -> bool:
    return _number(cell) == 0


def _number(cell: str) -> Decimal | None:
    """The exact number that a cell says in plain digits, if it does."""
    try:
        return Decimal(read_number(Plain(cell)))
    except (ValidationError, InvalidOperation):
        return None


def _number_cell(name: str, source: Source, cell: str) -> str:
    exact = _number(cell)
    if exact is None:
        raise _RefusedError("type", name, cell)
    if source.times == 1:
        return cell
    scaled = (exact * source.times).quantize(_PLACES).normalize()
    return format(scaled, "f")


def _words_of(name: str, cell: str, source: Source) -> str:
    """Several words, each once."""
    stated = [word.strip() for word in cell.split(source.split)]
    words = dict.fromkeys(source.renamed(word) for word in stated if word)
    if source.split != SEPARATOR and SEPARATOR in cell:
        raise _RefusedError("type", name, cell)
    return SEPARATOR.join(words) or NOTHING


def _words_cell(name: str, cell: str) -> str:
    """A text on one line."""
    try:
        return read_words(" ".join(cell.split()))
    except ValidationError:
        raise _RefusedError("type", name, cell) from None
