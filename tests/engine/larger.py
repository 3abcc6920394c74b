"""Models of the size that shops have: too large to try everything, made from a seed."""

from dataclasses import replace
from functools import cache
from random import Random

from configurator.engine.answers import FREE, Situation, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import (
    Choice,
    Costs,
    Group,
    Kind,
    Limits,
    Model,
    Option,
    Rule,
)
from tests.engine.generated_rules import WORDS, Sentences
from tests.engine.generator import UNITS

GROUPS = 12
RULES = 15


@cache
def larger_model(seed: int) -> Model:
    """Twelve groups with some sixty options, and fifteen rules that leave a good part of it."""
    random = Random(seed)
    groups: list[Group] = []
    for number in range(GROUPS):
        group = _group(random, f"group{number}", many=number % 4 == 3)
        if number % 5 == 4:
            condition = Sentences(random, groups[-3:]).expression()
            group = replace(group, applies_if=condition)
        groups.append(group)
    model = Model(tuple(groups), conditions={"condition0": Sentences(random, groups[:4]).leaf()})
    return _with_rules(random, model)


def larger_costs(seed: int, model: Model) -> Costs:
    """A price for everything that can be taken."""
    random = Random(seed)
    prices = {
        Choice(group.path, option.id, amount): 100 * random.randint(-2, 30)
        for group in model.groups
        for option in group.options
        for amount in option.amounts or [""]
    }
    return Costs(prices, {name: random.choice((-500, 700)) for name in model.conditions})


def _with_rules(random: Random, model: Model) -> Model:
    """Adds rules that each leave at least a third of the configurations."""
    count = _count(model)
    while len(model.rules) < RULES:
        nearby = random.sample(model.groups, 3)
        rule = Rule(f"rule{len(model.rules)}", Sentences(random, nearby).sentence())
        longer = replace(model, rules=(*model.rules, rule))
        left = _count(longer)
        if count <= 3 * left < 3 * count:
            model, count = longer, left
    return model


def _group(random: Random, path: str, many: bool) -> Group:
    options = tuple(
        _option(random, f"option{number}", many)
        for number in range(random.randint(5, 8) if many else random.randint(3, 6))
    )
    if not many:
        return Group(path, Kind.ONE, options, optional=random.random() < 0.3)
    return Group(path, Kind.MANY, options, distinct=Limits(0, 4), units=Limits(0, 8))


def _option(random: Random, id_: str, many: bool) -> Option:
    facts: dict[str, AttributeValue | None] = {
        "vegan": random.random() < 0.5,
        "kcal": random.choice((None, 1, 2, 3, 5, 8)),
        "socket": random.choice(WORDS),
    }
    return Option(id_, facts, UNITS if many else {})


def _count(model: Model) -> int:
    compiled = compile_model(model)
    return compiled.count(compiled.unrestricted())


def walk(random: Random, compiled: Compiled, length: int) -> tuple[Choice, ...]:
    """Choices made one after the other, each of what is available then, in different groups."""
    choices: tuple[Choice, ...] = ()
    for group in random.sample(compiled.model.groups, length):
        domains = valid_domains(compiled, Situation(choices), FREE)
        offered = [
            Choice(group.path, option.id, amount)
            for option in group.options
            for amount in option.amounts or [""]
        ]
        available = [choice for choice in offered if domains.is_available(choice)]
        if available:
            choices = (*choices, random.choice(available))
    return choices
