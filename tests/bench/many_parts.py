"""A computer of some three hundred parts with real shapes of rules, made from a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Costs, Group, Kind, Model, Option, Rule
from configurator.engine.parsing import names_of, parse_rule

RULES = (
    "same socket of cpu, board",
    "same ram of board, memory",
    "clear of case - length of graphics >= 0",
    "tower of case - tall of cooler >= 0",
    "cools of cooler - heat of cpu >= 0",
    "size of case - size of board >= 0",
    "watts of psu - heat of cpu - draw of graphics >= 90",
    "bays of case - slots of drive-1, drive-2 >= 0",
    "sticks of memory <= 4",
)

Facts = dict[str, AttributeValue | None]


@dataclass(frozen=True)
class Parts:
    """A model with a price for every part in cents, and points for playing and for working."""

    model: Model
    prices: Costs
    merits: dict[str, Costs]


def many_parts(seed: int) -> Parts:
    """Nine groups of thirty to fifty parts; dearer ones are better, with much noise."""
    random = Random(seed)
    shelf = _Shelf(random)
    groups = (
        shelf.group("cpu", 40, _cpu, play=300, work=500),
        shelf.group("board", 50, _board, play=20, work=40),
        shelf.group("memory", 40, _memory, play=80, work=200),
        shelf.group("graphics", 50, _graphics, play=900, work=150, optional=True),
        shelf.group("drive-1", 40, _drive, play=50, work=90),
        shelf.group("drive-2", 40, _drive, play=15, work=30, optional=True),
        shelf.group("psu", 30, _psu, play=8, work=10),
        shelf.group("case", 40, _case, play=12, work=6),
        shelf.group("cooler", 30, _cooler, play=10, work=15),
    )
    bare = Model(groups)
    names = names_of(bare)
    rules = tuple(Rule(f"rule-{n}", parse_rule(text, names)) for n, text in enumerate(RULES))
    merits = {aim: Costs(points) for aim, points in shelf.merits.items()}
    return Parts(Model(groups, rules), Costs(shelf.prices), merits)


class _Shelf:
    """Parts as they are put up, with what each costs and is worth."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.prices: dict[Choice, int] = {}
        self.merits: dict[str, dict[Choice, int]] = {"play": {}, "work": {}}

    def group(
        self,
        path: str,
        count: int,
        facts: Callable[[Random, float], Facts],
        play: int,
        work: int,
        optional: bool = False,
    ) -> Group:
        """A group of parts; `play` and `work` are what the best of them is worth, about."""
        random = self.random
        options = []
        for number in range(count):
            good = random.random()
            option = Option(f"{path}-{number:02}", facts(random, good))
            options.append(option)
            choice = Choice(path, option.id)
            dear = (good**2 * 0.9 + 0.12) * random.uniform(0.75, 1.3)
            self.prices[choice] = round(dear * 100 * (play + work + 150)) - 1
            self.merits["play"][choice] = round(play * (good**0.8 + 0.1) * random.uniform(0.8, 1))
            self.merits["work"][choice] = round(work * (good**0.7 + 0.1) * random.uniform(0.8, 1))
        return Group(path, Kind.ONE, tuple(options), optional=optional)


def _cpu(random: Random, good: float) -> Facts:
    socket = random.choice(("am4", "am5", "lga1700", "lga1851"))
    return {"socket": socket, "heat": 5 * round(7 + 25 * good + random.uniform(-3, 3))}


def _board(random: Random, good: float) -> Facts:
    socket = random.choice(("am4", "am5", "lga1700", "lga1851"))
    ram = {"am4": "ddr4", "am5": "ddr5"}.get(socket) or random.choice(("ddr4", "ddr5"))
    return {"socket": socket, "ram": ram, "size": random.choice((1, 2, 3, 3))}


def _memory(random: Random, good: float) -> Facts:
    return {"ram": random.choice(("ddr4", "ddr5")), "sticks": random.choice((1, 2, 2, 4))}


def _graphics(random: Random, good: float) -> Facts:
    return {
        "length": round(160 + 180 * good * random.uniform(0.7, 1)),
        "draw": 5 * round(10 + 70 * good * random.uniform(0.7, 1)),
    }


def _drive(random: Random, good: float) -> Facts:
    return {"slots": random.choice((0, 0, 1))}


def _psu(random: Random, good: float) -> Facts:
    return {"watts": 50 * round(8 + 14 * good)}


def _case(random: Random, good: float) -> Facts:
    size = random.choice((1, 2, 3, 3))
    return {
        "size": size,
        "clear": random.randrange(180, 250 + 60 * size, 5),
        "tower": random.randrange(60, 120 + 20 * size, 5),
        "bays": random.choice((0, 1, 2, 4)),
    }


def _cooler(random: Random, good: float) -> Facts:
    return {
        "cools": 5 * round(12 + 45 * good),
        "tall": random.randrange(50, 170, 5),
    }
