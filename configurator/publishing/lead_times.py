"""How long making takes: working days that have to pass, and minutes on the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.naming import find_option
from configurator.engine.model import Choice, taken
from configurator.publishing.live import LiveProduct


@dataclass(frozen=True, order=True)
class Lead:
    """Days on which the store is open, and minutes beside them. Days weigh first."""

    days: int = 0
    minutes: int = 0

    def __add__(self, other: Lead) -> Lead:
        return Lead(self.days + other.days, self.minutes + other.minutes)


def lead_time(live: LiveProduct, choices: Iterable[Choice]) -> Lead:
    """What making takes: the product's own time, and that of the slowest option beside it.

    Options are got ready side by side, so the longest of them counts, in days and in minutes.
    """
    found = (find_option(live.group(each.group), each.option) for each in taken(choices))
    options = [option for option in found if option is not None]
    return Lead(
        live.product.days + max((option.days for option in options), default=0),
        live.product.minutes + max((option.minutes for option in options), default=0),
    )


def slowest(leads: Iterable[Lead]) -> Lead:
    """The lead of things made side by side; none at all where there are none."""
    every = list(leads)
    return Lead(
        max((each.days for each in every), default=0),
        max((each.minutes for each in every), default=0),
    )
