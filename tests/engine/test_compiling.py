"""A compiled model answers as trying every configuration does."""

from fractions import Fraction

import numpy as np
import pytest

from configurator.engine.compiling import (
    INFINITE,
    CompileBudgetExceeded,
    ModelTooLarge,
    compile_model,
)
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import (
    And,
    AttributeCompares,
    AttributeIs,
    Chosen,
    Comparison,
    Counted,
    Expression,
    Has,
    Implies,
    Is,
    Not,
    Or,
    SameAttribute,
    Sum,
    Table,
    Term,
)
from configurator.engine.model import (
    Choice,
    Costs,
    Group,
    Kind,
    Limits,
    Model,
    Option,
    Rule,
)
from tests.engine.builders import (
    answered,
    choice,
    choices,
    many,
    model,
    number,
    one,
    prices,
    requires,
    sold_out,
)
from tests.engine.generator import Case, generate
from tests.engine.oracle import Mask, Oracle

AMOUNTS = {"light": 1, "normal": 2, "extra": 3}
SEEDS = range(1000, 1060)


GROUPS = (
    Group(
        "cpu",
        Kind.ONE,
        (
            Option("a", {"socket": "am4", "watts": 65, "vegan": True}),
            Option("b", {"socket": "am5", "watts": Fraction(1, 3), "vegan": False}),
            Option("c", {"socket": None, "watts": None, "vegan": None}),
        ),
    ),
    Group(
        "board",
        Kind.ONE,
        (
            Option("x", {"socket": "am4", "watts": 30, "vegan": True}),
            Option("y", {"socket": "am5", "watts": 20, "vegan": True}),
        ),
        optional=True,
        applies_if=Is("cpu", ("a", "b")),
    ),
    Group(
        "extras",
        Kind.MANY,
        (
            Option("fan", {"socket": "am4", "watts": 5, "vegan": False}, {"low": 1, "high": 2}),
            Option("disk", {"socket": "am4", "watts": 7}, {"one": 1, "two": 2, "three": 3}),
            Option("light", {"watts": None, "vegan": True}, {"on": 0}),
        ),
        distinct=Limits(1, None),
        applies_if=Or((Is("board", ("x", "y")), Is("cpu", ("c",)))),
    ),
    Group("seats", Kind.NUMBER, numbers=range(-2, 7, 2), optional=True),
)

EXPRESSIONS: dict[str, Expression] = {
    "is": Is("cpu", ("a", "c")),
    "is none": Is("board", ("-",)),
    "is, of many": Is("extras", ("light", "fan")),
    "is a number": Is("seats", ("4", "-")),
    "has": Has("extras", "disk"),
    "has an amount": Has("extras", "disk", ("one", "three")),
    "counted": Counted("extras", "distinct", 2, None),
    "counted in units": Counted("extras", "units", 2, 4),
    "counted without bounds": Counted("extras", "units", None, None),
    "counted of one": Counted("board", "distinct", 1, 1),
    "counted number": Counted("seats", "units", 0, 4),
    "any": Chosen("any", ("cpu", "board"), AttributeIs("socket", ("am5",))),
    "every": Chosen("every", ("cpu", "extras"), AttributeIs("vegan", (True,))),
    "no": Chosen("no", ("board", "extras"), AttributeCompares("watts", ">", Fraction(6))),
    "test of a number": Chosen("any", ("seats",), AttributeIs("vegan", (True,))),
    "a flag is no number": Chosen("no", ("cpu",), AttributeIs("vegan", (1, "am4"))),
    "same": SameAttribute("socket", ("cpu", "board", "extras")),
    "same, twice": SameAttribute("socket", ("cpu", "cpu")),
    "sum": Sum((Term(Fraction(1), "watts", ("cpu", "extras")),), "<=", Fraction(75)),
    "sum of units": Sum(
        (Term(Fraction(2), None, ("seats", "extras")), Term(Fraction(-1, 2), "watts", ("board",))),
        ">",
        Fraction(3, 7),
    ),
    "sum of a word": Sum((Term(Fraction(1), "socket", ("board",)),), "=", Fraction(0)),
    "allowed table": Table(
        ("cpu", "board", "seats"),
        ((("a",), ("x", "-"), ()), (("b",), (), ("2", "4")), (("c",), ("-",), ("-",))),
        True,
    ),
    "forbidden table": Table(("cpu", "board"), ((("a",), ("y", "-")), ((), ("x",))), False),
    "table of many": Table(("cpu", "extras"), ((("a",), ("fan", "-")), (("c",), ())), True),
    "forbidden table of many": Table(("extras", "board"), ((("fan",), ("-",)),), False),
    "table with a group twice": Table(("cpu", "cpu"), ((("a", "b"), ("b", "c")),), True),
    "not": Not(Chosen("any", ("cpu",), AttributeIs("vegan", (True,)))),
    "and": And((Has("extras", "fan"), Not(Is("cpu", ("b",))))),
    "or": Or((Is("seats", ("0",)), Has("extras", "fan"), Is("board", ("y",)))),
    "requires": Implies(Is("cpu", ("a",)), And((Is("board", ("x",)), Has("extras", "disk")))),
    "excludes": Implies(Has("extras", "fan", ("high",)), Not(Is("seats", ("4", "6")))),
    "always": And(()),
    "never": Or(()),
}


