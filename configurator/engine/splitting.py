"""Taking a rule apart into smaller ones that together say the same.

"If A then every topping is vegan" binds all toppings at once; taken apart it is one small table for
each topping that is not vegan, which keeps diagrams small.
"""

from collections.abc import Iterator
from dataclasses import replace

from configurator.engine.evaluation import passes
from configurator.engine.expressions import And, Chosen, Expression, Has, Implies, Is, Not, Or
from configurator.engine.model import Group, Kind, Model, Option


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
        case Chosen(quantifier="every" | "no", groups=paths):
            for path in dict.fromkeys(paths):
                yield from _left_out(expression, model.group(path))
        case _:
            yield expression


def _left_out(chosen: Chosen, group: Group) -> Iterator[Expression]:
    """That none of the options is taken that is known to break the test."""
    breaking = tuple(option.id for option in group.options if _breaks(chosen, option))
    if group.kind is Kind.MANY:
        for option in breaking:
            yield Not(Has(group.path, option))
    elif breaking:
        yield Not(Is(group.path, breaking))


def _breaks(chosen: Chosen, option: Option) -> bool:
    """Whether taking the option alone makes the expression False; an unknown fact does not."""
    truth = passes(option.attributes.get(chosen.test.attribute), chosen.test)
    return truth is (chosen.quantifier == "no")
