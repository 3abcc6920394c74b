"""What a product can cost after publishing, in the merchant's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import Shop
from configurator.builder.translating import gettext as _
from configurator.engine.model import Choice
from configurator.i18n import language, money
from configurator.publishing.price_findings import PriceFindings

Named = Callable[[tuple[Choice, ...]], tuple[str, ...]]
"""Says choices by name."""


@dataclass(frozen=True)
class PriceRangeWords:
    """What a product costs at least and at most, and what looks wrong about that.

    `lists` names the price lists in force; empty for the prices of the product itself.
    """

    lists: str
    costs: str
    warnings: tuple[str, ...]


def price_range_words(shop: Shop, found: PriceFindings, named: Named) -> PriceRangeWords:
    """The range in the language of whoever reads."""
    names = {each.id: say(each.name, language()) for each in shop.price_lists}
    least, most = (money(each.total, found.currency) for each in (found.cheapest, found.dearest))
    return PriceRangeWords(
        lists=", ".join(names[each] for each in found.lists),
        costs=_("from %(least)s to %(most)s", least=least, most=most),
        warnings=tuple(_warnings(found, named)),
    )


def _warnings(found: PriceFindings, named: Named) -> Iterator[str]:
    choices = ", ".join(named(found.cheapest.choices))
    if found.is_free:
        yield _("Costs nothing with: %(choices)s", choices=choices)
    if found.is_negative:
        yield _("Costs less than nothing with: %(choices)s", choices=choices)
    if found.is_cut_off:
        short = money(round(found.cheapest.exact), found.currency)
        yield _(
            "Would cost %(amount)s, and so costs nothing, with: %(choices)s",
            amount=short,
            choices=choices,
        )
    if found.unpriced:
        yield _(
            "No price in %(currency)s: %(names)s",
            currency=found.currency,
            names=", ".join(found.unpriced),
        )
