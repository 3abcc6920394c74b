"""Where the layers of a configuration are drawn, so that they stack as chosen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TypeGuard

from catalog.naming import amount_units, split_amount
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import Drawing, Fact, Group, Layer, Option, Product, Shop, Stage

MOST_COPIES = 16
"""How often one option is drawn at most, whatever its facts say."""


@dataclass(frozen=True)
class PlacedLayer:
    """A picture at its place on the stage: left edge, upper edge and size, in units of the stage.

    `path` and `option` say what it is a picture of; both are empty for the background.
    """

    picture: str
    x: float
    y: float
    width: float
    height: float
    path: str
    option: str
    level: int


@dataclass(frozen=True)
class _Drawn:
    """One copy of a layer, before its height is known."""

    layer: Layer
    copy: int
    path: str
    option: str


def stack(
    shop: Shop, product: Product, chosen: Iterable[tuple[str, str, str]]
) -> tuple[PlacedLayer, ...]:
    """The pictures of what is chosen, in the order in which they are drawn.

    `chosen` holds group path, option id and amount or amount-place (empty where the option has
    none); what has no picture, or is not known, is left out. A stack that would not fit on the
    stage is drawn smaller as a whole. A product without a stage has no pictures.
    """
    stage = product.stage
    if stage is None:
        return ()
    drawn = sorted(_drawn(shop, product, chosen), key=lambda each: (each.layer.level, each.copy))
    fixed = _in_place([each for each in drawn if each.layer.y is not None])
    loose = [each for each in drawn if each.layer.y is None]
    on_stack = _lifted(stage, [each for each in loose if not each.layer.beside])
    aside = _side_by_side(stage, [each for each in loose if each.layer.beside])
    placed = sorted([*on_stack, *aside, *fixed], key=lambda each: each.level)
    return (*_background(stage), *placed)


def _drawn(
    shop: Shop, product: Product, chosen: Iterable[tuple[str, str, str]]
) -> Iterator[_Drawn]:
    """Every copy of every layer, in the order of the groups and their options."""
    amounts = {(path, option): amount for path, option, amount in chosen}
    answered = {path for path, _option in amounts}
    for flat in flat_groups(shop, product):
        if flat.path not in answered:
            continue
        for option in flat.group.options:
            amount = amounts.get((flat.path, option.id))
            if amount in (option.amounts or ("",)):
                layer = layer_of(flat.group, option)
                if layer is not None:
                    yield from _copies(shop, flat, option, layer, amount)


def _copies(
    shop: Shop, flat: FlatGroup, option: Option, layer: Layer, amount: str
) -> Iterator[_Drawn]:
    _, place = split_amount(shop, amount)
    layer = layer.places.get(place, layer)
    units = amount_units(shop, amount) if amount else 1
    count = max(1, units // layer.units_each) if layer.units_each else 1
    for copy in range(count * _number(option, layer.copies_by)):
        yield _Drawn(layer, copy, flat.path, option.id)
        if layer.top is not None:
            yield _Drawn(layer.top, copy, flat.path, option.id)


def layer_of(group: Group, option: Option) -> Layer | None:
    """How an option is drawn: its own layer, or that of the group's drawing meant for it."""
    return option.layer or next((each.layer for each in _meant(group, option) if each.layer), None)


def picture_name(group: Group, option: Option) -> str | None:
    """What stands on an option's card: its own picture, or that of the drawing meant for it."""
    return option.picture or next(
        (each.picture for each in _meant(group, option) if each.picture), None
    )


def _meant(group: Group, option: Option) -> Iterator[Drawing]:
    return (each for each in group.drawings if _is_meant(each, option))


def _is_meant(drawing: Drawing, option: Option) -> bool:
    return all(_states(option, *fact) for fact in drawing.where.items()) and all(
        _is_at_most(option.facts.get(attribute), most)
        for attribute, most in drawing.at_most.items()
    )


def _states(option: Option, attribute: str, expected: Fact) -> bool:
    fact = option.facts.get(attribute)
    if isinstance(fact, tuple) and isinstance(expected, tuple):
        return set(expected) <= set(fact)
    return type(fact) is type(expected) and fact == expected


def _is_at_most(fact: Fact | None, most: int) -> bool:
    return _is_number(fact) and fact <= most


def _is_number(fact: Fact | None) -> TypeGuard[int | Decimal]:
    return isinstance(fact, int | Decimal) and not isinstance(fact, bool)


def _number(option: Option, attribute: str) -> int:
    """How often the attribute says; once where it is unknown, or no attribute says."""
    fact = option.facts.get(attribute)
    return max(1, min(MOST_COPIES, int(fact))) if _is_number(fact) else 1


def _in_place(drawn: list[_Drawn]) -> list[PlacedLayer]:
    """What has a fixed place: the first there, each further one moved on from the one before."""
    seen: Counter[tuple[int, int, int | None]] = Counter()
    placed = []
    for each in drawn:
        layer = each.layer
        place = (layer.level, layer.x, layer.y)
        shift = seen[place]
        seen[place] += 1
        y = (layer.y or 0) + shift * layer.dy
        placed.append(_placed(each, layer.x + shift * layer.dx, y))
    return placed


def _lifted(stage: Stage, drawn: list[_Drawn]) -> list[PlacedLayer]:
    """The stack, from the floor up, drawn smaller about the middle of the floor if too high."""
    placed: list[PlacedLayer] = []
    base = float(stage.floor)
    for each in drawn:
        layer = each.layer
        top = base + layer.hang - layer.height
        placed.append(_placed(each, layer.x, top))
        base -= layer.thickness
    highest = min((each.y for each in placed), default=0.0)
    if highest >= 0:
        return placed
    scale = stage.floor / (stage.floor - highest)
    return [_scaled(each, scale, stage.width / 2, stage.floor) for each in placed]


def _side_by_side(stage: Stage, drawn: list[_Drawn]) -> list[PlacedLayer]:
    """What stands beside the stack: peers of one place next to one another."""
    placed: list[PlacedLayer] = []
    for _, peers in groupby(sorted(drawn, key=_place_beside), key=_place_beside):
        shift = 0
        for each in peers:
            layer = each.layer
            top = stage.floor + layer.hang - layer.height
            placed.append(_placed(each, layer.x + shift, top))
            shift += layer.thickness
    return placed


def _place_beside(each: _Drawn) -> tuple[int, int]:
    return each.layer.level, each.layer.x


def _placed(each: _Drawn, x: float, y: float) -> PlacedLayer:
    layer = each.layer
    return PlacedLayer(
        layer.picture, x, y, layer.width, layer.height, each.path, each.option, layer.level
    )


def _scaled(each: PlacedLayer, scale: float, middle: float, floor: float) -> PlacedLayer:
    return replace(
        each,
        x=round(middle + (each.x - middle) * scale, 2),
        y=round(floor + (each.y - floor) * scale, 2),
        width=round(each.width * scale, 2),
        height=round(each.height * scale, 2),
    )


def _background(stage: Stage) -> tuple[PlacedLayer, ...]:
    if stage.background is None:
        return ()
    return (PlacedLayer(stage.background, 0, 0, stage.width, stage.height, "", "", -1),)
