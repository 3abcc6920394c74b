"""The best for an aim within a budget, and what a little less or more would get."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.shop import GroupKind, lies_in
from configurator.builder.reckoning import Missing
from configurator.builder.remembering import remembered
from configurator.engine.frontier import Found, Frontier
from configurator.engine.model import Choice, Costs, Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.aims import merits, unchecked_penalties
from configurator.publishing.canonical import in_canonical_order
from configurator.publishing.live import LiveProduct

STEPS = 2
"""So many steps are shown each way."""

STRIDE = 20
"""A step down costs at least a twentieth less; one up has at least a twentieth more merit."""

COARSER = 16
"""How many points are taken together, and again as many, until they fit the engine's numbers."""


@dataclass(frozen=True)
class Proposal:
    """Everything a configuration takes, what it costs in all, and its merit.

    Where not `proven`, there may be a better one within as much.
    """

    choices: tuple[Choice, ...]
    price: int
    merit: int
    proven: bool


@dataclass(frozen=True)
class Proposals:
    """What can be had: `cheapest` is the least price of all; None where the choices conflict.

    `best` is None where even that is past the budget. `less` and `more` are the steps from it, the
    nearest first. `most` is the merit of the best that money can buy.
    """

    cheapest: int | None
    best: Proposal | None
    less: tuple[Proposal, ...]
    more: tuple[Proposal, ...]
    most: int


def _propose(
    live: LiveProduct, choices: tuple[Choice, ...], missing: Missing, aim: str, budget: int
) -> Proposals:
    frontier, grain = _frontier(live, Situation(choices, Unavailable(dict(missing))), aim)
    if frontier.cheapest_price is None or frontier.most_merit is None:
        return Proposals(None, None, (), (), 0)
    cheapest = live.total(frontier.cheapest_price)
    found = frontier.within(live.cost_within(budget))
    if found is None:
        return Proposals(cheapest, None, (), (), frontier.most_merit * grain)

    def proposal(found: Found) -> Proposal:
        point = found.point
        ordered = _in_order(live, choices, point.choices)
        proven = found.proven and grain == 1
        return Proposal(ordered, live.total(point.price), point.merit * grain, proven)

    return Proposals(
        cheapest=cheapest,
        best=proposal(found),
        less=tuple(map(proposal, _steps_down(live, frontier, found))),
        more=tuple(map(proposal, _steps_up(frontier, found))),
        most=frontier.most_merit * grain,
    )


proposals = remembered(_propose, limit=256)
"""The proposals for explicit choices, an aim, and a budget for everything."""


def told_choices(live: LiveProduct, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Those worth telling: that a slot is taken goes without saying once it is told what with."""
    all_of_them = tuple(choices)
    return tuple(
        each
        for each in all_of_them
        if live.group(each.group).group.kind is not GroupKind.SLOT
        or not any(other.group.startswith(f"{each.group}.") for other in all_of_them)
    )


def _frontier(live: LiveProduct, situation: Situation, aim: str) -> tuple[Frontier, int]:
    """The frontier, and how many points make one of its own.

    Where prices times points do not fit the engine's numbers, points are told apart less finely;
    prices are exact all the same.
    """
    points, penalties, grain = merits(live, aim), unchecked_penalties(live), 1
    while True:
        coarse = Costs({choice: each // grain for choice, each in points.choices.items()})
        try:
            return Frontier(live.compiled, situation, live.costs, coarse, penalties), grain
        except OverflowError:
            if not any(coarse.choices.values()):
                raise
            grain *= COARSER


def _in_order(
    live: LiveProduct, explicit: Iterable[Choice], choices: tuple[Choice, ...]
) -> tuple[Choice, ...]:
    """The first of equal slots are filled first, unless the shopper has begun with another."""
    copies = [path for paths in live.copies for path in paths]
    if any(lies_in(each.group, path) for each in explicit for path in copies):
        return choices
    return in_canonical_order(live, choices)


def _steps_down(live: LiveProduct, frontier: Frontier, start: Found) -> list[Found]:
    steps: list[Found] = []
    price = live.total(start.point.price)
    while len(steps) < STEPS and price > 0:
        found = frontier.within(live.cost_within(price - max(1, price // STRIDE)))
        if found is None:
            break
        steps.append(found)
        price = live.total(found.point.price)
    return steps


def _steps_up(frontier: Frontier, start: Found) -> list[Found]:
    steps: list[Found] = []
    merit, most = start.point.merit, frontier.most_merit or 0
    while len(steps) < STEPS and merit < most:
        found = frontier.reaching(min(most, merit + max(1, abs(merit) // STRIDE)))
        if found is None:
            break
        steps.append(found)
        merit = found.point.merit
    return steps
