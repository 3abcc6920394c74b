"""What is wrong with a set of rules as a whole, as data; it is worded elsewhere.

A model is *void* where no configuration is valid. Otherwise answers may be left that nobody can
give, answers that nobody can go without though the question is optional, and rules that make no
difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from configurator.engine.answers import FREE, Domains, Situation, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.conflicts import smallest_conflicts
from configurator.engine.explaining import explain
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Group, Kind
from configurator.engine.redundancy import IdleRules, idle_rules
from configurator.engine.satisfiability import constraints_of

MOST_EXPLAINED = 24
"""So many answers that nobody can give are explained; of further ones it would be the same."""

MOST_FAULTY = 4
"""So many smallest faulty sets are named."""

MOST_STEPS = 4000
"""How long the smallest faulty sets are looked for, before any minimal one has to do."""


@dataclass(frozen=True)
class Impossible:
    """An answer that no valid configuration gives, and constraints that make it so.

    `rules` is minimal, and names rules and what is built in as explanations do; None where it was
    not looked for.
    """

    choice: Choice
    rules: tuple[str, ...] | None


@dataclass(frozen=True)
class RuleFindings:
    """What is found about the rules of a model.

    `faulty` are the smallest sets of constraints that cannot hold together where the model is
    void. `never` are options and numbers that no valid configuration takes. `always` are the ways
    to go without something that nobody can go: "none" of a group that says it is optional, or an
    option of a *many of* group with `NONE` as its amount.
    """

    void: bool = False
    faulty: tuple[tuple[str, ...], ...] = ()
    never: tuple[Impossible, ...] = ()
    always: tuple[Impossible, ...] = ()
    idle: IdleRules = field(default_factory=IdleRules)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell."""
        return self == RuleFindings(idle=IdleRules(undecided=self.idle.undecided))


def rule_findings(compiled: Compiled) -> RuleFindings:
    """Everything that is found about the rules of a model."""
    domains = valid_domains(compiled, Situation(()), FREE)
    if not domains.consistent:
        return RuleFindings(void=True, faulty=faulty_sets(compiled))
    never = _with_rules(compiled, list(_never(domains)))
    always = _with_rules(compiled, list(_always(domains)))
    return RuleFindings(never=never, always=always, idle=idle_rules(compiled))


def faulty_sets(
    compiled: Compiled, choices: tuple[Choice, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of constraints that cannot hold together beside all of `choices`.

    Nothing where a valid configuration holds the choices; one empty set where they contradict each
    other. Where looking takes too long, one set that is minimal by deletion. Raises `KeyError` for
    a choice that the model does not have.
    """
    constraints = constraints_of(compiled)
    assumed = [each for choice in choices for each in constraints.holding(choice)]
    if not constraints.conflict(constraints.names, assumed):
        return ()
    return smallest_conflicts(
        constraints.names,
        lambda names: constraints.conflict(names, assumed),
        MOST_FAULTY,
        MOST_STEPS,
    )


def _with_rules(compiled: Compiled, choices: list[Choice]) -> tuple[Impossible, ...]:
    found = []
    for place, choice in enumerate(choices):
        rules = None
        if place < MOST_EXPLAINED:
            explanation = explain(compiled, Situation(()), choice, blocked=True)
            rules = None if explanation is None else explanation.rules
        found.append(Impossible(choice, rules))
    return tuple(found)


def _never(domains: Domains) -> Iterator[Choice]:
    """Options and numbers, without amounts, that are never possible."""
    for group in domains.compiled.model.groups:
        yield from (each for each in _answers(group) if not domains.is_available(each))


def _answers(group: Group) -> Iterator[Choice]:
    if group.kind is Kind.NUMBER:
        yield from (Choice(group.path, str(number)) for number in group.numbers)
    yield from (Choice(group.path, option.id) for option in group.options)


def _always(domains: Domains) -> Iterator[Choice]:
    """What it takes to go without something, where nobody can though some have it."""
    for group in domains.compiled.model.groups:
        possible = [each for each in _answers(group) if domains.is_available(each)]
        if not possible:
            continue
        none = Choice(group.path, NONE)
        if group.kind is not Kind.MANY:
            if group.optional and not domains.is_available(none):
                yield none
            continue
        without = [Choice(each.group, each.option, NONE) for each in possible]
        missed = [each for each in without if not domains.is_available(each)]
        yield from missed
        asks_nothing = group.distinct.at_least <= 0 and group.units.at_least <= 0
        if not missed and asks_nothing and not domains.is_available(none):
            yield none
