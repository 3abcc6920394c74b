"""A computer with two interchangeable drives: A and B need an M.2 socket, and there is only one."""

from collections.abc import Mapping
from dataclasses import replace

from catalog.shop import (
    Adjustment,
    Attribute,
    Fact,
    Group,
    GroupKind,
    Option,
    Preset,
    Product,
    Rule,
    Shop,
    Step,
    Store,
    Text,
)
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct, LiveShop, assemble


def both(english: str, korean: str = "") -> Text:
    return {"en": english, "ko": korean or english}


def drive(option_id: str, price: int, socket: str, size: int) -> Option:
    facts: Mapping[str, Fact] = {"socket": socket, "gb": size}
    return Option(option_id, both(option_id.upper()), {"": price}, facts=facts, items={})


MODELS = (drive("a", 100, "m2", 500), drive("b", 150, "m2", 1000), drive("c", 80, "sata", 2000))
DRIVE = Product(
    "drive",
    both("Drive", "드라이브"),
    10,
    (Group("model", both("Model", "모델"), GroupKind.ONE, MODELS),),
    on_menu=False,
)
SOCKETS = Rule(
    "sockets",
    "m2 of drive.model <= 1",
    both("There is one M.2 socket for {drive.model}.", "M.2 자리는 하나예요."),
)
CASE = Group(
    "case",
    both("Case", "케이스"),
    GroupKind.ONE,
    (Option("tower", both("Tower"), {"": 50}, facts={"takes": ("sata", "usb")}, items={}),),
)


def slot(copies: int = 2, optional: bool = True) -> Group:
    return Group(
        "drive",
        both("Drive", "드라이브"),
        GroupKind.SLOT,
        optional=optional,
        product="drive",
        copies=copies,
    )


def drive_shop(
    *rules: Rule,
    copies: int = 2,
    optional: bool = True,
    inner: Product = DRIVE,
    more: tuple[Group, ...] = (),
    adjustments: tuple[Adjustment, ...] = (),
    presets: tuple[Preset, ...] = (),
) -> Shop:
    """A shop whose computer has a case and so many drives; without rules, the one socket's."""
    pc = Product(
        "pc",
        both("Computer", "컴퓨터"),
        1000,
        (CASE, slot(copies, optional), *more),
        (Step("parts", both("Parts", "부품"), ("case", "drive", *(each.id for each in more))),),
        rules or (SOCKETS,),
        adjustments,
    )
    attributes = (
        Attribute("socket", both("Socket"), "word"),
        Attribute("gb", both("Capacity"), "number", "GB"),
        Attribute("m2", both("M.2 sockets"), "number"),
        Attribute("takes", both("Takes"), "words"),
    )
    return Shop(
        "drives",
        both("Drives", "드라이브 가게"),
        ("en", "ko"),
        "USD",
        "UTC",
        (Store("main", both("Main")),),
        (pc, _with_sockets(inner)),
        attributes=attributes,
        presets=presets,
    )


def _with_sockets(product: Product) -> Product:
    """The product with the number of M.2 sockets that each option needs."""
    return replace(product, groups=tuple(map(_counting, product.groups)))


def _counting(group: Group) -> Group:
    options = (
        replace(each, facts={**each.facts, "m2": int(each.facts.get("socket") == "m2")})
        for each in group.options
    )
    return replace(group, options=tuple(options))


def live(shop: Shop) -> LiveProduct:
    return assemble(LiveShop(shop, 1, {}), shop.product("pc"), None)


def with_drives(*models: str) -> tuple[Choice, ...]:
    """A computer with these models in its drives, in order; "-" is none, "" not answered."""
    choices = [Choice("case", "tower")]
    for number, model in enumerate(models, 1):
        if model:
            choices.append(Choice(f"drive-{number}", "-" if model == "-" else "taken"))
        if model not in ("", "-"):
            choices.append(Choice(f"drive-{number}.model", model))
    return tuple(choices)
