"""What generated cases consist of, counted, so that no part of the language goes untested."""

from collections import Counter
from collections.abc import Iterable, Iterator

from configurator.engine.expressions import (
    NONE,
    Among,
    And,
    AttributeIncludes,
    AttributeIs,
    AttributeTest,
    Chosen,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Leaf,
    Not,
    Or,
    SameAttribute,
    Sum,
    Table,
)
from configurator.engine.model import Group, Kind, Limits
from tests.engine.generator import Case, is_something_blocked

EXPRESSIONS = frozenset(
    [
        "among",
        "and",
        "any chosen",
        "counted distinct",
        "counted units",
        "every chosen",
        "has",
        "has amount",
        "implies",
        "is",
        "is none",
        "no chosen",
        "not",
        "or",
        "same attribute",
        "sum of attributes",
        "sum of units",
        "table allows",
        "table forbids",
        "tests a comparison",
        "tests a set of words",
        "tests a value",
    ]
)
"""Every kind of node, and the forms that mean something else."""

SURROUNDINGS = frozenset(
    [
        "amounts",
        "applies if",
        "choices in conflict",
        "condition with a cost",
        "distinct limits",
        "explicit none",
        "many of",
        "must",
        "not taken on purpose",
        "note",
        "number",
        "one of",
        "optional",
        "unavailable amount",
        "unavailable option",
        "unit limits",
        "unknown attribute",
        "warn",
    ]
)

BLOCKED = "blocked option"


def features_of(case: Case) -> set[str]:
    """What a case has, by the names of `EXPRESSIONS` and `SURROUNDINGS`, and `BLOCKED`."""
    features = set(_of_situation(case))
    for group in case.model.groups:
        features.update(_of_group(group))
    for rule in case.model.rules:
        features.add(rule.strength)
        features.update(forms_in(rule.expression))
    return features


def coverage(cases: Iterable[Case]) -> tuple[int, Counter[str]]:
    """The number of cases, and in how many of them each feature is."""
    total, counts = 0, Counter[str]()
    for case in cases:
        total += 1
        counts.update(features_of(case))
    return total, counts


def told(total: int, counts: Counter[str]) -> str:
    """The coverage, one feature a line."""
    names = sorted(EXPRESSIONS) + sorted(SURROUNDINGS) + [BLOCKED]
    return "\n".join(f"{counts[name] / total:7.1%}  {name}" for name in names)


def forms_in(expression: Expression) -> Iterator[str]:
    match expression:
        case Not(part=part):
            yield "not"
            yield from forms_in(part)
        case And(parts=parts) | Or(parts=parts):
            yield "and" if isinstance(expression, And) else "or"
            for each in parts:
                yield from forms_in(each)
        case Implies(condition=condition, consequence=consequence):
            yield "implies"
            yield from forms_in(condition)
            yield from forms_in(consequence)
        case _:
            yield from _forms_of_leaf(expression)


def _forms_of_leaf(leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Is(options=options):
            yield "is none" if NONE in options else "is"
        case Has(amounts=amounts):
            yield "has amount" if amounts else "has"
        case Counted(what=what):
            yield f"counted {what}"
        case Chosen(quantifier=quantifier, test=test):
            yield f"{quantifier} chosen"
            yield _kind_of(test)
        case Sum(terms=terms):
            for term in terms:
                yield "sum of attributes" if term.attribute else "sum of units"
        case SameAttribute():
            yield "same attribute"
        case Among():
            yield "among"
        case Table(allowed=allowed):
            yield "table allows" if allowed else "table forbids"


def _kind_of(test: AttributeTest) -> str:
    if isinstance(test, AttributeIncludes):
        return "tests a set of words"
    return "tests a value" if isinstance(test, AttributeIs) else "tests a comparison"


def _of_group(group: Group) -> Iterator[str]:
    yield {Kind.ONE: "one of", Kind.MANY: "many of", Kind.NUMBER: "number"}[group.kind]
    traits = {
        "optional": group.optional,
        "applies if": group.applies_if is not None,
        "distinct limits": group.distinct != Limits(),
        "unit limits": group.units != Limits(),
        "amounts": any(len(option.amounts) > 1 for option in group.options),
        "unknown attribute": any(None in option.attributes.values() for option in group.options),
    }
    yield from (name for name, has_it in traits.items() if has_it)


def _of_situation(case: Case) -> Iterator[str]:
    left = case.oracle.left(case.choices, case.unavailable.reasons)
    traits = {
        "choices in conflict": not left.any(),
        "condition with a cost": bool(case.costs.conditions),
        "explicit none": any(choice.option == NONE for choice in case.choices),
        "not taken on purpose": any(choice.amount == NONE for choice in case.choices),
        "unavailable amount": any(choice.amount for choice in case.unavailable.reasons),
        "unavailable option": any(not choice.amount for choice in case.unavailable.reasons),
        BLOCKED: is_something_blocked(case.oracle, case.choices, case.unavailable),
    }
    yield from (name for name, has_it in traits.items() if has_it)
