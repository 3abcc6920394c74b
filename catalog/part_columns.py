"""What the columns of a parts list are called, and what of an option each of them holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.known import Known
from catalog.problems import Fault, unknown

SEPARATOR = "|"
"""Between several words, or items, in one cell."""
TIMES = "*"
"""Between an item and how many of it: `screw*4`."""
NOTHING = "none"
"""That there are no words, or that no item is used up; an empty cell leaves it unknown."""
TEXTS = ("name", "description")
PLAIN = ("id", "price", "days", "minutes", "picture", "purpose", "items")
PREFIXES: Mapping[str, str] = {"price": "prices", "merit": "merits", "fact": "facts"}
"""What stands before the dot of a column such as `merit.gaming`, and the field that it means."""
NEEDED = ("id", "name", "price")


@dataclass(frozen=True)
class Column:
    """A column: the field of an option that it holds, and the key in it where it holds a part.

    A text without a language is for all those that have no column of their own.
    """

    field: str
    key: str = ""
    is_list: bool = False


def column_of(name: str, known: Known) -> Column | None:
    """What a column of that name holds; None where it holds nothing that there is."""
    if name in PLAIN or name in TEXTS:
        return Column(name)
    prefix, dot, key = name.partition(".")
    if dot and prefix in PREFIXES and (prefix != "fact" or key in known.attributes):
        return Column(PREFIXES[prefix], key, known.attributes.get(key) == "words")
    text, _, language = name.rpartition("_")
    if text in TEXTS and language in known.languages:
        return Column(text, language)
    if name in known.attributes:
        return Column("facts", name, known.attributes[name] == "words")
    return None


def fact_column(attribute: str, known: Known) -> str:
    """What the column of an attribute is called."""
    column = column_of(attribute, known)
    return attribute if column and column.field == "facts" else f"fact.{attribute}"


def read_header(
    header: Sequence[str], known: Known
) -> tuple[dict[int, Column], list[tuple[str, Fault]]]:
    """The columns by their places, and what is wrong with the names of others."""
    columns: dict[int, Column] = {}
    faults: list[tuple[str, Fault]] = []
    for at, name in enumerate(header):
        column = column_of(name, known)
        if column is None:
            faults.append((name, unknown("unknown-column", name, column_names(known))))
        elif name in header[:at] or column in columns.values():
            faults.append((name, Fault("listed-twice", {"word": name})))
        else:
            columns[at] = column
    return columns, faults


def missing_columns(columns: Mapping[int, Column]) -> Iterator[str]:
    """The columns that every list needs and this one lacks."""
    fields = {column.field for column in columns.values()}
    for name in NEEDED:
        if name not in fields and not (name == "price" and "prices" in fields):
            yield name


def column_names(known: Known) -> tuple[str, ...]:
    """Every name that a column can have, but for those of amounts and aims."""
    texts = [f"{text}_{language}" for text in TEXTS for language in known.languages]
    facts = [fact_column(attribute, known) for attribute in known.attributes]
    return (*PLAIN, *TEXTS, *texts, *facts)
