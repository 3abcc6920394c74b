"""`python -m tests.bench.budget`: how long the best within a budget takes.

A proposal is the best within a budget together with the next step down and the next up, found anew
each time. Some of them are compared with what CP-SAT finds. Prints a line of JSON for each product
and aim, then a table.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import quantiles
from time import process_time
from typing import Any

from catalog.files import load_shop
from configurator.engine.answers import Situation
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.frontier import Found, Frontier
from configurator.engine.model import Costs
from configurator.publishing.aims import merits, unchecked_penalties
from configurator.publishing.live import LiveShop, assemble, product_on_menu
from tests.bench.many_parts import Parts, many_parts
from tests.engine.second_best import SecondBest

DEMOS = Path(__file__).parents[2] / "catalog" / "demo"
BUDGETS = 25
"""So many budgets are asked for each aim."""

MOST_BUDGET_MS = 150


class Asked:
    """One product and one aim."""

    def __init__(self, name: str, compiled: Compiled, prices: Costs, points: Costs) -> None:
        self.name = name
        self.compiled = compiled
        self.prices = prices
        self.points = points
        self.penalties = Costs()

    def frontier(self) -> Frontier:
        return Frontier(self.compiled, Situation(), self.prices, self.points, self.penalties)

    def budgets(self, random: Random, count: int) -> list[int]:
        """Budgets from the cheapest to the best."""
        frontier = self.frontier()
        best = frontier.reaching(frontier.most_merit or 0)
        low, high = frontier.cheapest_price, best.point.price if best else 0
        assert low is not None
        return [random.randint(low, high) for _ in range(count)]


def main() -> int:
    """Returns 1 where a proposal is not proven, too slow, or not what CP-SAT finds."""
    figures = []
    for asked in _asked():
        figures.append(_figures(asked))
        print(json.dumps(figures[-1]))
    compared = [_compared(many_parts(seed), seed) for seed in (11, 12)]
    differences = sum(differences for _, differences in compared)
    print(json.dumps({"compared": sum(count for count, _ in compared), "differences": differences}))
    print(f"\n{'':24}{'p50 ms':>9}{'p99 ms':>9}{'unproven':>10}")
    for each in figures:
        p50_ms, p99_ms = each["budget_ms_p50"], each["budget_ms_p99"]
        print(f"{each['name']:24}{p50_ms:9.1f}{p99_ms:9.1f}{each['unproven']:10}")
    slowest_ms = max(each["budget_ms_p99"] for each in figures)
    print(f"The slowest in a hundred take {slowest_ms:.0f} ms (at most {MOST_BUDGET_MS}).")
    wrong = differences or any(each["unproven"] for each in figures)
    return int(bool(wrong or slowest_ms > MOST_BUDGET_MS))


def _asked() -> Iterator[Asked]:
    for shop_id, product_id in (("laptop", "notebook"), ("pc", "tower")):
        shop, _ = load_shop(DEMOS / shop_id)
        product = product_on_menu(shop, product_id)
        assert product is not None
        live = assemble(LiveShop(shop, 1, {}), product, None)
        for aim in product.aims:
            name = f"{shop_id}, {aim.id}"
            asked = Asked(name, live.compiled, live.costs, merits(live, aim.id))
            asked.penalties = unchecked_penalties(live)
            yield asked
    parts = many_parts(1)
    compiled = compile_model(parts.model)
    for aim_id, points in parts.merits.items():
        yield Asked(f"many parts, {aim_id}", compiled, parts.prices, points)


def _figures(asked: Asked) -> dict[str, Any]:
    milliseconds: list[float] = []
    unproven = 0
    for budget in asked.budgets(Random(1), BUDGETS):
        started = process_time()
        frontier = asked.frontier()
        best = frontier.within(budget)
        assert best is not None
        beside = (
            frontier.within(best.point.price - 1),
            frontier.reaching(best.point.merit + 1),
        )
        milliseconds.append(1000 * (process_time() - started))
        unproven += not all(map(_proven, (best, *beside)))
    percentiles = quantiles(milliseconds, n=100, method="inclusive")
    return {
        "name": asked.name,
        "budget_ms_p50": round(percentiles[49], 1),
        "budget_ms_p99": round(percentiles[98], 1),
        "unproven": unproven,
    }


def _proven(found: Found | None) -> bool:
    return found is None or found.proven


def _compared(parts: Parts, seed: int) -> tuple[int, int]:
    """How many proposals were compared with CP-SAT's, and how many differed."""
    asked = Asked("", compile_model(parts.model), parts.prices, parts.merits["play"])
    second = SecondBest(parts.model, parts.prices, asked.points)
    budgets = asked.budgets(Random(seed), 4)
    differences = 0
    for budget in budgets:
        found = asked.frontier().within(budget)
        differences += found is None or found.point.merit != second.most(budget)
    return len(budgets), differences


if __name__ == "__main__":
    sys.exit(main())
