"""Tables of parts as they are written: a header, and rows of cells that know their line.

Nothing is guessed from the looks of a cell: `=1+1` and `007` are text until a column says
otherwise. Size and the number of rows and columns are bounded.
"""

import csv
from dataclasses import dataclass, field
from io import StringIO

from catalog.problems import Fault, Path, Problem

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200


@dataclass(frozen=True)
class Row:
    """The cells of a row, without the blanks around them; `line` is where it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """What a file says. Where it could not be read to its end, it has no rows."""

    file: str
    header: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_readable: bool = True


class _UnreadableError(Exception):
    """The file cannot be read on from `line`."""

    def __init__(self, line: int, fault: Fault) -> None:
        super().__init__(line, fault)
        self.line = line
        self.fault = fault


def read_csv(body: bytes, file: str, at: Path = ()) -> Table:
    """The table of a file with every problem of its form; rows that are empty are left out."""
    table = Table(file)
    try:
        rows = _rows(_text(body))
    except _UnreadableError as stop:
        fault = stop.fault
        table.problems.append(Problem(file, stop.line, at, fault.code, fault.facts))
        table.is_readable = False
        return table
    table.header, table.rows = (rows[0].cells, rows[1:]) if rows else ((), [])
    most = len(table.header)
    for row in table.rows:
        if any(row.cells[most:]):
            facts = {"count": len(row.cells), "limit": most}
            table.problems.append(Problem(file, row.line, at, "too-many-cells", facts))
    return table


def _text(body: bytes) -> str:
    if len(body) > MAX_BYTES:
        raise _UnreadableError(1, Fault("file-too-large", {"limit": MAX_BYTES}))
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(line, Fault("not-utf-8")) from None


def _rows(text: str) -> list[Row]:
    """Every row that says something, the header first."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                rows.append(Row(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS + 1:
                raise _UnreadableError(line - 1, Fault("too-many-rows", {"limit": MAX_ROWS}))
            if len(cells) > MAX_COLUMNS:
                raise _UnreadableError(line - 1, Fault("too-many-columns", {"limit": MAX_COLUMNS}))
    except csv.Error as error:
        raise _UnreadableError(line, Fault("not-csv", {"told": str(error)})) from None
    return rows
