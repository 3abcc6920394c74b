"""Short ways to write models in tests."""

from collections.abc import Mapping

from configurator.engine.expressions import Expression, Implies, Is, Not
from configurator.engine.model import (
    Choice,
    Costs,
    Group,
    Kind,
    Limits,
    Model,
    Option,
    Rule,
    Strength,
    Unavailable,
)

ANY_NUMBER = Limits()


def one(
    path: str, options: str, *, optional: bool = False, applies_if: Expression | None = None
) -> Group:
    """A *one of* group; `options` are ids with spaces between."""
    listed = tuple(map(Option, options.split()))
    return Group(path, Kind.ONE, listed, optional=optional, applies_if=applies_if)


def many(
    path: str,
    options: str,
    *,
    amounts: Mapping[str, int] | None = None,
    distinct: Limits = ANY_NUMBER,
    units: Limits = ANY_NUMBER,
    applies_if: Expression | None = None,
) -> Group:
    """A *many of* group; every option comes in the same `amounts`, or else in `normal` alone."""
    listed = tuple(Option(id_, amounts=amounts or {"normal": 1}) for id_ in options.split())
    return Group(path, Kind.MANY, listed, distinct=distinct, units=units, applies_if=applies_if)


def number(path: str, numbers: range, *, optional: bool = False) -> Group:
    return Group(path, Kind.NUMBER, numbers=numbers, optional=optional)


def model(*parts: Group | Rule, conditions: Mapping[str, Expression] | None = None) -> Model:
    groups = tuple(part for part in parts if isinstance(part, Group))
    rules = tuple(part for part in parts if isinstance(part, Rule))
    return Model(groups, rules, conditions or {})


def requires(
    name: str, condition: Expression, consequence: Expression, strength: Strength = "must"
) -> Rule:
    return Rule(name, Implies(condition, consequence), strength)


def excludes(name: str, one_side: Expression, other: Expression) -> Rule:
    return Rule(name, Implies(one_side, Not(other)))


def answered(text: str) -> Is:
    """`bun=sesame`, `bun=sesame|brioche` or `bun=-`."""
    group, _, options = text.partition("=")
    return Is(group, tuple(options.split("|")))


def choice(text: str) -> Choice:
    """`bun=sesame`, `bun=-`, `toppings.onion=extra` or `toppings=-`, as an address writes it."""
    place, _, answer = text.partition("=")
    group, dot, option = place.rpartition(".")
    return Choice(group, option, answer) if dot else Choice(place, answer)


def choices(text: str) -> tuple[Choice, ...]:
    """Choices as an address writes them, with spaces between."""
    return tuple(map(choice, text.split()))


def prices(text: str, conditions: Mapping[str, int] | None = None) -> Costs:
    """Costs of choices, as `bun=sesame:300`, with spaces between."""
    pairs = (each.rsplit(":", 1) for each in text.split())
    return Costs({choice(place): int(cost) for place, cost in pairs}, conditions or {})


def sold_out(text: str) -> Unavailable:
    """What cannot be had, as `bun=sesame`, or `toppings.onion` for an option in any amount."""
    return Unavailable(
        {
            Choice(*each.rsplit(".", 1)) if "=" not in each else choice(each): "sold out"
            for each in text.split()
        }
    )
