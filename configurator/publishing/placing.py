"""A condition written about one product, read where that product stands in another."""

from dataclasses import replace

from configurator.engine.expressions import (
    And,
    Chosen,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
    SameAttribute,
    Sum,
    Table,
)


def placed(expression: Expression, prefix: str) -> Expression:
    """`expression` with every group path put under `prefix` (the path of a slot, or empty)."""
    if not prefix:
        return expression
    match expression:
        case Is() | Has() | Counted():
            return replace(expression, group=f"{prefix}.{expression.group}")
        case Chosen() | SameAttribute() | Table():
            return replace(expression, groups=_under(expression.groups, prefix))
        case Sum(terms=terms):
            moved = tuple(replace(term, groups=_under(term.groups, prefix)) for term in terms)
            return replace(expression, terms=moved)
        case Not(part=part):
            return Not(placed(part, prefix))
        case And(parts=parts):
            return And(tuple(placed(part, prefix) for part in parts))
        case Or(parts=parts):
            return Or(tuple(placed(part, prefix) for part in parts))
        case Implies(condition=condition, consequence=consequence):
            return Implies(placed(condition, prefix), placed(consequence, prefix))


def _under(paths: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{path}" for path in paths)
