"""What the engine has a configuration cost is what its quote says: for every kind of price."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from catalog.files import load_shop
from catalog.shop import Allowance, PriceList
from configurator.engine.answers import Situation, valid_domains
from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from configurator.publishing.list_sets import sets_of_lists
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from tests.publishing.priced_shops import PricedShop, kinds_in, priced_shop
from tests.publishing.sampling import Sampler, with_nothing_open

SEEDS = tuple(range(40))
TRIED = 12
"""Configurations of each shop, under each of its sets of price lists."""

MOST = 750
"""Configurations of a shop that is tried out as a whole."""

DEMOS = Path(__file__).parents[2] / "catalog" / "demo"
FEWEST = 0.05
"""Each kind of price is in at least this share of the shops."""


@cache
def shop(seed: int) -> PricedShop:
    return priced_shop(seed)


def every_pricing(priced: PricedShop) -> Iterator[LiveProduct]:
    """The meal of a shop under each set of price lists that may be in force."""
    for lists in sets_of_lists(priced.shop, priced.meal.product):
        yield priced.meal.priced_by(lists)


def price(live: LiveProduct, complete: tuple[Choice, ...]) -> int:
    return quote(live, complete).total.minor


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_costs_what_the_quote_says(seed: int) -> None:
    random = Random(seed)
    for live in every_pricing(shop(seed)):
        sampler = Sampler(live)
        for _ in range(TRIED):
            complete, cost = sampler.sample(random)
            assert live.judge.violations(complete) == ()
            assert live.total(cost) == price(live, complete)


@pytest.mark.parametrize("name", ["burger-bar", "laptop", "pc"])
def test_the_engine_costs_what_the_quote_says_in_the_demo_shops(name: str) -> None:
    random = Random(name)
    shop, _pictures = load_shop(DEMOS / name)
    for product in shop.products:
        if not product.on_menu:
            continue
        live = assemble(LiveShop(shop, 1, {}), product, None)
        for lists in sets_of_lists(shop, product):
            priced = live.priced_by(lists)
            sampler = Sampler(priced)
            for _ in range(5 * TRIED):
                complete, cost = sampler.sample(random)
                assert priced.total(cost) == price(priced, complete)


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_with_everything_fixed_the_cheapest_costs_what_the_quote_says(seed: int) -> None:
    random = Random(seed)
    for live in every_pricing(shop(seed)):
        complete, _ = Sampler(live).sample(random)
        fixed = live.compiled.restrict(
            live.compiled.unrestricted(), with_nothing_open(live, complete)
        )
        least = live.compiled.least(live.compiled.costs(live.costs), fixed)
        assert least is not None
        assert live.total(least) == price(live, complete)


def test_the_least_price_and_that_of_every_option_are_exact() -> None:
    tried = 0
    for seed in SEEDS:
        live = shop(seed).meal
        if live.compiled.count(live.compiled.unrestricted()) > MOST:
            continue
        tried += 1
        prices = {each: price(live, each) for each, _ in Sampler(live).every(MOST)}
        domains = valid_domains(live.compiled, Situation(()), live.costs)
        assert domains.cheapest is not None
        assert live.total(domains.cheapest) == min(prices.values())
        for choice in {each for complete in prices for each in complete}:
            cost = domains.cost_of(choice)
            assert cost is not None
            assert live.total(cost) == min(
                amount for complete, amount in prices.items() if choice in complete
            )
    assert tried >= 3


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_the_order_of_the_clicks_makes_no_difference(seed: int) -> None:
    random = Random(seed)
    live = shop(seed).meal
    for _ in range(5):
        complete, _cost = Sampler(live).sample(random)
        shuffled = list(complete)
        random.shuffle(shuffled)
        assert quote(live, tuple(shuffled)) == quote(live, complete)


def test_equal_slots_may_change_places_at_the_same_price() -> None:
    changed = 0
    for seed in SEEDS:
        live = shop(seed).meal
        for paths in live.copies:
            for _ in range(TRIED):
                complete, _cost = Sampler(live).sample(Random(seed))
                other = swapped(complete, paths)
                assert price(live, other) == price(live, complete)
                changed += set(other) != set(complete)
    assert changed


def swapped(complete: tuple[Choice, ...], paths: tuple[str, ...]) -> tuple[Choice, ...]:
    """The configuration with the contents of the copies of a slot in the opposite order."""
    names = dict(zip(paths, reversed(paths), strict=True))
    moved = []
    for choice in complete:
        outer, dot, inner = choice.group.partition(".")
        path = names.get(outer, outer) + dot + inner
        moved.append(Choice(path, choice.option, choice.amount))
    return tuple(moved)


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_a_price_buys_as_much_as_it_says(seed: int) -> None:
    live = shop(seed).meal
    random = Random(seed)
    for _ in range(50):
        within = random.randrange(5000)
        most = live.cost_within(within)
        assert live.total(most) <= within < live.total(most + 1)


def test_lines_add_up_to_the_total() -> None:
    for seed in SEEDS:
        live = shop(seed).meal
        complete, _ = Sampler(live).sample(Random(seed))
        found = quote(live, complete)
        assert sum(line.amount.minor for line in found.lines) == found.total.minor


def test_every_kind_of_price_is_tried() -> None:
    kinds = kinds_in([shop(seed) for seed in SEEDS])
    for kind, count in kinds.most_common():
        sys.stdout.write(f"{kind:24} {count / len(SEEDS):5.0%}\n")
    rare = {kind: count for kind, count in kinds.items() if count < FEWEST * len(SEEDS)}
    assert not rare
    assert len(kinds) >= 30


def test_a_burger_with_sauces_included_and_lunch_prices_costs_the_same_both_ways() -> None:
    shop, _pictures = load_shop(DEMOS / "burger-bar")
    included = Allowance("two", {"en": "Two sauces"}, ("sauces",), 2, "cheapest")
    burger = replace(shop.product("burger"), allowances=(included,), sequences=())
    sauces = next(each for each in burger.groups if each.id == "sauces")
    lunch = PriceList(
        "lunch",
        {"en": "Lunch"},
        prices={"burger": 4000, f"burger.sauces.{sauces.options[-1].id}": 10},
    )
    others = tuple(each for each in shop.products if each.id != "burger")
    bar = replace(shop, products=(burger, *others), price_lists=(lunch,))
    live = assemble(LiveShop(bar, 1, {}), burger, None)
    lunchtime = live.priced_by(("lunch",))
    for priced in (live, lunchtime):
        sampler = Sampler(priced)
        for number in range(5 * TRIED):
            complete, cost = sampler.sample(Random(number))
            assert priced.total(cost) == price(priced, complete)
