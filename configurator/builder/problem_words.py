"""What was wrong with an address, in words: what happened to it, and what was kept."""

from configurator.builder.problems import Code, Problem
from configurator.builder.product_words import product_words
from configurator.builder.translating import gettext as _
from configurator.publishing.live import LiveProduct

_LONGEST_QUOTED = 40


def problem_words(live: LiveProduct, problem: Problem, language: str) -> str:
    """One sentence, with the name of the group where it is known."""
    group = product_words(live, language).groups.get(problem.path)
    told = {
        "group": group.name if group else "",
        "name": _quoted(problem.name),
        "value": _quoted(problem.value),
        "limit": group.limit if group else "",
    }
    return _templates()[problem.code] % told


def _templates() -> dict[Code, str]:
    return {
        "unknown-group": _("“%(name)s” is no longer on the menu. It was left out."),
        "unknown-option": _(
            "%(group)s: one option of this link is no longer offered. It was left out."
        ),
        "unknown-amount": _(
            "%(group)s: the amount in this link is no longer offered. It was left out."
        ),
        "number-outside": _("%(group)s: %(value)s is outside what can be had (%(limit)s)."),
        "answered-twice": _("%(group)s was answered twice. The first answer was kept."),
        "none-and-more": _("%(group)s said both “none” and more. What was chosen was kept."),
        "typed-text": _("%(group)s is typed in when ordering, so a link cannot carry it."),
        "malformed": _("%(group)s: “%(value)s” is not an amount that can be ordered."),
        "unknown-filter": _(
            "The list is no longer filtered or sorted by “%(name)s”. That was left out."
        ),
        "malformed-filter": _("%(group)s: the list cannot be filtered by “%(value)s”."),
        "too-many": _("This address holds %(value)s answers, more than any product has."),
        "too-long": _("This address is too long to be read."),
    }


def _quoted(text: str) -> str:
    """The beginning of what was given, without what could not be shown."""
    shown = "".join(each for each in text if each.isprintable())
    return shown if len(shown) <= _LONGEST_QUOTED else shown[:_LONGEST_QUOTED] + "…"
