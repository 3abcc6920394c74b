"""Rules taken apart say together what they said before, and make smaller diagrams."""

from fractions import Fraction
from itertools import product

import pytest

from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import (
    And,
    AttributeCompares,
    AttributeIs,
    Chosen,
    Expression,
    Implies,
    Is,
    Not,
    Or,
    Quantifier,
)
from configurator.engine.model import Choice, Group, Kind, Model, Option, Rule
from configurator.engine.splitting import parts_of

VEGAN = AttributeIs("vegan", (True,))
LIGHT = AttributeCompares("kcal", "<=", Fraction(100))
FACTS = {"yes": True, "no": False, "unknown": None}
OPTIONS = tuple(
    Option(name, {"vegan": fact, "kcal": None if fact is None else 100 + fact}, {"normal": 1})
    for name, fact in FACTS.items()
)
GROUPS = (
    Group("bun", Kind.ONE, OPTIONS, optional=True),
    Group("toppings", Kind.MANY, OPTIONS),
    Group("counter", Kind.ONE, (Option("vegan"),), optional=True),
)
MODEL = Model(GROUPS)


def configurations() -> list[tuple[Choice, ...]]:
    buns = [(), *((Choice("bun", each),) for each in FACTS)]
    toppings = [
        tuple(
            Choice("toppings", each, "normal")
            for each, is_in in zip(FACTS, taken, strict=True)
            if is_in
        )
        for taken in product((False, True), repeat=3)
    ]
    counters: list[tuple[Choice, ...]] = [(), (Choice("counter", "vegan"),)]
    return [(*bun, *some, *counter) for bun, some, counter in product(buns, toppings, counters)]


def of(quantifier: Quantifier) -> Chosen:
    return Chosen(quantifier, ("bun", "toppings"), VEGAN)


COUNTER = Is("counter", ("vegan",))


@pytest.mark.parametrize(
    "rule",
    [
        of("every"),
        of("no"),
        of("any"),
        Chosen("every", ("toppings",), LIGHT),
        Implies(COUNTER, of("every")),
        Implies(COUNTER, And((of("no"), Not(Is("bun", ("unknown",)))))),
        Implies(of("any"), of("every")),
        Implies(COUNTER, Not(of("any"))),
        Not(Or((COUNTER, of("any"), Chosen("any", ("toppings",), LIGHT)))),
    ],
)
def test_parts_are_broken_together_exactly_where_the_rule_is(rule: Expression) -> None:
    judge = Judge(MODEL)
    parts = list(parts_of(rule, MODEL))
    for configuration in configurations():
        broken = judge.evaluate(rule, configuration) is False
        assert broken == any(judge.evaluate(part, configuration) is False for part in parts)


def test_a_rule_that_nothing_can_break_has_no_parts() -> None:
    assert not list(parts_of(Chosen("every", ("counter",), VEGAN), MODEL))


def test_a_compiled_rule_counts_as_trying_every_configuration_does() -> None:
    rule = Rule("vegan", Implies(COUNTER, of("every")))
    compiled = compile_model(Model(GROUPS, (rule,)))
    kept = [each for each in configurations() if not Judge(compiled.model).violations(each)]
    assert compiled.count(compiled.unrestricted()) == len(kept)
