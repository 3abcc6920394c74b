"""Which facts rules read, and when a rule cannot be checked because one is unknown."""

from collections.abc import Iterable, Iterator, Mapping

from configurator.engine.expressions import (
    Among,
    And,
    AttributeCompares,
    AttributeIncludes,
    AttributeValue,
    Chosen,
    Condition,
    Expression,
    Implies,
    Leaf,
    Not,
    Or,
    SameAttribute,
    Sum,
    Unknown,
    groups_of,
)
from configurator.engine.model import Group, Kind, Rule
from configurator.engine.truths import is_number, words_in

UNCHECKED = "unchecked:"
"""How the name of the condition begins that a *must* rule is not checked."""


def unchecked_conditions(groups: Iterable[Group], rules: Iterable[Rule]) -> dict[str, Unknown]:
    """For every *must* rule that may read an unknown fact: the condition that it is not checked.

    It holds exactly where the truth of the rule is unknown. Rules all of whose facts are known get
    none.
    """
    by_path = {group.path: group for group in groups}
    return {
        UNCHECKED + rule.name: Unknown(rule.expression)
        for rule in rules
        if rule.strength == "must" and may_be_unknown(rule.expression, by_path)
    }


def may_be_unknown(expression: Expression, groups: Mapping[str, Group]) -> bool:
    """Whether some option that the expression reads lacks a fact that it asks for."""
    return any(
        groups[path].kind is Kind.NUMBER
        or any(
            is_unknown(leaf, option.attributes.get(attribute)) for option in groups[path].options
        )
        for leaf in leaves(expression)
        for attribute, paths in facts_read(leaf)
        for path in paths
    )


def leaves(expression: Expression) -> Iterator[Leaf]:
    """The parts of an expression that read choices, in order."""
    match expression:
        case Not(part=part):
            yield from leaves(part)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from leaves(part)
        case Implies(condition=condition, consequence=consequence):
            yield from leaves(condition)
            yield from leaves(consequence)
        case _:
            yield expression


def facts_read(leaf: Leaf) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The attributes that a part reads, each with the groups of whose options it reads it."""
    match leaf:
        case Chosen(test=test, groups=groups):
            yield test.attribute, groups
        case SameAttribute(attribute=attribute, groups=groups):
            yield attribute, groups
        case Among(attribute=attribute, groups=groups, words=words, others=others):
            yield attribute, groups
            yield words, others
        case Sum(terms=terms):
            for term in terms:
                if term.attribute is not None:
                    yield term.attribute, term.groups
        case _:
            return


def reads(expression: Condition, groups: Mapping[str, Group]) -> frozenset[str]:
    """The paths of all groups that the truth of an expression may depend on.

    Whether a group applies depends on others, and so on.
    """
    found: set[str] = set()
    waiting = set(groups_of(expression))
    while waiting:
        found |= waiting
        conditions = (groups[path].applies_if for path in waiting)
        waiting = {path for each in conditions if each for path in groups_of(each)} - found
    return frozenset(found)


def is_unknown(leaf: Leaf, fact: AttributeValue | None) -> bool:
    """Whether a fact leaves the part of a rule that reads it unknown: absent, or no such kind."""
    match leaf:
        case Sum() | Chosen(test=AttributeCompares()):
            return not is_number(fact)
        case Among() | Chosen(test=AttributeIncludes()):
            return words_in(fact) is None
        case _:
            return fact is None
