"""What a product can be put together for: the points of its options, as the engine adds them up."""

from collections.abc import Iterator

from catalog.naming import amount_units
from catalog.shop import GroupKind
from configurator.engine.model import Choice, Costs
from configurator.engine.unknown_facts import UNCHECKED
from configurator.publishing.live import LiveProduct


def merits(live: LiveProduct, aim: str) -> Costs:
    """The points of every choice for an aim; those of an option count for each unit of it."""
    return Costs(dict(_points(live, aim)))


def unchecked_penalties(live: LiveProduct) -> Costs:
    """One for each rule that stays unchecked: nothing unchecked is proposed without need."""
    names = [name for name in live.compiled.model.conditions if name.startswith(UNCHECKED)]
    return Costs(conditions=dict.fromkeys(names, 1))


def _points(live: LiveProduct, aim: str) -> Iterator[tuple[Choice, int]]:
    for flat in live.groups:
        if flat.group.kind not in (GroupKind.ONE, GroupKind.MANY):
            continue
        for option in flat.group.options:
            points = option.merits.get(aim, 0)
            for pair in option.amounts or ("",) if points else ():
                units = amount_units(live.shop, pair) if pair else 1
                yield Choice(flat.path, option.id, pair), points * units
