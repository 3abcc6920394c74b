"""`python -m tests.bench.prices [COUNT]`: whether the engine costs what the quote says.

Complete configurations at random of every demo shop, and of generated shops that use every kind of
price, under each set of price lists that may be in force: the sum of what the engine has them cost
is compared with the total of their quote. Of some of them the cheapest with everything fixed is
compared as well. One line of JSON, then a table.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any

from catalog.files import load_shop
from configurator.engine.model import Choice, taken
from configurator.publishing.configurations import quote
from configurator.publishing.list_sets import sets_of_lists
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from pricing.quote import quote as priced
from tests.publishing.priced_shops import priced_shop
from tests.publishing.sampling import Sampler, with_nothing_open

DEMOS = Path(__file__).parents[2] / "catalog" / "demo"
CONFIGURATIONS = 1_000_000
OF_A_DEMO = 20
"""A demo shop's product gets one in so many of all configurations."""

OF_A_SHOP = 1000
"""Configurations of each generated shop."""

FIXED_EVERY = 500
"""One in so many is compared with everything fixed, too."""

TIMED = 400


@dataclass
class Comparison:
    """What was compared, and what differed."""

    compared: int = 0
    different: int = 0
    fixed: int = 0
    fixed_different: int = 0
    pricings: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    first: str = ""

    def take_in(self, name: str, live: LiveProduct, random: Random, configurations: int) -> None:
        """Compares so many configurations of a product."""
        sampler = Sampler(live)
        self.pricings += 1
        for number in range(configurations):
            complete, cost = sampler.sample(random)
            told = quote(live, complete).total.minor
            self.compared += 1
            if live.total(cost) != told:
                self.different += 1
                self.first = self.first or f"{name} {live.lists}: {cost} is not {told}: {complete}"
            if number % FIXED_EVERY == 0:
                self.fixed += 1
                self.fixed_different += told != _cheapest(live, complete)


def main(arguments: list[str]) -> int:
    """Returns 1 where something differs."""
    wanted = int(arguments[0]) if arguments else CONFIGURATIONS
    started = process_time()
    found, random = Comparison(), Random(1)
    demos = list(_demos())
    for name, live in demos:
        for priced_live, configurations in _shared(live, wanted // OF_A_DEMO, OF_A_SHOP):
            found.take_in(name, priced_live, random, configurations)
    shops = 0
    for seed in count():
        if found.compared >= wanted:
            break
        shop = priced_shop(seed)
        shops += 1
        found.kinds.update(shop.kinds)
        left = min(OF_A_SHOP, wanted - found.compared)
        for priced_live, configurations in _shared(shop.meal, left, 1):
            found.take_in(f"shop {seed}", priced_live, random, configurations)
    report = _report(found, shops, demos, process_time() - started)
    sys.stdout.write(json.dumps(report) + "\n\n")
    for kind, of_shops in found.kinds.most_common():
        sys.stdout.write(f"{kind:24} {of_shops / shops:5.0%} of the generated shops\n")
    if found.first:
        sys.stdout.write(found.first + "\n")
    return int(bool(found.different or found.fixed_different))


def _demos() -> Iterator[tuple[str, LiveProduct]]:
    for folder in sorted(each for each in DEMOS.iterdir() if each.is_dir()):
        shop = load_shop(folder)[0]
        for product in shop.products:
            if product.on_menu:
                live = assemble(LiveShop(shop, 1, {}), product, None)
                yield f"{shop.id} {product.id}", live


def _shared(live: LiveProduct, configurations: int, least: int) -> list[tuple[LiveProduct, int]]:
    """The product under each set of its price lists, each with its share of the configurations."""
    sets = sets_of_lists(live.shop, live.product)
    each = max(configurations // len(sets), min(least, configurations), 1)
    sets = sets[: max(configurations // each, 1)]
    return [(live.priced_by(lists), each) for lists in sets]


def _cheapest(live: LiveProduct, complete: tuple[Choice, ...]) -> int | None:
    """What the cheapest configuration costs with all of this one fixed."""
    compiled = live.compiled
    allowed = compiled.restrict(compiled.unrestricted(), with_nothing_open(live, complete))
    least = compiled.least(compiled.costs(live.costs), allowed)
    return None if least is None else live.total(least)


def _report(
    found: Comparison, shops: int, demos: list[tuple[str, LiveProduct]], seconds: float
) -> dict[str, Any]:
    name, live, largest = _largest(demos)
    chosen = [(each.group, each.option, each.amount) for each in taken(largest)]
    held = live.held(largest)
    whole = _milliseconds(lambda: quote(live, (*largest,)))
    alone = _milliseconds(lambda: priced(live.price_list, chosen, held))
    return {
        "configurations_compared": found.compared,
        "differences": found.different,
        "with_everything_fixed": found.fixed,
        "differences_with_everything_fixed": found.fixed_different,
        "generated_shops": shops,
        "price_lists_compared": found.pricings,
        "largest_configuration": f"{name}, {len(largest)} choices",
        "quote_ms_p50": round(whole[49], 3),
        "quote_ms_p95": round(whole[94], 3),
        "without_conditions_ms_p50": round(alone[49], 3),
        "cpu_seconds": round(seconds, 1),
    }


def _largest(
    demos: list[tuple[str, LiveProduct]],
) -> tuple[str, LiveProduct, tuple[Choice, ...]]:
    """The configuration of a demo shop with the most choices, of a few hundred at random."""
    random = Random(2)
    tried = (
        (name, live, sampler.sample(random)[0])
        for name, live in demos
        for sampler in [Sampler(live)]
        for _ in range(TIMED)
    )
    return max(tried, key=lambda each: len(each[2]))


def _milliseconds(work: Callable[[], object]) -> list[float]:
    """The percentiles of the time that some work takes."""
    times = []
    for _ in islice(count(), TIMED):
        started = perf_counter()
        work()
        times.append(1000 * (perf_counter() - started))
    return quantiles(times, n=100)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
