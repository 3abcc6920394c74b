"""Korean words of the pages: one .po file per area, merged into what gettext reads.

English is the msgid. `python -m configurator.translations` makes the merged file.
"""

import os
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
LOCALE = "ko"


def areas() -> list[Path]:
    """The .po files, in the order in which they are merged."""
    return sorted((FOLDER / LOCALE).glob("*.po"))


def read_area(path: Path) -> Catalog:
    """One area's words; raises `PoFileError` where the file cannot be read."""
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def merged() -> Catalog:
    """Every area's words. Where two areas translate the same text, the first one holds."""
    catalog = Catalog(locale=LOCALE, fuzzy=False)
    for path in areas():
        for message in read_area(path):
            if message.id and message.string and catalog.get(message.id, message.context) is None:
                catalog.add(message.id, message.string, context=message.context)
    return catalog


def compile_translations() -> Path:
    """Write the merged words where gettext looks for them; readers never see half a file."""
    body = BytesIO()
    write_mo(body, merged())
    target = FOLDER / LOCALE / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_bytes(body.getvalue())
    draft.replace(target)
    return target
