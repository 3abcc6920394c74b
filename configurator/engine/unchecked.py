"""Which *must* rules are not checked for a configuration, and what is unknown of which choice.

A configuration may be partial. What is still open is taken for anything that may be chosen there:
a rule counts as not checked only where no further choice can make it hold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

from configurator.engine.evaluation import Judge, Reading
from configurator.engine.expressions import (
    Among,
    And,
    AttributeTest,
    Chosen,
    Expression,
    Has,
    Implies,
    Leaf,
    Not,
    Or,
    SameAttribute,
    Sum,
    groups_of,
)
from configurator.engine.model import Choice, Kind, Rule
from configurator.engine.recollection import Recollection
from configurator.engine.situations import kept
from configurator.engine.truths import Truth, any_holds, every_holds, opposite, passes
from configurator.engine.unknown_facts import (
    facts_read,
    is_unknown,
    leaves,
    may_be_unknown,
    reads,
)

Truths: TypeAlias = frozenset[Truth]
"""What a truth may still come to, whatever is chosen further."""

ANYTHING: Truths = frozenset({True, False, None})
DECIDED_LATER: Truths = frozenset({True, False})
NEVER_TRUE: Truths = frozenset({False, None})


@dataclass(frozen=True)
class Unchecked:
    """A *must* rule that is not checked: `missing` are the attributes unknown of each choice."""

    rule: str
    missing: tuple[tuple[Choice, str], ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices of which something is unknown."""
        return tuple(dict.fromkeys(choice for choice, _ in self.missing))

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that are unknown of some choice."""
        return tuple(dict.fromkeys(attribute for _, attribute in self.missing))


class UncheckedRules:
    """The rules of a model that may stay unchecked, to ask about many configurations."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._rules = tuple(
            rule
            for rule in judge.model.rules
            if rule.strength == "must" and may_be_unknown(rule.expression, judge.groups)
        )
        self._tests: dict[tuple[AttributeTest, str], Truths] = {}
        self._lacking: dict[Choice, tuple[Rule, ...]] = {}
        self._known = Recollection()
        self._read_beside: dict[Choice, frozenset[str]] = {}
        self._reads = {rule.name: reads(rule.expression, judge.groups) for rule in self._rules}
        self._sudden = frozenset(rule.name for rule in self._rules if self._is_sudden(rule))

    def of(self, choices: Iterable[Choice], complete: bool = False) -> tuple[Unchecked, ...]:
        """The rules that are not checked, whatever is chosen further, in the order of the model.

        Where the configuration is `complete`, nothing is chosen further. Raises `KeyError` where
        it names a group that the model does not have.
        """
        chosen = tuple(choices)
        lacking = {rule.name for choice in chosen for rule in self._lacking_of(choice)}
        rules = (rule for rule in self._rules if rule.name in lacking or rule.name in self._sudden)
        return self._told(tuple(rules), chosen, complete)

    def added_by(self, choices: tuple[Choice, ...], wanted: Choice) -> tuple[Unchecked, ...]:
        """The rules that taking `wanted` now would leave unchecked on account of itself."""
        rules = self._lacking_of(wanted)
        if not rules:
            return ()
        read = self._reads_of(wanted)
        choices = tuple([choice for choice in choices if choice.group in read])

        def work() -> tuple[Unchecked, ...]:
            after = (*kept(self._judge.model, choices, wanted), wanted)
            return tuple(each for each in self._told(rules, after) if wanted in each.choices)

        return self._known.recall((wanted, choices), work, tuple)

    def _reads_of(self, choice: Choice) -> frozenset[str]:
        """What the rules read that lack a fact of a choice."""
        if choice not in self._read_beside:
            reads_of = (self._reads[rule.name] for rule in self._lacking_of(choice))
            self._read_beside[choice] = frozenset().union(*reads_of)
        return self._read_beside[choice]

    def _told(
        self, rules: tuple[Rule, ...], choices: tuple[Choice, ...], complete: bool = False
    ) -> tuple[Unchecked, ...]:
        return tuple(each for rule in rules for each in self._told_of(rule, choices, complete))

    def _told_of(
        self, rule: Rule, choices: tuple[Choice, ...], complete: bool
    ) -> tuple[Unchecked, ...]:
        """The rule where it is unchecked: known from the last time that what it reads was so."""
        read = self._reads[rule.name]
        choices = tuple([choice for choice in choices if choice.group in read])

        def work() -> tuple[Unchecked, ...]:
            prospect = _Prospect(self._judge, choices, complete, self._tests)
            return (prospect.told(rule),) if prospect.is_unchecked(rule) else ()

        return self._known.recall((rule.name, complete, choices), work, tuple)

    def _lacking_of(self, choice: Choice) -> tuple[Rule, ...]:
        """The rules that lack a fact of a choice."""
        if not self._rules:
            return ()
        lacking = self._lacking.get(choice)
        if lacking is None:
            lacking = tuple(rule for rule in self._rules if self._lacks(rule, choice))
            self._lacking[choice] = lacking
        return lacking

    def _is_sudden(self, rule: Rule) -> bool:
        """Whether the rule may be unchecked although no fact of what is chosen is unknown.

        Where every open test may still come to true and to false, so does the whole rule.
        """
        prospect = _Prospect(self._judge, (), False, self._tests)
        open_tests = [
            prospect.tests_in(leaf.test, path)
            for leaf in leaves(rule.expression)
            if isinstance(leaf, Chosen)
            for path in leaf.groups
        ]
        return any(None in each and not each >= DECIDED_LATER for each in open_tests)

    def _lacks(self, rule: Rule, choice: Choice) -> bool:
        """Whether some fact of a choice is unknown that the rule may read."""
        return any(
            choice.group in paths and is_unknown(leaf, self._judge.fact(choice, attribute))
            for leaf in leaves(rule.expression)
            for attribute, paths in facts_read(leaf)
        )


