"""Leaving constraints out one by one."""

from random import Random
from threading import Thread

from configurator.engine.compiling import compile_model
from configurator.engine.expressions import Has
from configurator.engine.model import Limits, Rule
from configurator.engine.satisfiability import Constraints, constraints_of
from tests.engine.builders import answered, choice, excludes, many, model, number, one, requires
from tests.engine.generator import generate

MODEL = model(
    one("bun", "sesame brioche"),
    one("drink", "cola tea", optional=True),
    one("size", "small large", applies_if=answered("drink=cola|tea")),
    many("toppings", "onion bacon tomato", distinct=Limits(1, 2)),
    excludes("no-bacon", answered("bun=brioche"), Has("toppings", "bacon")),
    Rule("hint", answered("bun=sesame"), "warn"),
)


def test_every_constraint_has_a_name_and_rules_come_first() -> None:
    names = Constraints(MODEL).names

    assert names[0] == "no-bacon"
    assert set(names[1:]) == {"applies:size", "limit:toppings", "answer:bun", "answer:size"}


def test_a_constraint_counts_only_where_it_is_named() -> None:
    constraints = Constraints(MODEL)
    both = [
        *constraints.holding(choice("bun=brioche")),
        *constraints.holding(choice("toppings.bacon=normal")),
    ]

    assert constraints.conflict(["no-bacon"], both)
    assert not constraints.conflict(
        [name for name in constraints.names if name != "no-bacon"], both
    )


def test_a_constraint_by_itself_is_the_same_as_among_all() -> None:
    for seed in range(12):
        case = generate(seed)
        constraints = Constraints(case.model)
        held = [[place + 1] for place in range(len(constraints.values))]
        pairs = [[*one, *other] for one in held for other in held]
        for assumed in Random(seed).sample(pairs, min(60, len(pairs))):
            for name in constraints.names:
                among_all = constraints.conflict([name, name], assumed)
                assert constraints.conflict([name], assumed) is among_all, (seed, name, assumed)


def test_a_required_answer_may_be_missing_where_that_is_not_asked() -> None:
    constraints = Constraints(MODEL)
    neither = [
        *constraints.lacking(choice("bun=sesame")),
        *constraints.lacking(choice("bun=brioche")),
    ]

    assert constraints.conflict(["answer:bun"], neither)
    assert not constraints.conflict([], neither)


def test_a_group_with_many_values_still_takes_one() -> None:
    wide = Constraints(model(number("seats", range(40))))

    held = [*wide.holding(choice("seats=3")), *wide.holding(choice("seats=31"))]

    assert wide.conflict([], held)
    assert not wide.conflict(wide.names, wide.holding(choice("seats=31")))


def test_what_was_made_for_a_model_is_kept_and_shared_by_threads() -> None:
    compiled = compile_model(
        model(
            one("a", "yes no"),
            one("b", "yes no"),
            requires("a-needs-b", answered("a=yes"), answered("b=yes")),
        )
    )
    constraints = constraints_of(compiled)
    assumed = [*constraints.holding(choice("a=yes")), *constraints.holding(choice("b=no"))]
    found: list[bool] = []

    def ask() -> None:
        found.extend(constraints_of(compiled).conflict(["a-needs-b"], assumed) for _ in range(50))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert constraints_of(compiled) is constraints
    assert found == [True] * 200
