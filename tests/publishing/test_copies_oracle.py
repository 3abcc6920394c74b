"""The engine beside the oracle on products with copies, whatever has been chosen in them."""

import re
from dataclasses import replace
from random import Random

import pytest

from catalog.shop import Adjustment, Rule
from configurator.engine.model import Choice, Unavailable
from tests.engine.comparing import differences
from tests.engine.generator import Case
from tests.engine.oracle import Oracle
from tests.publishing.drive_shop import DRIVE, both, drive_shop, live
from tests.publishing.test_copies import CABLES, LENGTH, RULES, SPARE

CASES = 30


def generated(seed: int) -> Case:
    """A product with two or three copies, two rules about them, and some of it chosen."""
    random = Random(seed)
    inner, copies = DRIVE, 3
    if random.random() < 0.5:
        more = random.choice((SPARE, CABLES, LENGTH))
        inner, copies = replace(DRIVE, groups=(*DRIVE.groups, more)), 2
    there = {each.id for each in inner.groups}
    known = [each for each in RULES if there.issuperset(re.findall(r"drive[.](\w+)", each))]
    rules = [Rule(f"r{n}", text, both("So.")) for n, text in enumerate(random.sample(known, 2))]
    pair = Adjustment("pair", both("Pair"), "at least 2 of drive", -30)
    of = live(drive_shop(*rules, copies=copies, inner=inner, adjustments=(pair,)))
    model = of.compiled.model
    oracle = Oracle(model)
    listed = [of.compiled.values.choice(index) for index in range(len(of.compiled.values))]
    possible = [each for each in listed if each.option != "~" and each.amount != "-"]
    chosen = {each.group: each for each in random.sample(possible, random.randrange(5))}
    missing = random.sample([each for each in possible if each.option != "-"], random.randrange(2))
    gone = {Choice(each.group, each.option): "sold out" for each in missing}
    return Case(seed, model, oracle, tuple(chosen.values()), Unavailable(gone), of.costs)


@pytest.mark.parametrize("seed", range(CASES))
def test_every_answer_is_what_trying_everything_finds(seed: int) -> None:
    assert list(differences(generated(seed))) == []
