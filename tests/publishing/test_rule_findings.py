"""What is found about the rules of a product before it is published, and which examples fail."""

from dataclasses import replace

from catalog.shop import Example, Rule, Shop
from configurator.engine.findings import RuleFindings
from configurator.engine.redundancy import IdleRules
from configurator.publishing.finding_words import cause_line, example_words, finding_words
from configurator.publishing.impact import impact
from configurator.publishing.live import LiveProduct
from configurator.publishing.rule_findings import ProductFindings, failed_examples, product_findings
from tests.publishing.builders import DRINK, SANDWICH, SHOP, live, text, with_rules

NO_BRIOCHE_HAM = Rule(
    "no-brioche-ham",
    "bread is brioche excludes filling is ham",
    {"ko": "브리오슈에는 햄을 넣지 않아요.", "en": "No ham on brioche."},
)
ASKED = {"bread": "brioche", "filling": "ham"}


def told(product: LiveProduct, language: str = "en") -> list[str]:
    """All findings with what they name, line by line."""
    return [
        line
        for found in product_findings([product])
        for each in finding_words(found, language)
        for line in (
            each.words,
            *(cause_line(product.shop, product.product, name, language) for name in each.rules),
        )
    ]


def judged(example: Example, *rules: Rule) -> list[str]:
    product = live(with_rules(*rules, shop=replace(SHOP, examples=(example,))))
    return [
        line
        for failed in failed_examples(product)
        for each in example_words(product, failed, "en")
        for line in (
            each.words,
            *(cause_line(product.shop, product.product, name, "en") for name in each.rules),
        )
    ]


def test_rules_without_findings_say_nothing() -> None:
    assert told(live()) == []


def test_an_option_that_nobody_can_take_is_told_with_the_rules_in_both_languages() -> None:
    product = live(with_rules(NO_BRIOCHE_HAM, Rule("ham", "filling is ham", text("Ham."))))
    assert told(product) == [
        "Never possible: Bread: brioche. What makes it so:",
        "no-brioche-ham: No ham on brioche.",
        "ham: Ham.",
        "Never possible: Filling: tofu. What makes it so:",
        "ham: Ham.",
    ]
    assert told(product, "ko")[:2] == [
        "아무도 고를 수 없어요: Bread: brioche. 이 규칙들 때문이에요:",
        "no-brioche-ham: 브리오슈에는 햄을 넣지 않아요.",
    ]


def test_what_is_optional_in_name_only_and_rules_that_say_nothing_are_told() -> None:
    product = live(
        with_rules(
            NO_BRIOCHE_HAM,
            Rule("tofu", "bread is brioche requires filling is tofu", text("Tofu.")),
            Rule("drink", "drink is taken", text("Drink.")),
            Rule("thirst", "drink is taken", text("Thirsty?"), "warn"),
        )
    )
    assert told(product) == [
        "Said to be optional, but nobody can go without: Drink. What makes it so:",
        "drink: Drink.",
        "Without the first of these nothing changes. The others say it already:",
        "no-brioche-ham: No ham on brioche.",
        "tofu: Tofu.",
        "Without the first of these nothing changes. The others say it already:",
        "tofu: Tofu.",
        "no-brioche-ham: No ham on brioche.",
        "Filling needs an answer",
        "Nobody is ever told this:",
        "thirst: Thirsty?",
    ]


def test_rules_that_contradict_each_other_are_told_as_the_smallest_faulty_set() -> None:
    product = live(
        with_rules(
            NO_BRIOCHE_HAM,
            Rule("tea", "drink is taken", text("Drink.")),
            Rule("dry", "not drink is taken", text("No drink.")),
        )
    )
    assert told(product) == ["These cannot hold together:", "tea: Drink.", "dry: No drink."]


def with_drink_rule(rule: Rule, *more: Rule) -> Shop:
    drink = replace(DRINK, rules=(rule,), on_menu=True)
    sandwich = replace(SANDWICH, rules=more)
    return replace(SHOP, products=(sandwich, drink), presets=())


def test_a_rule_is_told_only_where_it_says_nothing_in_any_place() -> None:
    rule = Rule("iced", "kind is cola requires ice is ice", text("Cola with ice."))
    same = Rule("ice", "drink.kind is cola requires drink.ice is ice", text("Iced."))
    shop = with_drink_rule(rule, same)
    products = [each.after for each in impact({}, shop).products]
    sandwich, drink = product_findings(products)
    assert [each.rule for each in sandwich.rules.idle.redundant] == ["ice"]
    assert drink.rules.idle.redundant == ()
    alone = product_findings(products[:1])[0]
    assert [each.rule for each in alone.rules.idle.redundant] == ["ice", "drink:iced"]


def test_an_example_that_comes_out_as_it_should_is_not_told() -> None:
    assert judged(Example("plain", "sandwich", ASKED, True), *SANDWICH.rules) == []
    assert judged(Example("never", "sandwich", ASKED, False), NO_BRIOCHE_HAM) == []


def test_an_example_that_is_refused_names_every_smallest_faulty_set() -> None:
    example = Example("ham", "sandwich", ASKED, True)
    never = Rule("rye", "bread is rye", text("Rye."))
    assert judged(example, NO_BRIOCHE_HAM, never) == [
        "The example “ham” must be allowed and is refused. What refuses it:",
        "no-brioche-ham: No ham on brioche.",
        "The example “ham” must be allowed and is refused. What refuses it:",
        "rye: Rye.",
    ]


def test_an_example_that_nothing_refuses_is_told_with_what_can_be_ordered() -> None:
    [line] = judged(Example("ham", "sandwich", ASKED, False))
    assert line == (
        "The example “ham” must be refused, and nothing refuses it. "
        "It can be ordered as: Bread: brioche, Filling: ham"
    )


def test_an_example_with_another_price_is_told_with_both() -> None:
    product = live(replace(SHOP, examples=(Example("ham", "sandwich", ASKED, True, 1),)))
    [failed] = failed_examples(product)
    assert failed.price is not None
    right = Example("ham", "sandwich", ASKED, True, failed.price)
    assert failed_examples(live(replace(SHOP, examples=(right,)))) == ()
    [words] = example_words(product, failed, "en")
    assert words.words.startswith("The example “ham” must cost ₩1 and costs ₩")


def test_what_took_too_long_is_told_once_for_all_rules() -> None:
    undecided = IdleRules(undecided=("brioche-ham",) * 20)
    found = ProductFindings(live(), RuleFindings(idle=undecided))
    [words] = finding_words(found, "en")
    assert words.words == "Whether these make a difference took too long to find out (20 in all):"
    assert len(words.rules) == 12


def test_examples_are_told_in_korean_too() -> None:
    stated = Example("ham", "sandwich", ASKED, True)
    product = live(with_rules(NO_BRIOCHE_HAM, shop=replace(SHOP, examples=(stated,))))
    [failed] = failed_examples(product)
    [words] = example_words(product, failed, "ko")
    assert words.words == "“ham” 예는 허락되어야 하지만 거절돼요. 이 규칙들 때문이에요:"
    assert cause_line(product.shop, product.product, "answer:filling", "ko") == (
        "Filling: 답이 필요해요"
    )


def test_examples_are_judged_with_the_impact_of_publishing() -> None:
    shop = with_rules(
        NO_BRIOCHE_HAM,
        shop=replace(SHOP, examples=(Example("ham", "sandwich", ASKED, True),), presets=()),
    )
    [product] = impact({}, shop).products
    assert [each.faulty for each in product.examples] == [(("no-brioche-ham",),)]
