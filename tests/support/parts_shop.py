"""A shop with a long list: hundreds of graphics cards, and boxes that most of them fit."""

from decimal import Decimal

from catalog.shop import (
    Attribute,
    Fact,
    Group,
    GroupKind,
    Hours,
    Option,
    Product,
    Rule,
    Shop,
    Step,
    Store,
    Text,
)
from configurator.publishing.live import LiveProduct, LiveShop, assemble

MAKERS = ("Aurora", "Borealis", "Corona", "Draco", "Eclipse")
KOREAN = {
    "Aurora": "오로라",
    "Borealis": "보리얼",
    "Corona": "코로나",
    "Draco": "드라코",
    "Eclipse": "이클립스",
}
MEMORY = (4, 6, 8, 12, 16, 24)
PORTS = ("hdmi", "displayport", "usb-c", "dvi")


def both(english: str, korean: str) -> Text:
    return {"en": english, "ko": korean}


ATTRIBUTES = (
    Attribute("memory", both("Memory", "메모리"), "number", "GB", better="more"),
    Attribute("length", both("Length", "길이"), "number", "mm", better="less"),
    Attribute("clock", both("Clock", "클럭"), "number", "GHz"),
    Attribute("maker", both("Maker", "제조사"), "word"),
    Attribute(
        "ports",
        both("Ports", "단자"),
        "words",
        words={
            "hdmi": both("HDMI", "HDMI"),
            "displayport": both("DisplayPort", "디스플레이포트"),
            "usb-c": both("USB-C", "USB-C"),
        },
    ),
    Attribute("quiet", both("Quiet", "저소음"), "flag"),
)


def card(number: int) -> Option:
    """The card of a number: its facts follow from it, and every eleventh keeps one to itself."""
    maker = MAKERS[number % len(MAKERS)]
    facts: dict[str, Fact] = {
        "memory": MEMORY[number % len(MEMORY)],
        "length": 160 + number * 7 % 190,
        "clock": Decimal(14 + number % 13) / 10,
        "maker": maker.lower(),
        "ports": PORTS[: 1 + number % len(PORTS)],
        "quiet": number % 3 == 0,
    }
    if number % 11 == 10:
        del facts["length"]
    name = f"RX-{number:03} {MEMORY[number % len(MEMORY)]} GB"
    return Option(
        f"card{number}",
        both(f"{maker} {name}", f"{KOREAN[maker]} {name}"),
        {"": 9900 + number * 137 % 80000},
        facts=facts,
    )


def parts_shop(cards: int = 300) -> Shop:
    """A shop that sells a box with one of so many graphics cards; open at any hour."""
    case = Group(
        "case",
        both("Case", "케이스"),
        GroupKind.ONE,
        (
            Option("small", both("Small case", "작은 케이스"), {"": 4900}),
            Option("large", both("Large case", "큰 케이스"), {"": 8900}),
        ),
    )
    graphics = Group(
        "graphics",
        both("Graphics card", "그래픽카드"),
        GroupKind.ONE,
        tuple(card(number) for number in range(cards)),
        optional=True,
        shows=("memory", "length", "clock", "ports"),
        filters=("maker", "memory", "ports", "length", "clock", "quiet"),
    )
    box = Product(
        "box",
        both("Box", "본체"),
        30000,
        (case, graphics),
        (
            Step("case", both("Case", "케이스"), ("case",)),
            Step("graphics", both("Graphics card", "그래픽카드"), ("graphics",)),
        ),
        (
            Rule(
                "short-cards",
                "case is small requires length of graphics <= 250",
                both("{case} takes cards up to 250 mm.", "{case:은/는} 250 mm까지 들어가요."),
            ),
        ),
    )
    always = tuple(Hours(day, 0, 24 * 60) for day in range(7))
    return Shop(
        "parts",
        both("Part by part", "부품 하나하나"),
        ("ko", "en"),
        "USD",
        "Asia/Seoul",
        (Store("main", both("Main", "본점"), hours=always),),
        (box,),
        theme="pc",
        attributes=ATTRIBUTES,
    )


def parts_live(cards: int = 300) -> LiveProduct:
    """The box of that shop, ready to answer."""
    shop = parts_shop(cards)
    return assemble(LiveShop(shop, 1, {}), shop.product("box"), None)
