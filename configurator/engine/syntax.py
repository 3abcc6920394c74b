"""Rule text to a tree of words: the grammar at work, and what breaks it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, Protocol, TypeAlias, cast, get_args

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from configurator.engine.mistakes import Fact, Mistake, RuleTextError
from configurator.engine.names import nearest

LONGEST_TEXT = 4000
DEEPEST_NESTING = 50

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(/[0-9]+)?")
DIGITS = "-.0123456789"
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*")

FLAGS = {"yes": True, "no": False}

Node: TypeAlias = Tree[Token]

Start: TypeAlias = Literal["statement", "sum"]
"""What a text is: a rule or condition, or a sum alone."""


class Lexer(Protocol):
    """What we ask of lark's lexer, which has no types of its own; nor has its parser."""

    def lex(self, parser_state: None) -> Iterator[Token]: ...


class Parser(Protocol):
    lexer_thread: Lexer

    def accepts(self) -> set[str]: ...

    def feed_token(self, token: Token) -> Node: ...


def tree_of(text: str, start: Start = "statement") -> Node:
    """The tree of a rule text; raises `RuleTextError` with the first mistake in its form."""
    if not text.strip():
        raise RuleTextError((Mistake(0, len(text), "text.empty"),))
    if len(text) > LONGEST_TEXT:
        facts = {"length": len(text), "most": LONGEST_TEXT}
        raise RuleTextError((Mistake(LONGEST_TEXT, len(text), "text.long", facts),))
    tokens = tokens_of(text)
    _check_nesting(tokens)
    parser = fed(tokens, text, start)
    try:
        tree: Node = parser.feed_token(Token.new_borrow_pos("$END", "", tokens[-1]))
    except UnexpectedToken:
        raise RuleTextError((_stopped_early(parser, tokens, text),)) from None
    return tree


def tokens_of(text: str) -> list[Token]:
    """The words of a text, classified; raises `RuleTextError` at a character that fits nowhere."""
    try:
        tokens = list(started(text).lexer_thread.lex(None))
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        character = text[place]
        code = "text.unclosed" if character == '"' else "text.character"
        mistake = Mistake(place, place + 1, code, {"character": character})
        raise RuleTextError((mistake,)) from None
    return _with_amounts_marked([_classified(token) for token in tokens])


def fed(tokens: list[Token], text: str, start: Start = "statement") -> Parser:
    """The parser after `tokens`; raises `RuleTextError` at the first that does not fit."""
    parser = started("", start)
    for at, token in enumerate(tokens):
        try:
            parser.feed_token(token)
        except UnexpectedToken:
            # The word that failed has moved the parser: ask another what it accepted before.
            before = fed(tokens[:at], text, start)
            raise RuleTextError((_unexpected(before, tokens, at, text),)) from None
    return parser


def started(text: str, start: Start = "statement") -> Parser:
    """A parser that has read nothing of `text` yet. (`Lark.lex` would build a lexer each time.)"""
    return cast(Parser, grammar().parse_interactive(text, start))


def written(name: str, like: Literal["name", "name or number"] = "name") -> str:
    """`name` as it stands in a text: in quotation marks unless it is plain and no keyword."""
    if NUMBER.fullmatch(name):
        bare = like == "name or number"
    else:
        bare = bool(PLAIN_NAME.fullmatch(name)) and name not in keywords().values()
    if bare:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(token: Token) -> str:
    """The name that a word of the text stands for."""
    if token.type != "QUOTED":
        return str(token)
    pieces = iter(token[1:-1])
    return "".join(next(pieces) if piece == "\\" else piece for piece in pieces)


@cache
def grammar() -> Lark:
    return Lark.open(
        "language.lark",
        rel_to=__file__,
        parser="lalr",
        lexer="basic",
        start=list(get_args(Start)),
        propagate_positions=True,
    )


@cache
def keywords() -> dict[str, str]:
    """The keywords of the language, by the grammar's name for them."""
    return {
        terminal.name: terminal.pattern.value
        for terminal in grammar().terminals
        if terminal.pattern.type == "str" and terminal.pattern.value.isalpha()
    }


def _classified(token: Token) -> Token:
    if token.type == "WORD" and NUMBER.fullmatch(token):
        return token.update(type="NUMBER")
    return token


