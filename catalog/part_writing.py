"""Options written as a parts list that reads as the same options."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from catalog.csv_reading import MAX_COLUMNS, MAX_ROWS
from catalog.known import Known
from catalog.part_columns import NOTHING, SEPARATOR, TIMES, fact_column
from catalog.shop import Fact, Option, Text


def list_of(options: Sequence[Option], known: Known) -> bytes | None:
    """The list of the options; None where a list cannot say all of what they are."""
    offers = tuple(dict.fromkeys(offer for each in options for offer in each.amounts))
    if not all(_can_be_said(option, offers) for option in options) or len(options) > MAX_ROWS:
        return None
    shared = _shared(options)
    rows = [_cells(option, known, shared) for option in options]
    first = ["id", *_name_columns(shared, known), "price", *(f"price.{each}" for each in offers)]
    used = {name for cells in rows for name in cells}
    header = [name for name in (*first, *_others(options, known)) if name in used]
    return None if len(header) > MAX_COLUMNS else table_of(header, rows)


def table_of(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The bytes of a table; a cell that a row lacks is empty."""
    written = StringIO(newline="")
    writer = csv.DictWriter(written, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _can_be_said(option: Option, offers: tuple[str, ...]) -> bool:
    in_order = tuple(each for each in offers if each in option.prices)
    has_prices = tuple(option.prices) == (in_order if option.amounts else ("",))
    facts = (fact for fact in option.facts.values() if isinstance(fact, tuple))
    return (
        option.layer is None
        and option.prices_by is None
        and has_prices
        and option.amounts == in_order
        and not any(fact == (NOTHING,) or SEPARATOR in "".join(fact) for fact in facts)
    )


def _shared(options: Sequence[Option]) -> frozenset[str]:
    """The texts that are the same in every language, in every option."""
    texts: dict[str, Iterable[Text | None]] = {
        "name": (each.name for each in options),
        "description": (each.description for each in options),
    }
    return frozenset(
        name for name, every in texts.items() if all(_is_one(text) for text in every if text)
    )


def _is_one(text: Text) -> bool:
    return len(set(text.values())) == 1


def _name_columns(shared: frozenset[str], known: Known) -> list[str]:
    if "name" in shared:
        return ["name"]
    return [f"name_{language}" for language in known.languages]


def _others(options: Sequence[Option], known: Known) -> list[str]:
    """The columns after names and prices."""
    aims = dict.fromkeys(aim for option in options for aim in option.merits)
    texts = ["description", *(f"description_{language}" for language in known.languages)]
    facts = [fact_column(attribute, known) for attribute in known.attributes]
    plain = ["items", "days", "minutes", "picture", "purpose"]
    return [*facts, *(f"merit.{aim}" for aim in aims), *texts, *plain]


def _cells(option: Option, known: Known, shared: frozenset[str]) -> dict[str, str]:
    """The cells of an option by their columns, without those that say nothing."""
    cells = {
        "id": option.id,
        **_text_cells("name", option.name, shared),
        **_text_cells("description", option.description or {}, shared),
        **{f"price.{offer}" if offer else "price": str(p) for offer, p in option.prices.items()},
        **{fact_column(name, known): _fact(fact) for name, fact in option.facts.items()},
        **{f"merit.{aim}": str(points) for aim, points in option.merits.items()},
        "days": str(option.days or ""),
        "minutes": str(option.minutes or ""),
        "picture": option.picture or "",
        "purpose": option.purpose or "",
    }
    if option.items is not None:
        counted = (item if n == 1 else f"{item}{TIMES}{n}" for item, n in option.items.items())
        cells["items"] = SEPARATOR.join(counted) or NOTHING
    return {name: cell for name, cell in cells.items() if cell}


def _text_cells(name: str, text: Text, shared: frozenset[str]) -> dict[str, str]:
    if name in shared:
        return {name: next(iter(text.values()), "")}
    return {f"{name}_{language}": words for language, words in text.items()}


def _fact(fact: Fact) -> str:
    """A fact as a cell says it."""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, tuple):
        return SEPARATOR.join(fact) or NOTHING
    return format(fact, "f") if isinstance(fact, Decimal) else str(fact)
