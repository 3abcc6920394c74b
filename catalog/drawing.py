"""Where the layers of a configuration are drawn, so that they stack as chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from catalog.naming import amount_units, split_amount
from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import Layer, Option, Product, Shop, Stage


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
    on_stack = _lifted(stage, [each for each in drawn if not each.layer.beside])
    aside = _side_by_side(stage, [each for each in drawn if each.layer.beside])
    placed = sorted([*on_stack, *aside], key=lambda each: each.level)
    return (*_background(stage), *placed)


def _drawn(
    shop: Shop, product: Product, chosen: Iterable[tuple[str, str, str]]
) -> Iterator[_Drawn]:
    """Every copy of every layer, in the order of the groups and their options."""
    amounts = {(path, option): amount for path, option, amount in chosen}
    for flat in flat_groups(shop, product):
        for option in flat.group.options:
            amount = amounts.get((flat.path, option.id))
            if option.layer is not None and amount in (option.amounts or ("",)):
                yield from _copies(shop, flat, option, option.layer, amount)


def _copies(
    shop: Shop, flat: FlatGroup, option: Option, layer: Layer, amount: str
) -> Iterator[_Drawn]:
    _, place = split_amount(shop, amount)
    layer = layer.places.get(place, layer)
    units = amount_units(shop, amount) if amount else 1
    count = max(1, units // layer.units_each) if layer.units_each else 1
    for copy in range(count):
        yield _Drawn(layer, copy, flat.path, option.id)
        if layer.top is not None:
            yield _Drawn(layer.top, copy, flat.path, option.id)


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
