"""What a rule text asks of a fact: is it one of these, is it more, are these words among it."""

from collections.abc import Mapping
from fractions import Fraction

from configurator.engine.expressions import (
    AttributeCompares,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    Comparison,
    PlainValue,
)
from configurator.engine.lookup import Lookup, subtrees, text_of, tokens_in
from configurator.engine.names import AttributeNames, GroupNames
from configurator.engine.syntax import Node

COMPARISONS: dict[str, Comparison] = {
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    "=": "=",
    "!=": "!=",
    "≠": "!=",
    ">=": ">=",
    "≥": ">=",
    ">": ">",
}


class FactTests:
    """Turns the tests of a text into what they mean; one with a mistake into some test or other."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def test(self, test: Node, groups: Mapping[str, GroupNames | None]) -> AttributeTest:
        """The test after "with", except "includes not", which is no test of one option's fact."""
        name, *values = subtrees(test)
        attribute, known = text_of(name), self._lookup.attribute(name, groups)
        if test.data == "compares":
            comparison, number = tokens_in(test)
            self.expect_number(name, known)
            return AttributeCompares(
                attribute, COMPARISONS[comparison], self._lookup.number(number)
            )
        if test.data in ("flag", "flag_not"):
            if known.kind not in ("flag", None):
                self._lookup.note(name, "attribute.not_flag", attribute=attribute)
            return AttributeIs(attribute, (test.data == "flag",))
        if test.data == "includes":
            return self.includes(test, groups)
        found = self.is_value(name, values, known)
        if test.data == "is_not_value" and found.values:
            return self._other_than(name, found.values[0], known)
        return found

    def is_value(self, name: Node, values: list[Node], known: AttributeNames) -> AttributeIs:
        """The test that a fact is one of the values said."""
        if known.kind == "words":
            self._lookup.note(name, "attribute.words", attribute=text_of(name))
            return AttributeIs(text_of(name), ())
        said = tuple(self._lookup.value(name, known, value) for value in values)
        return AttributeIs(text_of(name), said)

    def includes(self, test: Node, groups: Mapping[str, GroupNames | None]) -> AttributeIncludes:
        """The same of a whole node: the name of a fact, then the words listed."""
        name, words = subtrees(test)
        return self.words(name, words, groups)

    def words(
        self, name: Node, words: Node, groups: Mapping[str, GroupNames | None]
    ) -> AttributeIncludes:
        """The test that a set of words holds one of those listed."""
        known = self._lookup.attribute(name, groups)
        if known.kind not in ("words", None):
            self._lookup.note(name, "attribute.not_words", attribute=text_of(name))
            return AttributeIncludes(text_of(name), ())
        listed = [self._lookup.value(name, known, word) for word in subtrees(words)]
        return AttributeIncludes(text_of(name), tuple(map(str, listed)))

    def _other_than(self, name: Node, said: PlainValue, known: AttributeNames) -> AttributeTest:
        """The test that an attribute is known, and not what is said."""
        attribute = text_of(name)
        if isinstance(said, bool):
            return AttributeIs(attribute, (not said,))
        if not isinstance(said, str):
            return AttributeCompares(attribute, "!=", Fraction(said))
        others = tuple(word for word in known.words if word != said)
        if not others:
            self._lookup.note(name, "word.only", attribute=attribute, word=said)
        return AttributeIs(attribute, others)

    def expect_number(self, name: Node, known: AttributeNames) -> None:
        """Note a mistake where a fact cannot be compared as a number."""
        if known.kind not in ("number", None):
            self._lookup.note(name, "attribute.not_number", attribute=text_of(name))
