"""More ways to go on where the fewest changes leave only one or two: the nearest beside it.

A repair says which choices have to go. Where that is one answer, several others may take its place,
and instead of what is wanted something like it may fit as things are: "No X, but Y".
"""

from collections.abc import Iterator

from catalog.naming import find_option
from catalog.shop import NONE, GroupKind
from configurator.builder.reckoning import Reckoning
from configurator.engine.checked import checked_domains
from configurator.engine.model import Choice
from configurator.engine.repairing import Repair
from configurator.engine.situations import Situation, kept
from configurator.publishing.canonical import MOST_REPAIRS


def with_other_ways(
    reckoning: Reckoning, wanted: Choice, found: tuple[Repair, ...]
) -> tuple[Repair, ...]:
    """The repairs, and up to `MOST_REPAIRS` in all: what fits like it, then other replacements."""
    if not 0 < len(found) < MOST_REPAIRS:
        return found
    more = [*_instead(reckoning, wanted), *_other_replacements(reckoning, wanted, found[0])]
    seen = {frozenset(each.configuration) for each in found}
    new = [each for each in more if frozenset(each.configuration) not in seen]
    return (*found, *new)[:MOST_REPAIRS]


def _instead(reckoning: Reckoning, wanted: Choice) -> Iterator[Repair]:
    """The option nearest to what is wanted that fits as things are; it keeps all other choices.

    What leaves the fewest rules unchecked goes first; of that, what serves the same purpose is
    nearest, then what costs about as much.
    """
    live = reckoning.live
    flat = live.group(wanted.group)
    if flat.group.kind is not GroupKind.ONE or wanted.option == NONE:
        return
    missing = find_option(flat, wanted.option)
    prices = live.price_list.choices
    worth = prices.get((wanted.group, wanted.option, ""), 0)
    fitting = [
        (
            total.unchecked,
            missing is None or option.purpose is None or option.purpose != missing.purpose,
            abs(prices.get((wanted.group, option.id, ""), 0) - worth),
            total.price,
            Choice(wanted.group, option.id),
        )
        for option in flat.group.options
        if option is not missing
        for total in (reckoning.domains.total_of(Choice(wanted.group, option.id)),)
        if total is not None and Choice(wanted.group, option.id) not in reckoning.chosen
    ]
    if fitting:
        _unchecked, _other_purpose, _apart, price, choice = min(fitting)
        stays = kept(live.compiled.model, reckoning.nearest, choice)
        gone = tuple(each for each in reckoning.nearest if each not in stays)
        yield Repair((*stays, choice), gone, (choice,), price, changes=len(gone))


def _other_replacements(reckoning: Reckoning, wanted: Choice, repair: Repair) -> Iterator[Repair]:
    """The same repair with other answers in place of the one that goes, the cheapest first."""
    live = reckoning.live
    added = [each for each in repair.added if each.option != NONE]
    if len(added) != 1 or live.group(added[0].group).group.kind is not GroupKind.ONE:
        return
    [taken] = added
    stays = tuple(each for each in repair.configuration if each != taken)
    situation = Situation(stays, reckoning.here.unavailable)
    domains = checked_domains(live.compiled, situation, live.checked)
    offered = [
        (total.unchecked, total.price, place, choice)
        for place, option in enumerate(live.group(taken.group).group.options)
        for choice in (Choice(taken.group, option.id),)
        if choice not in (taken, wanted) and choice not in repair.removed
        for total in (domains.total_of(choice),)
        if total is not None
    ]
    best = sorted(offered)[:MOST_REPAIRS]
    for unchecked, price, _place, choice in best:
        if unchecked == best[0][0]:
            yield Repair((*stays, choice), repair.removed, (choice,), price, repair.changes)
