"""Small models with structure, made from a seed: what the engine is compared with the oracle on.

Random tables would be all alike. These models are made of the parts that merchants use: groups of
every kind with limits, conditions and unknown facts, and rules of every kind of sentence, none of
which (but a few) rules out nearly everything or nothing at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from random import Random

from configurator.engine.expressions import NONE, AttributeValue
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
from tests.engine.generated_rules import WORDS, Sentences
from tests.engine.oracle import Oracle, states_of

MOST_CANDIDATES = 800
UNITS = {"light": 1, "normal": 2, "extra": 3}


@dataclass(frozen=True)
class Case:
    """A model, and what a shopper has chosen in it while some things cannot be had."""

    seed: int
    model: Model
    oracle: Oracle
    choices: tuple[Choice, ...]
    unavailable: Unavailable
    costs: Costs


def generate(seed: int) -> Case:
    """The case of a seed: always the same one."""
    random = Random(seed)
    groups = _groups(random)
    say = Sentences(random, groups)
    conditions = {f"condition{n}": say.expression() for n in range(random.choice((0, 1, 1, 2)))}
    oracle = _with_rules(random, say, Oracle(Model(groups, conditions=conditions)))
    unavailable = _unavailable(random, groups)
    choices = _choices(random, oracle, unavailable)
    return Case(seed, oracle.model, oracle, choices, unavailable, _costs(random, oracle.model))


def _with_rules(random: Random, say: Sentences, oracle: Oracle) -> Oracle:
    """Adds rules that restrict, each leaving a good part of what the others leave."""
    left = oracle.valid
    rules: list[Rule] = []
    for number in range(random.randint(4, 6)):
        strength: Strength = random.choices(("must", "warn", "note"), (10, 1, 1))[0]
        for _ in range(4):
            expression = min((say.sentence() for _ in range(2)), key=oracle.reach)
            kept = left & oracle.truths(expression, unknown=True)
            if 0.5 * left.sum() < kept.sum() < 0.9 * left.sum() or random.random() < 0.06:
                rules.append(Rule(f"rule{number}", expression, strength))
                left = kept if strength == "must" else left
                break
    return Oracle(replace(oracle.model, rules=tuple(rules)), oracle.known)


def _groups(random: Random) -> tuple[Group, ...]:
    groups: tuple[Group, ...] = ()
    for number in range(random.randint(4, 6)):
        kind = random.choices((Kind.ONE, Kind.MANY, Kind.NUMBER), (6, 4, 2))[0]
        group = _group(random, f"group{number}" if number % 2 else f"slot.group{number}", kind)
        if groups and random.random() < 0.25:
            group = replace(group, applies_if=Sentences(random, groups).expression())
        if prod(len(states_of(each)) for each in (*groups, group)) <= MOST_CANDIDATES:
            groups = (*groups, group)
    return groups


def _group(random: Random, path: str, kind: Kind) -> Group:
    if kind is Kind.NUMBER:
        start = random.choice((-1, 0, 1, 10))
        step = random.choice((1, 1, 2, 5))
        numbers = range(start, start + step * random.choice((2, 2, 3, 4)), step)
        return Group(path, kind, numbers=numbers, optional=random.random() < 0.3)
    count = random.choice((2, 3, 3, 4) if kind is Kind.ONE else (2, 2, 3))
    options = tuple(_option(random, f"option{n}", kind) for n in range(count))
    if kind is Kind.ONE:
        return Group(path, kind, options, optional=random.random() < 0.35)
    distinct, units = Limits(), Limits()
    if random.random() < 0.5:
        distinct = Limits(random.choice((0, 0, 1)), random.choice((None, 1, 2, 2)))
    if random.random() < 0.35:
        units = Limits(random.choice((0, 0, 1, 2)), random.choice((None, 3, 4, 5)))
    return Group(path, kind, options, distinct=distinct, units=units)


def _option(random: Random, id_: str, kind: Kind) -> Option:
    facts: dict[str, AttributeValue | None] = {
        "vegan": random.random() < 0.5,
        "kcal": random.choice((0, 1, 2, 3, 5, Fraction(1, 2), Fraction(7, 3))),
        "socket": random.choice(WORDS),
        "sockets": frozenset(random.sample(WORDS, random.choice((0, 1, 1, 2, 3)))),
    }
    known: dict[str, AttributeValue | None] = {
        name: None if random.random() < 0.06 else fact for name, fact in facts.items()
    }
    if random.random() < 0.05:
        del known[random.choice(list(known))]
    amounts = random.sample(sorted(UNITS), random.choice((1, 1, 2))) if kind is Kind.MANY else []
    return Option(id_, known, {amount: UNITS[amount] for amount in sorted(amounts)})


def _unavailable(random: Random, groups: Sequence[Group]) -> Unavailable:
    if random.random() < 0.6:
        return Unavailable()
    reasons = {}
    for _ in range(random.randint(1, 2)):
        group = random.choice(
            [group for group in groups if group.kind is not Kind.NUMBER] or groups
        )
        if group.kind is Kind.NUMBER:
            reasons[Choice(group.path, str(random.choice(group.numbers)))] = "sold out"
            continue
        option = random.choice(group.options)
        some_amount = random.choice(["", *option.amounts])
        reasons[Choice(group.path, option.id, some_amount)] = random.choice(("sold out", "vegan"))
    return Unavailable(reasons)


def is_something_blocked(
    oracle: Oracle, choices: Iterable[Choice], unavailable: Unavailable
) -> bool:
    """Whether some answer to a group, possible at first, is not beside the other choices."""
    at_first = oracle.left((), unavailable.reasons)
    for group in oracle.model.groups:
        left = at_first & oracle.among(each for each in choices if each.group != group.path)
        ids = [option.id for option in group.options] or [str(number) for number in group.numbers]
        for id_ in ids:
            holding = oracle.holds(Choice(group.path, id_))
            if (at_first & holding).any() and not (left & holding).any():
                return True
    return False


def _choices(random: Random, oracle: Oracle, unavailable: Unavailable) -> tuple[Choice, ...]:
    """Some answers: a part of a valid configuration, or whatever comes; most block something."""
    possible = oracle.left((), unavailable.reasons).nonzero()[0]
    astray = random.random() < 0.12 or not len(possible)
    choices: tuple[Choice, ...] = ()
    for _ in range(random.choice((6, 12, 24))):
        candidate = random.randrange(oracle.size) if astray else int(random.choice(possible))
        choices = _part_of(random, oracle, candidate)
        if is_something_blocked(oracle, choices, unavailable):
            break
    return choices


def _part_of(random: Random, oracle: Oracle, candidate: int) -> tuple[Choice, ...]:
    """Some of the answers that a candidate gives."""
    share = random.choice((0.3, 0.6, 0.9))
    choices: list[Choice] = []
    for group, state in zip(oracle.model.groups, oracle.states_at(candidate), strict=True):
        if not state.applies or random.random() > share:
            continue
        if state.taken:
            choices += [each for each in state.taken if random.random() < 0.8]
        elif group.kind is Kind.MANY and random.random() < 0.5:
            choices.append(Choice(group.path, random.choice(group.options).id, NONE))
        elif group.kind is Kind.MANY or group.optional:
            choices.append(Choice(group.path, NONE))
    return tuple(choices)


def _costs(random: Random, model: Model) -> Costs:
    """Prices with many ties, some below zero, for most things taken."""
    scale = random.choice((1, 1, 100))
    choices = {
        choice: scale * random.choice((0, 1, 2, 3, 5, -1))
        for group in model.groups
        for state in states_of(group)
        for choice in state.taken
        if random.random() < 0.9
    }
    conditions = {name: scale * random.choice((-4, -2, 3)) for name in model.conditions}
    return Costs(choices, conditions)
