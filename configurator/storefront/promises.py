"""When something can be had, in words, before anybody commits to it."""

from datetime import UTC, datetime

from catalog.shop import Shop
from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext
from configurator.i18n import clock, day_words
from configurator.orders.hours import is_open, slots
from configurator.orders.promise import ready_at
from configurator.publishing.lead_times import Lead


def promise_words(shop: Shop, lead: Lead) -> str:
    """When an order is ready that takes `lead` with waiting; while closed, the first pickup."""
    now = datetime.now(UTC)
    ready = ready_at(shop, now, lead)
    if lead.days:
        return _("ready %(day)s", day=day_words(ready, shop.time_zone))
    if is_open_now(shop, now):
        return _("ready about %(time)s", time=clock(ready, shop.time_zone))
    first = next(iter(slots(shop.stores[0], shop.time_zone, ready, now)), None)
    if first is None:
        return _("Closed now")
    return _("Closed now · pickup from %(time)s", time=clock(first, shop.time_zone))


def waiting_words(shop: Shop, waiting: Lead) -> str:
    """How long the queue is now, in words; while a kitchen is closed, that it is."""
    if shop.made_in == "workshop":
        return _days_of_waiting(waiting.days)
    if not is_open_now(shop, datetime.now(UTC)):
        return promise_words(shop, waiting)
    if waiting.minutes <= 1:
        return _("No queue right now: we begin at once.")
    return _("We begin making a new order in about %(count)s min.", count=waiting.minutes)


def is_open_now(shop: Shop, now: datetime) -> bool:
    """Whether the shop's first store is open; one without stores never closes."""
    return not shop.stores or is_open(shop.stores[0], shop.time_zone, now)


def _days_of_waiting(days: int) -> str:
    if not days:
        return _("No queue right now: we begin as soon as the parts are here.")
    return ngettext(
        "We begin on a new order in about %(num)s working day.",
        "We begin on a new order in about %(num)s working days.",
        days,
    )