def checked(case: Model) -> None:
    """Counts, and the possible values, as the oracle finds them."""
    oracle = Oracle(case)
    compiled = compile_model(case)
    assert compiled.count(compiled.unrestricted()) == oracle.valid.sum()
    found = compiled.sweep(compiled.costs(Costs()), compiled.unrestricted())
    for index, cost in enumerate(found.tolist()):
        possible = bool((oracle.valid & oracle.holds(compiled.values.choice(index))).any())
        assert (cost == 0) is possible, compiled.values.choice(index)


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_rule_leaves_what_its_meaning_leaves(name: str) -> None:
    checked(Model(GROUPS, (Rule("rule", EXPRESSIONS[name]),)))


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_the_opposite_of_a_rule_leaves_what_its_meaning_leaves(name: str) -> None:
    checked(Model(GROUPS, (Rule("rule", Not(EXPRESSIONS[name])),)))


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_condition_costs_exactly_where_it_holds(name: str) -> None:
    case = Model(GROUPS, (), {"named": EXPRESSIONS[name]})
    oracle = Oracle(case)
    compiled = compile_model(case)
    costs = Costs({Choice("cpu", "b"): 5}, {"named": -7})
    totals = oracle.totals(costs)
    found = compiled.sweep(compiled.costs(costs), compiled.unrestricted())
    for index, cost in enumerate(found.tolist()):
        holding = totals[oracle.valid & oracle.holds(compiled.values.choice(index))]
        assert cost == (holding.min() if holding.size else INFINITE)


@pytest.mark.parametrize(
    "says", [Or((Is("extras", ("-",)), Has("extras", "disk"))), Not(Is("extras", ("-", "fan")))]
)
def test_many_of_is_none_only_where_it_applies(says: Expression) -> None:
    case = Model(GROUPS, (Rule("rule", says),))
    oracle, judge = Oracle(case), Judge(case)
    valid = {
        configuration
        for configuration in map(oracle.configuration_at, range(oracle.size))
        if not judge.violations(configuration)
    }
    compiled = compile_model(case)
    assert compiled.count(compiled.unrestricted()) == len(valid) > 0


HEAVY = Group("base", Kind.ONE, (Option("a", {"watts": 65}), Option("b", {"watts": 65})))
FEW = many("extras", "x y z", amounts={"one": 1, "two": 2})


@pytest.mark.parametrize(
    "rule",
    [
        Sum(
            (Term(Fraction(1), "watts", ("base",)), Term(Fraction(30), None, ("extras",))),
            "<=",
            Fraction(130),
        ),
        Chosen("every", ("base", "extras"), AttributeCompares("watts", "<", Fraction(60))),
        Implies(answered("base=a"), Chosen("any", ("base", "extras"), AttributeIs("watts", (65,)))),
    ],
)
def test_a_group_that_always_adds_the_same_is_counted_too(rule: Expression) -> None:
    checked(Model((HEAVY, FEW), (Rule("rule", rule),), {"named": rule}))


