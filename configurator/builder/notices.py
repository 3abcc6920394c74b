"""What to know about a configuration besides its options: old links, soft rules, a preset met."""

from collections.abc import Iterator

from configurator.builder.met_presets import met_preset, met_words
from configurator.builder.problem_words import problem_words
from configurator.builder.profile_notices import somebody_else_notices
from configurator.builder.reasons import notice_words
from configurator.builder.reckoning import Reckoning
from configurator.builder.translating import gettext as _
from configurator.builder.unchecked_words import unchecked_notices
from configurator.builder.views import Notice
from configurator.engine.expressions import groups_of


def notices(reckoning: Reckoning, step: tuple[str, ...] | None = None) -> tuple[Notice, ...]:
    """Everything to know; warnings and notes only where they are about groups of the `step`.

    That it is a preset is said here only without a step: a builder says so in its summary.
    """
    return (
        *_changes(reckoning),
        *(somebody_else_notices(reckoning) if step is not None else ()),
        *_soft_rules(reckoning, step),
        *unchecked_notices(reckoning, step),
        *(_preset(reckoning) if step is None else ()),
    )


def _changes(reckoning: Reckoning) -> Iterator[Notice]:
    """What an old or mistyped link says that the shop no longer has. Nothing goes unsaid."""
    address = reckoning.address
    older = address.revision is not None and address.revision != reckoning.live.revision
    if older and (address.problems or reckoning.conflict):
        yield Notice("caution", _("The menu has changed since this link was made."))
    for problem in address.problems:
        yield Notice("caution", problem_words(reckoning.live, problem, reckoning.here.language))


def _soft_rules(reckoning: Reckoning, step: tuple[str, ...] | None) -> Iterator[Notice]:
    """Warnings and notes about what is decided; what is still open is not held against anyone."""
    live = reckoning.live
    decided = {choice.group for choice in reckoning.chosen}
    complete = reckoning.status.complete is not None
    broken = live.judge.notices(reckoning.chosen)
    for rule in live.compiled.model.rules:
        if rule.name not in broken:
            continue
        about = set(groups_of(rule.expression))
        told = step is None or about.intersection(step)
        if told and (complete or decided >= about):
            words = notice_words(live, rule.name, reckoning.chosen, reckoning.here.language)
            yield Notice("caution" if rule.strength == "warn" else "note", words)


def _preset(reckoning: Reckoning) -> Iterator[Notice]:
    """A finished configuration that the menu has already is told so, with what it saves."""
    met = met_preset(reckoning) if reckoning.status.complete is not None else None
    if met is not None:
        yield Notice("good" if met.amount < 0 else "note", met_words(reckoning, met))
