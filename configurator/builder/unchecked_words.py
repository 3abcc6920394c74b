"""What is not checked, because a fact is not known: on an option, and of a configuration."""

from collections.abc import Iterator

from configurator.builder.reckoning import Reckoning
from configurator.builder.translating import gettext as _
from configurator.builder.views import Notice
from configurator.engine.model import Choice
from configurator.orders.by_hand import (
    attribute_words,
    missing_words,
    not_known,
    unchecked_words,
    within,
)
from configurator.publishing.configurations import unchecked


def option_unchecked(reckoning: Reckoning, choice: Choice) -> str:
    """What of an option is not known, so that a rule would stay unchecked with it; empty for none.

    `choice` names the amount, where the option has amounts. It is evaluated, not swept: to be asked
    of the options that a page shows, not of every option there is.
    """
    live, language = reckoning.live, reckoning.here.language
    added = live.unchecked_rules.added_by(reckoning.nearest, choice)
    ids = dict.fromkeys(
        attribute for each in added for of, attribute in each.missing if of == choice
    )
    names = [within(attribute_words(live, each, language)) for each in ids]
    return _("Not checked: %(rule)s", rule=", ".join(names)) if names else ""


def unchecked_notices(
    reckoning: Reckoning, step: tuple[str, ...] | None = None
) -> Iterator[Notice]:
    """What stays unchecked with what is chosen: said, rather than guessed.

    At a `step` in short, and only what is not known of its choices; otherwise rule by rule.
    """
    live, language = reckoning.live, reckoning.here.language
    complete = reckoning.status.complete
    chosen = reckoning.chosen if complete is None else complete
    found = unchecked(live, chosen, complete is not None)
    if step is None:
        told = [unchecked_words(live, each, chosen, language) for each in found]
    else:
        here = [each for each in found if any(choice.group in step for choice in each.choices)]
        told = [not_known(words, language) for words in missing_words(live, here, language)]
    for words in told:
        yield Notice("caution", _("Not checked: %(rule)s", rule=words))
