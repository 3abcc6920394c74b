"""The page that documents the rule language, run line by line."""

import re
from pathlib import Path
from typing import get_args

import pytest

from configurator.engine import parsing
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import AttributeValue, Expression, Ranked
from configurator.engine.model import Choice, Group, Kind, Model, Option
from configurator.engine.parsing import names_of, parse_rule, print_expression
from configurator.engine.syntax import keywords

PAGE = Path(parsing.__file__).with_name("RULES.md").read_text("utf-8")
BLOCKS = re.findall(r"```rules\n(.*?)```", PAGE, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]


def food(name: str, kcal: int, milk: str, vegan: bool, *amounts: str) -> Option:
    attributes: dict[str, AttributeValue | None] = {
        "sort": name,
        "melts_with": frozenset({"cheddar", "gouda"}) if kcal > 260 else frozenset(),
        "kcal": kcal,
        "milk": milk,
        "vegan": vegan,
        "minutes": 1,
    }
    return Option(name, attributes, {amount: 2 if amount == "extra" else 1 for amount in amounts})


AMOUNTS = ("light", "normal", "extra", "extra-left")

SHOP = Model(
    (
        Group(
            "bun",
            Kind.ONE,
            (food("brioche", 300, "contains", False), food("potato", 250, "may_contain", True)),
        ),
        Group(
            "cheese",
            Kind.ONE,
            (food("cheddar", 90, "contains", False), food("gouda", 95, "contains", False)),
            optional=True,
        ),
        Group(
            "toppings",
            Kind.MANY,
            (food("onion", 5, "free", True, *AMOUNTS), food("bacon", 80, "free", False, *AMOUNTS)),
        ),
        Group("set", Kind.ONE, (Option("set"),), optional=True),
        Group("set.drink", Kind.ONE, (Option("cola"), Option("water"))),
        Group("seats", Kind.NUMBER, numbers=range(1, 9)),
    )
)
NAMES = names_of(SHOP)


@pytest.mark.parametrize("line", LINES)
def test_each_rule_on_the_page_is_read_and_written_as_it_says(line: str) -> None:
    text, _, canonical = (part.strip() for part in line.partition("=>"))
    printed = print_expression(parse_rule(text, NAMES), {"seats"})
    assert printed == (canonical or text)
    assert parse_rule(printed, NAMES) == parse_rule(text, NAMES)


@pytest.mark.parametrize("line", LINES)
def test_each_rule_on_the_page_means_something(line: str) -> None:
    expression = parse_rule(line.partition("=>")[0], NAMES)
    configuration = (Choice("bun", "brioche"), Choice("toppings", "onion", "extra"))
    assert Judge(SHOP).evaluate(expression, configuration) in (True, False)


def test_the_page_shows_every_keyword_and_every_kind_of_expression() -> None:
    words = set(re.findall(r"[a-z]+", " ".join(LINES)))
    assert set(keywords().values()) <= words
    shown = " ".join(repr(parse_rule(line.partition("=>")[0], NAMES)) for line in LINES)
    # What prices are made of has no words.
    kinds = {kind.__name__ for kind in get_args(Expression)} - {Ranked.__name__}
    assert len(kinds) == 12
    assert {kind for kind in kinds if f"{kind}(" not in shown} == set()
