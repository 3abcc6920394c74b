"""The rules of a shop of thousands of parts: they can be said, and they compile small."""

from random import Random

import pytest

from configurator.engine.answers import FREE, Situation, valid_domains
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Group, Kind, Limits, Model, Option, Rule
from configurator.engine.parsing import names_of, parse_rule, print_expression
from configurator.engine.unknown_facts import unchecked_conditions

SOCKETS = ("am4", "am5", "lga1700", "lga1851", "tr5")
SIZES = ("itx", "matx", "atx", "eatx")
TEXTS = (
    "same socket of cpu, board",
    "same memory_type of memory, board",
    "modules of memory <= memory_slots of board",
    "capacity_gb of memory <= max_memory_gb of board",
    "form_factor of board is among board_sizes of case",
    "socket of cpu is among sockets of cooler",
    "length_mm of graphics <= max_gpu_length_mm of case",
    "if type of cooler is air then height_mm of cooler <= max_cooler_height_mm of case",
    "1.2 x watts of cpu, graphics, drive + 100 <= wattage of psu",
    "m2 of drive <= m2_slots of board",
    "integrated_graphics of cpu is yes or graphics is taken",
    "if sockets of cooler include tr5 then type of cooler is not air",
)


def parts(count: int, random: Random) -> tuple[Group, ...]:
    """Groups of `count` options each; one fact in fifty is unknown."""

    def some(**facts: list[AttributeValue]) -> dict[str, AttributeValue | None]:
        return {
            name: None if random.random() < 0.02 else random.choice(values)
            for name, values in facts.items()
        }

    def one(path: str, *, optional: bool = False, **facts: list[AttributeValue]) -> Group:
        options = tuple(Option(f"{path}{n}", some(**facts)) for n in range(count))
        return Group(path, Kind.ONE, options, optional=optional)

    sets: list[AttributeValue] = [
        frozenset(random.sample(SOCKETS, random.randint(1, 4))) for _ in range(12)
    ]
    boards: list[AttributeValue] = [frozenset(SIZES[:n]) for n in range(1, 5)]
    kits = tuple(
        Option(
            f"kit{n}",
            some(memory_type=["ddr4", "ddr5"], modules=[1, 2], capacity_gb=[8, 16, 32]),
            {"1": 1, "2": 2},
        )
        for n in range(12)
    )
    drives = tuple(
        Option(f"drive{n}", some(m2=[0, 1], watts=[3, 5, 8]), {"1": 1, "2": 2, "3": 3})
        for n in range(6)
    )
    return (
        one(
            "cpu",
            socket=[*SOCKETS],
            watts=[*range(35, 200, 15)],
            integrated_graphics=[True, False],
        ),
        one(
            "board",
            socket=[*SOCKETS],
            form_factor=[*SIZES],
            memory_type=["ddr4", "ddr5"],
            memory_slots=[2, 4],
            max_memory_gb=[64, 128],
            m2_slots=[1, 2, 3],
        ),
        Group("memory", Kind.MANY, kits, distinct=Limits(1, 1)),
        one("cooler", sockets=sets, type=["air", "liquid"], height_mm=[*range(40, 170, 5)]),
        one(
            "graphics", optional=True, length_mm=[*range(150, 360, 10)], watts=[*range(50, 450, 25)]
        ),
        Group("drive", Kind.MANY, drives, distinct=Limits(0, 2)),
        one(
            "case",
            board_sizes=boards,
            max_gpu_length_mm=[*range(200, 420, 20)],
            max_cooler_height_mm=[*range(60, 190, 10)],
        ),
        one("psu", wattage=[*range(300, 1300, 50)]),
    )


def model(count: int) -> Model:
    groups = parts(count, Random(7))
    names = names_of(Model(groups))
    rules = tuple(Rule(f"rule{n}", parse_rule(text, names)) for n, text in enumerate(TEXTS))
    return Model(groups, rules, dict(unchecked_conditions(groups, rules)))


@pytest.mark.parametrize("text", TEXTS)
def test_each_can_be_said_and_is_written_in_one_way(text: str) -> None:
    names = names_of(Model(parts(30, Random(7))))
    expression = parse_rule(text, names)
    assert parse_rule(print_expression(expression), names) == expression


@pytest.mark.parametrize("text", TEXTS)
def test_each_is_tables_over_what_it_can_tell_apart(text: str) -> None:
    """Ten times as many options have ten times as many rows at most, not a hundred times."""
    rows = []
    for count in (100, 1000):
        groups = parts(count, Random(7))
        rule = Rule("rule", parse_rule(text, names_of(Model(groups))))
        conditions = unchecked_conditions(groups, (rule,))
        compiled = compile_model(Model(groups, (rule,), dict(conditions)))
        rows.append(sum(len(table.rows) for table in compiled.tables))
    assert rows[1] <= 11 * rows[0]
    assert rows[1] < 25_000


def test_whatever_is_offered_on_the_way_ends_in_what_breaks_no_rule() -> None:
    random = Random(11)
    of = model(60)
    compiled = compile_model(of)
    judge = Judge(of)
    found = valid_domains(compiled, Situation(), FREE)
    assert found.consistent
    for _ in range(12):
        first = random.choice(of.group("cpu").options).id
        chosen: tuple[Choice, ...] = (Choice("cpu", first),)
        for path in ("cooler", "board", "case", "graphics", "psu"):
            domains = valid_domains(compiled, Situation(chosen), FREE)
            ids = [each.id for each in of.group(path).options]
            random.shuffle(ids)
            fitting = next(id_ for id_ in ids if domains.is_available(Choice(path, id_)))
            chosen = (*chosen, Choice(path, fitting))
        complete = compiled.cheapest(
            compiled.costs(FREE), compiled.restrict(compiled.unrestricted(), chosen)
        )
        assert complete is not None
        assert judge.violations(complete[1]) == ()
