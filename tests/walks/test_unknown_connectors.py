"""A part of which something is unknown is never chosen for the shopper while a checked one is left.

Everything that chooses by itself is asked in the PC shop, from many beginnings: finishing, the best
within a budget, what is forced, repairs, substitutes. What is left unchecked is counted by CP-SAT.
"""

import os
import random

import pytest

from catalog.database import Database
from catalog.stock import sell_out
from configurator.engine.model import Choice
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveProduct, live_product
from tests.support.databases import Rows, put_rows
from tests.support.web import ShopClient
from tests.walks.builder_pages import BuilderPage, Choices, choices_in
from tests.walks.completing import without
from tests.walks.pricing import Pricer
from tests.walks.visitors import Guest

BUILD = "/pc/tower/build"
PLUGS = ("eight-pin", "twelve-pin")
SEEDS = range(int(os.environ.get("WALK_SEEDS", "4")))


@pytest.fixture
def live(database: Database, computer_rows: Rows) -> LiveProduct:
    put_rows(database, computer_rows)
    with database.reading() as session:
        live = live_product(session, "pc", "tower")
    assert live is not None
    return live


@pytest.fixture
def pricer(live: LiveProduct) -> Pricer:
    return Pricer(live.compiled.model, live.costs)


def vague_supplies(live: LiveProduct) -> set[str]:
    """The supplies of which the plugs are not known."""
    supplies = live.judge.options["psu"].values()
    return {it.id for it in supplies if any(it.attributes.get(plug) is None for plug in PLUGS)}


def begun(live: LiveProduct, pricer: Pricer, seed: int) -> Choices:
    """A card with plugs, a supply left open, and a processor that goes with it."""
    chance = random.Random(seed)
    plugged = [
        it.id
        for it in live.judge.options["graphics"].values()
        if it.attributes.get("eight-pin") or it.attributes.get("twelve-pin")
    ]
    processors = list(live.judge.options["cpu"])
    while True:
        choices = frozenset(
            {
                Choice("graphics", chance.choice(plugged)),
                Choice("cpu", chance.choice(processors)),
            }
        )
        if pricer.can_be_completed(choices):
            return choices


def unchecked(live: LiveProduct, choices: Choices) -> int:
    """How many *must* rules a complete configuration leaves unchecked."""
    must = {rule.name for rule in live.compiled.model.rules if rule.strength == "must"}
    return len(must.intersection(live.judge.unchecked(choices)))


def page_at(client: ShopClient, live: LiveProduct, choices: Choices, more: str = "") -> BuilderPage:
    query = "&".join(f"{each.group}={each.option}" for each in sorted(choices))
    return BuilderPage(Guest(client).open(f"{BUILD}?{query}{more}"), live.judge)


def finished(client: ShopClient, live: LiveProduct, choices: Choices) -> Choices:
    """What "Finish it for me" proposes."""
    [plate] = page_at(client, live, choices, "&finish=1").plates()
    return choices_in(plate, live.judge)


@pytest.mark.parametrize("seed", SEEDS)
def test_finishing_takes_a_supply_whose_plugs_are_known(
    client: ShopClient, live: LiveProduct, pricer: Pricer, seed: int
) -> None:
    choices = begun(live, pricer, seed)
    least = pricer.least(choices)

    whole = finished(client, live, choices)

    assert least.unchecked == 0
    assert unchecked(live, whole) == 0
    assert next(each.option for each in whole if each.group == "psu") not in vague_supplies(live)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("aim", ["office", "gaming", "workstation"])
def test_the_best_within_a_budget_leaves_nothing_unchecked(
    client: ShopClient, live: LiveProduct, pricer: Pricer, seed: int, aim: str
) -> None:
    choices = begun(live, pricer, seed)
    price = pricer.least(choices).price
    budget = price + random.Random(seed).randrange(100_000)

    page = page_at(client, live, choices, f"&aim={aim}&budget={budget}")
    link = page.link("budget-take")

    assert link is not None
    proposed = choices_in(link, live.judge)
    assert proposed >= choices
    assert live.judge.violations(proposed) == ()
    assert unchecked(live, proposed) == 0
    steps = [page.link(f"budget-step-{number}") for number in range(1, 5)]
    assert all(unchecked(live, choices_in(each, live.judge)) == 0 for each in steps if each)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repair_leaves_no_more_unchecked_than_it_must(
    client: ShopClient, live: LiveProduct, pricer: Pricer, seed: int
) -> None:
    whole = finished(client, live, begun(live, pricer, seed))
    chance = random.Random(seed)
    wishes = [
        f"&step={step}&want={each.value}"
        for step in ("processor", "graphics", "case")
        for each in page_at(client, live, whole, f"&step={step}").blocked()
    ]

    offering = page_at(client, live, whole, chance.choice(wishes))

    plates = [choices_in(each, live.judge) for each in offering.plates()]
    assert plates
    for each in plates:
        told = finished_or_complete(client, live, each)
        assert unchecked(live, told) == pricer.least(each).unchecked
    # The first is what is taken for the shopper where a link has to be mended.
    changed = len(plates[0] - whole)
    alike = [each for each in plates if len(each - whole) == changed]
    assert pricer.least(plates[0]).unchecked == min(pricer.least(it).unchecked for it in alike)


def finished_or_complete(client: ShopClient, live: LiveProduct, choices: Choices) -> Choices:
    page = page_at(client, live, choices)
    return choices if page.is_complete else finished(client, live, choices)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_supply_of_unknown_plugs_stands_in_for_one_that_is_sold_out(
    client: ShopClient, live: LiveProduct, pricer: Pricer, database: Database, seed: int
) -> None:
    whole = finished(client, live, begun(live, pricer, seed))
    supply = next(each for each in whole if each.group == "psu")
    with database.writing() as session:
        sell_out(session, "pc", supply.option, "tests", None)
        missing = unavailable(session, live)
    others = Pricer(without(live.compiled.model, missing.reasons), live.costs)

    wanting = page_at(client, live, whole - {supply}, f"&step=power&want=psu:{supply.option}")
    mending = page_at(client, live, whole)

    assert wanting.plates()
    assert mending.in_conflict
    assert mending.ways_out()
    for link in wanting.plates():
        instead = choices_in(link, live.judge)
        assert unchecked(live, instead) == others.least(whole - {supply}).unchecked
    first = choices_in(mending.ways_out()[0], live.judge)
    assert unchecked(live, first) == others.least(first).unchecked == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_forced_is_what_the_rules_leave_and_never_a_guess(
    client: ShopClient, live: LiveProduct, pricer: Pricer, database: Database, seed: int
) -> None:
    choices = begun(live, pricer, seed)
    vague = vague_supplies(live)
    with database.writing() as session:
        left = [it for it in live.judge.options["psu"] if it not in vague]
        chance = random.Random(seed)
        kept = {chance.choice(left), chance.choice(sorted(vague))}
        for each in live.judge.options["psu"]:
            if each not in kept:
                sell_out(session, "pc", each, "tests", None)
        missing = unavailable(session, live)
    others = Pricer(without(live.compiled.model, missing.reasons), live.costs)
    ways = {it for it in kept if others.can_be_completed([*choices, Choice("psu", it)])}

    page = page_at(client, live, choices, "&step=power")

    assert page.forced_count() == (len(ways) == 1)
    if len(ways) == 2:
        supply = {each for each in finished(client, live, choices) if each.group == "psu"}
        assert supply == {Choice("psu", next(iter(kept - vague)))}
