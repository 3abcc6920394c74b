"""How long making takes, in words."""

from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext
from configurator.publishing.lead_times import Lead


def lead_words(lead: Lead) -> str:
    """A duration: whole working days where it takes any, else minutes; empty for none at all."""
    if lead.days:
        return ngettext("%(num)s working day", "%(num)s working days", lead.days)
    return _("%(count)s min", count=lead.minutes) if lead.minutes else ""


def difference_in_lead(lead: Lead, other: Lead) -> str:
    """How much longer or shorter `other` takes than `lead`."""
    days, minutes = other.days - lead.days, other.minutes - lead.minutes
    if days:
        return ngettext("%(sign)s%(num)s day", "%(sign)s%(num)s days", abs(days), sign=_sign(days))
    return _("%(count)s min", count=f"{minutes:+d}") if minutes else _("same time")


def _sign(number: int) -> str:
    return "+" if number > 0 else "−"