class _Prospect:
    """One configuration, with what may still be chosen beside it."""

    def __init__(
        self,
        judge: Judge,
        choices: tuple[Choice, ...],
        complete: bool,
        tests: dict[tuple[AttributeTest, str], Truths],
    ) -> None:
        self._judge = judge
        self._reading = Reading(judge, choices)
        self._complete = complete
        self._answered = {choice.group for choice in choices}
        self._applying: dict[str, Truths] = {}
        self._tests = tests

    def is_unchecked(self, rule: Rule) -> bool:
        """No valid configuration breaks a rule: what never holds either is unknown."""
        truths = self.truths(rule.expression)
        return None in truths and True not in truths

    def told(self, rule: Rule) -> Unchecked:
        missing = (
            (choice, attribute)
            for leaf in leaves(rule.expression)
            if None in self.truths(leaf)
            for attribute, paths in facts_read(leaf)
            for choice in self._reading.taken_in(dict.fromkeys(paths))
            if is_unknown(leaf, self._judge.fact(choice, attribute))
        )
        return Unchecked(rule.name, tuple(dict.fromkeys(missing)))

    def truths(self, expression: Expression) -> Truths:
        """Everything that the expression may come to, and perhaps something more."""
        match expression:
            case Not(part=part):
                return _opposites(self.truths(part))
            case And(parts=parts):
                return reduce(_both, map(self.truths, parts), frozenset({True}))
            case Or(parts=parts):
                return reduce(_either, map(self.truths, parts), frozenset({False}))
            case Implies(condition=condition, consequence=consequence):
                return _either(_opposites(self.truths(condition)), self.truths(consequence))
            case _:
                return self._leaf(expression)

    def _leaf(self, leaf: Leaf) -> Truths:
        now = self._reading.truth(leaf)
        if all(map(self._is_decided, groups_of(leaf))):
            return frozenset({now})
        match leaf:
            case Sum():
                return frozenset({None}) if self._lacks(leaf) else ANYTHING
            case Chosen():
                return self._chosen(leaf, now)
            case SameAttribute() | Among():
                return self._compared(leaf, now)
            case Has() if now:
                return frozenset({True})
            case _:
                return DECIDED_LATER

    def _chosen(self, leaf: Chosen, now: Truth) -> Truths:
        """What the options that may still come do to what is known already."""
        further: set[Truth] = set()
        for path in leaf.groups:
            if not self._is_decided(path):
                further |= self.tests_in(leaf.test, path)
        if leaf.quantifier == "every":
            return frozenset({now, *(every_holds((now, each)) for each in further)})
        if leaf.quantifier == "any":
            return frozenset({now, *(any_holds((now, each)) for each in further)})
        return frozenset({now, *(every_holds((now, opposite(each))) for each in further)})

    def tests_in(self, test: AttributeTest, path: str) -> Truths:
        """How the options of a group pass a test."""
        if (test, path) not in self._tests:
            group = self._judge.groups[path]
            facts = {option.attributes.get(test.attribute) for option in group.options}
            if group.kind is Kind.NUMBER:
                facts.add(None)
            self._tests[test, path] = frozenset(passes(fact, test) for fact in facts)
        return self._tests[test, path]

    def _compared(self, leaf: SameAttribute | Among, now: Truth) -> Truths:
        """A difference stays; an unknown fact stays unknown once there is something beside it."""
        if now is False:
            return frozenset({False})
        if now is None:
            return NEVER_TRUE
        met = self._lacks(leaf) and any(map(self._will_be_answered, groups_of(leaf)))
        if not met:
            return ANYTHING
        if isinstance(leaf, SameAttribute):
            return NEVER_TRUE
        return NEVER_TRUE if self._meets(leaf) else ANYTHING

    def _meets(self, leaf: Among) -> bool:
        """Whether what is unknown on one side will have something on the other."""
        sides = ((leaf.attribute, leaf.groups), (leaf.words, leaf.others))
        lacking = [self._lacks_in(leaf, attribute, paths) for attribute, paths in sides]
        coming = [
            bool(self._reading.taken_in(paths)) or any(map(self._will_be_answered, paths))
            for _, paths in sides
        ]
        return (lacking[0] and coming[1]) or (lacking[1] and coming[0])

    def _lacks(self, leaf: Leaf) -> bool:
        """Whether a fact of something taken is unknown that the part reads."""
        return any(self._lacks_in(leaf, attribute, paths) for attribute, paths in facts_read(leaf))

    def _lacks_in(self, leaf: Leaf, attribute: str, paths: tuple[str, ...]) -> bool:
        facts = self._reading.facts(paths, attribute)
        return any(is_unknown(leaf, fact) for _, fact in facts)

    def _is_decided(self, path: str) -> bool:
        """Whether nothing can be chosen in a group any more that is not chosen yet."""
        if self._complete or self._applies(path) == {False}:
            return True
        return path in self._answered and self._judge.groups[path].kind is not Kind.MANY

    def _will_be_answered(self, path: str) -> bool:
        """Whether an open group will have something taken in it for certain."""
        group = self._judge.groups[path]
        needs_answer = group.kind is not Kind.MANY and not group.optional
        return needs_answer and not self._is_decided(path) and False not in self._applies(path)

    def _applies(self, path: str) -> Truths:
        if path not in self._applying:
            self._applying[path] = frozenset({True})
            condition = self._judge.groups[path].applies_if
            if condition is not None:
                truths = self.truths(condition)
                self._applying[path] = frozenset(each is not False for each in truths)
        return self._applying[path]


def _opposites(truths: Truths) -> Truths:
    return frozenset(map(opposite, truths))


def _both(one: Truths, other: Truths) -> Truths:
    return frozenset(every_holds(pair) for pair in _pairs(one, other))


def _either(one: Truths, other: Truths) -> Truths:
    return frozenset(any_holds(pair) for pair in _pairs(one, other))


def _pairs(one: Truths, other: Truths) -> Iterator[tuple[Truth, Truth]]:
    return ((first, second) for first in one for second in other)
