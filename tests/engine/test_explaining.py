"""Why something cannot be chosen, or has to be."""

from collections.abc import Iterable, Iterator
from random import Random

import pytest

from configurator.engine.answers import FREE, Situation, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.explaining import Explanation, explain, explain_forced
from configurator.engine.expressions import Counted, Has, Not, Or
from configurator.engine.model import Limits, Rule
from tests.engine.builders import (
    answered,
    choice,
    choices,
    excludes,
    many,
    model,
    one,
    requires,
    sold_out,
)
from tests.engine.larger import larger_model

BURGER = model(
    one("bun", "sesame brioche"),
    one("patty", "beef vegan"),
    one("cheese", "cheddar gouda", optional=True),
    many("toppings", "onion bacon tomato", distinct=Limits(0, 2)),
    excludes("no-bacon-with-vegan", answered("patty=vegan"), Has("toppings", "bacon")),
    requires("brioche-with-beef", answered("bun=brioche"), answered("patty=beef")),
    requires("cheese-with-bacon", answered("cheese=gouda"), Has("toppings", "bacon")),
)


@pytest.fixture(scope="module")
def burger() -> Compiled:
    return compile_model(BURGER)


def explained(compiled: Compiled, address: str, wanted: str) -> Explanation | None:
    return explain(compiled, Situation(choices(address)), choice(wanted))


def test_what_is_possible_needs_no_explanation(burger: Compiled) -> None:
    assert explained(burger, "patty=beef", "toppings.bacon=normal") is None
    assert explain(burger, Situation(choices("patty=beef")), None) is None


def test_a_refusal_names_the_choice_and_the_rule(burger: Compiled) -> None:
    wanted = "toppings.bacon=normal"

    assert explained(burger, "bun=sesame patty=vegan toppings.onion=normal", wanted) == Explanation(
        choice(wanted), choices("patty=vegan"), ("no-bacon-with-vegan",), ()
    )


def test_rules_that_only_together_refuse_are_all_named(burger: Compiled) -> None:
    found = explained(burger, "patty=vegan", "cheese=gouda")

    assert found is not None
    assert found.choices == choices("patty=vegan")
    assert set(found.rules) == {"no-bacon-with-vegan", "cheese-with-bacon"}


def test_the_answer_that_is_replaced_is_never_named(burger: Compiled) -> None:
    assert explained(burger, "patty=vegan", "patty=beef") is None
    found = explained(burger, "patty=beef toppings.bacon=normal", "patty=vegan")

    assert found is not None
    assert found.choices == choices("toppings.bacon=normal")


def test_a_limit_is_named_as_built_in(burger: Compiled) -> None:
    found = explained(
        burger, "toppings.onion=normal toppings.bacon=normal", "toppings.tomato=normal"
    )

    assert found is not None
    assert found.choices == choices("toppings.onion=normal toppings.bacon=normal")
    assert found.rules == ("limit:toppings",)


def test_a_limit_on_units_names_no_more_than_fills_it() -> None:
    amounts = {"some": 1, "much": 2}
    sauces = many("sauces", "mayo chili garlic", amounts=amounts, units=Limits(0, 3))
    compiled = compile_model(model(sauces))

    full = explained(compiled, "sauces.mayo=some sauces.chili=much", "sauces.garlic=much")
    assert full is not None
    assert (full.choices, full.rules) == (choices("sauces.chili=much"), ("limit:sauces",))

    both = explained(compiled, "sauces.mayo=some sauces.chili=much", "sauces.garlic=some")
    assert both is not None
    assert (len(both.choices), both.rules) == (2, ("limit:sauces",))


def test_of_a_full_group_only_what_is_in_the_way_is_named() -> None:
    compiled = compile_model(
        model(
            many("toppings", "onion bacon tomato", distinct=Limits(0, 2)),
            excludes("apart", Has("toppings", "bacon"), Has("toppings", "tomato")),
        )
    )

    found = explained(
        compiled, "toppings.onion=normal toppings.bacon=normal", "toppings.tomato=normal"
    )

    assert found is not None
    assert (found.choices, found.rules) == (choices("toppings.bacon=normal"), ("apart",))


def test_what_can_never_be_had_is_explained_by_rules_alone() -> None:
    never = compile_model(
        model(
            one("bun", "sesame brioche"),
            one("patty", "beef vegan"),
            excludes("not-with-beef", answered("bun=brioche"), answered("patty=beef")),
            excludes("not-with-vegan", answered("bun=brioche"), answered("patty=vegan")),
        )
    )
    found = explained(never, "patty=beef", "bun=brioche")

    assert found is not None
    assert found.choices == ()
    assert set(found.rules) == {"not-with-beef", "not-with-vegan", "answer:patty"}


def test_one_rule_is_preferred_to_two() -> None:
    twice = compile_model(
        model(
            one("a", "yes no"),
            one("b", "yes no"),
            one("c", "yes no"),
            requires("a-needs-b", answered("a=yes"), answered("b=yes")),
            excludes("b-excludes-c", answered("b=yes"), answered("c=yes")),
            excludes("a-excludes-c", answered("a=yes"), answered("c=yes")),
        )
    )
    found = explained(twice, "c=yes", "a=yes")

    assert found is not None
    assert found.rules == ("a-excludes-c",)


def test_what_is_sold_out_itself_is_explained_by_that(burger: Compiled) -> None:
    situation = Situation(choices("patty=vegan"), sold_out("toppings.bacon"))
    wanted = choice("toppings.bacon=normal")

    assert explain(burger, situation, wanted) == Explanation(
        wanted, (), (), tuple(sold_out("toppings.bacon").reasons)
    )


