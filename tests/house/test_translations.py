"""Every visible text has Korean words, and none of the words that pages never use."""

import gettext
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from configurator.translations import areas, compile_translations, merged, read_area

ROOT = Path(__file__).resolve().parents[2]
METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2.ext:babel_extract"),
    ("**.txt", "jinja2.ext:babel_extract"),
]
OPTIONS = {"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
NEVER_SAID = re.compile(r"\b(invalid|please|sorry|oops|error occurred)\b", re.IGNORECASE)


class Said(NamedTuple):
    """A text of the code, where it stands, and its plural form if it has one."""

    place: str
    text: str
    plural: str | None


def texts() -> Iterator[Said]:
    keywords = DEFAULT_KEYWORDS | {"lazy_gettext": None, "_l": None}
    for folder in ("configurator", "templates"):
        found = extract_from_dir(ROOT / folder, METHODS, OPTIONS, keywords)
        for path, line, message, _, _ in found:
            text, plural = message[:2] if isinstance(message, tuple) else (message, None)
            yield Said(f"{folder}/{path}:{line}", text, plural)


TEXTS = list(texts())


def test_there_are_texts_from_every_kind_of_file() -> None:
    endings = {said.place.rpartition(":")[0].rpartition(".")[2] for said in TEXTS}
    assert endings == {"py", "html", "txt"}


def test_every_text_has_korean_words() -> None:
    korean = merged()
    missing = [said for said in TEXTS if said.text and korean.get(said.text) is None]
    assert not missing, "\n".join(f"{said.place}: {said.text}" for said in missing)


@pytest.mark.parametrize("path", areas(), ids=lambda path: path.stem)
def test_every_translation_is_of_a_text_that_is_said(path: Path) -> None:
    said = {each.text for each in TEXTS}
    messages = [each.id for each in read_area(path)]
    translated = {each if isinstance(each, str) else each[0] for each in messages}
    assert translated - {""} <= said


def test_no_text_uses_the_words_that_pages_never_use() -> None:
    wrong = [said for said in TEXTS if NEVER_SAID.search(f"{said.text} {said.plural}")]
    assert not wrong, "\n".join(f"{said.place}: {said.text}" for said in wrong)


@pytest.mark.parametrize("path", areas(), ids=lambda path: path.stem)
def test_placeholders_survive_translation(path: Path) -> None:
    for message in read_area(path):
        english, korean = in_one(message.id), in_one(message.string)
        if english and korean:
            assert set(PLACEHOLDER.findall(korean)) <= set(PLACEHOLDER.findall(english)), english
            assert "!" not in korean, english


def test_areas_agree_on_the_words_of_a_text() -> None:
    said: dict[str, tuple[str, str]] = {}
    differences = []
    for path in areas():
        for message in read_area(path):
            english, korean = in_one(message.id), in_one(message.string)
            if english and korean:
                first, words = said.setdefault(english, (path.stem, korean))
                if words != korean:
                    differences.append(f"{english}: {first} {words}, {path.stem} {korean}")
    assert not differences, "\n".join(differences)


def in_one(words: str | Sequence[str] | None) -> str:
    """A text with its plural forms."""
    return words if isinstance(words, str) else " ".join(words or ())


def test_compiling_gives_what_gettext_reads() -> None:
    with compile_translations().open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Sign in") == "로그인"
