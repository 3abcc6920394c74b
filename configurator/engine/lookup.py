"""Looking up the names and numbers of a rule text, and noting each that is not known."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from lark import Token

from configurator.engine.evaluation import WHOLE_NUMBER
from configurator.engine.expressions import NONE, PlainValue
from configurator.engine.mistakes import Fact, Mistake
from configurator.engine.model import Kind
from configurator.engine.names import AttributeNames, GroupNames, Names, nearest
from configurator.engine.syntax import FLAGS, Node, unquoted, written

MOST_MISTAKES = 20
LONGEST_NUMBER = 15

_COPY_NUMBER = re.compile(r"-[0-9]+(?=\.|$)")

UNKNOWN_ATTRIBUTE = AttributeNames()


class Lookup:
    """The names that one text may use, and the mistakes found in it so far."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.mistakes: list[Mistake] = []

    def note(
        self, node: Node | Token, code: str, suggestions: Iterable[str] = (), **facts: Fact
    ) -> None:
        """Add a mistake at `node`; past the first twenty, what follows is not looked into."""
        if len(self.mistakes) < MOST_MISTAKES:
            start, end = place_of(node)
            self.mistakes.append(Mistake(start, end, code, facts, tuple(suggestions)))

    def similar(self, word: str, known: Iterable[str]) -> tuple[str, ...]:
        """The names nearest to `word`, as they are written in a text."""
        if len(self.mistakes) >= MOST_MISTAKES:
            return ()
        return tuple(written(name) for name in nearest(word, known))

    def group(self, node: Node) -> tuple[str, GroupNames | None]:
        """The path that `node` names, with what is known of the group."""
        path = text_of(node)
        group = self.names.groups.get(path)
        if group is None:
            self._unknown_group(path, node)
        return path, group

    def _unknown_group(self, path: str, node: Node) -> None:
        together = _COPY_NUMBER.sub("", path)
        if together in self.names.groups and self.names.groups[together].copies > 1:
            self.note(node, "group.copy", (written(together),), group=path)
        else:
            self.note(node, "group.unknown", self.similar(path, self.names.groups), group=path)

    def groups(self, names: Node) -> dict[str, GroupNames | None]:
        """The groups of a list, each of which may stand there once."""
        found: dict[str, GroupNames | None] = {}
        for node in subtrees(names):
            path, group = self.group(node)
            if path in found:
                self.note(node, "group.repeated", group=path)
            found[path] = group
        return found

    def option(self, path: str, group: GroupNames | None, node: Node) -> str:
        """The option or number that `node` names in a group; `NONE` for the word "none"."""
        if token_of(node).type == "NONE":
            return NONE
        option = text_of(node)
        if group is None:
            return option
        if group.kind is Kind.NUMBER:
            if not (WHOLE_NUMBER.fullmatch(option) and int(option) in group.numbers):
                self.note(node, "number.outside", group=path, number=option)
        elif option not in group.options:
            self._unknown_option(path, group, node, option)
        return option

    def _unknown_option(self, path: str, group: GroupNames, node: Node, option: str) -> None:
        similar = self.similar(option, group.options)
        elsewhere = [other for other, known in self.names.groups.items() if option in known.options]
        if similar or not elsewhere:
            self.note(node, "option.unknown", similar, group=path, option=option)
        else:
            self.note(node, "option.elsewhere", group=path, option=option, other=elsewhere[0])

    def amount(self, group: GroupNames | None, option: str, node: Node) -> str:
        amount = text_of(node)
        if group is not None and option in group.options:
            offered = group.amounts.get(option, ())
            if amount not in offered:
                similar = self.similar(amount, offered) or tuple(map(written, offered[:3]))
                self.note(node, "amount.unknown", similar, option=option, amount=amount)
        return amount

    def attribute(self, node: Node, groups: Mapping[str, GroupNames | None]) -> AttributeNames:
        """What is known of the attribute that `node` names, which each of `groups` has to have."""
        attribute = text_of(node)
        found = UNKNOWN_ATTRIBUTE
        for path, group in groups.items():
            if group is None:
                continue
            if group.kind is Kind.NUMBER:
                self.note(node, "kind.options", group=path)
            elif attribute not in group.attributes:
                similar = self.similar(attribute, group.attributes)
                self.note(node, "attribute.unknown", similar, group=path, attribute=attribute)
            elif found == UNKNOWN_ATTRIBUTE:
                found = group.attributes[attribute]
        return found

    def value(self, name: Node, attribute: AttributeNames, node: Node) -> PlainValue:
        """What `node` says that the attribute `name` is."""
        token, text = token_of(node), text_of(node)
        said: PlainValue = text
        if token.type == "NUMBER" and attribute.kind in ("number", None):
            said = self.number(token)
        elif token.type != "QUOTED" and text in FLAGS and attribute.kind in ("flag", None):
            said = FLAGS[text]
        elif attribute.kind == "number":
            self.note(node, "attribute.not_numeric", attribute=text_of(name), word=text)
        elif attribute.kind == "flag":
            self.note(node, "attribute.flag", attribute=text_of(name))
        elif attribute.closed and text not in attribute.words:
            similar = self.similar(text, attribute.words)
            self.note(node, "word.unknown", similar, attribute=text_of(name), word=text)
        return said

    def number(self, token: Token) -> Fraction:
        whole, _, part = token.partition("/")
        if max(len(each) for each in (*whole.lstrip("-").split("."), part)) > LONGEST_NUMBER:
            self.note(token, "number.size", word=str(token), most=LONGEST_NUMBER)
            return Fraction(0)
        if part and not int(part):
            self.note(token, "number.zero", word=str(token))
            return Fraction(0)
        return Fraction(whole) / (int(part) if part else 1)

    def count(self, token: Token) -> int:
        """A number of options or units."""
        number = self.number(token)
        if number.denominator != 1 or number < 0:
            self.note(token, "count.whole", word=str(token))
        return int(number)


def token_of(node: Node) -> Token:
    """The word that a name, option or value consists of."""
    return tokens_in(node)[0]


def tokens_in(node: Node) -> list[Token]:
    return [child for child in node.children if isinstance(child, Token)]


def subtrees(node: Node) -> list[Node]:
    return [child for child in node.children if not isinstance(child, Token)]


def text_of(node: Node) -> str:
    """The name or value that stands at `node`, without its quotation marks."""
    return unquoted(token_of(node))


def place_of(node: Node | Token) -> tuple[int, int]:
    if isinstance(node, Token):
        return node.start_pos or 0, node.end_pos or 0
    return node.meta.start_pos, node.meta.end_pos
