"""Ways to finish with the fewest unchecked rules, and the cheapest of those, against everything."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from configurator.engine.checked import (
    CheckedDomains,
    CheckedTotal,
    checked_costs,
    checked_domains,
    checked_finish,
    checked_repairs,
)
from configurator.engine.compiling import compile_model
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Option, Rule, Unavailable
from configurator.engine.parsing import names_of, parse_rule
from configurator.engine.situations import Situation, kept
from configurator.engine.unknown_facts import UNCHECKED, unchecked_conditions
from tests.engine.builders import choices
from tests.engine.comparing import all_choices, differences
from tests.engine.generator import Case, generate
from tests.engine.oracle import DOES_NOT_APPLY, Mask, Oracle

SEEDS = range(3000, 3060)


def part(id_: str, **facts: AttributeValue) -> Option:
    return Option(id_, dict(facts))


PARTS = (
    Group(
        "graphics",
        Kind.ONE,
        (part("known", length=300), part("short", length=200), part("unknown")),
        optional=True,
    ),
    Group("case", Kind.ONE, (part("roomy", room=400), part("small", room=250), part("vague"))),
    Group(
        "cooler",
        Kind.ONE,
        (part("tower", kind="air", height=160), part("liquid", kind="liquid"), part("odd")),
    ),
)
PRICES = {
    "graphics": {"known": 500, "short": 400, "unknown": 100},
    "case": {"roomy": 90, "small": 50, "vague": 10},
    "cooler": {"tower": 30, "liquid": 80, "odd": 5},
}
TEXTS = {
    "length": "if graphics is taken then length of graphics <= room of case",
    "height": "if kind of cooler is air then height of cooler <= room of case",
}
COSTS = Costs({Choice(path, id_): cost for path, of in PRICES.items() for id_, cost in of.items()})


def workshop() -> Model:
    bare = Model(PARTS)
    rules = tuple(Rule(name, parse_rule(text, names_of(bare))) for name, text in TEXTS.items())
    return Model(PARTS, rules, dict(unchecked_conditions(PARTS, rules)))


COMPILED = compile_model(workshop())
CHECKED = checked_costs(COMPILED, COSTS)


def domains(chosen: str) -> CheckedDomains:
    return checked_domains(COMPILED, Situation(choices(chosen)), CHECKED)


def finished(chosen: str) -> set[Choice]:
    return set(checked_finish(COMPILED, Situation(choices(chosen)), CHECKED) or ())


def test_finishing_takes_no_unchecked_option_while_a_checked_one_is_left() -> None:
    assert finished("") == set(choices("case=small cooler=tower"))
    assert domains("").cheapest == 50 + 30
    # The vague case is cheaper, but whether the card fits it is unknown.
    assert finished("graphics=short") == set(choices("graphics=short case=small cooler=tower"))


def test_an_explicit_unchecked_choice_is_kept_and_nothing_more_is_left_unchecked() -> None:
    assert finished("graphics=unknown") == set(choices("graphics=unknown case=small cooler=tower"))
    found = domains("graphics=unknown")
    assert found.consistent
    assert found.total_of(Choice("case", "roomy")) == CheckedTotal(1, 100 + 90 + 30)


def test_where_only_an_unchecked_way_is_left_it_is_taken_and_counted() -> None:
    gone = Unavailable({Choice("graphics", id_): "sold out" for id_ in ("known", "short")})
    found = checked_domains(COMPILED, Situation((), gone), CHECKED)
    assert found.total_of(Choice("graphics", "unknown")) == CheckedTotal(1, 100 + 50 + 30)
    assert found.is_available(Choice("graphics", "unknown"))


def test_the_difference_of_an_unchecked_option_is_price_against_price() -> None:
    found = domains("")
    # One rule is unchecked with the odd cooler, in whatever case.
    assert found.cost_of(Choice("cooler", "odd")) == 10 + 5
    assert found.cost_of(Choice("case", "vague")) == 80 + 10
    assert found.cheapest == 50 + 30


def test_what_has_no_such_fact_is_not_unchecked_where_the_rule_does_not_ask_for_it() -> None:
    assert domains("").total_of(Choice("cooler", "liquid")) == CheckedTotal(0, 10 + 80)


def test_a_repair_is_told_with_its_price_alone() -> None:
    asked = Situation(choices("graphics=known case=small"))
    found = checked_repairs(COMPILED, asked, None, CHECKED)
    assert {(each.cost, each.changes) for each in found} == {(500 + 90 + 30, 1), (50 + 30, 1)}


def test_rules_whose_facts_are_all_known_cost_nothing_more() -> None:
    whole = tuple(
        replace(group, options=group.options[: 1 if group.path == "cooler" else 2])
        for group in PARTS
    )
    rules = workshop().rules
    assert unchecked_conditions(whole, rules) == {}
    assert set(unchecked_conditions(PARTS, rules)) == {"unchecked:length", "unchecked:height"}


def test_prices_too_large_to_be_outweighed_are_refused() -> None:
    with pytest.raises(OverflowError):
        checked_costs(COMPILED, Costs({Choice("cooler", "odd"): 2**50}))


def with_conditions(case: Case) -> Case:
    """The case with the conditions that its rules are not checked."""
    model = case.model
    conditions = {**model.conditions, **unchecked_conditions(model.groups, model.rules)}
    oracle = Oracle(replace(model, conditions=conditions), case.oracle.known)
    return replace(case, model=oracle.model, oracle=oracle)


def lexicographic(case: Case, mask: Mask) -> CheckedTotal | None:
    """The least unchecked rules, then the least price, of all candidates in the mask."""
    if not mask.any():
        return None
    unchecked = sum(
        (held.astype(int) for name, held in case.oracle.holding.items() if name[:10] == UNCHECKED),
        np.zeros(case.oracle.size, dtype=int),
    )
    prices = case.oracle.totals(case.costs)
    fewest = int(unchecked[mask].min())
    return CheckedTotal(fewest, int(prices[mask & (unchecked == fewest)].min()))


def single_choices(case: Case) -> Iterator[Choice]:
    """Whatever one sweep answers for."""
    for choice in all_choices(case):
        if DOES_NOT_APPLY not in (choice.option, choice.amount) and choice.option != "-":
            yield choice


@pytest.mark.parametrize("seed", SEEDS)
def test_every_total_is_the_least_unchecked_then_the_least_price(seed: int) -> None:
    case = with_conditions(generate(seed))
    compiled = compile_model(case.model)
    costs = checked_costs(compiled, case.costs)
    found = checked_domains(compiled, Situation(case.choices, case.unavailable), costs)
    possible = case.oracle.left((), case.unavailable.reasons)
    for choice in single_choices(case):
        staying = case.oracle.among(kept(case.model, case.choices, choice))
        expected = lexicographic(case, possible & staying & case.oracle.holds(choice))
        assert found.total_of(choice) == expected, choice
    total = lexicographic(case, possible & case.oracle.among(case.choices))
    assert found.cheapest == (None if total is None else total.price)


@pytest.mark.parametrize("seed", range(3100, 3112))
def test_the_conditions_that_rules_are_not_checked_are_compiled_exactly(seed: int) -> None:
    case = with_conditions(generate(seed))
    names = [name for name in case.model.conditions if name.startswith(UNCHECKED)]
    costs = Costs(case.costs.choices, {**case.costs.conditions, **dict.fromkeys(names, 7)})
    assert list(differences(replace(case, costs=costs))) == []