def _with_amounts_marked(tokens: list[Token]) -> list[Token]:
    """Tell the "or" between amounts (`has light or normal onion`) from the one between conditions.

    After "has", words joined by "or" are amounts exactly when two words stand side by side at the
    end: no condition begins with two words.
    """
    marked = list(tokens)
    for index, token in enumerate(tokens):
        if token.type != "HAS":
            continue
        at = index + 2 if _type(tokens, index + 1) == "NO" else index + 1
        joins = []
        while _type(tokens, at) in NAMING and _type(tokens, at + 1) == "OR":
            joins.append(at + 1)
            at += 2
        if _type(tokens, at) in NAMING and _type(tokens, at + 1) in NAMING:
            for join in joins:
                marked[join] = tokens[join].update(type="_AMOUNT_OR")
    return marked


NAMING = ("WORD", "QUOTED", "NUMBER")


def _type(tokens: list[Token], index: int) -> str | None:
    return tokens[index].type if index < len(tokens) else None


def _check_nesting(tokens: list[Token]) -> None:
    """Bound the depth of the tree, which is walked recursively."""
    open_negations = [0]
    for token in tokens:
        if token.type == "LPAR":
            open_negations.append(0)
        elif token.type == "RPAR" and len(open_negations) > 1:
            open_negations.pop()
        elif token.type == "NOT":
            open_negations[-1] += 1
        else:
            open_negations[-1] = 0
        if len(open_negations) - 1 + sum(open_negations) > DEEPEST_NESTING:
            facts = {"most": DEEPEST_NESTING}
            raise RuleTextError((Mistake(*_place(token), "text.deep", facts),))


def _unexpected(parser: Parser, tokens: list[Token], at: int, text: str) -> Mistake:
    """What to say of `tokens[at]`, the first word that does not fit."""
    accepted, token = parser.accepts(), tokens[at]
    start, end = _place(token)
    facts: dict[str, Fact] = {"word": str(token)}
    if token.type == "RPAR" and _open_parenthesis(tokens[:at]) is None:
        return Mistake(start, end, "parenthesis.extra")
    if token.type == "COMMA" and re.search("[0-9],[0-9]", text[start - 1 : end + 1]):
        return Mistake(start, end, "number.comma")
    if "NUMBER" in accepted and token.type == "WORD" and token[0] in DIGITS:
        return _no_number(token)
    if "WORD" in accepted and "SAME" not in accepted and token.type in keywords():
        return Mistake(start, end, "text.keyword", facts, (f'"{token}"',))
    if accepted == {"OF"} and tokens[at - 1][0] in DIGITS:
        return _no_number(tokens[at - 1])
    facts["expected"] = _expected(accepted)
    known = [keywords()[each] for each in sorted(accepted) if each in keywords()]
    return Mistake(start, end, "text.word", facts, nearest(token, known, 1))


def _no_number(token: Token) -> Mistake:
    return Mistake(*_place(token), "number.form", {"word": str(token)})


def _stopped_early(parser: Parser, tokens: list[Token], text: str) -> Mistake:
    accepted = parser.accepts()
    parenthesis = _open_parenthesis(tokens)
    if parenthesis is not None and "RPAR" in accepted:
        return Mistake(*_place(parenthesis), "parenthesis.open")
    if accepted == {"OF"} and tokens[-1][0] in DIGITS:
        return _no_number(tokens[-1])
    end = len(text.rstrip())
    return Mistake(end, end, "text.end", {"expected": _expected(accepted)})


def _open_parenthesis(tokens: list[Token]) -> Token | None:
    """The innermost parenthesis that is still open."""
    still_open: list[Token] = []
    for token in tokens:
        if token.type == "LPAR":
            still_open.append(token)
        elif token.type == "RPAR" and still_open:
            still_open.pop()
    return still_open[-1] if still_open else None


def _place(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


# What may begin a condition; together they are told as "a condition".
BEGINNINGS = frozenset(
    {"WORD", "QUOTED", "NUMBER", "LPAR", "NOT", "AT", "EXACTLY", "BETWEEN", "ANY", "EVERY", "NO"}
    | {"SAME", "UNITS", "VALUE", "IF"}
)

SIGNS = {
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "PLUS": "+",
    "MINUS": "-",
    "COMPARISON": "comparison",
    "$END": "end",
}


def _expected(accepted: Iterable[str]) -> tuple[str, ...]:
    """What could stand here, most general first: categories, keywords, signs."""
    left = set(accepted)
    told = []
    if "SAME" in left:
        told.append("condition")
        left -= BEGINNINGS
    if "WORD" in left:
        told.append("name")
        left.discard("NUMBER")
    if "NUMBER" in left:
        told.append("number")
    told += [word for terminal, word in keywords().items() if terminal in left]
    return (*told, *(sign for terminal, sign in SIGNS.items() if terminal in left))
