"""Real PC parts as one product: nine groups with the rules that decide what fits what.

`python -m tests.bench.real_parts [PARTS_PER_GROUP]` compiles it and sweeps it with every price. The
parts are files in the folder `pc` of `CONFIGURATOR_DATA`.
"""

import csv
import gzip
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import TypeAlias

from configurator.engine.answers import Situation, valid_domains
from configurator.engine.compiling import compile_model
from configurator.engine.expressions import (
    NONE,
    And,
    AttributeIs,
    AttributeValue,
    Chosen,
    Expression,
    Implies,
    Is,
    Or,
    SameAttribute,
    Sum,
    Term,
)
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Option, Rule
from configurator.engine.storage import store

FOLDER = Path(os.environ.get("CONFIGURATOR_DATA", "../shared/data")) / "pc"

Part: TypeAlias = Mapping[str, str]
Facts: TypeAlias = dict[str, AttributeValue | None]

SWEEPS = 20
UNPRICED = 100
"""What a part costs whose price is not known."""


def parts_model(
    most: int | None = None, folder: Path = FOLDER, seed: int = 5
) -> tuple[Model, Costs]:
    """All parts, or at most so many a group chosen by the seed, with their prices in cents."""
    random = Random(seed)
    groups: list[Group] = []
    prices: dict[Choice, int] = {}
    for path, file, facts, optional in GROUPS:
        parts = _read(folder / f"{file}.csv.gz")
        if most is not None and len(parts) > most:
            parts = random.sample(parts, most)
        options = tuple(_options(parts, facts))
        groups.append(Group(path, Kind.ONE, options, optional=optional))
        prices |= {
            Choice(path, part["id"]): round(100 * float(part["usd"] or UNPRICED)) for part in parts
        }
    rules = [Rule(f"rule{number}", each) for number, each in enumerate(_rules(groups))]
    return Model(tuple(groups), tuple(rules)), Costs(prices)


def _read(path: Path) -> list[Part]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _options(parts: Sequence[Part], facts: Callable[[Part], Facts]) -> Iterator[Option]:
    """A flag that some part of the group has is known to be missing from the others."""
    known = [facts(part) for part in parts]
    flags = {name: False for each in known for name, fact in each.items() if fact is True}
    for part, each in zip(parts, known, strict=True):
        yield Option(part["id"], {**flags, **each})


def _number(said: str) -> Fraction | None:
    """A number as the files have it; None where they have none."""
    return None if said in ("", "None") else Fraction(said)


def _words(prefix: str, said: str) -> Facts:
    """One flag for each word that is in a list; nothing where the list is empty."""
    return {f"{prefix} {word}": True for word in said.split("|") if word}


def _cpu(part: Part) -> Facts:
    watts = _number(part["tdp_w"])
    return {
        "socket": part["socket"],
        "watts": Fraction(65) if watts is None else watts,
        "graphics": part["integrated_graphics"] not in ("", "None"),
        "cooler": part["includes_cooler"] == "yes",
        "takes any": part["memory_types"] == "",
        **_words("takes", part["memory_types"]),
    }


def _board(part: Part) -> Facts:
    return {
        "socket": part["socket"],
        "form": part["form_factor"],
        "memory": part["memory_type"],
        "slots": _number(part["memory_slots"]),
        "most memory": _number(part["max_memory_gb"]),
        "m2": _number(part["m2_slots"]) or Fraction(0),
        "sata": _number(part["sata_ports"]),
    }


def _memory(part: Part) -> Facts:
    return {
        "memory": part["type"],
        "modules": _number(part["modules"]) or Fraction(1),
        "capacity": _number(part["capacity_gb"]),
    }


def _graphics(part: Part) -> Facts:
    watts = _number(part["tdp_w"])
    plugs = (_number(part["pcie_8_pin"]) or 0) + (_number(part["pcie_6_pin"]) or 0)
    return {
        "length": _number(part["length_mm"]) or Fraction(0),
        "width": _number(part["slot_width"]) or Fraction(2),
        "watts": Fraction(150) if watts is None else watts,
        "plugs": Fraction(plugs),
        "new plugs": _number(part["pcie_12vhpwr"]) or Fraction(0),
    }


def _case(part: Part) -> Facts:
    return {
        "longest": _number(part["max_gpu_length_mm"]),
        "highest": _number(part["max_cooler_height_mm"]) or None,
        "slots": _number(part["expansion_slots"]),
        "any supply": part["psu_form_factors"] == "",
        **_words("holds", part["motherboard_form_factors"]),
        **_words("supplied by", part["psu_form_factors"]),
    }


def _supply(part: Part) -> Facts:
    plugs = _number(part["pcie_8_pin"])
    new_plugs = (_number(part["pcie_12vhpwr"]) or 0) + ((plugs or 0) >= 3)
    return {
        "watts": _number(part["wattage"]) or Fraction(0),
        "form": part["form_factor"],
        "plugs": plugs,
        "new plugs": Fraction(new_plugs),
    }


