"""Taking a rule apart into smaller ones that together say the same.

"If A then every topping is vegan" binds all toppings at once; taken apart it is one small table for
each topping that is not vegan, which keeps diagrams small.
"""

from collections.abc import Iterator
from dataclasses import replace

from configurator.engine.expressions import (
    Among,
    And,
    Chosen,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
)
from configurator.engine.model import Kind, Model, Option
from configurator.engine.truths import passes


def parts_of(expression: Expression, model: Model) -> Iterator[Expression]:
    """Expressions of which one evaluates to False exactly where `expression` does."""
    match expression:
        case And(parts=parts):
            for each in parts:
                yield from parts_of(each, model)
        case Implies(condition=condition, consequence=consequence):
            for each in parts_of(consequence, model):
                yield Implies(condition, each)
        case Not(part=Or(parts=parts)):
            for each in parts:
                yield from parts_of(Not(each), model)
        case Not(part=Chosen(quantifier="any") as chosen):
            yield from parts_of(replace(chosen, quantifier="no"), model)
        case Among():
            yield from _pairs(expression)
        case Chosen(quantifier="every" | "no"):
            yield from _left_out(expression, model)
        case _:
            yield expression


def _pairs(among: Among) -> Iterator[Expression]:
    """The same of each group and each of the others, two by two."""
    for path in dict.fromkeys(among.groups):
        for other in dict.fromkeys(among.others):
            yield replace(among, groups=(path,), others=(other,))


def _left_out(chosen: Chosen, model: Model) -> Iterator[Expression]:
    """That none of the options is taken that is known to break the test."""
    for group in map(model.group, dict.fromkeys(chosen.groups)):
        breaking = tuple(option.id for option in group.options if _breaks(chosen, option))
        if group.kind is Kind.MANY:
            yield from (Not(Has(group.path, option)) for option in breaking)
        elif breaking:
            yield Not(Is(group.path, breaking))


def _breaks(chosen: Chosen, option: Option) -> bool:
    """Whether taking the option alone makes the expression False; an unknown fact does not."""
    truth = passes(option.attributes.get(chosen.test.attribute), chosen.test)
    return truth is (chosen.quantifier == "no")
