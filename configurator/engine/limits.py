"""Which choices fill a group up, so that nothing more goes in."""

from collections.abc import Iterable

from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Group, Kind, Model


def filled_by(
    model: Model, choices: Iterable[Choice], wanted: Choice | None
) -> tuple[Choice, ...] | None:
    """Choices of a group that with `wanted` are too many for its limits, none of them in vain.

    None where `wanted` takes nothing in a *many of* group, or there is room for it. Choices that it
    would replace must be left out. The limit alone makes them conflict; that nothing else makes
    some of them conflict already is not looked into.
    """
    if wanted is None or NONE in (wanted.option, wanted.amount):
        return None
    group = model.group(wanted.group)
    if group.kind is not Kind.MANY:
        return None
    own = [each for each in choices if each.group == wanted.group and each.amount != NONE]
    if len(own) == group.distinct.at_most:
        return tuple(own)
    return _filled_in_units(group, own, wanted)


def _filled_in_units(
    group: Group, own: Iterable[Choice], wanted: Choice
) -> tuple[Choice, ...] | None:
    """As many of the choices, those of the most units, as leave too few units for `wanted`."""
    amounts = {option.id: option.amounts for option in group.options}
    offered = amounts[wanted.option]
    adds = offered[wanted.amount] if wanted.amount else min(offered.values(), default=0)
    if group.units.at_most is None:
        return None
    units = {each: amounts[each.option][each.amount] for each in own}
    room = group.units.at_most - adds
    if sum(units.values()) <= room:
        return None
    for each in sorted(units, key=units.__getitem__):
        if sum(units.values()) - units[each] > room:
            del units[each]
    return tuple(units)