@pytest.mark.parametrize("comparison", ["<", "<=", "=", "!=", ">=", ">"])
def test_every_comparison_of_sums_holds_exactly(comparison: Comparison) -> None:
    terms = (Term(Fraction(1, 3), None, ("seats",)), Term(Fraction(1), "watts", ("board",)))
    for constant in (Fraction(20), Fraction(62, 3), Fraction(0), Fraction(1, 2)):
        checked(Model(GROUPS, (Rule("rule", Sum(terms, comparison, constant)),)))


@pytest.fixture(scope="module", params=SEEDS)
def case(request: pytest.FixtureRequest) -> Case:
    return generate(request.param)


def left(case: Case) -> Mask:
    return case.oracle.left(case.choices, case.unavailable.reasons)


def test_generated_models_count_as_the_oracle_does(case: Case) -> None:
    compiled = compile_model(case.model)
    allowed = compiled.restrict(compiled.unrestricted(), case.choices)
    assert compiled.count(compiled.unrestricted()) == case.oracle.valid.sum()
    assert compiled.count(compiled.forbid(allowed, case.unavailable)) == left(case).sum()


def test_generated_models_cost_as_the_oracle_says(case: Case) -> None:
    """Every value allowed, its own variable included."""
    compiled = compile_model(case.model)
    costs = compiled.costs(case.costs)
    allowed = compiled.forbid(
        compiled.restrict(compiled.unrestricted(), case.choices), case.unavailable
    )
    found = compiled.sweep(costs, allowed, allowed)
    totals = case.oracle.totals(case.costs)
    for index in np.flatnonzero(allowed[: len(compiled.values)]).tolist():
        holding = totals[left(case) & case.oracle.holds(compiled.values.choice(index))]
        assert found[index] == (holding.min() if holding.size else INFINITE)


def test_the_cheapest_configuration_of_generated_models_is_valid_and_cheapest(case: Case) -> None:
    compiled = compile_model(case.model)
    allowed = compiled.forbid(
        compiled.restrict(compiled.unrestricted(), case.choices), case.unavailable
    )
    answer = compiled.cheapest(compiled.costs(case.costs), allowed)
    totals = case.oracle.totals(case.costs)[left(case)]
    if answer is None:
        assert not totals.size
        return
    cost, configuration = answer
    candidate = case.oracle.candidate_of(configuration)
    assert candidate is not None
    assert left(case)[candidate]
    assert cost == totals.min() == case.oracle.totals(case.costs)[candidate]


def test_the_variable_of_a_value_is_freed_but_what_is_gone_stays_gone() -> None:
    compiled = compile_model(
        model(
            one("bun", "a b c"),
            one("cheese", "x y"),
            requires("r", answered("bun=b"), answered("cheese=y")),
        )
    )
    free = compiled.unrestricted()
    chosen = compiled.restrict(free, choices("bun=a cheese=x"))
    gone = compiled.forbid(chosen, sold_out("bun=c"))
    costs = compiled.costs(prices("bun=a:3 bun=b:1 bun=c:2 cheese=y:4"))
    values = compiled.values

    def cost(allowed: np.ndarray, text: str, lift: np.ndarray | None = None) -> int:
        return int(compiled.sweep(costs, allowed, lift)[values.index(choice(text))])

    assert cost(chosen, "bun=a") == 3
    assert cost(chosen, "bun=b") == INFINITE
    assert cost(chosen, "bun=c") == 2
    assert cost(chosen, "cheese=y") == 7
    assert cost(gone, "bun=c", compiled.forbid(free, sold_out("bun=c"))) == INFINITE


def test_options_that_nothing_tells_apart_cost_no_room() -> None:
    small = one("part", "a b")
    large = one("part", " ".join(f"p{number}" for number in range(3000)))
    rule = requires("rule", answered("case=big"), Is("part", ("a", "p0", "p1", "p2")))
    edges = [
        len(compiled.diagram.layered.graph.values)
        for group in (small, large)
        for compiled in [compile_model(model(one("case", "big little"), group, rule))]
        if compiled.diagram.layered is not None
    ]
    assert edges[0] == edges[1]


