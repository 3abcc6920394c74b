"""What must hold of price lists: what they price is there, and no two of them quarrel."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from catalog.checks import is_buildable
from catalog.price_keys import Atom, UnknownKeyError, atoms_of
from catalog.problems import Fault, Path, unknown
from catalog.product_tree import flat_groups
from catalog.scopes import is_within, overlap
from catalog.shop import GroupKind, PriceList, Product, Shop

Places = Mapping[Atom, Path]
"""Everything that a list prices, and where in it."""


def price_list_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with price lists, each by itself and between them."""
    for each in shop.price_lists:
        for path, fault in (
            *_key_faults(shop, each),
            *_adjustment_faults(shop, each),
            *_charge_faults(shop, each),
        ):
            yield ("price_lists", each.id, *path), fault
    places = {each.id: places_of(shop, each) for each in shop.price_lists}
    for first, later in combinations(shop.price_lists, 2):
        shared = [path for atom, path in places[later.id].items() if atom in places[first.id]]
        if shared and first.currency == later.currency and overlap(first, later):
            yield from _quarrels(first, later, shared[0])


def places_of(shop: Shop, of: PriceList) -> Places:
    """Where a list prices each thing; an amount that is named by itself is priced there."""
    places: dict[Atom, Path] = {}
    for key in sorted(of.prices, key=lambda key: key.count(".")):
        try:
            places |= dict.fromkeys(atoms_of(shop, key), ("prices", key))
        except UnknownKeyError:
            continue
    return places | {("", key): ("adjustments", key) for key in of.adjustments}


def _quarrels(first: PriceList, later: PriceList, at: Path) -> Iterator[tuple[Path, Fault]]:
    """Two lists that price the same thing at once: the later one has to be for less."""
    facts = {"word": at[-1], "product": first.id}
    if is_within(first, later):
        same = is_within(later, first)
        yield (
            ("price_lists", later.id, *at),
            Fault("lists-overlap" if same else "list-hides", facts),
        )
    elif not is_within(later, first):
        yield ("price_lists", later.id, *at), Fault("lists-overlap", facts)


def _key_faults(shop: Shop, of: PriceList) -> Iterator[tuple[Path, Fault]]:
    for key in of.prices:
        try:
            atoms_of(shop, key)
        except UnknownKeyError as error:
            yield ("prices", key), error.fault


def _adjustment_faults(shop: Shop, of: PriceList) -> Iterator[tuple[Path, Fault]]:
    """Amounts of adjustments that there are not, or that are percentages."""
    known = {f"{product.id}.{a.id}": a for product in shop.products for a in product.adjustments}
    presets = [each.id for each in shop.presets]
    for key in of.adjustments:
        if key in known and known[key].percent is not None:
            yield ("adjustments", key), Fault("percent-in-list", {"word": key})
        elif key not in known and key not in presets:
            yield ("adjustments", key), unknown("unknown-adjustment", key, (*known, *presets))


def _charge_faults(shop: Shop, of: PriceList) -> Iterator[tuple[Path, Fault]]:
    """Prices of what a sequence prices, and halves that would no longer cost the same."""
    priced = {
        atom: (of.prices[path[-1]], path)
        for atom, path in places_of(shop, of).items()
        if path[0] == "prices"
    }
    for product in shop.products:
        if not is_buildable(shop, product):
            continue
        holders = _holders(shop, product)
        for sequence in product.sequences:
            members = {holders[path] for path in sequence.groups if path in holders}
            for atom, (price, path) in priced.items():
                if price and atom[:2] in members:
                    facts = {"word": path[-1], "product": sequence.id}
                    yield path, Fault("price-in-sequence", facts)
        for halves in product.halves:
            sides = [holders[path] for path in halves.groups if path in holders]
            for path, fault in _unlike(priced, sides):
                yield path, fault


def _holders(shop: Shop, product: Product) -> Mapping[str, Atom]:
    """The product and id of every group with options, by its path."""
    return {
        flat.path: (flat.product.id, flat.group.id)
        for flat in flat_groups(shop, product)
        if flat.group.kind in (GroupKind.ONE, GroupKind.MANY)
    }


def _unlike(
    priced: Mapping[Atom, tuple[int, Path]], sides: list[Atom]
) -> Iterator[tuple[Path, Fault]]:
    """Options that a list prices in one half otherwise than in the other."""
    for atom, (price, path) in priced.items():
        for side in sides:
            if atom[:2] in sides and priced.get((*side, *atom[2:]), (None,))[0] != price:
                yield path, Fault("halves-differ", {"word": atom[2]})
