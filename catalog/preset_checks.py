"""Whether presets answer groups that there are, with answers that these allow."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from catalog.checks import is_buildable
from catalog.problems import Fault, Path, unknown
from catalog.product_tree import FlatGroup, flat_groups
from catalog.reading import read_whole_or_none
from catalog.shop import NONE, TAKEN, Answer, Example, Group, GroupKind, Preset, Shop, lies_in

FlatGroups = Mapping[str, FlatGroup]


Stated = TypeVar("Stated", Preset, Example)


def with_numbers(shop: Shop) -> Shop:
    """The shop with the answers of number groups as numbers, where they are digits: those that
    presets and examples state."""
    return replace(
        shop,
        presets=tuple(_with_numbers(shop, preset) for preset in shop.presets),
        examples=tuple(_with_numbers(shop, example) for example in shop.examples),
    )


def preset_faults(shop: Shop) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with presets; those of products that cannot be built are left out."""
    for preset in shop.presets:
        groups = groups_of(shop, preset)
        if groups is None:
            continue
        for path, fault in (*_path_faults(preset, groups), *_answers_faults(preset, groups)):
            yield ("presets", preset.id, *path), fault


def groups_of(shop: Shop, stated: Preset | Example) -> FlatGroups | None:
    """The groups that answers are stated for; None where their product cannot be built."""
    products = {product.id: product for product in shop.products}
    product = products.get(stated.product)
    if product is None or not is_buildable(shop, product):
        return None
    return {flat.path: flat for flat in flat_groups(shop, product)}


def _with_numbers(shop: Shop, stated: Stated) -> Stated:
    groups = groups_of(shop, stated) or {}
    choices = {path: _settled(groups.get(path), each) for path, each in stated.choices.items()}
    return replace(stated, choices=choices)


def _settled(flat: FlatGroup | None, answer: Answer) -> Answer:
    """The answer of a number group as a number, any other as it is."""
    if flat is not None and flat.group.kind is GroupKind.NUMBER:
        number = read_whole_or_none(answer)
        return answer if number is None else number
    return str(answer) if isinstance(answer, str) else answer


def _path_faults(preset: Preset, groups: FlatGroups) -> Iterator[tuple[Path, Fault]]:
    """Paths that lead to no group."""
    for path in preset.choices:
        if path not in groups:
            yield ("choices", path), unknown("unknown-group", path, groups)
    for at, path in enumerate(preset.defining):
        if path not in groups:
            yield ("defining", str(at)), unknown("unknown-group", path, groups)
    for at, path in enumerate(preset.asks):
        if not any(lies_in(each, path) for each in groups):
            yield ("asks", str(at)), unknown("unknown-group", path, groups)
    yield from _defining_faults(preset, groups)


def _defining_faults(preset: Preset, groups: FlatGroups) -> Iterator[tuple[Path, Fault]]:
    """What defines a preset is answered for good, and there is something that does."""
    for at, path in enumerate(preset.defining):
        if preset.is_asked(path):
            yield ("defining", str(at)), Fault("defining-asked", {"word": path})
        elif path in groups and path not in preset.choices:
            yield ("defining", str(at)), Fault("defining-unanswered", {"word": path})
    if not preset.defining:
        yield ("defining",), Fault("missing")


def _answers_faults(preset: Preset, groups: FlatGroups) -> Iterator[tuple[Path, Fault]]:
    for path, answer in preset.choices.items():
        if path in groups:
            for below, fault in answer_faults(groups[path].group, answer):
                yield ("choices", path, *below), fault
    for path, flat in groups.items():
        answered = path in preset.choices or preset.is_asked(path)
        if not answered and _must_be_answered(preset, flat):
            yield ("choices",), Fault("group-unanswered", {"word": path})


def _must_be_answered(preset: Preset, flat: FlatGroup) -> bool:
    """Whether nothing but an answer will do. Where a condition decides, the rules will tell."""
    group = flat.group
    if group.applies_if or any(preset.choices.get(slot) != TAKEN for slot in flat.slots):
        return False
    if group.kind is GroupKind.MANY:
        return group.distinct.at_least > 0 or group.units.at_least > 0
    return group.kind in (GroupKind.ONE, GroupKind.NUMBER) and not group.optional


def answer_faults(group: Group, answer: Answer) -> Iterator[tuple[Path, Fault]]:
    """Why the group does not allow the answer by itself."""
    if group.kind is GroupKind.TEXT:
        yield (), Fault("text-in-preset")
    elif answer == NONE:
        if group.kind is not GroupKind.MANY and not group.optional:
            yield (), Fault("none-not-allowed")
    elif group.kind is GroupKind.MANY:
        yield from _amount_faults(group, answer)
    elif group.kind is GroupKind.NUMBER:
        yield from _number_faults(group, answer)
    elif not isinstance(answer, str):
        yield (), Fault("expected-option")
    elif group.kind is GroupKind.SLOT:
        if answer != TAKEN:
            yield (), Fault("not-one-of", {"word": answer, "words": (TAKEN, "none")})
    elif answer not in {option.id for option in group.options}:
        yield (), unknown("unknown-option", answer, [option.id for option in group.options])


def _amount_faults(group: Group, answer: Answer) -> Iterator[tuple[Path, Fault]]:
    if not isinstance(answer, Mapping):
        yield (), Fault("expected-amounts", {"word": str(answer)})
        return
    offered = {option.id: option.amounts for option in group.options}
    for option, amount in answer.items():
        if option not in offered:
            yield (option,), unknown("unknown-option", option, offered)
        elif amount not in offered[option]:
            yield (option,), unknown("unknown-offer", amount, offered[option])


def _number_faults(group: Group, answer: Answer) -> Iterator[tuple[Path, Fault]]:
    if not isinstance(answer, int):
        yield (), Fault("expected-whole", {"word": str(answer)})
    elif answer not in group.every_number:
        numbers = {"at_least": group.numbers.at_least, "at_most": group.numbers.at_most or 0}
        code = "out-of-bounds" if group.step == 1 else "out-of-step"
        yield (), Fault(code, {"word": str(answer), **numbers, "step": group.step})
