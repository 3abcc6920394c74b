"""What was wrong with an address, in words: what happened to it, and what was kept."""

from configurator.builder.problems import Problem
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
    return _template(problem) % told


def _template(problem: Problem) -> str:
    match problem.code:
        case "unknown-group":
            return _("“%(name)s” is no longer on the menu. It was left out.")
        case "unknown-option":
            return _("%(group)s: one option of this link is no longer offered. It was left out.")
        case "unknown-amount":
            return _("%(group)s: the amount in this link is no longer offered. It was left out.")
        case "number-outside":
            return _("%(group)s: %(value)s is outside what can be had (%(limit)s).")
        case "answered-twice":
            return _("%(group)s was answered twice. The first answer was kept.")
        case "none-and-more":
            return _("%(group)s said both “none” and more. What was chosen was kept.")
        case "typed-text":
            return _("%(group)s is typed in when ordering, so a link cannot carry it.")
        case "malformed":
            return _("%(group)s: “%(value)s” is not an amount that can be ordered.")
        case "too-many":
            return _("This address holds %(value)s answers, more than any product has.")
        case "too-long":
            return _("This address is too long to be read.")


def _quoted(text: str) -> str:
    """The beginning of what was given, without what could not be shown."""
    shown = "".join(each for each in text if each.isprintable())
    return shown if len(shown) <= _LONGEST_QUOTED else shown[:_LONGEST_QUOTED] + "…"
