"""On what occasion something is ordered, and which of the merchant's price lists are then in force.

Prices follow the time that an order is promised for, not the time of looking.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from catalog.shop import Channel, PriceList, Shop, Times


@dataclass(frozen=True)
class Occasion:
    """When, where, how and for whom something is sold.

    `at` is the time it is promised for, with its time zone; `store` the id of a store, `customers`
    the ids of the customer groups that the shopper belongs to, `currency` the one to be paid in,
    empty for the shop's own.
    """

    at: datetime
    store: str = ""
    channel: Channel = "web"
    customers: frozenset[str] = frozenset()
    currency: str = ""


def lists_in_force(shop: Shop, occasion: Occasion) -> tuple[str, ...]:
    """The ids of the price lists that count on this occasion, in the order of the shop."""
    return tuple(each.id for each in shop.price_lists if in_force(shop, each, occasion))


def in_force(shop: Shop, prices: PriceList, occasion: Occasion) -> bool:
    """Whether a price list counts: its prices are in the currency that is paid in."""
    return (
        (prices.currency or shop.currency) == (occasion.currency or shop.currency)
        and (not prices.channels or occasion.channel in prices.channels)
        and (not prices.stores or occasion.store in prices.stores)
        and (not prices.customers or not occasion.customers.isdisjoint(prices.customers))
        and falls_within(prices.times, occasion.at, shop.time_zone)
    )


def falls_within(times: Times, at: datetime, time_zone: str) -> bool:
    """Whether a moment lies in the times, by the clock of the time zone."""
    local = at.astimezone(ZoneInfo(time_zone))
    minute, day = 60 * local.hour + local.minute, local.date()
    return (
        (times.starts is None or times.starts <= minute)
        and (times.ends is None or minute < times.ends)
        and (not times.weekdays or day.weekday() in times.weekdays)
        and (times.since is None or times.since <= day)
        and (times.until is None or day <= times.until)
    )
