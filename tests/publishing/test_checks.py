"""The rules of a shop, checked as texts and as sentences before anything is compiled."""

from dataclasses import replace

from configurator.publishing.checks import check_rules
from tests.publishing.builders import SHOP, VEGAN_RULE, with_rules


def test_a_shop_whose_rules_read_well_has_no_problems() -> None:
    assert check_rules(SHOP) == []


def test_a_mistake_in_a_rule_text_is_told_at_its_place_in_both_languages() -> None:
    (problem,) = check_rules(with_rules(replace(VEGAN_RULE, text="bred is brioche")))
    assert problem.path[-3:] == ("rules", VEGAN_RULE.id, "text")
    assert (problem.start, problem.end) == (0, 4)
    assert problem.message["en"] == "There is no group “bred”. Did you mean “bread”?"
    assert problem.message["ko"].startswith("“bred”라는 그룹이 없어요.")


def test_a_placeholder_that_cannot_be_read_is_told_and_not_raised() -> None:
    sentence = {**VEGAN_RULE.sentence, "en": "Not with {bread"}
    (problem,) = check_rules(with_rules(replace(VEGAN_RULE, sentence=sentence)))
    assert problem.path[-2:] == ("sentence", "en")
    assert (problem.start, problem.end) == (9, 15)
    assert "{bread" in problem.message["en"]


def test_a_placeholder_that_names_no_group_is_told() -> None:
    sentence = {**VEGAN_RULE.sentence, "ko": "{bun:은/는} 안 돼요."}
    (problem,) = check_rules(with_rules(replace(VEGAN_RULE, sentence=sentence)))
    assert problem.path[-2:] == ("sentence", "ko")
    assert "bun" in problem.message["ko"]
