"""Counts are exact, however large."""

from configurator.engine.compiling import compile_model
from configurator.engine.expressions import Counted, Has
from configurator.engine.model import Limits, Rule
from tests.engine.builders import answered, choices, excludes, many, model, number, one, sold_out


def test_independent_answers_multiply() -> None:
    compiled = compile_model(
        model(
            one("bun", "a b c", optional=True), many("toppings", "x y"), number("seats", range(5))
        )
    )
    assert compiled.count(compiled.unrestricted()) == 4 * 4 * 5


def test_a_count_of_many_digits_is_exact() -> None:
    groups = [one(f"g{number}", "a b c") for number in range(900)]
    rule = excludes("rule", answered("g0=a"), answered("g899=b"))
    compiled = compile_model(model(*groups, rule))
    everything = compiled.unrestricted()
    assert compiled.count(everything) == 3**898 * 8
    assert compiled.count(compiled.restrict(everything, choices("g0=a g899=b"))) == 0


def test_what_is_chosen_and_what_is_gone_is_not_counted() -> None:
    compiled = compile_model(
        model(
            one("bun", "a b c"),
            many("toppings", "x y z", distinct=Limits(1, 2)),
            excludes("rule", answered("bun=a"), Has("toppings", "x")),
        )
    )
    everything = compiled.unrestricted()
    assert compiled.count(everything) == 6 + 6 + 3
    assert compiled.count(compiled.restrict(everything, choices("bun=a"))) == 3
    assert compiled.count(compiled.forbid(everything, sold_out("toppings.y"))) == 3 + 3 + 1
    assert compiled.count(compiled.restrict(everything, choices("toppings=-"))) == 0


def test_auxiliary_variables_multiply_nothing() -> None:
    """Conditions, sums and counts are functions of the answers."""
    options = " ".join(f"o{number}" for number in range(10))
    compiled = compile_model(
        model(
            many("toppings", options),
            Rule("rule", Counted("toppings", "units", 3, 6)),
            conditions={"many": Counted("toppings", "distinct", 5, None)},
        )
    )
    assert compiled.count(compiled.unrestricted()) == 120 + 210 + 252 + 210


def test_a_model_without_valid_configurations_counts_none() -> None:
    compiled = compile_model(model(one("bun", "a b"), Rule("rule", answered("bun=-"))))
    assert compiled.count(compiled.unrestricted()) == 0
