"""What may be typed next in a rule text: names where the grammar has names, and keywords."""

import re
from collections.abc import Iterable

from lark import Token

from configurator.engine.mistakes import RuleTextError
from configurator.engine.model import Kind
from configurator.engine.names import Names
from configurator.engine.syntax import (
    LONGEST_TEXT,
    NAMING,
    fed,
    keywords,
    tokens_of,
    unquoted,
    written,
)

MOST_SUGGESTIONS = 50

UNFINISHED_WORD = re.compile(r'[^\s()",<>=!≤≥≠+×*]*$')

# Kinds of words: those of a list, those that ask about a list of groups, and those that a condition
# may follow (None: the start of the text).
LISTED = (*NAMING, "COMMA", "NONE", "_AMOUNT_OR")
QUANTIFIERS = ("ANY", "EVERY", "NO")
WORDY = ("word", "words")
BEFORE_CONDITIONS = (None, "IF", "THEN", "AND", "OR", "NOT", "REQUIRES", "EXCLUDES", "LPAR")


def complete(text: str, position: int, names: Names) -> tuple[str, ...]:
    """The words that may stand at `position`, names first, given the text before it.

    Each is meant to replace the unfinished word before `position`, which it begins with. Nothing
    is suggested after a mistake in the form of the text.
    """
    before = text[: max(position, 0)]
    if len(before) > LONGEST_TEXT:
        return ()
    unfinished = UNFINISHED_WORD.search(before)
    stem = unfinished[0] if unfinished else ""
    try:
        tokens = tokens_of(before[: len(before) - len(stem)])
        accepted = fed(tokens, text).accepts()
    except RuleTextError:
        return ()
    context = Context(tokens, names)
    known = context.names() if "WORD" in accepted else []
    words = [word for terminal, word in keywords().items() if terminal in accepted]
    return _beginning([*known, *filter(context.fits, words)], stem)


def _beginning(words: Iterable[str], stem: str) -> tuple[str, ...]:
    fold = stem.casefold()
    fitting = [word for word in dict.fromkeys(words) if word.casefold().startswith(fold)]
    return tuple(fitting[:MOST_SUGGESTIONS])


