"""What must hold between the parts of a shop: slots, steps, limits, the words of money and time."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any
from zoneinfo import available_timezones

from babel.localedata import exists as is_language
from babel.numbers import list_currencies

from catalog.naming import amount_units
from catalog.problems import Fault, Path, ProblemFact, unknown
from catalog.product_checks import assembly_faults, copy_faults
from catalog.shop import Group, GroupKind, Product, Shop

MAX_SLOT_DEPTH = 6
"""How deep products may lie in each other."""


def head_faults(values: Mapping[str, Any], files: tuple[str, ...]) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with `shop.yaml` by itself; `files` are the ids of the files in products/."""
    for at, language in enumerate(values.get("languages", ())):
        if not is_language(language):
            yield ("languages", str(at)), Fault("unknown-language", {"word": language})
    currency = values.get("currency")
    if currency and currency not in list_currencies():
        yield ("currency",), unknown("unknown-currency", currency, sorted(list_currencies()))
    zone = values.get("time_zone")
    if zone and zone not in available_timezones():
        yield ("time_zone",), unknown("unknown-time-zone", zone, sorted(available_timezones()))
    for name in ("languages", "products", "stores"):
        if name in values and not values[name]:
            yield (name,), Fault("missing")
    for product in files:
        if "products" in values and product not in values["products"]:
            yield ("products",), Fault("product-not-listed", {"word": product})


def shop_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong between the parts of a shop whose single entries are right."""
    yield from _offer_faults(shop)
    for product in shop.products:
        at = ("products", product.id)
        for path, fault in (
            *_slot_faults(shop, product),
            *_step_faults(product),
            *_standard_faults(shop, product),
            *_units_faults(shop, product),
            *copy_faults(product),
            *(assembly_faults(shop, product) if is_buildable(shop, product) else ()),
        ):
            yield (*at, *path), fault


def is_buildable(shop: Shop, product: Product) -> bool:
    """Whether the slots of a product lead to an end."""
    return _depth(shop, product, ()) is not None


def _offer_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """An amount at a place must not read as another amount."""
    pairs = [f"{amount.id}-{place.id}" for amount in shop.amounts for place in shop.places]
    counted = Counter([*[amount.id for amount in shop.amounts], *pairs])
    for word, count in counted.items():
        if count > 1:
            yield ("amounts",), Fault("ambiguous-offer", {"word": word})


def _slot_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    """Slots that lead back to the product, or too deep."""
    known = {each.id: each for each in shop.products}
    for group in product.groups:
        inner = known.get(group.product or "")
        if group.kind is not GroupKind.SLOT or inner is None:
            continue
        if _depth(shop, inner, (product.id,)) is None:
            facts: dict[str, ProblemFact] = {"word": inner.id, "product": product.id}
            yield (
                ("groups", group.id, "product"),
                Fault("slot-cycle", {**facts, "limit": MAX_SLOT_DEPTH}),
            )


def _depth(shop: Shop, product: Product, above: tuple[str, ...]) -> int | None:
    """How many products deep it goes, or `None` where it has no end or goes too deep."""
    if product.id in above or len(above) >= MAX_SLOT_DEPTH:
        return None
    known = {each.id: each for each in shop.products}
    deepest = 0
    for group in product.groups:
        if group.kind is not GroupKind.SLOT:
            continue
        inner = known.get(group.product or "")
        below = _depth(shop, inner, (*above, product.id)) if inner else None
        if below is None:
            return None
        deepest = max(deepest, below)
    return deepest + 1


def _step_faults(product: Product) -> Iterator[tuple[Path, Fault]]:
    """Every group stands in exactly one step; only products off the menu need none."""
    groups = [group.id for group in product.groups]
    seen: set[str] = set()
    for step in product.steps:
        for at, group in enumerate(step.groups):
            path = ("steps", step.id, "groups", str(at))
            if group not in groups:
                yield path, unknown("unknown-group", group, groups)
            elif group in seen:
                yield path, Fault("group-in-two-steps", {"word": group})
            seen.add(group)
    if not product.steps and not product.on_menu:
        return
    for group in groups:
        if group not in seen:
            yield ("steps",), Fault("group-in-no-step", {"word": group})


def _standard_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    own = [preset.id for preset in shop.presets if preset.product == product.id]
    if product.standard is not None and product.standard not in own:
        yield ("standard",), unknown("preset-of-another", product.standard, own)


def _units_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    """A least number of units that all options together do not reach."""
    for group in product.groups:
        most = sum(_most_units(shop, group)) if group.kind is GroupKind.MANY else 0
        if group.kind is GroupKind.MANY and group.units.at_least > most:
            facts = {"at_least": group.units.at_least, "count": int(most)}
            yield ("groups", group.id, "units", "at_least"), Fault("more-than-there-are", facts)


def _most_units(shop: Shop, group: Group) -> Iterator[float]:
    for option in group.options:
        yield max((_units(shop, each) for each in option.amounts), default=0)


def _units(shop: Shop, pair: str) -> float:
    """The units of an amount; without end where the amount itself is broken."""
    try:
        return amount_units(shop, pair)
    except KeyError:
        return inf