def test_an_option_among_equals_has_its_own_price() -> None:
    compiled = compile_model(model(one("part", "a b c")))
    costs = compiled.costs(prices("part=a:5 part=b:3 part=c:9"))
    assert compiled.sweep(costs, compiled.unrestricted()).tolist() == [5, 3, 9]
    assert compiled.cheapest(costs, compiled.unrestricted()) == (3, choices("part=b"))
    without = compiled.forbid(compiled.unrestricted(), sold_out("part=b"))
    assert compiled.cheapest(costs, without) == (5, choices("part=a"))


def test_a_model_that_allows_nothing_answers_that_nothing_is_possible() -> None:
    compiled = compile_model(model(one("bun", "a b"), Rule("rule", answered("bun=-"))))
    allowed = compiled.unrestricted()
    assert set(compiled.sweep(compiled.costs(Costs()), allowed).tolist()) == {INFINITE}
    assert compiled.cheapest(compiled.costs(Costs()), allowed) is None


def test_a_model_without_groups_has_one_empty_configuration() -> None:
    compiled = compile_model(Model(()))
    allowed = compiled.unrestricted()
    assert compiled.count(allowed) == 1
    assert compiled.cheapest(compiled.costs(Costs()), allowed) == (0, ())


def test_a_number_group_with_too_many_values_is_refused_in_words() -> None:
    with pytest.raises(ModelTooLarge, match="seats has 5,000 values"):
        compile_model(model(number("seats", range(5000))))


def test_a_rule_that_is_too_large_by_itself_is_named() -> None:
    options = tuple(Option(f"o{place}", {"grams": 2**place}, {"one": 1}) for place in range(40))
    weighs = Sum((Term(Fraction(1), "grams", ("parts",)),), "<", Fraction(2**39))
    with pytest.raises(CompileBudgetExceeded) as caught:
        compile_model(
            Model((Group("parts", Kind.MANY, options),), (Rule("weight", weighs),)), budget=20_000
        )
    assert caught.value.rules == ("weight",)


def test_a_cost_beyond_the_numbers_is_refused() -> None:
    compiled = compile_model(model(one("bun", "a b")))
    costs = compiled.costs(prices(f"bun=a:{2**61}"))
    with pytest.raises(OverflowError):
        compiled.sweep(costs, compiled.unrestricted())


def test_a_choice_that_the_model_does_not_have_is_a_key_error() -> None:
    compiled = compile_model(model(one("bun", "a b"), many("toppings", "x")))
    for unknown in ("bun=z", "bun=-", "toppings.x=extra", "sauce=a"):
        with pytest.raises(KeyError):
            compiled.restrict(compiled.unrestricted(), choices(unknown))


def test_tables_name_the_rule_or_the_group_that_they_come_from() -> None:
    case = model(
        one("size", "s l"),
        many("toppings", "x y z", distinct=Limits(0, 2), applies_if=answered("size=l")),
        requires("the rule", answered("size=s"), answered("size=s|l")),
        requires("needs x", answered("size=l"), Has("toppings", "x")),
    )
    origins = {table.origin for table in compile_model(case).tables}
    assert origins - {None} == {"applies:toppings", "limit:toppings", "needs x"}


def test_compiling_gives_the_same_diagram_each_time() -> None:
    case = generate(7).model
    first, second = compile_model(case).diagram, compile_model(case).diagram
    assert first.layered is not None
    assert second.layered is not None
    assert first.layered.graph.values.items.tolist() == second.layered.graph.values.items.tolist()


def test_a_burger_of_twenty_toppings_with_amounts_and_limits_stays_small() -> None:
    toppings = many(
        "toppings",
        " ".join(f"t{place}" for place in range(20)),
        amounts=AMOUNTS,
        distinct=Limits(0, 8),
        units=Limits(0, 14),
    )
    compiled = compile_model(model(toppings))
    assert compiled.diagram.layered is not None
    assert len(compiled.diagram.layered.graph.values) < 6_000
    assert compiled.count(compiled.unrestricted()) > 10**7
