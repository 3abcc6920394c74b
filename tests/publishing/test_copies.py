"""Rules, prices and counts of slots with copies, against trying every configuration."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import pytest

from catalog.shop import (
    Adjustment,
    Bounds,
    Group,
    GroupKind,
    Option,
    Preset,
    Product,
    Rule,
    Shop,
    lies_in,
)
from configurator.engine.answers import FREE, valid_domains
from configurator.engine.completing import finish, status
from configurator.engine.domains import DOES_NOT_APPLY
from configurator.engine.mistakes import RuleTextError, wording
from configurator.engine.model import Choice, taken
from configurator.engine.model import Group as EngineGroup
from configurator.engine.parsing import parse_condition
from configurator.engine.repairing import repairs
from configurator.engine.situations import Situation
from configurator.publishing.canonical import distinct_repairs, in_canonical_order
from configurator.publishing.checks import check_rules
from configurator.publishing.configurations import matched_presets, quote
from configurator.publishing.counting import count_any_order
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import names_for
from tests.publishing.drive_shop import DRIVE, MODELS, both, drive_shop, live, with_drives

RULES = (
    "units of drive.model <= 2",
    "gb of drive.model >= 1500",
    "at most 1 of drive",
    "drive.model is a excludes drive.model is b",
    "drive is none or drive.model is one of a, c",
    "drive is taken",
    "drive.model is not b",
    "no of drive.model with socket is sata",
    "every of drive.model with gb >= 1000",
    "any of drive.model with socket is m2 requires m2 of drive.model <= 1",
    "same socket of drive.model",
    "exactly 2 of drive.model",
    "socket of drive.model is among takes of case",
    "socket of drive.model is sata",
    "socket of drive.model is not sata",
    "gb of drive.model + 2 x gb of drive.model <= 5000",
    "gb of drive.model, drive.spare <= 3000",
    "drive.cables has long requires drive.model is a",
    "at most 2 units of drive.cables",
    "drive.cables is none",
    "value of drive.length <= 3",
)

CABLES = Group(
    "cables",
    both("Cables", "케이블"),
    GroupKind.MANY,
    (
        Option("long", both("Long"), {"": 5}, ("1", "2")),
        Option("short", both("Short"), {}, ("1",)),
    ),
    distinct=Bounds(0, 1),
)
LENGTH = Group("length", both("Length"), GroupKind.NUMBER, numbers=Bounds(1, 3), price_per_unit=7)
SPARE = Group("spare", both("Spare"), GroupKind.ONE, MODELS[:2], optional=True)


def every_configuration(of: LiveProduct) -> Iterator[tuple[Choice, ...]]:
    """What each valid complete configuration takes, found by trying all."""
    for choices in _tried(of, of.compiled.model.groups, ()):
        if not of.judge.violations(choices):
            yield choices


def _tried(
    of: LiveProduct, groups: tuple[EngineGroup, ...], before: tuple[Choice, ...]
) -> Iterator[tuple[Choice, ...]]:
    """Every way to answer the groups; here they apply or not by what stands before them."""
    if not groups:
        yield before
        return
    group, *rest = groups
    applies = group.applies_if is None or of.judge.evaluate(group.applies_if, before)
    listed = [
        [of.compiled.values.choice(index) for index in variable.indexes if applies]
        for variable in of.compiled.values.of_group(group.path)
    ]
    for answers in product(*listed) if applies else [()]:
        if not any(each.option == DOES_NOT_APPLY for each in answers):
            held = tuple(each for each in answers if each.option != "-" and each.amount != "-")
            yield from _tried(of, tuple(rest), before + held)


def in_another_order(
    of: LiveProduct, choices: tuple[Choice, ...], chance: random.Random
) -> tuple[Choice, ...]:
    """The same with the copies of each slot shuffled."""
    for paths in of.copies:
        places = dict(zip(paths, chance.sample(paths, len(paths)), strict=True))
        choices = tuple(_moved(each, places) for each in choices)
    return choices


def _moved(choice: Choice, places: dict[str, str]) -> Choice:
    for path, to in places.items():
        if lies_in(choice.group, path):
            return replace(choice, group=to + choice.group.removeprefix(path))
    return choice


def up_to_order(of: LiveProduct) -> set[tuple[Choice, ...]]:
    return {in_canonical_order(of, each) for each in every_configuration(of)}


def drives(*rules: str, copies: int = 2, optional: bool = True, inner: Product = DRIVE) -> Shop:
    placed = [Rule(f"r{number}", text, both("So.")) for number, text in enumerate(rules)]
    return drive_shop(*placed, copies=copies, optional=optional, inner=inner)


def richer(*groups: Group) -> Product:
    return replace(DRIVE, groups=(*DRIVE.groups, *groups))


def test_two_drives_and_one_socket_make_seven_computers() -> None:
    of = live(drive_shop())
    assert count_any_order(of.compiled.model, of.copies) == 7
    assert {tuple(c.option for c in each if ".model" in c.group) for each in up_to_order(of)} == {
        (), ("a",), ("b",), ("c",), ("a", "c"), ("b", "c"), ("c", "c"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "optional"),
    [
        (rule, optional)
        for rule in RULES
        for optional in (True, False)
        if "spare" not in rule and (optional or not re.search(r"drive( |$)", rule))
    ],
)
def test_each_rule_counts_configurations_once_in_all_orders(rule: str, optional: bool) -> None:
    inner = richer(CABLES) if "cables" in rule else richer(LENGTH) if "length" in rule else DRIVE
    of = live(drives(rule, optional=optional, inner=inner))
    found = list(every_configuration(of))
    assert of.compiled.count(of.compiled.unrestricted()) == len(found)
    assert count_any_order(of.compiled.model, of.copies) == len(up_to_order(of))


@pytest.mark.parametrize("copies", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_several_rules_and_groups_count_as_trying_all_does(copies: int, seed: int) -> None:
    chance = random.Random(seed)
    inner = richer(SPARE)
    rules = chance.sample(
        [each for each in RULES if "cables" not in each and "length" not in each], 2
    )
    of = live(drives(*rules, copies=copies, inner=inner))
    found = {in_canonical_order(of, each) for each in every_configuration(of)}
    assert count_any_order(of.compiled.model, of.copies) == len(found)


def test_copies_inside_copies_are_counted_once_too() -> None:
    chip = Product("chip", both("Chip"), 0, (replace(DRIVE.groups[0], id="kind"),), on_menu=False)
    inner = replace(
        DRIVE,
        groups=(
            Group("chip", both("Chip"), GroupKind.SLOT, product="chip", copies=2, optional=True),
        ),
    )
    shop = drives("gb of drive.chip.kind <= 4000", inner=inner)
    of = live(replace(shop, products=(*shop.products, chip)))
    assert len(of.copies) == 3
    found = {in_canonical_order(of, each) for each in every_configuration(of)}
    assert count_any_order(of.compiled.model, of.copies) == len(found)


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_tells_copies_apart(rule: str) -> None:
    of = live(drives(rule, copies=3, inner=richer(SPARE, CABLES, LENGTH)))
    chance = random.Random(rule)
    expression = of.compiled.model.rules[-1].expression
    for _ in range(60):
        choices = tuple(
            chance.choice([of.compiled.values.choice(index) for index in variable.indexes])
            for variable in of.compiled.values.variables
        )
        choices = tuple(c for c in choices if c.option not in ("-", "~") and c.amount != "-")
        other = in_another_order(of, choices, chance)
        assert of.judge.evaluate(expression, choices) == of.judge.evaluate(expression, other)


def test_the_price_is_the_same_in_every_order() -> None:
    adjustments = (
        Adjustment("pair", both("Pair"), "at least 2 of drive", -30),
        Adjustment("a-c", both("A and C"), "drive.model is a and drive.model is c", -7),
    )
    presets = (
        Preset("ac", "pc", both("A+C"), {"case": "tower", "drive-1": "taken", "drive-1.model": "a",
               "drive-2": "taken", "drive-2.model": "c", "drive-3": "-"},
               ("drive-1.model", "drive-2.model"), adjustment=-11),
        Preset("some", "pc", both("Some B"), {"case": "tower", "drive-1": "taken",
               "drive-1.model": "b", "drive-2": "-", "drive-3": "-"}, ("drive-1", "drive-2.model"),
               adjustment=-3),
    )  # fmt: skip
    of = live(drive_shop(copies=3, adjustments=adjustments, presets=presets[:1]))
    prices: dict[tuple[Choice, ...], int] = {}
    for choices in every_configuration(of):
        price = quote(of, choices).total.minor
        allowed = of.compiled.restrict(of.compiled.unrestricted(), _whole(of, choices))
        engine = of.compiled.least(of.compiled.costs(of.costs), allowed)
        assert engine is not None
        assert price == of.price_list.base + engine
        assert prices.setdefault(in_canonical_order(of, choices), price) == price
    assert len(set(prices.values())) > 5


def _whole(of: LiveProduct, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    answered = {each.group for each in choices}
    slots = [path for paths in of.copies for path in paths]
    return (*choices, *(Choice(path, "-") for path in slots if path not in answered))


@pytest.mark.parametrize("models", list(permutations(("a", "c", "-"))))
def test_a_preset_is_met_in_every_order(models: tuple[str, ...]) -> None:
    choices = {"case": "tower", "drive-1": "taken", "drive-1.model": "c", "drive-2": "taken",
               "drive-2.model": "a", "drive-3": "-"}  # fmt: skip
    defining = ("drive-1.model", "drive-2.model", "drive-3")
    preset = Preset("ac", "pc", both("A and C"), choices, defining, adjustment=-11)
    of = live(drive_shop(copies=3, presets=(preset,)))
    complete = taken(with_drives(*models))
    assert matched_presets(of, complete) == (preset,)
    assert quote(of, complete).total.minor == 1000 + 50 + 10 + 100 + 10 + 80 - 11
    assert not matched_presets(of, taken(with_drives("a", "-", "-")))
    assert not matched_presets(of, taken(with_drives("a", "c", "c")))


def test_presets_that_one_drive_could_meet_twice_need_two() -> None:
    choices = {"case": "tower", "drive-1": "taken", "drive-1.model": "a", "drive-2": "taken",
               "drive-2.model": "a"}  # fmt: skip
    preset = Preset("two", "pc", both("A, and one more"), choices, ("drive-1.model", "drive-2"))
    of = live(drives("at least 0 of drive", copies=3))
    of = live(
        drive_shop(Rule("any", "at least 0 of drive", both("So.")), copies=3, presets=(preset,))
    )
    assert matched_presets(of, taken(with_drives("-", "b", "a"))) == (preset,)
    assert not matched_presets(of, taken(with_drives("-", "-", "a")))


@pytest.mark.parametrize("seed", range(6))
def test_a_preset_is_met_where_its_drives_can_be_matched_one_to_one(seed: int) -> None:
    chance = random.Random(seed)
    choices: dict[str, str] = {"case": "tower"}
    wanted: list[dict[str, str]] = []
    for path in ("drive-1", "drive-2", "drive-3"):
        answers = {"": "taken", "model": chance.choice("ab"), "spare": chance.choice("ab-")}
        named = {key: answers[key] for key in answers if chance.random() < 0.6}
        choices |= {f"{path}.{key}".rstrip("."): answers[key] for key in answers}
        wanted.append(named)
    defining = [
        f"{path}.{key}".rstrip(".")
        for path, named in zip(("drive-1", "drive-2", "drive-3"), wanted, strict=True)
        for key in named
    ]
    preset = Preset("some", "pc", both("Some"), choices, ("case", *defining), adjustment=-1)
    rule = Rule("any", "at least 0 of drive", both("So."))
    of = live(drive_shop(rule, copies=3, inner=richer(SPARE), presets=(preset,)))
    for complete in every_configuration(of):
        held = [_answers_in(complete, path) for path in ("drive-1", "drive-2", "drive-3")]
        matching = any(
            all(
                named.items() <= answers.items()
                for named, answers in zip(wanted, order, strict=True)
            )
            for order in permutations(held)
        )
        assert bool(matched_presets(of, complete)) is matching, (wanted, complete)


def _answers_in(complete: tuple[Choice, ...], path: str) -> dict[str, str]:
    """What a copy is answered with, as seen from it; one that is taken has answers to all."""
    there = {
        c.group.removeprefix(path).lstrip("."): c.option for c in complete if lies_in(c.group, path)
    }
    return {"model": "", "spare": "-", **there} if there else {"": "-"}


def test_eight_drives_without_rules_are_as_many_as_multisets() -> None:
    of = live(drives("at least 0 of drive", copies=8))
    assert of.compiled.count(of.compiled.unrestricted()) == 4**8
    assert count_any_order(of.compiled.model, of.copies) == 165


@pytest.mark.parametrize(
    ("text", "code", "suggestions"),
    [
        ("drive-1.model is a", "group.copy", ("drive.model",)),
        ("units of drive-2 <= 1", "group.copy", ("drive",)),
        ("drive.model, case allows (a, tower)", "copies.table", ()),
        ("at most 1 of drive.cables", "copies.counted", ()),
        ("drive-9.modul is a", "group.unknown", ("drive.model",)),
    ],
)
def test_a_rule_about_one_copy_is_a_mistake_told_in_place(
    text: str, code: str, suggestions: tuple[str, ...]
) -> None:
    shop = drives("drive is taken", inner=richer(CABLES))
    with pytest.raises(RuleTextError) as caught:
        parse_condition(text, names_for(shop, shop.product("pc")))
    mistakes = caught.value.mistakes
    assert (mistakes[0].code, mistakes[0].suggestions) == (code, suggestions)
    assert wording(mistakes[0], "en")
    assert wording(mistakes[0], "ko")
    broken = drives(text, inner=richer(CABLES))
    assert [problem.path[-3:] for problem in check_rules(broken)] == [("rules", "r0", "text")]


def test_a_drive_in_the_second_slot_alone_is_whole() -> None:
    of = live(drive_shop())
    found = status(of.compiled, Situation(with_drives("", "a")))
    assert found.complete is not None
    assert in_canonical_order(of, found.complete) == taken(with_drives("a"))


def test_drives_that_nobody_answered_are_none() -> None:
    of = live(drive_shop(copies=8))
    assert status(of.compiled, Situation(with_drives())).complete == with_drives()
    assert status(of.compiled, Situation(with_drives("c"))).complete == taken(with_drives("c"))


def test_needed_drives_are_asked_from_the_first_on() -> None:
    of = live(drives("at least 1 of drive", copies=3))
    assert status(of.compiled, Situation(with_drives())).open_groups == ("drive-1", "drive-1.model")
    assert finish(of.compiled, Situation(with_drives()), of.costs) == with_drives("c")


def test_repairs_that_are_alike_in_another_order_are_offered_once() -> None:
    of = live(drives("units of drive.model <= 1"))
    situation = Situation(with_drives("c", "c"))
    assert not valid_domains(of.compiled, situation, FREE).consistent
    found = distinct_repairs(of, situation, None)
    assert len(repairs(of.compiled, situation, None, of.costs)) > len(found) == 1


def test_the_canonical_order_is_reached_from_every_order_and_stays() -> None:
    of = live(drives("drive is taken", copies=4, inner=richer(SPARE)))
    chance = random.Random(5)
    for _ in range(40):
        models = [chance.choice(("a", "b", "c", "-", "")) for _ in range(4)]
        choices = with_drives(*models)
        ordered = in_canonical_order(of, choices)
        assert in_canonical_order(of, in_another_order(of, choices, chance)) == ordered
        assert in_canonical_order(of, ordered) == ordered
        held = [c.option for c in ordered if c.group.endswith(".model")]
        assert held == sorted(held)
