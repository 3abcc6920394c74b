"""What is found about a set of rules, against trying everything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from configurator.engine.compiling import compile_model
from configurator.engine.conflicts import smallest_conflicts
from configurator.engine.expressions import NONE, Counted, Has, Not
from configurator.engine.findings import RuleFindings, faulty_sets, rule_findings
from configurator.engine.model import Choice, Kind, Model, Rule
from configurator.engine.redundancy import Redundant
from tests.engine.builders import answered, choice, choices, excludes, many, model, one, requires
from tests.engine.generator import generate
from tests.engine.oracle import Oracle

BUN = one("bun", "sesame rice")
PATTY = one("patty", "beef tofu")
CHEESE = one("cheese", "cheddar gouda", optional=True)
TOPPINGS = many("toppings", "onion bacon")


def found(*parts: Rule) -> RuleFindings:
    return rule_findings(compile_model(model(BUN, PATTY, CHEESE, TOPPINGS, *parts)))


def test_rules_that_all_matter_are_clean() -> None:
    told = found(excludes("no-rice-beef", answered("bun=rice"), answered("patty=beef")))
    assert told.is_clean


def test_an_option_that_nobody_can_take_is_named_with_the_rules() -> None:
    told = found(
        requires("rice-tofu", answered("bun=rice"), answered("patty=tofu")),
        requires("tofu-bacon", answered("patty=tofu"), Has("toppings", "bacon")),
        excludes("rice-bacon", answered("bun=rice"), Has("toppings", "bacon")),
    )
    [rice] = told.never
    assert rice.choice == choice("bun=rice")
    assert set(rice.rules or ()) == {"rice-tofu", "tofu-bacon", "rice-bacon"}


def test_what_nobody_can_go_without_is_named_with_the_rules() -> None:
    told = found(
        requires("sesame-gouda", answered("bun=sesame"), Not(answered("cheese=-"))),
        requires("rice-gouda", answered("bun=rice"), answered("cheese=gouda")),
        Rule("onion", Has("toppings", "onion")),
    )
    cheese, onion = told.always
    assert cheese.choice == Choice("cheese", NONE)
    assert set(cheese.rules or ()) >= {"sesame-gouda", "rice-gouda"}
    assert (onion.choice, onion.rules) == (Choice("toppings", "onion", NONE), ("onion",))


def test_a_group_that_is_always_answered_with_something_is_named() -> None:
    told = found(Rule("some", Counted("toppings", "distinct", 1, None)))
    assert [(each.choice, each.rules) for each in told.always] == [
        (Choice("toppings", NONE), ("some",))
    ]


def test_a_rule_that_others_say_already_is_redundant_and_they_are_named() -> None:
    told = found(
        requires("rice-tofu", answered("bun=rice"), answered("patty=tofu")),
        requires("tofu-bacon", answered("patty=tofu"), Has("toppings", "bacon")),
        requires("rice-bacon", answered("bun=rice"), Has("toppings", "bacon")),
    )
    assert told.idle.redundant == (Redundant("rice-bacon", ("rice-tofu", "tofu-bacon")),)


def test_a_rule_that_never_fails_is_redundant_by_itself() -> None:
    told = found(Rule("either", Not(Not(answered("bun=sesame|rice")))))
    assert told.idle.redundant == (Redundant("either", ("answer:bun",)),)
    told = found(requires("itself", answered("bun=rice"), answered("bun=rice")))
    assert told.idle.redundant == (Redundant("itself", ()),)


def test_warnings_that_are_never_or_always_told_are_named() -> None:
    told = found(
        excludes("no-rice-beef", answered("bun=rice"), answered("patty=beef")),
        replace(excludes("never", answered("bun=rice"), answered("patty=beef")), strength="warn"),
        replace(
            excludes("always", Not(answered("bun=-")), Not(answered("bun=-"))), strength="note"
        ),
        replace(
            excludes("sometimes", answered("bun=rice"), answered("cheese=gouda")), strength="warn"
        ),
    )
    assert (told.idle.never_told, told.idle.always_told) == (("never",), ("always",))


def test_a_void_model_names_every_smallest_faulty_set() -> None:
    told = found(
        excludes("no-beef", answered("patty=beef"), answered("patty=beef")),
        excludes("no-tofu", answered("patty=tofu"), answered("patty=tofu")),
        Rule("onion", Has("toppings", "onion")),
        Rule("no-onion", Not(Has("toppings", "onion"))),
    )
    assert told.void
    assert told.faulty == (("onion", "no-onion"),)


def test_choices_that_are_refused_name_the_smallest_faulty_set() -> None:
    compiled = compile_model(
        model(
            BUN,
            PATTY,
            TOPPINGS,
            requires("rice-tofu", answered("bun=rice"), answered("patty=tofu")),
            requires("tofu-bacon", answered("patty=tofu"), Has("toppings", "bacon")),
            excludes("rice-beef", answered("bun=rice"), answered("patty=beef")),
        )
    )
    refused = choices("bun=rice patty=beef")
    assert faulty_sets(compiled, refused) == (("rice-tofu",), ("rice-beef",))
    assert faulty_sets(compiled, choices("bun=rice patty=tofu")) == ()
    assert faulty_sets(compiled, choices("bun=rice bun=sesame")) == ((),)


def test_the_smallest_conflicts_are_found_beside_larger_ones() -> None:
    conflicts = [{1, 2, 3}, {4, 5}, {5, 6}, {0, 7, 8, 9}]

    def conflict(items: Iterable[int]) -> bool:
        return any(each <= set(items) for each in conflicts)

    assert smallest_conflicts(range(10), conflict, 4, 1000) == ((4, 5), (5, 6))
    assert smallest_conflicts(range(10), conflict, 1, 1000) == ((4, 5),)
    [minimal] = smallest_conflicts(range(10), conflict, 4, 3)
    assert set(minimal) in conflicts


SEEDS = range(80)


def varied(seed: int) -> Model:
    """A generated model; some with a rule twice, some with answers or everything ruled out."""
    made = generate(seed).model
    rules = list(made.rules)
    if seed % 4 == 1 and rules:
        rules.append(replace(rules[0], name="again", strength="must"))
    if seed % 4 == 2:
        rules += [Rule(f"not-{each.name}", Not(each.expression)) for each in rules[:2]]
    if seed % 4 == 3:
        rules += [replace(each, name=f"told-{each.name}", strength="warn") for each in rules[:2]]
    return replace(made, rules=tuple(rules))


@pytest.fixture(scope="module")
def judged() -> list[tuple[Oracle, RuleFindings]]:
    return [(Oracle(each), rule_findings(compile_model(each))) for each in map(varied, SEEDS)]


Judged = list[tuple[Oracle, RuleFindings]]


def test_void_models_and_their_smallest_faulty_sets_are_those_of_trying(judged: Judged) -> None:
    void = 0
    for oracle, told in judged:
        assert told.void == (not oracle.valid.any())
        if not told.void:
            continue
        void += 1
        size = len(told.faulty[0])
        assert all(len(each) == size for each in told.faulty)
        assert not any(oracle.under(each).any() for each in told.faulty)
        if size > 3:
            continue
        for less in range(size):
            assert all(oracle.under(each).any() for each in combinations(oracle.constraints, less))
        smallest = {
            frozenset(each)
            for each in combinations(oracle.constraints, size)
            if not oracle.under(each).any()
        }
        assert set(map(frozenset, told.faulty)) <= smallest
        assert len(told.faulty) == min(4, len(smallest))
    assert void > len(SEEDS) // 20


def test_impossible_answers_are_those_of_trying_and_their_rules_suffice(judged: Judged) -> None:
    counted: Counter[str] = Counter()
    for oracle, told in judged:
        if told.void:
            continue
        assert {each.choice for each in told.never} == {
            each for each in _answers(oracle.model) if not (oracle.valid & oracle.holds(each)).any()
        }
        assert {each.choice for each in told.always} == set(_always(oracle))
        for kind, impossible in (("never", told.never), ("always", told.always)):
            counted[kind] += bool(impossible)
            for each in impossible:
                assert each.rules is not None
                assert _is_minimal(oracle, each.choice, each.rules)
    assert min(counted["never"], counted["always"]) > len(SEEDS) // 20


def test_redundant_rules_are_those_of_trying_and_what_says_them_does(judged: Judged) -> None:
    redundant = 0
    for oracle, told in judged:
        if told.void:
            continue
        musts = [each.name for each in oracle.model.rules if each.strength == "must"]
        idle = [
            name for name in musts if _is_said_by(oracle, name, set(oracle.constraints) - {name})
        ]
        assert [each.rule for each in told.idle.redundant] == idle
        assert told.idle.undecided == ()
        redundant += bool(idle)
        for each in told.idle.redundant:
            assert each.by is not None
            assert _is_said_by(oracle, each.rule, set(each.by))
            for name in each.by:
                assert not _is_said_by(oracle, each.rule, set(each.by) - {name})
    assert redundant > len(SEEDS) // 20


def test_warnings_never_or_always_told_are_those_of_trying(judged: Judged) -> None:
    counted: Counter[str] = Counter()
    for oracle, told in judged:
        if told.void:
            continue
        never, always = [], []
        for rule in oracle.model.rules:
            if rule.strength == "must":
                continue
            holds = oracle.truths(rule.expression, unknown=True)[oracle.valid]
            never += [rule.name] if holds.all() else []
            always += [rule.name] if not holds.any() else []
        assert (told.idle.never_told, told.idle.always_told) == (tuple(never), tuple(always))
        counted["never"] += bool(never)
        counted["always"] += bool(always)
    assert counted["never"] > len(SEEDS) // 20
    assert counted["always"]


def _answers(made: Model) -> list[Choice]:
    return [
        each
        for group in made.groups
        for each in (
            *(Choice(group.path, str(number)) for number in group.numbers),
            *(Choice(group.path, option.id) for option in group.options),
        )
    ]


def _always(oracle: Oracle) -> list[Choice]:
    missed: list[Choice] = []
    for group in oracle.model.groups:
        has = [each for each in _answers(oracle.model) if each.group == group.path]
        has = [each for each in has if (oracle.valid & oracle.holds(each)).any()]
        none = Choice(group.path, NONE)
        nobody = not (oracle.valid & oracle.holds(none)).any()
        if group.kind is not Kind.MANY:
            missed += [none] if has and group.optional and nobody else []
            continue
        sure = [each for each in has if (oracle.holds(each) | ~oracle.valid).all()]
        missed += [replace(each, amount=NONE) for each in sure]
        asks_nothing = (group.distinct.at_least, group.units.at_least) == (0, 0)
        missed += [none] if has and not sure and asks_nothing and nobody else []
    return missed


def _is_minimal(oracle: Oracle, impossible: Choice, rules: tuple[str, ...]) -> bool:
    holding = oracle.holds(impossible)
    if (oracle.under(rules) & holding).any():
        return False
    less = [[name for name in rules if name != one] for one in rules]
    return all((oracle.under(each) & holding).any() for each in less)


def _is_said_by(oracle: Oracle, rule: str, names: set[str]) -> bool:
    return not bool(np.any(oracle.under(names) & ~oracle.constraints[rule]))
