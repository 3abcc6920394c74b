"""Measures the engine on instances in the neutral format: `python -m configurator.engine.bench`.

For each file one line of JSON, then a table of them all. A *click* answers one more question and
finds all valid domains with all prices. Sequences of clicks come from a seed; each takes a value
that is still possible, until everything is answered.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from configurator.engine.bench_sat import SatDomains
from configurator.engine.compiled import Compiled
from configurator.engine.model import Choice, Costs
from configurator.engine.neutral import as_compiled, read_instance
from configurator.engine.storage import load, store
from configurator.engine.sweep import INFINITE

COLUMNS = (
    "instance",
    "compile_s",
    "nodes",
    "edges",
    "levels",
    "stored_kb",
    "load_ms",
    "count",
    "clicks",
    "click_ms_p50",
    "click_ms_p99",
    "sat_click_ms_p50",
    "states_compared",
    "differences",
)


def main(arguments: Sequence[str]) -> int:
    """Returns 1 where the engine and the SAT solver differed, otherwise 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clicks", type=int, default=1_000, help="least clicks to measure")
    parser.add_argument("--compare", type=int, default=30, help="states to compare with SAT")
    options = parser.parse_args(arguments)
    results = []
    for path in options.files:
        result = measured(path, options.seed, options.clicks, options.compare)
        print(json.dumps(result), flush=True)
        results.append(result)
    print("\n".join(_lines(results)))
    return int(any(result["differences"] for result in results))


def measured(path: Path, seed: int, clicks: int, compare: int) -> dict[str, Any]:
    """The figures of one instance."""
    instance = read_instance(path)
    started = perf_counter()
    compiled = as_compiled(instance)
    compile_s = perf_counter() - started
    stored = store(compiled)
    started = perf_counter()
    load(compiled.model, stored)
    load_ms = 1000 * (perf_counter() - started)
    graph = compiled.diagram.layered
    count = compiled.count(compiled.unrestricted())
    return {
        "instance": path.name.split(".")[0],
        "compile_s": round(compile_s, 3),
        "nodes": 0 if graph is None else len(graph.graph.edge_counts),
        "edges": 0 if graph is None else len(graph.graph.values),
        "levels": 0 if graph is None else len(graph.level_counts),
        "stored_kb": round(len(stored) / 1024, 1),
        "load_ms": round(load_ms, 2),
        "count": str(count) if count < 10**18 else f"{len(str(count))} digits",
        **_click_figures(compiled, seed, clicks),
        **_comparison(compiled, seed, compare),
    }


def click_sequence(compiled: Compiled, random: Random) -> Iterator[tuple[list[Choice], float]]:
    """Ever more answers, and the seconds that the last click took, until all is answered."""
    prices = {
        compiled.values.choice(place): random.randint(0, 50_000)
        for place in range(len(compiled.values))
    }
    costs = compiled.costs(Costs(prices))
    waiting = list(range(len(compiled.values.variables)))
    random.shuffle(waiting)
    chosen: list[Choice] = []
    found = compiled.sweep(costs, compiled.unrestricted())
    for number in waiting:
        variable = compiled.values.variables[number]
        possible = np.flatnonzero(found[variable.start : variable.stop] < INFINITE)
        if not len(possible):
            return
        chosen.append(compiled.values.choice(variable.start + int(random.choice(possible))))
        started = perf_counter()
        found = compiled.sweep(costs, compiled.restrict(compiled.unrestricted(), chosen))
        yield chosen, perf_counter() - started


def _click_figures(compiled: Compiled, seed: int, clicks: int) -> dict[str, Any]:
    random = Random(seed)
    seconds: list[float] = []
    while len(seconds) < clicks and compiled.diagram.layered is not None:
        seconds += [taken for _, taken in click_sequence(compiled, random)]
    return {
        "clicks": len(seconds),
        "click_ms_p50": _milliseconds(seconds, 50),
        "click_ms_p99": _milliseconds(seconds, 99),
    }


def _comparison(compiled: Compiled, seed: int, compare: int) -> dict[str, Any]:
    """Valid domains at some states of click sequences, from the engine and from a SAT solver."""
    random = Random(seed + 1)
    solver = SatDomains(compiled.network)
    seconds: list[float] = []
    differences = 0
    while len(seconds) < compare and compiled.diagram.layered is not None:
        for chosen, _ in click_sequence(compiled, random):
            if len(seconds) < compare and random.random() < 0.2:
                places = [compiled.values.index(choice) for choice in chosen]
                started = perf_counter()
                expected = solver.possible(places)
                seconds.append(perf_counter() - started)
                differences += _valid_values(compiled, chosen) != expected
    return {
        "sat_click_ms_p50": _milliseconds(seconds, 50),
        "states_compared": len(seconds),
        "differences": differences,
    }


def _valid_values(compiled: Compiled, chosen: Sequence[Choice]) -> set[int]:
    """The values that some valid configuration with all of `chosen` holds."""
    allowed = compiled.restrict(compiled.unrestricted(), chosen)
    found = compiled.sweep(compiled.costs(Costs()), allowed, allowed)
    return set(np.flatnonzero(found < INFINITE).tolist())


def _milliseconds(seconds: Sequence[float], percent: int) -> float | None:
    if not seconds:
        return None
    exact = median(seconds) if percent == 50 else float(np.percentile(seconds, percent))
    return round(1000 * exact, 3)


def _lines(results: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The results as a table with aligned columns."""
    rows = [COLUMNS, *(tuple(str(result[column]) for column in COLUMNS) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
