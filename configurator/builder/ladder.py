"""A step up or down from a proposal in words: how much better, and what changes."""

from collections.abc import Iterable, Iterator

from catalog.naming import say
from configurator.builder.fact_words import measured
from configurator.builder.product_words import words_of
from configurator.builder.proposing import Proposal, told_choices
from configurator.builder.reckoning import Reckoning
from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext
from configurator.engine.model import Choice
from configurator.publishing.configurations import meters

MOST_CHANGES = 2
"""So many changed options are named; of the others only how many there are."""


def aim_name(reckoning: Reckoning, aim: str) -> str:
    """The name of an aim within a sentence: "better for gaming"."""
    language = reckoning.here.language
    name = next(say(each.name, language) for each in reckoning.live.product.aims if each.id == aim)
    return f"{name[:1].lower()}{name[1:]}" if language == "en" else name


def merit_words(reckoning: Reckoning, aim: str, before: int, after: int) -> str:
    """How much better or worse it is, in percent of what it was."""
    name = aim_name(reckoning, aim)
    percent = round(100 * abs(after - before) / before) if before > 0 else 0
    if after == before:
        return _("just as good for %(aim)s", aim=name)
    if after > before:
        if not percent:
            return _("a little better for %(aim)s", aim=name)
        return _("%(percent)s%% better for %(aim)s", percent=percent, aim=name)
    if not percent:
        return _("hardly less for %(aim)s", aim=name)
    return _("%(percent)s%% less for %(aim)s", percent=percent, aim=name)


def step_words(reckoning: Reckoning, aim: str, start: Proposal, step: Proposal) -> tuple[str, ...]:
    """What a step is like: its merit, its figures, its parts."""
    return (
        merit_words(reckoning, aim, start.merit, step.merit),
        *_figures(reckoning, start.choices, step.choices),
        *_changes(reckoning, start.choices, step.choices),
    )


def _figures(
    reckoning: Reckoning, before: tuple[Choice, ...], after: tuple[Choice, ...]
) -> Iterator[str]:
    """The figures without a limit that change: storage, memory."""
    live, language = reckoning.live, reckoning.here.language
    for old, new in zip(meters(live, before), meters(live, after), strict=True):
        known = old.limit is None and new.limit is None and not (old.unknown or new.unknown)
        if known and old.used != new.used:
            yield _(
                "%(meter)s: %(new)s instead of %(old)s",
                meter=say(new.name, language),
                new=measured(float(new.used), new.unit, language),
                old=measured(float(old.used), old.unit, language),
            )


def _changes(
    reckoning: Reckoning, before: Iterable[Choice], after: Iterable[Choice]
) -> Iterator[str]:
    """The options that are others, group by group."""
    live = reckoning.live
    old, new = (_by_group(told_choices(live, each)) for each in (before, after))
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    for path in changed[:MOST_CHANGES]:
        gone = _names(reckoning, old.get(path, ()), new.get(path, ()))
        come = _names(reckoning, new.get(path, ()), old.get(path, ()))
        if come and gone:
            yield _("%(new)s instead of %(old)s", new=come, old=gone)
        elif come:
            yield _("with %(option)s", option=come)
        elif gone:
            yield _("without %(option)s", option=gone)
    more = len(changed) - MOST_CHANGES
    if more > 0:
        yield ngettext("%(num)s more part changes", "%(num)s more parts change", more)


def _by_group(choices: Iterable[Choice]) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, tuple[Choice, ...]] = {}
    for choice in choices:
        found[choice.group] = (*found.get(choice.group, ()), choice)
    return found


def _names(reckoning: Reckoning, some: Iterable[Choice], others: Iterable[Choice]) -> str:
    others = set(others)
    return ", ".join(
        words_of(reckoning.live, each, reckoning.here.language)
        for each in some
        if each not in others
    )
