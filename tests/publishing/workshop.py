"""A workshop that puts boxes together of parts of which not everything is known."""

from catalog.shop import (
    Attribute,
    Fact,
    Group,
    GroupKind,
    Hours,
    Inspection,
    Meter,
    Option,
    Product,
    Rule,
    Shop,
    Step,
    Store,
    Text,
)
from configurator.publishing.live import LiveProduct, LiveShop, assemble


def both(english: str, korean: str) -> Text:
    return {"en": english, "ko": korean}


def part(id_: str, price: int, **facts: Fact) -> Option:
    name = id_.replace("-", " ").capitalize()
    return Option(id_, both(name, name), {"": price}, facts=facts)


def one(id_: str, name: Text, *options: Option, optional: bool = False) -> Group:
    return Group(id_, name, GroupKind.ONE, options, optional=optional)


DRIVE = Product(
    "drive",
    both("Drive", "드라이브"),
    0,
    (one("model", both("Model", "모델"), part("disk", 20, watts=8), part("stick", 30, watts=3)),),
    on_menu=False,
)
BOX = Product(
    "box",
    both("Box", "본체"),
    100,
    (
        one(
            "cooler",
            both("Cooler", "쿨러"),
            part("tower", 30, kind="air", height=160, watts=5, sockets=("am4", "am5")),
            part("pump", 80, kind="liquid", watts=15, sockets=("am5",)),
            part("mystery", 10, kind="air", watts=5, sockets=("am4", "am5")),
        ),
        one(
            "cpu",
            both("Processor", "CPU"),
            part("quick", 200, socket="am5", watts=120),
            part("old", 50, socket="am4", watts=65),
            part("odd", 90, socket="am5"),
        ),
        one(
            "case",
            both("Case", "케이스"),
            part("roomy", 90, room=170),
            part("flat", 60, room=80),
        ),
        one(
            "psu",
            both("Power", "파워"),
            part("small", 40, wattage=180),
            part("big", 70, wattage=500),
        ),
        Group(
            "drive",
            both("Drive", "드라이브"),
            GroupKind.SLOT,
            optional=True,
            product="drive",
            copies=2,
        ),
    ),
    (Step("all", both("All", "전부"), ("cooler", "cpu", "case", "psu", "drive")),),
    (
        Rule(
            "height",
            "if kind of cooler is air then height of cooler <= room of case",
            both("{cooler} is too high for {case}.", "{cooler:은/는} {case}보다 높아요."),
        ),
        Rule(
            "socket",
            "socket of cpu is among sockets of cooler",
            both("{cooler} does not fit {cpu}.", "{cooler:은/는} {cpu}에 맞지 않아요."),
        ),
        Rule(
            "power",
            "1.2 x watts of cpu, cooler, drive.model <= wattage of psu",
            both("{psu} is too weak.", "{psu:은/는} 약해요."),
        ),
        Rule(
            "tight",
            "if cooler is tower then case is not roomy",
            both("{cooler} fits {case} tightly.", "{cooler:이/가} {case}에 빠듯해요."),
            "note",
        ),
    ),
    meters=(
        Meter(
            "power",
            both("Power", "전력"),
            "watts of cpu, cooler, drive.model + 10",
            "wattage of psu",
            "W",
        ),
        Meter("drives", both("Drives", "드라이브"), "units of drive", "2"),
        Meter("draw", both("Drives draw", "드라이브 전력"), "watts of drive.model", unit="W"),
    ),
    inspections=(
        Inspection("boot", both("It starts", "부팅")),
        Inspection("leak", both("No leaks", "누수 없음"), "kind of cooler is liquid"),
    ),
)
SHOP = Shop(
    "workshop",
    both("Workshop", "공방"),
    ("ko", "en"),
    "USD",
    "Asia/Seoul",
    (Store("main", both("Main", "본점"), hours=tuple(Hours(day, 0, 24 * 60) for day in range(7))),),
    (BOX, DRIVE),
    made_in="workshop",
    attributes=(
        Attribute("kind", both("Kind", "종류"), "word"),
        Attribute("height", both("Height", "높이"), "number", "mm"),
        Attribute("room", both("Room", "높이 제한"), "number", "mm"),
        Attribute("watts", both("TDP", "TDP"), "number", "W"),
        Attribute("wattage", both("Wattage", "용량"), "number", "W"),
        Attribute("socket", both("Socket", "소켓"), "word"),
        Attribute("sockets", both("Sockets", "소켓"), "words"),
    ),
)


def workshop() -> LiveProduct:
    """The box, ready to answer."""
    return assemble(LiveShop(SHOP, 1, {}), SHOP.product("box"), None)
