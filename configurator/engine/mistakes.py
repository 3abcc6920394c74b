"""What is wrong with a rule text: where, what, and the names that may have been meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from configurator.engine import wording_en, wording_ko
from configurator.engine.sentences import fill

Fact: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Mistake:
    """One mistake, from character `start` up to `end` of the text.

    `code` and `facts` say what it is; `wording` tells it. `suggestions` could stand in its place.
    """

    start: int
    end: int
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()


class RuleTextError(Exception):
    """A rule text that cannot be read, with its mistakes in the order of the text."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return " ".join(wording(mistake, "en") for mistake in self.mistakes)


def wording(mistake: Mistake, language: str) -> str:
    """The mistake as one or two sentences, in Korean (`ko`) or else in English."""
    words = wording_ko if language == "ko" else wording_en
    labels = {
        name: _label(fact, words.CATEGORIES, words.EITHER) for name, fact in mistake.facts.items()
    }
    told = fill(words.MISTAKES[mistake.code], labels, language)
    if not mistake.suggestions:
        return told
    meant = _either([_quoted(each) for each in mistake.suggestions], words.EITHER)
    return f"{told} {fill(words.SUGGESTION, {'names': meant}, language)}"


def _label(fact: Fact, categories: Mapping[str, str], either: str) -> str:
    """Names in quotation marks; numbers bare; what was expected as a list."""
    if isinstance(fact, tuple):
        return _either([categories.get(each, _quoted(each)) for each in fact], either)
    return _quoted(fact) if isinstance(fact, str) else f"{fact:,}"


def _quoted(name: str) -> str:
    return name if name.startswith('"') else f"“{name}”"


def _either(labels: list[str], either: str) -> str:
    if len(labels) == 1:
        return labels[0]
    return either.format(first=", ".join(labels[:-1]), last=labels[-1])
