"""Which rules are not checked for a configuration, complete or not, and for want of what."""

from dataclasses import replace
from random import Random

import pytest

from configurator.engine.evaluation import Judge
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Group, Kind, Model, Option, Rule
from configurator.engine.parsing import names_of, parse_rule
from configurator.engine.unchecked import Unchecked, UncheckedRules
from tests.engine.builders import choices
from tests.engine.generator import generate
from tests.engine.oracle import Oracle


def part(id_: str, **facts: AttributeValue) -> Option:
    return Option(id_, dict(facts))


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARTS = (
    Group("cpu", Kind.ONE, (part("a", socket="am5", watts=65), part("b"))),
    Group(
        "cooler",
        Kind.ONE,
        (
            part("tower", kind="air", height=160, sockets=words("am5")),
            part("liquid", kind="liquid", sockets=words("am5")),
            part("odd", kind="air"),
        ),
    ),
    Group("case", Kind.ONE, (part("roomy", room=400), part("vague"))),
    Group("graphics", Kind.ONE, (part("g", watts=200), part("h")), optional=True),
    Group("psu", Kind.ONE, (part("p", wattage=500),)),
)
TEXTS = {
    "sockets": "socket of cpu is among sockets of cooler",
    "height": "if kind of cooler is air then height of cooler <= room of case",
    "power": "watts of cpu, graphics + 100 <= wattage of psu",
    "taste": "kind of cooler is air",
}


def rules() -> UncheckedRules:
    names = names_of(Model(PARTS))
    listed = tuple(
        Rule(name, parse_rule(text, names), "note" if name == "taste" else "must")
        for name, text in TEXTS.items()
    )
    return UncheckedRules(Judge(Model(PARTS, listed)))


RULES = rules()


def told(chosen: str) -> set[str]:
    return {each.rule for each in RULES.of(choices(chosen))}


def test_nothing_chosen_leaves_nothing_unchecked() -> None:
    assert RULES.of(()) == ()


def test_a_rule_is_unchecked_with_the_choice_and_the_fact_that_it_lacks() -> None:
    assert RULES.of(choices("cooler=odd")) == (
        Unchecked("sockets", ((Choice("cooler", "odd"), "sockets"),)),
        Unchecked("height", ((Choice("cooler", "odd"), "height"),)),
    )


def test_what_is_unknown_of_several_choices_is_told_together() -> None:
    found = {each.rule: each for each in RULES.of(choices("cpu=b graphics=h cooler=odd"))}
    assert found["power"].choices == choices("cpu=b graphics=h")
    assert found["power"].attributes == ("watts",)
    assert found["sockets"].choices == choices("cpu=b cooler=odd")
    assert found["sockets"].attributes == ("socket", "sockets")


def test_a_rule_that_does_not_ask_for_the_fact_is_checked() -> None:
    assert told("cooler=liquid case=roomy cpu=a") == set()
    assert told("cooler=liquid case=vague") == set()


def test_what_may_still_be_avoided_is_not_told_yet() -> None:
    # Only with a cooler that stands on air does the room of the case matter.
    assert told("case=vague") == set()
    assert told("case=vague cooler=tower") == {"height"}


def test_notes_are_never_unchecked() -> None:
    assert "taste" not in told("cooler=odd")


def test_an_option_tells_what_it_would_leave_unchecked_by_itself() -> None:
    chosen = choices("cpu=b cooler=tower")
    assert {each.rule for each in RULES.added_by(chosen, Choice("cooler", "odd"))} == {
        "sockets",
        "height",
    }
    assert RULES.added_by(chosen, Choice("cooler", "liquid")) == ()
    assert {each.rule for each in RULES.added_by(chosen, Choice("graphics", "h"))} == {"power"}


@pytest.mark.parametrize("seed", range(2000, 2080))
def test_it_agrees_with_trying_everything(seed: int) -> None:
    case = generate(seed)
    judge = Judge(case.model)
    found = UncheckedRules(judge)
    musts = {rule.name: rule for rule in case.model.rules if rule.strength == "must"}
    valid = case.oracle.valid.nonzero()[0].tolist()
    for candidate in Random(seed).sample(valid, min(20, len(valid))):
        complete = case.oracle.configuration_at(candidate)
        exact = {name for name in judge.unchecked(complete) if name in musts}
        assert {each.rule for each in found.of(complete, complete=True)} == exact
    _assert_sure(found, case.oracle, case.choices)


def _assert_sure(found: UncheckedRules, oracle: Oracle, chosen: tuple[Choice, ...]) -> None:
    """A rule told for a partial configuration is unknown in every valid one that completes it."""
    left = oracle.left(chosen)
    for each in found.of(chosen):
        rule = next(rule for rule in oracle.model.rules if rule.name == each.rule)
        known = oracle.truths(rule.expression, unknown=False)
        assert not (left & known).any(), each


def test_models_without_unknown_facts_ask_nothing() -> None:
    whole = tuple(replace(group, options=group.options[:1]) for group in PARTS)
    rule = Rule("sockets", parse_rule(TEXTS["sockets"], names_of(Model(PARTS))))
    assert UncheckedRules(Judge(Model(whole, (rule,)))).of(choices("cpu=a cooler=tower")) == ()


def test_a_rule_that_nothing_known_can_keep_is_unchecked_before_anything_is_chosen() -> None:
    cpu = Group("cpu", Kind.ONE, (part("a", socket="am4"), part("b")))
    names = names_of(Model((cpu,)))
    rule = Rule("modern", parse_rule("socket of cpu is am5", names))
    unchecked = UncheckedRules(Judge(Model((cpu,), (rule,))))

    assert unchecked.of(()) == (Unchecked("modern", ()),)
    assert unchecked.of((Choice("cpu", "b"),)) == (
        Unchecked("modern", ((Choice("cpu", "b"), "socket"),)),
    )
