"""What comes closest to choices that no longer go together, or are not all to be had."""

from dataclasses import dataclass

from configurator.engine.checked import checked_finish, checked_repairs
from configurator.engine.evaluation import Reading
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Group, Kind, Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True)
class Nearest:
    """A valid configuration as near as can be: its taken choices, and how they differ."""

    complete: tuple[Choice, ...]
    removed: tuple[Choice, ...]
    added: tuple[Choice, ...]
    unit_price: int


def nearest(
    live: LiveProduct,
    kept: tuple[Choice, ...],
    choices: tuple[Choice, ...],
    unavailable: Unavailable,
) -> Nearest | None:
    """The valid configuration that changes least of `choices`, then costs least.

    `kept` is what the line holds, with choices that exist no more; what differs is told against it.
    """
    explicit = Situation(with_nones(live, choices), unavailable)
    ways = checked_repairs(live.compiled, explicit, None, live.checked, 1)
    if not ways:
        return None
    after = Situation(ways[0].configuration, unavailable)
    complete = checked_finish(live.compiled, after, live.checked)
    if complete is None:
        return None
    return Nearest(
        complete,
        tuple(each for each in kept if each not in complete),
        tuple(each for each in complete if each not in kept),
        quote(live, complete).total.minor,
    )


def with_nones(live: LiveProduct, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices, with "none" in each group that was left empty on purpose and is to stay so."""
    reading = Reading(live.judge, choices)
    answered = {each.group for each in choices}
    empty = (
        Choice(group.path, NONE)
        for group in live.compiled.model.groups
        if group.path not in answered and _may_be_empty(group) and reading.applies(group.path)
    )
    return (*choices, *empty)


def _may_be_empty(group: Group) -> bool:
    if group.kind is Kind.MANY:
        return group.distinct.at_least == group.units.at_least == 0
    return group.optional