def test_what_is_sold_out_elsewhere_is_named_with_the_rule(burger: Compiled) -> None:
    missing = sold_out("patty=beef toppings.onion")
    found = explain(burger, Situation((), missing), choice("bun=brioche"))

    assert found == Explanation(
        choice("bun=brioche"), (), ("brioche-with-beef",), choices("patty=beef")
    )


def test_something_that_does_not_apply_is_explained_so() -> None:
    sized = compile_model(
        model(
            one("drink", "cola none"), one("size", "small large", applies_if=answered("drink=cola"))
        )
    )

    assert explained(sized, "drink=none", "size=small") == Explanation(
        choice("size=small"), choices("drink=none"), ("applies:size",), ()
    )


def test_choices_in_conflict_are_explained_without_anything_wanted(burger: Compiled) -> None:
    situation = Situation(choices("bun=brioche patty=vegan toppings.onion=normal"))

    assert explain(burger, situation, None) == Explanation(
        None, choices("bun=brioche patty=vegan"), ("brioche-with-beef",), ()
    )


def test_two_answers_to_one_question_need_no_rule(burger: Compiled) -> None:
    found = explain(burger, Situation(choices("bun=sesame bun=brioche")), None)

    assert found == Explanation(None, choices("bun=sesame bun=brioche"), (), ())


def test_what_is_forced_is_explained_by_what_forces_it(burger: Compiled) -> None:
    situation = Situation(choices("toppings.onion=normal bun=brioche"))

    assert explain_forced(burger, situation, choice("patty=beef")) == Explanation(
        choice("patty=beef"), choices("bun=brioche"), ("brioche-with-beef",), ()
    )


def test_an_option_that_alone_is_left_is_forced_by_its_group() -> None:
    last = compile_model(model(one("bun", "sesame brioche")))
    situation = Situation((), sold_out("bun=brioche"))

    assert explain_forced(last, situation, choice("bun=sesame")) == Explanation(
        choice("bun=sesame"), (), ("answer:bun",), choices("bun=brioche")
    )


def test_what_is_not_forced_has_no_such_explanation(burger: Compiled) -> None:
    with pytest.raises(ValueError, match="not forced"):
        explain_forced(burger, Situation(), choice("patty=beef"))


def test_an_explanation_does_not_depend_on_order_or_on_earlier_questions() -> None:
    parts = ["patty=vegan", "toppings.onion=normal", "toppings.tomato=normal", "bun=sesame"]
    first = explained(compile_model(BURGER), " ".join(parts), "cheese=gouda")
    asked_before = compile_model(BURGER)
    for wanted in ("bun=brioche", "toppings.bacon=normal", "cheese=cheddar"):
        explained(asked_before, " ".join(parts), wanted)

    assert explained(asked_before, " ".join(reversed(parts)), "cheese=gouda") == first


def test_two_hundred_other_clicks_change_no_answer() -> None:
    """What is remembered is a function of its question alone."""
    shop_sized = larger_model(4)
    used, fresh = compile_model(shop_sized), compile_model(shop_sized)
    random = Random(7)
    asked = [_some_choices(used, random) for _ in range(200)]
    for situation in asked:
        explain(used, situation, used.values.choice(random.randrange(len(used.values))))

    for situation in asked[::50]:
        places = random.sample(range(len(used.values)), 6)
        assert list(_told(used, situation, places)) == list(_told(fresh, situation, places))


def _some_choices(compiled: Compiled, random: Random) -> Situation:
    """Choices at random, which may or may not go together."""
    taking = [place for place in range(len(compiled.values)) if compiled.values.taken(place)]
    return Situation(tuple(map(compiled.values.choice, random.sample(taking, 4))))


def _told(
    compiled: Compiled, situation: Situation, places: Iterable[int]
) -> Iterator[Explanation | None]:
    yield explain(compiled, situation, None)
    for place in places:
        yield explain(compiled, situation, compiled.values.choice(place))
    for forced in valid_domains(compiled, situation, FREE).forced[:3]:
        yield explain_forced(compiled, situation, forced)


def test_an_unsatisfiable_rule_explains_everything() -> None:
    void = compile_model(
        model(
            one("bun", "sesame brioche"),
            many("toppings", "onion"),
            Rule("two-of-one", Counted("toppings", "distinct", 2, None)),
            Rule("either", Or((answered("bun=sesame"), Not(answered("bun=sesame"))))),
        )
    )

    assert explain(void, Situation(), None) == Explanation(None, (), ("two-of-one",), ())


def test_a_choice_that_alone_is_in_the_way_is_preferred_to_several() -> None:
    crowded = compile_model(
        model(
            one("size", "small large"),
            many("toppings", "onion bacon tomato"),
            one("box", "paper steel"),
            requires(
                "two-at-most", answered("size=small"), Counted("toppings", "distinct", None, 1)
            ),
            excludes("no-small-steel", answered("size=small"), answered("box=steel")),
        )
    )
    address = "toppings.onion=normal toppings.bacon=normal box=steel"

    assert explained(crowded, address, "size=small") == Explanation(
        choice("size=small"), choices("box=steel"), ("no-small-steel",), ()
    )


def test_rules_about_what_was_asked_are_preferred_to_others() -> None:
    chained = compile_model(
        model(
            *(one(path, "yes no") for path in "abcd"),
            requires("b-needs-c", answered("b=yes"), answered("c=yes")),
            excludes("c-excludes-d", answered("c=yes"), answered("d=yes")),
            requires("a-needs-b", answered("a=yes"), answered("b=yes")),
            excludes("b-excludes-d", answered("b=yes"), answered("d=yes")),
        )
    )
    found = explained(chained, "d=yes", "a=yes")

    assert found is not None
    assert set(found.rules) == {"a-needs-b", "b-excludes-d"}