def _cooler(part: Part) -> Facts:
    water = part["water_cooled"] == "yes"
    height = Fraction(0) if water else _number(part["height_mm"]) or Fraction(0)
    return {"height": height, **_words("fits", part["sockets"])}


def _drive(part: Part) -> Facts:
    m2 = "M.2" in part["form_factor"]
    return {"m2": Fraction(int(m2)), "sata": Fraction(int("SATA" in part["interface"] and not m2))}


GROUPS: Sequence[tuple[str, str, Callable[[Part], Facts], bool]] = (
    ("cpu", "cpu", _cpu, False),
    ("board", "motherboard", _board, False),
    ("memory", "memory", _memory, False),
    ("graphics", "video-card", _graphics, True),
    ("case", "case", _case, False),
    ("supply", "power-supply", _supply, False),
    ("cooler", "cpu-cooler", _cooler, True),
    ("drive-1", "internal-hard-drive", _drive, False),
    ("drive-2", "internal-hard-drive", _drive, True),
)


def _rules(groups: Sequence[Group]) -> Iterator[Expression]:
    """What has to fit what."""
    known = {group.path: group for group in groups}
    yield SameAttribute("socket", ("cpu", "board"))
    yield SameAttribute("memory", ("board", "memory"))
    yield _among(known["board"], "memory", "cpu", "takes", "takes any")
    yield _among(known["board"], "form", "case", "holds", "")
    yield _among(known["cpu"], "socket", "cooler", "fits", "")
    yield _among(known["supply"], "form", "case", "supplied by", "any supply")
    yield _at_most(("modules", "memory"), ("slots", "board"))
    yield _at_most(("capacity", "memory"), ("most memory", "board"))
    yield _at_most(("length", "graphics"), ("longest", "case"))
    yield _at_most(("width", "graphics"), ("slots", "case"))
    yield _at_most(("height", "cooler"), ("highest", "case"))
    yield _at_most(("plugs", "graphics"), ("plugs", "supply"))
    yield _at_most(("new plugs", "graphics"), ("new plugs", "supply"))
    yield _at_most(("m2", "drive-1", "drive-2"), ("m2", "board"))
    yield _at_most(("sata", "drive-1", "drive-2"), ("sata", "board"))
    yield _at_most(("watts", "cpu", "graphics"), ("watts", "supply"), spare=100)
    yield Implies(Is("cooler", (NONE,)), _chosen("cpu", "cooler", True))
    yield Implies(Is("graphics", (NONE,)), _chosen("cpu", "graphics", True))


def _chosen(path: str, attribute: str, value: bool | str) -> Expression:
    return Chosen("any", (path,), AttributeIs(attribute, (value,)))


def _at_most(less: Sequence[str], more: Sequence[str], spare: int = 0) -> Expression:
    """A fact added up over some groups is no more than another of one group."""
    terms = (Term(Fraction(1), less[0], tuple(less[1:])), Term(Fraction(-1), more[0], (more[1],)))
    return Sum(terms, "<=", Fraction(-spare))


def _among(group: Group, attribute: str, other: str, prefix: str, any_word: str) -> Expression:
    """The word of one group is among those that an option of another, where taken, lists."""
    words = dict.fromkeys(option.attributes[attribute] for option in group.options)
    fits: list[Expression] = [
        And((_chosen(group.path, attribute, word), _lists(other, f"{prefix} {word}")))
        for word in words
        if isinstance(word, str)
    ]
    return Or((*fits, _lists(other, any_word))) if any_word else Or(tuple(fits))


def _lists(path: str, flag: str) -> Expression:
    return Chosen("every", (path,), AttributeIs(flag, (True,)))


def sweep_figures(model: Model, costs: Costs) -> dict[str, float]:
    """Seconds of compiling, what it makes, and milliseconds of a sweep with nothing chosen."""
    begun = process_time()
    compiled = compile_model(model)
    compile_s = process_time() - begun
    layered = compiled.diagram.layered
    took = []
    for _ in range(SWEEPS):
        begun = perf_counter()
        valid_domains(compiled, Situation(), costs)
        took.append(1000 * (perf_counter() - begun))
    return {
        "compile_s": round(compile_s, 2),
        "classes": compiled.diagram.classes,
        "edges": 0 if layered is None else len(layered.graph.values),
        "levels": 0 if layered is None else len(layered.level_counts),
        "stored_kb": len(store(compiled)) // 1024,
        "sweep_ms": round(median(took), 2),
        "configurations": float(compiled.count(compiled.unrestricted())),
    }


def main(arguments: Sequence[str]) -> int:
    """Print the figures as a JSON object; nothing is measured where the data is not there."""
    if not FOLDER.is_dir():
        print(f"Not measured: {FOLDER} is absent. Set CONFIGURATOR_DATA to the folder of the data.")
        return 0
    model, costs = parts_model(int(arguments[0]) if arguments else None)
    figures = {"name": "real parts", "parts": len(costs.choices), **sweep_figures(model, costs)}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
