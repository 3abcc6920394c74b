"""What `flask catalog check` tells of prices."""

from collections.abc import Iterator

from configurator.i18n import money
from configurator.publishing.files_check import written
from configurator.publishing.price_findings import Extreme, PriceFindings

MOST_NAMED = 10
"""How many things without a price are named."""


def price_lines(product_id: str, found: PriceFindings) -> Iterator[str]:
    """What a product costs with some price lists in force, and what looks wrong about it."""
    where = f"{product_id} ({' + '.join(found.lists)})" if found.lists else product_id
    least, most = (
        money(each.total, found.currency, "en") for each in (found.cheapest, found.dearest)
    )
    yield f"{where}: costs {least} to {most}"
    if found.is_free:
        yield f"{where}: costs nothing with {_choices(found.cheapest)}"
    if found.is_negative:
        yield f"{where}: costs less than nothing with {_choices(found.cheapest)}"
    if found.is_cut_off:
        short = money(round(found.cheapest.exact), found.currency, "en")
        yield f"{where}: would cost {short}, and so costs nothing, with {_choices(found.cheapest)}"
    if found.unpriced:
        more = len(found.unpriced) - MOST_NAMED
        others = f" and {more:,} more" if more > 0 else ""
        named = ", ".join(found.unpriced[:MOST_NAMED])
        yield f"{where}: no price in {found.currency}: {named}{others}"


def _choices(extreme: Extreme) -> str:
    return ", ".join(map(written, extreme.choices))
