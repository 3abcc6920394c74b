"""What several choices come to together, as the shop says it: allowances, sequences, halves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.product_tree import FlatGroup
from catalog.shop import Allowance, GroupKind, Halves, Option
from catalog.shop import Sequence as Positions
from configurator.publishing.product_reader import ProductReader, placed_name, placed_path
from configurator.publishing.varied_prices import Case, VariedPrices, cases_of
from pricing import charges
from pricing.charges import ChoiceKey
from pricing.price_list import Charge


@dataclass(frozen=True)
class _Counted:
    """A choice that counts as so many portions; a number group has no option."""

    key: ChoiceKey
    flat: FlatGroup
    option: Option | None
    units: int

    def price(self, prices: VariedPrices, case: Case) -> int:
        """What the whole choice costs."""
        if self.option is None:
            return int(self.key[1]) * prices.unit(self.flat).amount
        return prices.price(self.flat, self.option, self.key[2], case).amount


class SharedCharges:
    """The charges of a product and its slots."""

    def __init__(self, reader: ProductReader, prices: VariedPrices) -> None:
        self._reader = reader
        self._prices = prices
        self._by_path = {each.path: each for each in reader.groups}

    def all(self) -> Iterator[tuple[Charge, Case]]:
        """Every charge, with the case that it is for; the condition is named by the case."""
        for prefix, product in self._reader.products:
            for allowance in product.allowances:
                yield from self._allowance(prefix, allowance)
            for sequence in product.sequences:
                yield self._sequence(prefix, sequence), Case()
            for halves in product.halves:
                yield from self._halves(prefix, halves)

    def whole_paths(self) -> frozenset[str]:
        """The groups that are charged as halves, and so not one by one."""
        return frozenset(
            placed_path(prefix, path)
            for prefix, product in self._reader.products
            for halves in product.halves
            for path in halves.groups
        )

    def _allowance(self, prefix: str, said: Allowance) -> Iterator[tuple[Charge, Case]]:
        counted = self._in_menu_order(prefix, said.groups, said.purpose)
        for case in self._cases(counted):
            portions = {
                each.key: _portions(each.price(self._prices, case), each.units, said.counts)
                for each in counted
            }
            name = f"allowance:{placed_name(prefix, said.id)}"
            yield charges.Allowance(name, portions, said.free, said.which, case.name), case

    def _sequence(self, prefix: str, said: Positions) -> Charge:
        counted = self._in_menu_order(prefix, said.groups, None)
        portions = {
            each.key: each.units if said.counts == "units" else min(each.units, 1)
            for each in counted
        }
        return charges.Sequence(f"sequence:{placed_name(prefix, said.id)}", portions, said.prices)

    def _halves(self, prefix: str, said: Halves) -> Iterator[tuple[Charge, Case]]:
        sides = [self._in_menu_order(prefix, (path,), None) for path in said.groups]
        name = f"halves:{placed_name(prefix, said.id)}"
        for case in self._cases([each for side in sides for each in side]):
            left, right = (
                {each.key: each.price(self._prices, case) for each in side} for side in sides
            )
            yield charges.Halves(name, left, right, said.by, case.name), case

    def _cases(self, counted: Sequence[_Counted]) -> list[Case]:
        return cases_of(
            self._prices.tables(each.flat, each.option) for each in counted if each.option
        )

    def _in_menu_order(
        self, prefix: str, paths: tuple[str, ...], purpose: str | None
    ) -> list[_Counted]:
        """What counts. The copies of a slot share a place in the menu: none of them comes first."""
        wanted = {placed_path(prefix, path) for path in paths}
        found: dict[str, list[FlatGroup]] = {}
        for flat in self._reader.groups:
            if flat.path in wanted:
                found.setdefault(flat.shared_path, []).append(flat)
        return [each for flats in found.values() for each in self._side_by_side(flats, purpose)]

    def _side_by_side(self, flats: list[FlatGroup], purpose: str | None) -> Iterator[_Counted]:
        if flats[0].group.kind is GroupKind.NUMBER:
            for number in flats[0].group.every_number:
                for flat in flats:
                    yield _Counted((flat.path, str(number), ""), flat, None, max(0, number))
            return
        for rows in zip(*map(self._prices.choices, flats), strict=True):
            for flat, (key, option, pair) in zip(flats, rows, strict=True):
                if purpose is None or option.purpose == purpose:
                    yield _Counted(key, flat, option, self._prices.units(flat, pair))


def _portions(price: int, units: int, counts: str) -> tuple[int, ...]:
    """What each portion costs: equal shares of the whole, the odd units on the later ones."""
    if counts == "options":
        return (price,) if units else ()
    return tuple(price * (each + 1) // units - price * each // units for each in range(units))
