"""What a checkout form is told, in words: the same in the summary and beside the field."""

from collections.abc import Mapping

from configurator.builder.translating import gettext as _
from configurator.orders.contact import LONGEST_NAME


def problem_words(problems: Mapping[str, str]) -> list[tuple[str, str]]:
    """For each field with a problem, its id on the page and what to do about it."""
    words = _words()
    return [(field, words[code]) for field, code in problems.items()]


def _words() -> Mapping[str, str]:
    return {
        "name-missing": _("Enter a name, so that we know whom to call"),
        "name-long": _("Enter a name of up to %(most)s characters", most=LONGEST_NAME),
        "no-way-to-reach": _("Enter an e-mail address or a phone number"),
        "email-odd": _("Enter an e-mail address like name@example.com"),
        "email-long": _("Enter a shorter e-mail address"),
        "phone-odd": _("Enter a phone number like 010-1234-5678"),
        "when-missing": _("Choose a pickup time"),
        "when-past": _("This time can no longer be had. Choose another pickup time"),
        "closed-now": _("The shop is closed now. Choose a pickup time"),
        "table-missing": _("Choose your table"),
        "where-unknown": _("Choose whether you pick it up or sit at a table"),
    }
