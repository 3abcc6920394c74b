"""What publishing a changed rule would do."""

from dataclasses import replace

from catalog.shop import Bounds, Rule
from configurator.engine.joining import CompileBudgetExceeded
from configurator.engine.model import Choice
from configurator.publishing.impact import TooLarge, answers_document, broken_presets, impact
from tests.publishing.builders import (
    EXTRAS,
    PRESET,
    SANDWICH,
    SHOP,
    VEGAN_RULE,
    live,
    text,
    with_rules,
)


def no_brioche(sentence: str = "No brioche today.") -> Rule:
    return Rule("no-brioche", "bread is not brioche", {"ko": sentence, "en": sentence})


def test_an_unchanged_shop_has_no_consequences() -> None:
    told = impact({"sandwich": live()}, SHOP)
    (product,) = told.products
    assert told.publishable
    assert product.count_before == product.count_after > 0
    assert (product.broken, product.lost, product.gained) == ((), (), ())


def test_a_rule_that_forbids_an_option_says_which_option_is_lost_and_which_preset_breaks() -> None:
    told = impact({"sandwich": live()}, with_rules(*SANDWICH.rules, no_brioche()))
    (product,) = told.products
    assert not told.publishable
    assert product.count_after < product.count_before
    assert product.lost == (Choice("bread", "brioche"),)
    (broken,) = product.broken
    assert broken.preset == PRESET
    assert broken.explanation is not None
    assert broken.explanation.rules == ("no-brioche",)


def test_a_rule_that_makes_a_product_too_large_is_called_as_its_author_calls_it() -> None:
    error = CompileBudgetExceeded(9, 8, ("condition:unchecked:sum", "fits", "sum"))
    assert TooLarge("sandwich", error).rules == ("sum", "fits")


def test_answers_inside_a_slot_that_a_preset_asks_break_nothing() -> None:
    """They are only where asking starts."""
    choices = {**PRESET.choices, "drink": "taken", "drink.kind": "cola", "drink.ice": "ice"}
    asking = replace(PRESET, choices=choices, asks=("drink",))
    no_cola = Rule("no-cola", "drink.kind is not cola", text("No cola today."))
    shop = with_rules(*SANDWICH.rules, no_cola, shop=replace(SHOP, presets=(asking,)))
    assert broken_presets(live(shop)) == ()
    stating = replace(asking, asks=())
    (broken,) = broken_presets(live(replace(shop, presets=(stating,))))
    assert broken.preset == stating


def test_the_mended_preset_holds_and_changes_as_little_as_it_can() -> None:
    shop = with_rules(*SANDWICH.rules, no_brioche())
    (product,) = impact({"sandwich": live()}, shop).products
    (broken,) = product.broken
    assert broken.mended is not None
    assert [choice.group for choice in broken.mended.removed] == ["bread"]
    answers = answers_document(live(shop), broken.mended.configuration)
    assert answers["bread"] == "rye"
    assert answers["extras"] == {"cheese": "normal"}


def test_a_mended_preset_leaves_no_question_open_that_it_does_not_ask() -> None:
    """Giving up the only extra would cost least, and leave a sandwich that needs one."""
    needed = replace(EXTRAS, distinct=Bounds(1, 2))
    sandwich = replace(
        SANDWICH,
        groups=tuple(needed if each is EXTRAS else each for each in SANDWICH.groups),
        rules=(Rule("soggy", "bread is brioche excludes extras has cheese", text("Soggy.")),),
    )
    shop = replace(SHOP, products=tuple(sandwich if p is SANDWICH else p for p in SHOP.products))
    (broken,) = broken_presets(live(shop))
    assert broken.mended is not None
    assert [choice.group for choice in broken.mended.removed] == ["bread"]


def test_taking_a_rule_away_tells_what_can_be_chosen_again() -> None:
    shop = with_rules(no_brioche())
    told = impact({"sandwich": live(shop)}, with_rules())
    assert told.products[0].gained == (Choice("bread", "brioche"),)


def test_rules_that_contradict_each_other_leave_nothing_and_cannot_be_published() -> None:
    rye = Rule("no-rye", "bread is not rye", {"ko": "x", "en": "x"})
    told = impact({"sandwich": live()}, with_rules(no_brioche(), rye))
    assert told.products[0].count_after == 0
    assert not told.publishable


def test_a_rule_that_reads_attributes_reaches_every_option_that_has_them() -> None:
    before, after = live(with_rules()), live(with_rules(VEGAN_RULE))
    vegan_with_cheese = (
        Choice("filling", "tofu"),
        Choice("bread", "rye"),
        Choice("extras", "cheese", "normal"),
    )
    assert before.judge.violations(vegan_with_cheese) == ()
    assert after.judge.violations(vegan_with_cheese) == ("tofu-cheese",)