class Context:
    """The words before the one that is being typed, and the names they lead to."""

    def __init__(self, tokens: list[Token], names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._groups = names.groups
        self._last = len(tokens) - 1
        self._leader = self._leading()

    def names(self) -> list[str]:
        """The names that may stand next, where a name may, as they are written."""
        cell = self._cell()
        if cell is not None:
            return self._answers_of(cell)
        match self._type(self._leader):
            case "IS":
                return self._answers()
            case "HAS":
                return self._portion()
            case "OF":
                return self._listed()
            case "INCLUDE":
                return self._words()
            case "AMONG":
                return self._attributes(self._groups, WORDY)
            case "WITH":
                return self._attributes(self._names_before(self._leader))
            case "SAME":
                return self._attributes(self._groups)
            case "COMPARISON" | "PLUS" | "MINUS" | "_TIMES" | "_TIMES_SIGN":
                return self._attributes(self._groups, ("number",))
            case _:
                return self._beginnings()

    def fits(self, keyword: str) -> bool:
        """Whether a keyword that the grammar allows suits the name that begins the condition."""
        if keyword in ("is", "include", "do") and self._type(self._leader) in ("OF", "WITH"):
            return self._fits_attribute(keyword)
        if (
            self._type(self._last) not in NAMING
            or self._type(self._leader) not in BEFORE_CONDITIONS
        ):
            return True
        group = self._groups.get(self._name(self._last))
        if keyword == "of":
            return written(self._name(self._last)) in self._attributes(self._groups)
        if group is None:
            return False
        unfit = ("allows", "forbids") if group.kind is Kind.MANY else ("has",)
        return keyword not in unfit

    def _fits_attribute(self, keyword: str) -> bool:
        """A set of words includes; anything else is. A set may also be among others."""
        at_test = self._type(self._leader) == "WITH"
        name = self._name(self._last if at_test else self._leader - 1)
        groups = self._names_before(self._leader if at_test else self._last + 1)
        kinds = [
            self._groups[path].attributes[name].kind
            for path in groups
            if name in self._groups[path].attributes
        ]
        sets = "words" in kinds
        return (keyword == "is" and not (sets and at_test)) or (keyword != "is" and sets)

    def _type(self, index: int) -> str | None:
        """The type of the token at `index`, if there is one."""
        return self._tokens[index].type if 0 <= index < len(self._tokens) else None

    def _name(self, index: int) -> str:
        return unquoted(self._tokens[index])

    def _leading(self) -> int:
        """Where the keyword stands that says what the list at the end is a list of."""
        at = len(self._tokens) - 1
        while at >= 0 and self._type(at) in LISTED:
            at -= 1
        if at < 0:
            return len(self._tokens)
        if self._type(at) == "OF" and self._type(at - 1) == "ONE":
            at -= 2
        negated = {"NOT": ("IS", "WITH"), "NO": ("HAS",)}.get(self._tokens[at].type, ())
        return at - 1 if at > 0 and self._type(at - 1) in negated else at

    def _answers(self) -> list[str]:
        """After "is": words of an attribute, or options of a group."""
        start = self._list_before(self._leader)
        if self._type(self._leader - 2) == "WITH" or self._type(start - 1) == "OF":
            return self._words()
        return self._answers_of(self._name(self._leader - 1))

    def _words(self) -> list[str]:
        """The words of the attribute asked about: in "with socket is", in "socket of cpu is"."""
        verb = self._leader - 2 if self._type(self._leader - 1) == "NOT" else self._leader
        if self._type(verb - 2) == "WITH":
            subject, groups = verb - 1, self._names_before(verb - 2)
        else:
            subject, groups = self._list_before(verb) - 2, self._names_before(verb)
        known = [self._groups[path].attributes.get(self._name(subject)) for path in groups]
        words = _unique(word for attribute in known if attribute for word in attribute.words)
        return [written(word) for word in words]

    def _answers_of(self, path: str) -> list[str]:
        group = self._groups.get(path)
        if group is None:
            return []
        answers = (*group.options, *map(str, group.numbers[:MOST_SUGGESTIONS]))
        return [written(answer, "name or number") for answer in answers]

    def _portion(self) -> list[str]:
        """After "has": options, and amounts unless one stands there already."""
        group = self._groups.get(self._name(self._leader - 1))
        amounts = group.amounts if group else {}
        if self._type(self._last) in NAMING:
            names = [
                option for option, listed in amounts.items() if self._name(self._last) in listed
            ]
        else:
            names = [*amounts, *(amount for listed in amounts.values() for amount in listed)]
        return _unique(written(name, "name or number") for name in names)

    def _listed(self) -> list[str]:
        """After "of": the groups that what stands before it can be asked of, each once."""
        before, measured = self._type(self._leader - 1), self._leader - 1
        listed = {unquoted(token) for token in self._tokens[self._leader :]}
        counted = before == "NUMBER" or self._type(self._leader - 2) == "NUMBER"
        return [
            written(path)
            for path, group in self._groups.items()
            if path not in listed
            and not (counted and before in ("NUMBER", "UNITS") and group.kind is not Kind.MANY)
            and not (before == "VALUE" and group.kind is not Kind.NUMBER)
            and not (before in QUANTIFIERS and group.kind is Kind.NUMBER)
            and not (before in ("WORD", "QUOTED") and self._name(measured) not in group.attributes)
        ]

    def _beginnings(self) -> list[str]:
        """At the start of a condition: groups, what is known of them, or a further amount."""
        at = self._leader
        while self._type(at) == "OR" and at >= 2 and self._type(at - 1) in NAMING:
            at -= 2
        beginnings = [*map(written, self._groups), *self._attributes(self._groups)]
        if self._type(at) != "HAS" or at == self._leader:
            return beginnings
        return [*Context(self._tokens[: at + 1], self._names).names(), *beginnings]

    def _cell(self) -> str | None:
        """The group that the cell at the end belongs to, inside a row of a table."""
        commas, at = 0, len(self._tokens) - 1
        while at >= 0 and self._type(at) in (*LISTED, "OR", "ANY"):
            commas += self._type(at) == "COMMA"
            at -= 1
        if self._type(at) != "LPAR" or self._type(at - 1) not in ("ALLOWS", "FORBIDS", "COMMA"):
            return None
        while at > 0 and self._type(at) not in ("ALLOWS", "FORBIDS"):
            at -= 1
        groups = self._names_before(at)
        return groups[commas] if commas < len(groups) else ""

    def _names_before(self, at: int) -> list[str]:
        """The known groups listed before the token at `at`."""
        listed = range(self._list_before(at), at)
        names = [self._name(index) for index in listed if self._type(index) != "COMMA"]
        return [name for name in names if name in self._groups]

    def _list_before(self, at: int) -> int:
        """Where the list of names begins that ends before the token at `at`."""
        while at > 0 and self._type(at - 1) in (*NAMING, "COMMA"):
            at -= 1
        return at

    def _attributes(self, paths: Iterable[str], kinds: tuple[str, ...] = ()) -> list[str]:
        """The attributes of the groups at `paths`, of some kinds where it matters."""
        return _unique(
            written(name)
            for path in paths
            for name, attribute in self._groups[path].attributes.items()
            if not kinds or attribute.kind in (*kinds, None)
        )


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
