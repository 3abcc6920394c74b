"""What things cost on an occasion: the merchant's price lists in force, else the products' own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.naming import split_amount
from catalog.product_tree import placed_products
from catalog.shop import Adjustment, Group, Option, Preset, PriceList, Product, Shop


@dataclass(frozen=True)
class Price:
    """An amount in smallest units; `source` is the id of the price list that says so, or empty."""

    amount: int
    source: str = ""


class ListedPrices:
    """The prices of a shop with some of its price lists in force: the last one that says counts."""

    def __init__(self, shop: Shop, lists: Iterable[str] = ()) -> None:
        self._shop = shop
        names = frozenset(lists)
        self._lists = tuple(each for each in shop.price_lists if each.id in names)
        self._last_first = self._lists[::-1]

    @property
    def currency(self) -> str:
        """The currency of the lists in force, else that of the shop."""
        named = (each.currency for each in self._last_first if each.currency)
        return next(named, self._shop.currency)

    @property
    def is_own_currency(self) -> bool:
        """Whether the prices are in the shop's own currency."""
        return self.currency == self._shop.currency

    def base(self, product: Product) -> Price:
        """What the product itself costs."""
        return self._listed((product.id,)) or Price(product.price)

    def unit(self, product: Product, group: Group, own: int) -> Price:
        """What a unit of a number group costs, or a text of a text group; `own` by the product."""
        return self._listed((f"{product.id}.{group.id}",)) or Price(own)

    def option(self, product: Product, group: Group, option: Option, pair: str) -> Price:
        """What an amount-place of an option costs, where no other answer varies it."""
        listed = self.listed_option(product, group, option, pair)
        return listed or Price(price_among(self._shop, option.prices, pair) or 0)

    def listed_option(
        self, product: Product, group: Group, option: Option, pair: str
    ) -> Price | None:
        """What the lists in force say of an amount-place: of it, its amount or the whole option."""
        name = f"{product.id}.{group.id}.{option.id}"
        amount, _ = split_amount(self._shop, pair)
        return self._listed((f"{name}.{pair}", f"{name}.{amount}", name))

    def adjustment(self, product: Product, adjustment: Adjustment) -> Price:
        """The amount of an adjustment; one in percent is in no list."""
        return self._adjusted(f"{product.id}.{adjustment.id}") or Price(adjustment.amount)

    def preset(self, preset: Preset) -> Price:
        """By how much a preset changes the price."""
        return self._adjusted(preset.id) or Price(preset.adjustment)

    def _listed(self, names: tuple[str, ...]) -> Price | None:
        return self._first(lambda prices: prices.prices, names)

    def _adjusted(self, name: str) -> Price | None:
        return self._first(lambda prices: prices.adjustments, (name,))

    def _first(
        self, said: Callable[[PriceList], Mapping[str, int]], names: tuple[str, ...]
    ) -> Price | None:
        for prices in self._last_first:
            for name in names:
                if name in said(prices):
                    return Price(said(prices)[name], prices.id)
        return None


def price_among(shop: Shop, prices: Mapping[str, int], pair: str) -> int | None:
    """The price of an amount-place: its own, else that of its amount, else that of the option."""
    amount, _ = split_amount(shop, pair)
    return next((prices[key] for key in (pair, amount, "") if key in prices), None)


def lists_for(shop: Shop, product: Product, lists: Iterable[str]) -> tuple[str, ...]:
    """Those of the lists that price anything of the product or its slots, in the shop's order."""
    names = frozenset(lists)
    products = {each.id for _, each in placed_products(shop, product)}
    presets = {each.id for each in shop.menu_presets(product.id)}
    return tuple(
        each.id
        for each in shop.price_lists
        if each.id in names and (each.currency or _prices_some(each, products, presets))
    )


def _prices_some(prices: PriceList, products: set[str], presets: set[str]) -> bool:
    return any(name in presets or name.split(".")[0] in products for name in _names(prices))


def _names(prices: PriceList) -> Iterator[str]:
    yield from prices.prices
    yield from prices.adjustments
