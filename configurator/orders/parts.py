"""The parts of a piece that are taxed and given back by themselves: the product, and each slot."""

from collections.abc import Iterator

from catalog.product_tree import placed_products
from catalog.shop import Product
from configurator.engine.model import Choice, taken
from configurator.publishing.listed_prices import ListedPrices
from configurator.publishing.live import LiveProduct
from pricing.order_terms import Part


def parts_of(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Part, ...]:
    """The product itself, then what its slots are answered with, what lies in them included.

    What a part would cost alone is its own price with those of its choices, at the prices that
    `live` is priced by. A category may be empty: then that of the shop counts.
    """
    chosen = taken(complete)
    here = dict(_placed(live, {each.group for each in chosen}))
    standalone = dict.fromkeys(map(_outermost, here), 0)
    listed = ListedPrices(live.shop, live.lists)
    for prefix, product in here.items():
        standalone[_outermost(prefix)] += listed.base(product).amount
    prices = live.price_list.choices
    for each in chosen:
        prefix = _outermost(live.group(each.group).prefix)
        standalone[prefix] += prices[each.group, each.option, each.amount]
    own = live.product.tax
    return tuple(Part(each, here[each].tax or own, standalone[each]) for each in standalone)


def _placed(live: LiveProduct, answered: set[str]) -> Iterator[tuple[str, Product]]:
    """The product and those of its slots that are taken, by their prefixes."""
    for prefix, product in placed_products(live.shop, live.product):
        if not prefix or prefix in answered:
            yield prefix, product


def _outermost(prefix: str) -> str:
    return prefix.partition(".")[0]
